"""The left card: which data set, its classes and painting tools, and how it is made and split."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from playground.data.points import Points
from playground.data.sources import Source
from playground.i18n import _
from playground.session.session import Change, Session
from playground.tree import declaration
from playground.ui.actions import Actions
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import Card, Form, IconButton, LinkButton, bind, make_field, set_role
from playground.ui.layouts import NO_MARGINS, SPACE, in_column
from playground.ui.paint.tools import PaintTools
from playground.ui.panels.augmentation_field import AugmentationField
from playground.ui.panels.class_bar import ClassBar
from playground.ui.panels.flaws_field import FlawsField
from playground.ui.panels.gallery import COLUMNS, SPACING, DataGallery
from playground.ui.panels.scaling_form import ScalingForm
from playground.ui.panels.split_control import SplitControl
from playground.ui.panels.tool_bar_paint import PaintToolBar

WIDTH = 15.5
"""The width of the card, in lines of text; more where the pictures of the data sets need it."""
BESIDE = 42
"""The edges of the card, its scroll bar and the gap beside that, in pixels."""


class DataPanel(Card):
    """Scrolls where the window is low."""

    def __init__(
        self, session: Session, actions: Actions, appearance: Appearance, tools: PaintTools,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(_("Data"), "data_panel", parent)
        self._appearance = appearance
        for key in ("undo", "redo"):
            self.add_corner(actions.button(key, f"data_panel.{key}", look="flat"))
        bring = LinkButton(_("Import…"), "data_panel.import", tip=_("Bring data of your own: a table or a picture"))
        bring.clicked.connect(actions["import"].trigger)
        self.add_corner(bring)
        self._scroll = self._scrolled(self._contents(session, actions, appearance, tools))
        self.body.addWidget(self._scroll)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        appearance.changed.connect(self._fit)
        self._fit()

    def _contents(self, session: Session, actions: Actions, appearance: Appearance, tools: PaintTools) -> QWidget:
        inside = QWidget()
        set_role(inside, "page")
        in_column(
            DataGallery(session, appearance, inside),
            ClassBar(session, appearance, tools, inside),
            PaintToolBar(session, appearance, tools, actions, inside),
            SplitControl(session, appearance, inside),
            SourceForm(session, inside),  # below, as it changes its height
            AugmentationField(session, inside),
            ScalingForm(session, appearance, inside),
            SPACE,
            owner=inside, spacing=10, margins=(0, 0, 6, 0),
        )  # fmt: skip
        return inside

    def _scrolled(self, inside: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setObjectName("data_panel.scroll")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        return area

    def _fit(self) -> None:
        metrics = self._appearance.metrics
        pictures = COLUMNS * metrics.thumbnail + (COLUMNS - 1) * SPACING + BESIDE
        self.setFixedWidth(max(round(WIDTH * metrics.text) + 65, pictures))


class SourceForm(QWidget):
    """The settings of the present data set as sliders, and its seed; for one's own points, how many there are."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("source_form")
        self._session = session
        path = "data.source"
        self._form = Form(
            declaration(session.experiment, path), path, self, columns=1, style="slider", without=("flaws",)
        )
        self._count = QLabel(self)
        self._count.setWordWrap(True)
        self._captions = Captions(self)
        self._captions.bind(self._count.setText, self._own_points)
        self._flaws = FlawsField(session, self)
        self._seed_row = self._make_seed_row()
        in_column(self._form, self._count, self._flaws, self._seed_row, owner=self, spacing=8, margins=NO_MARGINS)
        bind(self._form, path, session)
        self._show(session.experiment.data.source)
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    def _make_seed_row(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        seed = make_field(declaration(self._session.experiment, "data.seed"), "data.seed", parent=holder)
        bind(seed, "data.seed", self._session)
        again = IconButton(
            "dice-5", _("New points"), "data.new_points", holder, tip=_("Draw new points by the same rule")
        )
        again.clicked.connect(self._session.new_data)
        row.addWidget(seed, 1)
        row.addWidget(again, 0, Qt.AlignmentFlag.AlignBottom)
        return holder

    def _on_session_changed(self, change: Change) -> None:
        if change.old.experiment.data is not change.new.experiment.data:
            self._show(change.new.experiment.data.source)

    def _show(self, source: Source) -> None:
        own = isinstance(source, Points)
        self._form.setVisible(not own)
        self._seed_row.setVisible(not own)
        self._count.setVisible(own)
        self._captions.refresh()

    def _own_points(self) -> str:
        n = self._session.dataset.n
        if n == 0:
            return str(_("An empty sheet: draw on the map."))
        return str(_("My points: {n}. Draw on the map to add more.", n=n))
