"""One stroke as it is remembered: the tool, its settings, the seed of its chance, and every touch of the hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from playground.data.dataset import Dataset, Integers
from playground.data.paint import NOBODY
from playground.ui.paint.gestures import (
    Erasing,
    Gesture,
    Jittering,
    Placing,
    Pulling,
    Recolouring,
    Spraying,
    Stamping,
    Writing,
    generator,
)
from playground.ui.paint.tools import Brush, Tool
from playground.ui.paint.trail import EvenTrail, TimedTrail, Touch


@dataclass(frozen=True, slots=True)
class Stroke:
    """What a stroke is but for its touches. `label` is the class or the value that it paints."""

    tool: Tool
    label: float
    brush: Brush
    seed: int


def begin(stroke: Stroke, dataset: Dataset, first: Touch, spared: Integers = NOBODY) -> Gesture:
    """The gesture of a stroke that begins with a touch; the points with the ids `spared` are left alone."""
    tool, brush, label = stroke.tool, stroke.brush, stroke.label
    if tool in (Tool.LINE, Tool.RING, Tool.BLOB):
        return Stamping(tool, dataset, first.place, label, brush, stroke.seed)
    if tool is Tool.PEN:
        return Writing(label, TimedTrail() if brush.by_speed else EvenTrail(brush.spacing))
    if tool is Tool.SPRAY:
        trail = TimedTrail() if brush.by_speed else None
        return Spraying(label, brush.radius, brush.density, generator(stroke.seed), trail)
    if tool is Tool.ERASE:
        return Erasing(brush.radius, spared)
    if tool is Tool.RECOLOUR:
        return Recolouring(label, brush.radius, spared)
    if tool is Tool.JITTER:
        return Jittering(brush.radius, brush.strength, generator(stroke.seed), spared)
    if tool is Tool.MAGNET:
        return Pulling(brush.radius, brush.strength, spared)
    return Placing(dataset, label)


def replay(stroke: Stroke, touches: Iterable[Touch], dataset: Dataset, spared: Integers = NOBODY) -> Dataset:
    """The data set after a whole stroke. Raises SpecError when there are too many points."""
    gesture: Gesture | None = None
    for touch in touches:
        gesture = gesture or begin(stroke, dataset, touch, spared)
        dataset = gesture.to(touch, dataset)
    return dataset
