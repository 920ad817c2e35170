"""What the window has below its menus: the bar at the top, and the cards."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.i18n import _
from playground.session.session import Session
from playground.ui.actions import Actions
from playground.ui.appearance import Appearance
from playground.ui.card_grid import CardGrid
from playground.ui.controls import Card
from playground.ui.layouts import NO_MARGINS, grow, in_column
from playground.ui.leaving.subject import Subject
from playground.ui.paint.tools import PaintTools
from playground.ui.panels.data_panel import DataPanel
from playground.ui.panels.lower_pages import PAGES, PageContext
from playground.ui.panels.lower_tabs import LowerTabs
from playground.ui.panels.output_panel import OutputPanel
from playground.ui.panels.settings_strip import SettingsStrip
from playground.ui.panels.test_set_bar import TestSetBar
from playground.ui.panels.top_bar import TopBar
from playground.ui.pump import Pump
from playground.ui.spotlight import Spotlight
from playground.ui.views.map_legend import ColourLegend
from playground.ui.views.map_view import MapView
from playground.ui.views.network_view import NetworkView
from playground.ui.views.numbers_epoch import EpochDisplay
from playground.ui.views.numbers_facts import RunFacts
from playground.ui.views.numbers_tiles import MetricTiles


class Contents(QWidget):
    """Makes all views and puts them into their places; `page` is the one that is seen first below the diagram."""

    health_wanted = Signal()
    """A person asks what is wrong with the layers."""

    def __init__(
        self, session: Session, appearance: Appearance, actions: Actions, tools: PaintTools, spotlight: Spotlight,
        page: str, parent: QWidget,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session, self._appearance, self._actions = session, appearance, actions
        self._epoch = EpochDisplay(session, appearance)
        self.top = TopBar(session, actions, appearance, self._epoch)
        self.network, self.map = NetworkView(session, appearance), MapView(session, appearance, tools)
        spotlight.changed.connect(lambda: self.map.light_points(spotlight.ids))
        self._tiles, self._test_set = MetricTiles(session, appearance), TestSetBar(session, appearance)
        self._facts, self._strip = RunFacts(session, appearance), SettingsStrip(session, actions, appearance)
        self._facts.health_wanted.connect(self.health_wanted)
        self.pages = LowerTabs(PageContext(session, appearance, spotlight, self.map.painter), PAGES, page)
        self.pages.add_control(actions.button("tall", "lower_panel.tall", look="flat"))
        legend = ColourLegend(session, appearance)
        self.data = DataPanel(session, actions, appearance, tools)
        self.output = OutputPanel(session, appearance, self.map, legend, self._tiles, self._test_set)
        self.run, self._diagram = self._run_card(), self._diagram_card()
        self.cards = CardGrid(appearance, self.data, self._diagram, self.output, self.pages, self.run)
        in_column(self.top, grow(self.cards), owner=self, spacing=0, margins=NO_MARGINS)

    @property
    def hideable(self) -> dict[str, QWidget]:
        """What can be put out of sight, by the action that does it."""
        return {
            "view_data": self.data, "view_settings": self._strip, "view_lower": self.pages, "view_run": self.run
        }  # fmt: skip

    @property
    def areas(self) -> tuple[QWidget, ...]:
        """What the keyboard walks through, in its order."""
        return *self.top.areas, self.data, self._diagram, self.output, self.pages, self.run

    def subjects(self, window: QWidget) -> tuple[Subject, ...]:
        """What pictures can be made of, the whole window last."""
        return (
            Subject("map", _("Map"), self.map), Subject("output", _("Map, legend and numbers"), self.output),
            Subject("network", _("Network"), self.network),
            Subject("page", _("Page below the diagram"), self.pages), Subject("window", _("Whole window"), window),
        )  # fmt: skip

    def be_pumped(self, pump: Pump) -> None:
        """Have the views shown frames: what is looked at most, most often, and not all of them in one turn."""
        turns = (
            (self.map, 2, 0), (self.network, 4, 1), (self._epoch, 2, 1), (self.pages, 4, 3), (self._tiles, 8, 0),
            (self._test_set, 8, 4), (self._facts, 8, 2),
        )  # fmt: skip
        for view, every, phase in turns:
            pump.add(view, every, phase)

    def _diagram_card(self) -> Card:
        card = Card(_("Network"), "network_panel")
        card.add_corner(self.network.layer_count)
        card.body.addWidget(self.network, 1)
        card.body.addWidget(self._strip)
        return card

    def _run_card(self) -> Card:
        card = Card(_("This run"), "run_panel", overhang=self._facts.OVERHANG)
        card.body.addWidget(self._facts)
        return card
