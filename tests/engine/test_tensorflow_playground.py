"""With the settings of TensorFlow Playground the engine learns what that learns, about as fast.

The bounds are those of runs of TensorFlow Playground's own code with the same settings: a run hits when its training
loss falls below 0.02 within 300 epochs; of 20 runs that is so for nearly all on the circle (median at epoch 78), most
on the exclusive or (72), all on the Gaussians (6), and none on the spiral.
"""

from statistics import median

import pytest

from playground.assets import resources
from playground.data.generators import Circle, ExclusiveOr, Gaussians, Spiral
from playground.data.sources import Source
from playground.experiment import prepare, read, settled

SEEDS, EPOCHS, HIT = range(20), 300, 0.02


def epoch_of_hit(source: Source, seed: int) -> int | None:
    experiment = read(resources() / "experiments" / "tensorflow-playground.json")
    seeds = dict.fromkeys(("data.seed", "data.split.seed", "seeds.weights", "seeds.order"), seed)
    trainer = prepare(settled(experiment, {"data.source": source, **seeds})).trainer()
    while trainer.epoch < EPOCHS:
        (record,) = trainer.run(until_epoch=trainer.epoch + 1)
        if record.train.loss[0] < HIT:
            return record.epoch
    return None


@pytest.mark.parametrize(
    ("source", "fewest", "soonest", "latest"),
    [
        (Circle(samples=500), 17, 50, 105),
        (ExclusiveOr(samples=500), 15, 50, 100),
        (Gaussians(samples=500), 20, 3, 10),
    ],
    ids=lambda value: getattr(value, "key", str(value)),
)
def test_easy_data_is_learned_as_fast(source: Source, fewest: int, soonest: int, latest: int) -> None:
    hits = [epoch for seed in SEEDS if (epoch := epoch_of_hit(source, seed)) is not None]
    assert len(hits) >= fewest
    assert soonest <= median(hits) <= latest


def test_the_spiral_is_too_hard_for_so_small_a_network() -> None:
    assert [epoch_of_hit(Spiral(samples=500), seed) for seed in SEEDS] == [None] * len(SEEDS)
