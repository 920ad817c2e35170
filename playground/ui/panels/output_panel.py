"""The right card: the decision map with its switches and legend, and how good the network is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from playground.i18n import Text, _, p_
from playground.session.session import Change, Session
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import Card
from playground.ui.paint.markers import Marker, Part, curve_marker, part_icon, part_marker
from playground.ui.panels.test_set_bar import TestSetBar
from playground.ui.views.map_legend import ColourLegend
from playground.ui.views.map_view import MapView
from playground.ui.views.numbers_tiles import MetricTiles

EVALUATION = _(
    "Evaluation mode: the map and all scores show the network as it answers, with nothing dropped out and with the "
    "running statistics of batch normalisation."
)


@dataclass(frozen=True, slots=True)
class Switch:
    """Something that the map can show, and whether it does so at first."""

    name: str
    words: Text
    tip: Text
    show: Callable[[MapView, bool], object]
    on: bool = True


SWITCHES = (
    Switch("discretise", _("Discretise"), _("Show only which class wins, not how surely"), MapView.set_discretise,
           on=False),
    Switch("errors", _("Errors"), _("Show how far the answer is from each point"), MapView.set_errors, on=False),
    Switch("train", p_("points", "Train"), _("Show the training points"), MapView.set_show_train),
    Switch("validation", p_("points", "Val."), _("Show the validation points"), MapView.set_show_validation),
    Switch("test", p_("points", "Test"), _("Show the test points, once their set is open"), MapView.set_show_test),
)  # fmt: skip


class OutputPanel(Card):
    """The map is as large a square as the card allows."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        map_view: MapView,
        legend: ColourLegend,
        tiles: MetricTiles,
        test_set: TestSetBar,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_("Output"), "output_panel", parent)
        self._session, self._map, self._appearance = session, map_view, appearance
        self._differs = False
        self._switches: dict[str, QCheckBox] = {}
        for switch in SWITCHES:
            self._switches[switch.name] = self._switch(switch)
            self.add_corner(self._switches[switch.name])
        self.body.addWidget(map_view, 1)
        for part in (legend, tiles, test_set):
            self.body.addWidget(part)
        self._follow()
        self._show_markers()
        appearance.changed.connect(self._show_markers)
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    def sizeHint(self) -> QSize:
        """No more than it needs: the window shares out its room by itself."""
        return self.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """A legend of more rows takes them from the map, and not from the other cards."""
        return False

    def _on_session_changed(self, change: Change) -> None:
        self._follow()
        old, new = change.old.dataset, change.new.dataset
        if (old.is_curve, old.is_classification) != (new.is_curve, new.is_classification):
            self._show_markers()

    def _follow(self) -> None:
        """Offer what makes sense for the data: a curve has errors to show, and no classes that could win."""
        is_curve, test = self._session.dataset.is_curve, self._switches["test"]
        self._switches["errors"].setVisible(is_curve)
        self._switches["discretise"].setVisible(not is_curve)
        test.setVisible(len(self._session.prepared.parts.test) > 0)
        test.setEnabled(self._session.seal.is_open)
        self._say_mode()

    def _show_markers(self) -> None:
        """Beside each part's name, how its points look: the legend of the outlines."""
        for part in Part:
            box, size = self._switches[part.value], round(1.15 * self._appearance.metrics.caption)
            marker = self._marker(part)
            box.setIcon(part_icon(self._appearance.theme, marker, size, self.devicePixelRatioF()))
            box.setIconSize(QSize(size, size))

    def _marker(self, part: Part) -> Marker:
        """How the points of a part look on the map of these data."""
        dataset, theme = self._session.dataset, self._appearance.theme
        if dataset.is_curve:
            return curve_marker(theme, part)
        return part_marker(theme, part, valued=not dataset.is_classification)

    def _say_mode(self) -> None:
        """Say that maps and scores show the network as it answers, where that differs from how it trains."""
        differs = any(
            layer.dropout or layer.normalization.is_there for layer in self._session.experiment.network.layers
        )
        if differs != self._differs:
            self._differs = differs
            self.set_title(_("Output · eval") if differs else _("Output"), EVALUATION if differs else None)

    def _switch(self, switch: Switch) -> QCheckBox:
        box = QCheckBox(self)
        box.setObjectName(f"output.{switch.name}")
        captions = Captions(box)
        captions.bind(box.setText, switch.words)
        captions.bind(box.setAccessibleName, switch.words)
        captions.bind(box.setToolTip, switch.tip)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it was
        box.setChecked(switch.on)
        box.toggled.connect(partial(switch.show, self._map))
        return box
