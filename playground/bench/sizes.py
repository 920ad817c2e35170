"""Cost against size: how the time of a step or an epoch grows with points, width and depth; with a picture."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

from playground.bench.cases import experiment
from playground.bench.effort import Effort, Measured, seconds_per_unit
from playground.data.dataset import Dataset
from playground.data.generators import Circle
from playground.data.points import Points
from playground.experiment import prepare

POINTS = (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000)
WIDTHS = (2, 4, 8, 16, 32, 64, 128, 256, 512)
MOST_AT_ONCE = 10_000
DEPTHS = tuple(range(1, 11))

Curve = tuple[list[float], list[float]]


def measure(effort: Effort, folder: Path) -> Iterator[Measured]:
    """The exponent with which the cost grows at the upper end of each range, and the picture."""
    curves = {
        "points": _points(effort),
        "width": _curve(_up_to(WIDTHS, effort), lambda width: _step_us((width, width), effort)),
        "depth": _curve(_up_to(DEPTHS, effort), lambda depth: _step_us((8,) * depth, effort)),
    }
    from playground.bench.plot import draw  # only the picture needs Qt

    draw(curves, folder / "cost-against-size.png")
    for name, (sizes, costs) in curves.items():
        yield Measured(f"size.{name}", exponent(sizes, costs))


def exponent(sizes: list[float], costs: list[float]) -> float:
    """The slope of the upper half of the curve on logarithmic axes: 1 for linear growth, 2 for quadratic."""
    half = len(sizes) // 2
    x, y = np.log(sizes[half:]), np.log(costs[half:])
    return float(np.polyfit(x, y, 1)[0])


def _points(effort: Effort) -> Curve:
    """Milliseconds of a whole epoch, judged and recorded as always."""

    def cost(samples: int) -> float:
        settings = experiment((8, 8), 10)
        trainer = prepare(replace(settings, data=replace(settings.data, source=Points(_circle(samples))))).trainer()

        def epoch() -> int:
            trainer.run(until_epoch=trainer.epoch + 1)
            return 1

        return min(seconds_per_unit(epoch, effort.seconds) for _ in range(2)) * 1e3

    return _curve(_up_to(POINTS, effort), cost)


def _circle(points: int) -> Dataset:
    """A ring around a disc, of more points than one may ask the generator for at once."""
    rng = np.random.default_rng(0)
    made = [Circle(samples=min(points, MOST_AT_ONCE)).make(rng) for _ in range(-(-points // MOST_AT_ONCE))]
    x, y = (np.concatenate([getattr(part, name) for part in made])[:points] for name in ("x", "y"))
    return Dataset.numbered(x, y, made[0].classes)


def _step_us(units: tuple[int, ...], effort: Effort) -> float:
    """Microseconds of a step with a batch of 32."""
    trainer = prepare(experiment(units, 32)).trainer()

    def steps() -> int:
        trainer.run(steps=20)
        return 20

    steps()
    return min(seconds_per_unit(steps, effort.seconds) for _ in range(3)) * 1e6


def _curve(sizes: tuple[int, ...], cost: Callable[[int], float]) -> Curve:
    return [float(size) for size in sizes], [cost(size) for size in sizes]


def _up_to(sizes: tuple[int, ...], effort: Effort) -> tuple[int, ...]:
    """The part of the range that the effort goes through."""
    return sizes[: round(len(sizes) * effort.sizes)]
