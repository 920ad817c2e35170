"""The decision map: what the network answers at every place, the points, and the hand that paints them."""

from collections.abc import Callable
from time import perf_counter

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.data.dataset import Dataset, Floats, Integers
from playground.engine.tasks import Kind
from playground.i18n import Text, _, n_
from playground.session.frame import Frame, Wants
from playground.session.session import Change, Session
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.errors import guarded
from playground.ui.paint.markers import Part, coloured
from playground.ui.paint.painter import Painter, fresh_seed
from playground.ui.paint.tools import PaintTools
from playground.ui.paint.trail import Place
from playground.ui.paper import SHARPNESS, on_paper
from playground.ui.theme import Theme
from playground.ui.views.map_axes import draw_axes, room
from playground.ui.views.map_curve import (
    CurveLook,
    Traced,
    answer_at,
    curve_layer,
    draw_curve,
    line_size,
    of_frame,
    sheet_name,
    true_heights,
)
from playground.ui.views.map_geometry import MapGeometry, fit
from playground.ui.views.map_ghosts import draw_ghosts
from playground.ui.views.map_hand import Hand
from playground.ui.views.map_overlay import Overlay
from playground.ui.views.map_picture import Shown, draw_border, layer, of_network, of_neuron
from playground.ui.views.map_points import PointLook, PointPainter, marker_radius
from playground.ui.views.map_readout import answer_words, position_words, scaled_place
from playground.ui.views.map_scaled import draw_scaled

FEWEST_CELLS, MOST_CELLS = 60, 128
_PIXELS_PER_CELL = 3.6
_LOW_PART = 0.25
"""The part of the map, from below, where the mouse makes the read-out go up."""

