"""The network diagram as a picture: what lies where, and how it is painted.

Curves, and all that changes only with the configuration, are kept as layers; while the mouse moves over the diagram
they are only laid on top of each other.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from playground.ui.views import network_paint as paint
from playground.ui.views import network_strokes as strokes
from playground.ui.views.network_health import paint_health
from playground.ui.views.network_layout import Rect, Spot, layout
from playground.ui.views.network_link_layer import LinkLayer
from playground.ui.views.network_links import gaps
from playground.ui.views.network_look import Look, sizes_of, smooth
from playground.ui.views.network_model import Diagram, Parameter
from playground.ui.views.network_pictures import Pictures
from playground.ui.views.network_targets import Target, links_of, target_at

FADED, SLIGHTLY_FADED = 0.16, 0.5


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands out at the moment: under the mouse, being edited, pinned, and where the keyboard is."""

    hovered: Target | None = None
    edited: Parameter | None = None
    pinned: Spot | None = None
    focus: Spot | None = None


class Scene:
    """A diagram laid out in a view of some size. `scroll` is how many pixels of it are hidden at the left."""

    def __init__(self, look: Look, diagram: Diagram, size: QSize, ratio: float, firsts: Sequence[int] = ()) -> None:
        self.diagram, self.scroll = diagram, 0.0
        self._look, self._size, self._ratio = look, size, ratio
        room = float(max(size.width(), 1)), float(max(size.height(), 1))
        self.layout = layout(diagram.counts, room, sizes_of(look, diagram), firsts, diagram.spares)
        self.gaps = gaps(self.layout, diagram)
        self._links = LinkLayer(look, self.layout, self.gaps, size.height(), ratio)
        self._maker = Pictures(look.theme)
        self._layers: dict[str, QPixmap] = {}
        self._pictures: dict[Spot, QImage] = {}

    def show_numbers(self, diagram: Diagram, exactly: bool = True) -> None:
        """Show newer numbers of the same network, exactly or as far as one can see the difference."""
        if diagram.marks != self.diagram.marks:
            self._layers.pop("health", None)
        self.diagram = diagram
        self._links.show_numbers(diagram, exactly)
        self._pictures.clear()

    @property
    def is_behind(self) -> bool:
        """Whether the diagram is so large that it takes another painting to be up to date."""
        return self._links.is_behind

    def set_scroll(self, scroll: float) -> None:
        """Show the diagram from this many pixels on."""
        if scroll != self.scroll:
            self.scroll = scroll
            self._layers.clear()

    def target(self, at: QPointF) -> Target | None:
        """What is at a point of the view."""
        return target_at(self.layout, self.gaps, self.diagram, at.x() + self.scroll, at.y())

    def rect(self, target: Target | None) -> Rect | None:
        """The rectangle, in the layout, of a neuron or of a bias that is shown."""
        if isinstance(target, Parameter):
            node = self.layout.node(Spot(target.layer + 1, target.row)) if self.diagram.is_bias(target) else None
            return node.bias if node is not None else None
        node = self.layout.node(target) if isinstance(target, Spot) and self.diagram.has(target) else None
        return node.rect if node is not None else None

    def paint(self, painter: QPainter, marks: Marks, on_paper: bool = False) -> None:
        """Paint all, with these marks; on paper without the pictures that are kept for the screen."""
        chosen = list(links_of(self.diagram, marks.edited or marks.hovered))
        if chosen:
            painter.setOpacity(SLIGHTLY_FADED if len(chosen) == 1 else FADED)
        painter.translate(-self.scroll, 0.0)
        if on_paper:
            smooth(painter)
            self._links.draw_anew(painter, self.diagram)
        else:
            self._links.refresh(self.diagram)
            self._links.draw(painter)
        painter.setOpacity(1.0)
        smooth(painter)
        strokes.paint_chosen(painter, self._look, self.layout, self.gaps, self.diagram, chosen)
        self._paint_neurons(painter)
        self._put("frames", self._paint_frames, painter, on_paper)
        paint.paint_biases(painter, self._look, self.layout.nodes(), self.diagram)
        self._put("rims", self._paint_rims, painter, on_paper)
        if any(map(any, self.diagram.marks)):
            self._put("health", self._paint_health, painter, on_paper)
        self._paint_marks(painter, marks)

    def _put(self, name: str, paint_on: Callable[[QPainter], None], painter: QPainter, on_paper: bool) -> None:
        """Lay a picture over the view, or paint it anew."""
        if on_paper:
            painter.save()
            paint_on(painter)
            painter.restore()
        else:
            painter.drawPixmap(QPointF(self.scroll, 0.0), self._layer(name, paint_on))

    def _layer(self, name: str, paint_on: Callable[[QPainter], None]) -> QPixmap:
        """A picture as large as the view, painted on once and kept while it stays true."""
        if name not in self._layers:
            self._layers[name] = self._painted(paint_on)
        return self._layers[name]

    def _painted(self, paint_on: Callable[[QPainter], None]) -> QPixmap:
        picture = QPixmap((self._size * self._ratio).expandedTo(QSize(1, 1)))
        picture.setDevicePixelRatio(self._ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        smooth(painter)
        painter.translate(-self.scroll, 0.0)
        paint_on(painter)
        painter.end()
        return picture

    def _paint_frames(self, painter: QPainter) -> None:
        paint.paint_frames(painter, self._look, self.layout, self.diagram)

    def _paint_rims(self, painter: QPainter) -> None:
        paint.paint_rims(painter, self._look, self.layout.nodes())

    def _paint_health(self, painter: QPainter) -> None:
        paint_health(painter, self._look, self.layout, self.diagram)

    def _paint_neurons(self, painter: QPainter) -> None:
        if not self._pictures:
            for column in self.layout.columns:
                self._pictures.update(self._maker.of_column(self.diagram, column))
        known = self.diagram.maps is not None
        paint.paint_pictures(painter, self._look, self.layout.nodes(), self._pictures, known)

    def _paint_marks(self, painter: QPainter, marks: Marks) -> None:
        for target, distance in ((marks.pinned, 1.0), (marks.hovered, 1.0), (marks.focus, 4.0)):
            rect = self.rect(target)
            if rect is not None:
                paint.paint_ring(painter, self._look, rect, distance, 2.0)
        pinned = self.rect(marks.pinned)
        if pinned is not None:
            paint.paint_pin(painter, self._look, pinned)
