"""The decision map: what the network answers at every place, the points, and the hand that paints them."""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.data.dataset import Integers
from playground.i18n import Text, _, n_
from playground.session.frame import Frame, Wants
from playground.session.session import Change, Session
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.errors import guarded
from playground.ui.paint.markers import Part
from playground.ui.paint.painter import Painter, fresh_seed
from playground.ui.paint.tools import PaintTools
from playground.ui.paint.trail import Place
from playground.ui.paper import on_paper
from playground.ui.views.map_axes import room
from playground.ui.views.map_content import MapContent, Neuron
from playground.ui.views.map_curve import answer_at, sheet_name
from playground.ui.views.map_geometry import MapGeometry, fit
from playground.ui.views.map_ground import MapGround
from playground.ui.views.map_hand import Hand
from playground.ui.views.map_ink import MapInk
from playground.ui.views.map_overlay import BETWEEN, Overlay
from playground.ui.views.map_readout import answer_words, position_words, scaled_place

_LOW_PART = 0.25
"""The part of the map, from below, where the mouse makes the read-out go up."""


class MapView(QWidget):
    """A square map of the domain. The mouse or the keyboard paints on it with the tool of `tools`."""

    def __init__(
        self, session: Session, appearance: Appearance, tools: PaintTools, parent: QWidget | None = None, *,
        seed_source: Callable[[], int] = fresh_seed, clock: Callable[[], float] = perf_counter,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("map_view")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._session, self._appearance, self.tools = session, appearance, tools
        self._content = MapContent(session)
        self._ground = MapGround(session, appearance, self._content)
        self._geometry = self._fitted()
        self.painter = Painter(session, tools, self, seed_source=seed_source, clock=clock)
        """Carries out the edits; menus and shortcuts may call it too."""
        self._ink = MapInk(session, appearance, self.painter.selection)
        self._hand = Hand(self, self.painter, tools, self._geometry, appearance)
        self._captions = Captions(self)
        self._captions.bind(self.setAccessibleName, self._name)
        self._captions.bind(self.setToolTip, lambda: str(_CURVE_HELP if self._content.is_curve else _HELP))
        self._captions.bind(self.setAccessibleDescription, self._summary)
        self._connect()

    def _connect(self) -> None:
        self._appearance.changed.connect(self._refit)
        self.tools.changed.connect(self.update)
        self._hand.changed.connect(self.update)
        self.painter.selection.region_changed.connect(self.update)
        self.painter.selection.changed.connect(self._forget_points)
        self.destroyed.connect(self._session.subscribe(self._on_session_changed))

    # What is shown ---------------------------------------------------------------------------------------------------

    def wants(self) -> Wants:
        """The map at a size that suits the widget, and the neuron that is to be shown."""
        return self._content.wants(self._geometry.side)

    def show_frame(self, frame: Frame) -> None:
        """Show the map of a frame. A map that does not fit the present network is left out."""
        if self._content.take(frame):
            self._forget_picture()
            self._ink.light_batch(frame.batch)

    def show_neuron(self, neuron: Neuron | None, caption: Text | None = None) -> None:
        """Show the activation of one neuron with its name, or with None the answer of the network again.

        The picture changes, together with its caption, when the frame with that neuron comes.
        """
        if self._content.turn_to(neuron, caption):
            self._forget_picture()

    def light_points(self, ids: Integers | None) -> None:
        """Light these points and dim all others, or with None show all as usual."""
        self._ink.light(ids)
        self.update()

    def pixel(self, place: Place) -> QPointF:
        """Where a place of the domain is in this widget."""
        return self._geometry.point(*place)

    def set_discretise(self, on: bool) -> None:
        """Show only which class wins, not how surely."""
        self._ground.discretise = on
        self._forget_picture()

    def set_errors(self, on: bool) -> None:
        """Show how far the answer is from each point, where the data are a curve."""
        self._ground.errors = on
        self._forget_picture()

    def set_contour(self, on: bool) -> None:
        """Show the line where the answer changes."""
        self._ground.contour = on
        self._forget_picture()

    def set_show_train(self, on: bool) -> None:
        """Show the training points."""
        self._set_part(Part.TRAIN, on)

    def set_show_validation(self, on: bool) -> None:
        """Show the validation points."""
        self._set_part(Part.VALIDATION, on)

    def set_show_test(self, on: bool) -> None:
        """Show the test points."""
        self._set_part(Part.TEST, on)

    def _set_part(self, part: Part, on: bool) -> None:
        self._ink.parts = self._ink.parts | {part} if on else self._ink.parts - {part}
        if self._ground.errors:
            self._forget_picture()
        self._forget_points()

    def _on_session_changed(self, change: Change) -> None:
        old, new = change.old, change.new
        is_other_data = old.dataset is not new.dataset or old.parts is not new.parts
        if self._content.follow(change) or old.dataset.classes != new.dataset.classes:
            self._forget_picture()
        if is_other_data and new.dataset.is_curve:
            self._forget_picture()  # which shows how far the points are from it
        if self._ink.follow(change):
            self.update()
        if is_other_data:
            self._captions.refresh()
        if old.own_axes != new.own_axes:
            self._refit()

    # Painting --------------------------------------------------------------------------------------------------------

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if on_paper(painter, self):
                self._ground.draw_on_paper(painter, self._geometry, self._ink.parts)
                self._ink.draw_on_paper(painter, self._geometry, self.font())
            else:
                ratio = self.devicePixelRatioF()
                self._ground.draw(painter, self._geometry, self._ink.parts, ratio)
                self._ink.draw(painter, self.size(), ratio, self._geometry, self.font())
            self._draw_overlay(painter)

    def _draw_overlay(self, painter: QPainter) -> None:
        overlay = Overlay(painter, self._geometry, self._appearance.theme, self._appearance.metrics)
        place, chosen = self._hand.place, self.painter.selection
        frame, rectangle, loop = chosen.frame(), chosen.rectangle, chosen.loop
        if frame is not None:
            overlay.draw_frame(frame)
            if self.tools.tool.selects and not chosen.is_drawing:
                overlay.draw_handles(frame)
        if rectangle is not None:
            overlay.draw_rectangle(rectangle)
        if loop:
            overlay.draw_loop(loop)
        if place is not None and (self.tools.tool.has_radius or self._hand.is_erasing):
            overlay.draw_brush(place, self.tools.brush.radius)
        if self._hand.cross_hair is not None:
            overlay.draw_cross_hair(self._hand.cross_hair)
            overlay.draw_focus(self._appearance.metrics.radius_button)
        self._draw_labels(overlay)

    def _draw_labels(self, overlay: Overlay) -> None:
        caption = self._content.caption
        if caption is not None:
            overlay.draw_label(str(caption), self.font(), Qt.Corner.TopLeftCorner, bold=True)
        place = self._hand.place
        if place is not None:
            below = self._geometry.point(*place).y() > self._geometry.rect.bottom() - _LOW_PART * self._geometry.side
            corner = Qt.Corner.TopRightCorner if below else Qt.Corner.BottomLeftCorner
            overlay.draw_label(self.readout(place), self.font(), corner)

    def readout(self, place: Place) -> str:
        """A place and what the map shows there, in words."""
        prepared, experiment = self._session.prepared, self._session.experiment
        words = position_words(place, prepared.own_axes, scaled_place(prepared, place))
        shown, traced = self._content.shown, self._content.traced
        answer = None
        if self._content.is_curve and traced is not None:
            answer = answer_at(traced, place[0], prepared.target)
        elif shown is not None:
            answer = answer_words(shown, place, prepared.dataset.classes, experiment.network.output, prepared.target)
        return words if answer is None else f"{words}{BETWEEN}{answer}"

    def _name(self) -> str:
        return str(sheet_name(self._session.prepared.own_axes) if self._content.is_curve else _("Decision map"))

    def _summary(self) -> str:
        parts = self._session.prepared.parts
        return str(
            n_("{n} point: {train} for training, {validation} for validation, {test} for the test",
               "{n} points: {train} for training, {validation} for validation, {test} for the test",
               self._session.dataset.n, train=len(parts.train), validation=len(parts.validation), test=len(parts.test))
        )  # fmt: skip

    # Qt's events -----------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._ink.forget()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(380, 380)

    def minimumSizeHint(self) -> QSize:
        return QSize(156, 156)

    def _refit(self) -> None:
        self._geometry = self._hand.geometry = self._fitted()
        self._ink.forget()
        self._forget_picture()

    def _fitted(self) -> MapGeometry:
        axes, metrics = self._session.prepared.own_axes, self._appearance.metrics
        return fit(self.width(), self.height(), room(axes, metrics, self.font()))

    def _forget_picture(self) -> None:
        self._ground.forget()
        self.update()

    def _forget_points(self) -> None:
        self._ink.forget_points()
        self.update()


_HELP = _(
    "The answer of the network at every place: the colour of the class it chooses, the stronger the surer it is. "
    "Draw points with the tools; the right button erases. "
    "Numbers in brackets are what the network is told where inputs are scaled."
)
_CURVE_HELP = _(
    "The answer of the network as a line; where a formula made the points, the dashed line is the true curve. "
    "Draw points with the tools: their height is what the network learns. "
    "Numbers in brackets are what the network is told where inputs are scaled."
)
