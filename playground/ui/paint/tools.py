"""The painting tool in the hand: which it is, what it paints, and how large it is."""

from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from playground.data.dataset import Dataset
from playground.i18n import _
from playground.spec import Configuration, Effect, param, params


class Tool(StrEnum):
    """The tools to paint with."""

    POINT = "point"
    SPRAY = "spray"
    SELECT = "select"
    ERASE = "erase"

    @property
    def has_radius(self) -> bool:
        return self in (Tool.SPRAY, Tool.ERASE)


@dataclass(frozen=True, slots=True)
class Brush(Configuration):
    """The size of the brush, and the value it paints where points have values instead of classes."""

    radius: float = param(
        0.8, label=_("Radius"), help=_("How far the brush and the eraser reach, on a map 12 wide."),
        effect=Effect.VIEW, low=0.2, high=3, digits=2,
    )  # fmt: skip
    density: int = param(
        4, label=_("Density"), help=_("How many points the brush leaves at each place it passes."),
        effect=Effect.VIEW, low=1, high=20,
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
        """The settings of the brush and the eraser."""
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
