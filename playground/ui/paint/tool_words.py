"""How the tools are called, what they look like in the tool row, and which of them share a button there."""

from dataclasses import dataclass

from playground.i18n import Text, _
from playground.ui.paint.tools import Tool


@dataclass(frozen=True, slots=True)
class ToolWords:
    """The icon, the name and the tip of a tool; a hint says what to do with one that has no settings."""

    icon: str
    name: Text
    tip: Text
    hint: Text | None = None


TOOL_WORDS: dict[Tool, ToolWords] = {
    Tool.POINT: ToolWords(
        "pencil", _("Single points"), _("Single points: a click adds one, a drag puts it in its place"),
        _("Click on the map to add a point; the right button erases."),
    ),
    Tool.PEN: ToolWords("pen-line", _("Pen"), _("Pen: leaves points one after the other along its way")),
    Tool.SPRAY: ToolWords(
        "spray-can", _("Brush"), _("Brush: leaves points along its way; the wheel changes its radius")
    ),
    Tool.LINE: ToolWords("slash", _("Line"), _("Line: drag from its beginning to its end")),
    Tool.RING: ToolWords("circle-dashed", _("Ring"), _("Ring: drag from its centre to its edge")),
    Tool.BLOB: ToolWords(
        "chart-scatter", _("Blob"), _("Blob: a Gaussian cloud; drag from its centre to its edge, or click")
    ),
    Tool.SELECT: ToolWords(
        "square-dashed-mouse-pointer", _("Select and move"),
        _("Select and move: drag a rectangle, then drag what is inside; Delete removes it, 1 to 9 change its class"),
        _("Drag a rectangle around points, then drag them elsewhere."),
    ),
    Tool.LASSO: ToolWords(
        "lasso-select", _("Lasso"), _("Lasso: draw a loop around points, then drag what is inside"),
        _("Draw a loop around points, then drag them elsewhere."),
    ),
    Tool.JITTER: ToolWords("vibrate", _("Shake"), _("Shake: moves points at random as long as it is held")),
    Tool.MAGNET: ToolWords("magnet", _("Magnet"), _("Magnet: draws points together as long as it is held")),
    Tool.RECOLOUR: ToolWords(
        "paintbrush", _("Recolour"), _("Recolour: gives points the class or the value in use")
    ),
    Tool.ERASE: ToolWords(
        "eraser", _("Eraser"), _("Eraser: the right mouse button erases too, whatever the tool")
    ),
}  # fmt: skip

FAMILIES: tuple[tuple[Tool, ...], ...] = (
    (Tool.POINT, Tool.PEN),
    (Tool.SPRAY,),
    (Tool.LINE, Tool.RING, Tool.BLOB),
    (Tool.SELECT, Tool.LASSO),
    (Tool.JITTER, Tool.MAGNET, Tool.RECOLOUR),
    (Tool.ERASE,),
)
"""The tools that share a button of the tool row, the first one being in front at the start."""
