"""The painting tool in the hand: which it is, what it paints, and how large it is."""

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from playground.data.dataset import Dataset
from playground.i18n import _, p_
from playground.spec import Configuration, Effect, param, params


class Tool(StrEnum):
    """The tools to paint with."""

    POINT = "point"
    PEN = "pen"
    SPRAY = "spray"
    LINE = "line"
    RING = "ring"
    BLOB = "blob"
    SELECT = "select"
    LASSO = "lasso"
    JITTER = "jitter"
    MAGNET = "magnet"
    RECOLOUR = "recolour"
    ERASE = "erase"

    @property
    def has_radius(self) -> bool:
        """Whether it works within a circle around the hand."""
        return self in (Tool.SPRAY, Tool.JITTER, Tool.MAGNET, Tool.RECOLOUR, Tool.ERASE)

    @property
    def selects(self) -> bool:
        """Whether it chooses points and takes hold of them."""
        return self in (Tool.SELECT, Tool.LASSO)

    @property
    def is_drawn_out(self) -> bool:
        """Whether it has a beginning and an end, so that the keyboard must say both."""
        return self.selects or self in (Tool.LINE, Tool.RING, Tool.BLOB)

    @property
    def settings(self) -> tuple[str, ...]:
        """The settings of the brush that it uses."""
        return _SETTINGS.get(self, ())


_SETTINGS: dict[Tool, tuple[str, ...]] = {
    Tool.PEN: ("spacing", "by_speed"),
    Tool.SPRAY: ("radius", "density", "by_speed"),
    Tool.LINE: ("amount", "scatter"),
    Tool.RING: ("amount", "scatter"),
    Tool.BLOB: ("amount",),
    Tool.JITTER: ("radius", "strength"),
    Tool.MAGNET: ("radius", "strength"),
    Tool.RECOLOUR: ("radius",),
    Tool.ERASE: ("radius",),
}


@dataclass(frozen=True, slots=True)
class Brush(Configuration):
    """The size and strength of the tools, and the value they paint where points have values instead of classes."""

    radius: float = param(
        0.8, label=_("Radius"), help=_("How far the brush and the eraser reach, on a map 12 wide."),
        effect=Effect.VIEW, low=0.2, high=3, digits=2,
    )  # fmt: skip
    density: int = param(
        4, label=_("Density"), help=_("How many points the brush leaves at each place it passes."),
        effect=Effect.VIEW, low=1, high=20,
    )  # fmt: skip
    spacing: float = param(
        0.3, label=_("Spacing"), help=_("How far apart the points of the pen are, in units of the axes."),
        effect=Effect.VIEW, low=0.05, high=2, digits=2,
    )  # fmt: skip
    strength: float = param(
        0.4, label=_("Strength"), help=_("How hard points are shaken or pulled, from 0 to 1."),
        effect=Effect.VIEW, low=0.05, high=1, digits=2,
    )  # fmt: skip
    amount: int = param(
        40, label=p_("setting", "Points"), help=_("How many points a line, a ring or a blob has."),
        effect=Effect.VIEW, low=2, high=500, logarithmic=True,
    )  # fmt: skip
    scatter: float = param(
        0.1, label=_("Scatter"), help=_("How far the points of a line or a ring lie from it, as a standard deviation."),
        effect=Effect.VIEW, low=0, high=1.5, digits=2,
    )  # fmt: skip
    by_speed: bool = param(
        False, label=_("Density by speed"),
        help=_("A slow hand leaves more points, one that rests goes on; otherwise they lie equally dense everywhere."),
        effect=Effect.VIEW,
    )  # fmt: skip
    value: float = param(
        1.0, label=_("Value"), help=_("The value of the points that you paint."),
        effect=Effect.VIEW, low=-1, high=1, digits=2,
    )  # fmt: skip


class PaintTools(QObject):
    """The tool in use and its settings. One for the window; the tool row, the class row and the map share it."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tool = Tool.POINT
        self._class_index = 0
        self._brush = Brush()

    @property
    def tool(self) -> Tool:
        """The tool in use."""
        return self._tool

    @property
    def class_index(self) -> int:
        """The class that is painted, where there are classes."""
        return self._class_index

    @property
    def brush(self) -> Brush:
        """The settings of the tools."""
        return self._brush

    def label(self, dataset: Dataset) -> float:
        """What a painted point of this data set gets: the index of its class, or its value."""
        if dataset.is_classification:
            return min(self._class_index, dataset.class_count - 1)
        return self._brush.value

    def set_tool(self, tool: Tool) -> None:
        """Take another tool."""
        if tool is not self._tool:
            self._tool = tool
            self.changed.emit()

    def set_class(self, index: int) -> None:
        """Paint another class."""
        if index != self._class_index:
            self._class_index = index
            self.changed.emit()

    def set_brush(self, brush: Brush) -> None:
        """Take another brush."""
        if brush != self._brush:
            self._brush = brush
            self.changed.emit()

    def scale_radius(self, factor: float) -> None:
        """A larger or smaller brush, as far as brushes go."""
        limits = params(Brush)["radius"].param
        assert limits.low is not None
        assert limits.high is not None
        radius = min(max(self._brush.radius * factor, limits.low), limits.high)
        self.set_brush(replace(self._brush, radius=round(radius, 3)))
