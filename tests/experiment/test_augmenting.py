"""Training with children: only training points have any, chance is repeatable, and a wrong claim visibly hurts."""

from typing import Any

import numpy as np
import pytest

from playground.data.augmentation import Augmentation
from playground.data.features import X1, X2, X1Squared
from playground.data.generators import Circle, Spiral
from playground.data.regression_sets import Plane
from playground.data.scaling import Standardise
from playground.data.several_sets import Blobs
from playground.engine.config import Layer
from playground.experiment import Experiment, Prepared, prepare, settled

STRONG = Augmentation(jitter=0.3, rotate=20, flip="both", scale=1.2, translate=0.3, mixup=0.4)


def prepared(**changes: Any) -> Prepared:
    return prepare(settled(Experiment(), {path.replace("__", "."): value for path, value in changes.items()}))


def test_only_the_training_points_have_children() -> None:
    plain, strong = prepared(), prepared(data__augmentation=STRONG)
    for part in ("train", "validation"):
        assert np.array_equal(getattr(plain.data, part).x, getattr(strong.data, part).x)
    one, other = plain.trainer(), strong.trainer()
    assert one.record().train.loss == other.record().train.loss, "judged by themselves, not by their children"


def test_children_are_read_in_own_units_and_scaled_as_their_parents_are() -> None:
    it = prepared(
        data__augmentation=Augmentation(flip="x1"), data__stretch__x2=10.0, data__scaling=Standardise(),
        features=(X1(), X2(), X1Squared()),
    )  # fmt: skip
    trainer = it.trainer()
    trainer.run(steps=1)
    assert it.data.augment is not None
    made = it.data.augment.children(trainer.epoch_order[0], np.random.default_rng(1))
    parents = it.data.train.x[:, trainer.epoch_order[0]]
    assert made.x[1:] == pytest.approx(parents[1:]), "x2 and x1 squared do not feel a flip of x1"
    assert not np.allclose(made.x[0], parents[0])


@pytest.mark.parametrize("source", [Circle(), Blobs(), Plane()])
def test_the_same_seeds_give_the_same_bits_and_another_other_ones(source: Any) -> None:
    one, same, other = (
        prepared(data__source=source, data__augmentation=STRONG, seeds__augmentation=seed).trainer()
        for seed in (1, 1, 2)
    )
    for trainer in (one, same, other):
        trainer.run(until_epoch=3)
    assert np.array_equal(one.theta, same.theta)
    assert not np.array_equal(one.theta, other.theta)


def test_training_interrupted_within_an_epoch_goes_on_to_the_same_bits() -> None:
    through, halted = (prepared(data__augmentation=STRONG).trainer() for _ in range(2))
    through.run(steps=40)
    halted.run(steps=13)
    resumed = halted.copy()
    halted.configure(halted.training)
    for trainer in (halted, resumed):
        trainer.run(steps=27)
        assert np.array_equal(trainer.theta, through.theta)


def test_networks_of_a_stack_have_children_of_their_own() -> None:
    from playground.engine.trainer import Trainer

    it = prepared(data__augmentation=Augmentation(jitter=0.5))
    experiment = it.experiment
    stack = Trainer(experiment.network, experiment.training, experiment.seeds, it.plan, it.data, models=2)
    alone = it.trainer()
    for trainer in (stack, alone):
        trainer.run(until_epoch=2)
    assert stack.theta[0] == pytest.approx(alone.theta[0], rel=1e-9)


def accuracy(source: Any, rule: Augmentation, epochs: int) -> float:
    changes = {"training.learning_rate": 0.03, "network.layers": (Layer(8), Layer(8))}
    it = prepare(settled(Experiment(), {**changes, "data.source": source, "data.augmentation": rule}))
    trainer = it.trainer()
    trainer.run(until_epoch=epochs)
    return float(trainer.record().validation.score[0])


def test_a_wrong_augmentation_visibly_hurts() -> None:
    source = Spiral(samples=400)
    without, jittered, flipped = (
        accuracy(source, rule, 150) for rule in (Augmentation(), Augmentation(jitter=0.15), Augmentation(flip="x1"))
    )
    assert jittered > without > 0.85
    assert flipped < without - 0.1, "a spiral in the mirror turns the other way"


def test_the_same_augmentation_does_no_harm_where_its_claim_is_true() -> None:
    assert accuracy(Circle(), Augmentation(flip="x1"), 60) > 0.97


def test_another_rule_takes_effect_from_the_next_epoch_on() -> None:
    one = prepared()
    trainer = one.trainer()
    trainer.run(steps=3)
    trainer.use_data(prepare(settled(one.experiment, {"data.augmentation": STRONG}), one).data)
    twin = prepared().trainer()
    twin.run(steps=3)
    last = trainer.steps_per_epoch
    for each in (trainer, twin):
        each.run(steps=last - 3)
    assert np.array_equal(trainer.theta, twin.theta)
    for each in (trainer, twin):
        each.run(steps=1)
    assert not np.array_equal(trainer.theta, twin.theta)