Neuron = tuple[int, int]
"""(layer, unit); layer 0 is the inputs."""


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
        self._session, self._appearance, self._tools = session, appearance, tools
        self._frame: Frame | None = None
        self._shown: Shown | None = None
        self._traced: Traced | None = None
        self._neuron: Neuron | None = None
        self._neuron_caption: Text | None = None
        self._discretise, self._contour, self._errors = False, True, False
        self._parts = frozenset(Part)
        self._seal_shown = session.seal.is_open
        self._points = PointPainter()
        self._picture: QPixmap | None = None
        self._ink: QPixmap | None = None
        self._lit: Integers | None = None
        self._batch: Integers | None = None
        self._geometry = self._fitted()
        self.painter = Painter(session, tools, self, seed_source=seed_source, clock=clock)
        """Carries out the edits; menus and shortcuts may call it too."""
        self._hand = Hand(self, self.painter, tools, self._geometry, appearance)
        self._captions = Captions(self)
        self._captions.bind(self.setAccessibleName, self._name)
        self._captions.bind(self.setToolTip, lambda: str(_CURVE_HELP if self._is_curve else _HELP))
        self._captions.bind(self.setAccessibleDescription, self._summary)
        self._connect()

    def _connect(self) -> None:
        self._appearance.changed.connect(self._refit)
        self._tools.changed.connect(self.update)
        self._hand.changed.connect(self.update)
        self.painter.selection.region_changed.connect(self.update)
        self.painter.selection.changed.connect(self._forget_ink)
        self.destroyed.connect(self._session.subscribe(self._on_session_changed))

    # What is shown ---------------------------------------------------------------------------------------------------

    def wants(self) -> Wants:
        """The map at a size that suits the widget, and the neuron that is to be shown."""
        cells = round(self._geometry.side / _PIXELS_PER_CELL / 4) * 4
        inner, children = self._inner, self._session.prepared.data.augment is not None
        if self._is_curve:
            return Wants(line_size=line_size(self._geometry.side), neuron=inner, children=children, batch=True)
        size = min(max(cells, FEWEST_CELLS), MOST_CELLS)
        return Wants(map_size=size, neuron=inner, children=children, batch=True)

    def show_frame(self, frame: Frame) -> None:
        """Show the map of a frame. A map that does not fit the present network is left out."""
        outputs = self._session.prepared.plan.units[-1]
        fits = frame.output_map is not None and len(frame.output_map) == outputs
        if fits or (self._is_curve and frame.line is not None):
            self._frame = frame
            self._choose()
            self._light_batch(frame.batch)

    def show_neuron(self, neuron: Neuron | None, caption: Text | None = None) -> None:
        """Show the activation of one neuron with its name, or with None the answer of the network again.

        The picture changes, together with its caption, when the frame with that neuron comes.
        """
        if neuron is None:
            caption = None
        elif caption is None:
            caption = _("Layer {layer}, neuron {unit}", layer=neuron[0], unit=neuron[1] + 1)
        self._neuron, self._neuron_caption = neuron, caption
        self._choose()

    def pixel(self, place: Place) -> QPointF:
        """Where a place of the domain is in this widget."""
        return self._geometry.point(*place)

    def set_discretise(self, on: bool) -> None:
        """Show only which class wins, not how surely."""
        self._discretise = on
        self._forget_picture()

    def set_errors(self, on: bool) -> None:
        """Show how far the answer is from each point, where the data are a curve."""
        self._errors = on
        self._forget_picture()

    def set_contour(self, on: bool) -> None:
        """Show the line where the answer changes."""
        self._contour = on
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
        self._parts = self._parts | {part} if on else self._parts - {part}
        if self._errors:
            self._forget_picture()
        self._forget_ink()

    def _choose(self) -> None:
        """Take from the last frame what is to be shown; if it is not there yet, what is shown stays."""
        frame, neuron, caption = self._frame, self._neuron, self._neuron_caption
        if frame is not None and self._is_curve:
            self._traced = of_frame(frame, self._inner, caption) or self._traced
            self._forget_picture()
        if frame is None or frame.output_map is None:
            return
        if neuron is None or caption is None or (self._is_output(neuron) and len(frame.output_map) == 1):
            self._shown = of_network(frame.output_map, self._level())
        elif self._is_output(neuron):
            self._shown = of_neuron(frame.output_map[neuron[1]], caption)
        elif frame.neuron == neuron and frame.neuron_map is not None:
            self._shown = of_neuron(frame.neuron_map, caption)
        else:
            return
        self._forget_picture()

    def light_points(self, ids: Integers | None) -> None:
        """Light these points and dim all others, or with None show all as usual."""
        self._lit = ids
        self._forget_ink()

    def _light_batch(self, ids: Integers | None) -> None:
        """Light the points that the last step was made of, as long as nobody points at others."""
        if not (ids is self._batch or np.array_equal(ids, self._batch)):  # type: ignore[arg-type]
            self._batch = ids
            self._forget_ink()

    def _level(self) -> float:
        """The value of the map at which one of two classes makes way for the other: the threshold, on its scale."""
        prepared = self._session.prepared
        is_binary = prepared.data.task.kind is Kind.BINARY
        return 2.0 * prepared.experiment.judgement.threshold - 1.0 if is_binary else 0.0

    @property
    def _is_curve(self) -> bool:
        return self._session.dataset.is_curve

    @property
    def _inner(self) -> Neuron | None:
        """The neuron that is shown instead of the answer."""
        return self._neuron if self._neuron is not None and not self._is_output(self._neuron) else None

    def _is_output(self, neuron: Neuron) -> bool:
        return neuron[0] == len(self._session.prepared.plan.units) - 1

    def _on_session_changed(self, change: Change) -> None:
        old, new = change.old, change.new
        if old.experiment.judgement.threshold != new.experiment.judgement.threshold:
            self._choose()
        if old.plan.units != new.plan.units:
            self._forget_frame(new.plan.units)
        if old.dataset.is_curve != new.dataset.is_curve:
            self._frame = self._shown = self._traced = None
            self._forget_picture()
        if old.reader is not new.reader:
            self._forget_ink()
        if old.dataset is not new.dataset or old.parts is not new.parts:
            self._captions.refresh()
            self._forget_ink()
            if new.dataset.is_curve:
                self._forget_picture()
        if self._seal_shown != self._session.seal.is_open:
            self._seal_shown = self._session.seal.is_open
            self._forget_ink()
        if old.axes != new.axes:
            self._refit()
        if old.dataset.classes != new.dataset.classes:
            self._forget_picture()

    def _forget_frame(self, units: tuple[int, ...]) -> None:
        """The network has other layers: what was shown of it goes, except a map that still fits."""
        if self._neuron is not None and not (self._neuron[0] < len(units) and self._neuron[1] < units[self._neuron[0]]):
            self._neuron = self._neuron_caption = None
        self._frame = None
        if self._traced is not None and self._traced.caption is not None:
            self._traced = None
            self._forget_picture()
        if self._shown is not None and (self._shown.caption is not None or len(self._shown.channels) != units[-1]):
            self._shown = None
            self._forget_picture()

    # Painting --------------------------------------------------------------------------------------------------------

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            if on_paper(painter, self):
                self._paint_on_paper(painter)
            else:
                self._paint_on_screen(painter)
            self._draw_overlay(painter)

    def _paint_on_screen(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            self._picture = self._draw_picture(ratio)
        if self._ink is None or self._ink.devicePixelRatio() != ratio:
            self._ink = self._draw_ink(ratio)
        painter.drawPixmap(self._geometry.rect.topLeft(), self._picture)
        self._draw_ghosts(painter)
        painter.drawPixmap(0, 0, self._ink)

    def _paint_on_paper(self, painter: QPainter) -> None:
        """The map as an image with many pixels, and all else as lines."""
        metrics, prepared = self._appearance.metrics, self._session.prepared
        if self._is_curve:
            draw_curve(painter, self._geometry, *self._curve_parts(SHARPNESS))
        else:
            painter.drawPixmap(self._geometry.rect.topLeft(), self._draw_map(SHARPNESS, contour=False))
            if self._contour:
                square, line = QRectF(self._geometry.rect), 0.6 * metrics.line
                draw_border(painter, square, metrics.radius_button, self._shown, self._map_theme(), line)
        self._draw_ghosts(painter)
        self._draw_axes(painter)
        self._points.draw_each(painter, prepared.dataset, prepared.parts, self._geometry, self._point_look(1.0))

    def _draw_picture(self, ratio: float) -> QPixmap:
        if self._is_curve:
            return curve_layer(self._geometry, *self._curve_parts(ratio))
        return self._draw_map(ratio, self._contour)

    def _draw_map(self, ratio: float, contour: bool) -> QPixmap:
        metrics = self._appearance.metrics
        return layer(
            self._shown, self._map_theme(), self._geometry.side, metrics.radius_button, 0.6 * metrics.line, ratio,
            discretise=self._discretise, contour=contour,
        )  # fmt: skip

    def _curve_parts(self, ratio: float) -> tuple[CurveLook, Traced | None, Floats | None, Dataset, list[Integers]]:
        """How the sheet of a curve looks, and what is on it."""
        metrics, prepared = self._appearance.metrics, self._session.prepared
        look = CurveLook(self._appearance.theme, prepared.axes, metrics.line, metrics.radius_button, ratio)
        truth = true_heights(self._session.experiment.data.source, line_size(self._geometry.side))
        shown = {Part.TRAIN: prepared.parts.train, Part.VALIDATION: prepared.parts.validation}
        errors = [which for part, which in shown.items() if self._errors and part in self._parts]
        return look, self._traced, truth, prepared.dataset, errors

    def _map_theme(self) -> Theme:
        is_answer = self._shown is None or self._shown.caption is None
        return coloured(self._appearance.theme, self._session.dataset.classes if is_answer else ())

    def _draw_ink(self, ratio: float) -> QPixmap:
        """Axes and points, which change seldom, as one picture."""
        prepared = self._session.prepared
        ink = QPixmap(self.size() * ratio)
        ink.fill(Qt.GlobalColor.transparent)
        with QPainter(ink) as painter:
            painter.save()
            painter.scale(ratio, ratio)
            self._draw_axes(painter)
            painter.restore()
            look = self._point_look(ratio)
            showable = prepared.dataset.ids[self._session.showable]
            spot = self._batch if self._lit is None else self._lit
            lit = None if spot is None else np.intersect1d(spot, showable)
            self._points.draw(
                painter, prepared.dataset, prepared.parts, self.painter.selection.ids, self._geometry, look, lit
            )
        ink.setDevicePixelRatio(ratio)
        return ink

    def _draw_axes(self, painter: QPainter) -> None:
        metrics, theme, prepared = self._appearance.metrics, self._appearance.theme, self._session.prepared
        draw_axes(painter, self._geometry, prepared.axes, theme, metrics, self.font())
        draw_scaled(painter, self._geometry, prepared, theme, metrics, self.font())

    def _point_look(self, ratio: float) -> PointLook:
        radius = marker_radius(
            self._geometry.side, self._session.dataset.n, self._appearance.metrics.text / 13
        )  # fmt: skip
        parts = self._parts if self._session.seal.is_open else self._parts - {Part.TEST}
        return PointLook(self._appearance.theme, radius, ratio, parts)

    def _draw_ghosts(self, painter: QPainter) -> None:
        """The children that train in the place of the training points, where those are shown."""
        prepared, ghosts = self._session.prepared, None if self._frame is None else self._frame.children
        if ghosts is not None and prepared.data.augment is not None and Part.TRAIN in self._parts:
            radius = marker_radius(self._geometry.side, prepared.dataset.n, self._appearance.metrics.text / 13)
            draw_ghosts(painter, ghosts, prepared.dataset, self._geometry, self._appearance.theme, radius)

    def _draw_overlay(self, painter: QPainter) -> None:
        overlay = Overlay(painter, self._geometry, self._appearance.theme, self._appearance.metrics)
        place, chosen = self._hand.place, self.painter.selection
        frame, rectangle, loop = chosen.frame(), chosen.rectangle, chosen.loop
        if frame is not None:
            overlay.draw_frame(frame)
            if self._tools.tool.selects and not chosen.is_drawing:
                overlay.draw_handles(frame)
        if rectangle is not None:
            overlay.draw_rectangle(rectangle)
        if loop:
            overlay.draw_loop(loop)
        if place is not None and (self._tools.tool.has_radius or self._hand.is_erasing):
            overlay.draw_brush(place, self._tools.brush.radius)
        if self._hand.cross_hair is not None:
            overlay.draw_cross_hair(self._hand.cross_hair)
            overlay.draw_focus(self._appearance.metrics.radius_button)
        self._draw_labels(overlay)

    def _draw_labels(self, overlay: Overlay) -> None:
        shown = self._traced if self._is_curve else self._shown
        if shown is not None and shown.caption is not None:
            overlay.draw_label(str(shown.caption), self.font(), Qt.Corner.TopLeftCorner, bold=True)
        place = self._hand.place
        if place is not None:
            below = self._geometry.point(*place).y() > self._geometry.rect.bottom() - _LOW_PART * self._geometry.side
            corner = Qt.Corner.TopRightCorner if below else Qt.Corner.BottomLeftCorner
            overlay.draw_label(self.readout(place), self.font(), corner)

    def readout(self, place: Place) -> str:
        """A place and what the map shows there, in words."""
        prepared, experiment = self._session.prepared, self._session.experiment
        words = position_words(place, prepared.axes, scaled_place(prepared, place))
        if self._is_curve:
            height = None if self._traced is None else answer_at(self._traced, place[0])
            return words if height is None else f"{words}  ·  {height}"
        if self._shown is None:
            return words
        classes = self._session.dataset.classes
        answer = answer_words(self._shown, place, classes, experiment.network.output)
        return words if answer is None else f"{words}  ·  {answer}"

    def _name(self) -> str:
        return str(sheet_name(self._session.prepared.axes) if self._is_curve else _("Decision map"))

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
            self._forget_ink()

    def sizeHint(self) -> QSize:
        return QSize(380, 380)

    def minimumSizeHint(self) -> QSize:
        return QSize(170, 170)

    def _refit(self) -> None:
        self._geometry = self._hand.geometry = self._fitted()
        self._forget_picture()
        self._forget_ink()

    def _fitted(self) -> MapGeometry:
        axes, metrics = self._session.prepared.axes, self._appearance.metrics
        return fit(self.width(), self.height(), room(axes, metrics, self.font()))

    def _forget_picture(self) -> None:
        self._picture = None
        self.update()

    def _forget_ink(self) -> None:
        self._ink = None
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
