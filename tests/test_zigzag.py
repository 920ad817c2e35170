"""Why inputs are scaled: on a stretched axis the path of gradient descent goes to and fro, standardised it is straight.

The network is the smallest there is, one output and no hidden layer, so that its loss is a bowl: mean((w x + b - t)²)
has the curvature 2 mean(x²) along a weight, 24 on axes from -6 to 6, and 2 on standardised ones. Steps of a rate
between 1 / curvature and 2 / curvature jump over the lowest place and back.
"""

import numpy as np
import pytest

from playground.data.axes import Stretch
from playground.data.config import DataConfig
from playground.data.regression_sets import Plane
from playground.data.scaling import NoScaling, Scaling, Standardise
from playground.engine.config import NetworkConfig, TrainingConfig
from playground.engine.losses import MeanSquaredError
from playground.engine.optimizers import SGD
from playground.engine.outputs import LinearOutput
from playground.experiment import Experiment, Prepared, prepare

STEPS = 30


def an_experiment(scaling: Scaling, stretch: float, rate: float) -> Prepared:
    """Plain gradient descent on values that are a plane, (x1 + x2) / 10."""
    training = TrainingConfig(loss=MeanSquaredError(), optimizer=SGD(), learning_rate=rate, whole_set=True)
    data = DataConfig(source=Plane(samples=500), stretch=Stretch(x2=stretch), scaling=scaling)
    network = NetworkConfig(layers=(), output=LinearOutput())
    return prepare(Experiment(data=data, network=network, training=training))


def path(scaling: Scaling, stretch: float, rate: float) -> np.ndarray:
    """The weights (steps, 2) of its training."""
    trainer = an_experiment(scaling, stretch, rate).trainer()
    found = [trainer.theta[0, :2].copy()]
    for _ in range(STEPS):
        trainer.run(steps=1)
        found.append(trainer.theta[0, :2].copy())
    return np.array(found)


def turns(weights: np.ndarray) -> int:
    """How often a step goes back against the one before it."""
    steps = np.diff(weights, axis=0)
    return int(((steps[1:] * steps[:-1]).sum(axis=1) < 0).sum())


@pytest.fixture
def rate() -> float:
    """As large as the stretched axis allows: 1.8 / curvature."""
    return 1.8 / (24 * 10**2)


def test_on_a_stretched_axis_every_step_goes_back(rate: float) -> None:
    assert turns(path(NoScaling(), 10, rate)) == STEPS - 1


def test_standardised_every_step_goes_on_and_larger_ones_are_allowed(rate: float) -> None:
    assert turns(path(Standardise(), 10, rate)) == 0
    assert turns(path(Standardise(), 10, 0.9 / 2)) == 0


def test_standardised_the_path_is_the_same_whatever_the_units() -> None:
    assert path(Standardise(), 10, 0.3) == pytest.approx(path(Standardise(), 1, 0.3))


def test_standardised_it_arrives_while_the_other_has_hardly_left(rate: float) -> None:
    def missing(weights: np.ndarray, target: tuple[float, float]) -> np.ndarray:
        return np.abs(weights[-1] - target) / np.abs(weights[0] - target)

    wide = an_experiment(Standardise(), 10, rate).scale.widths
    straight = missing(path(Standardise(), 10, 0.9 / 2), (0.1 * wide[0], 0.01 * wide[1]))
    to_and_fro = missing(path(NoScaling(), 10, rate), (0.1, 0.01))
    assert straight.max() < 1e-6
    assert to_and_fro[0] > 0.5, "the axis that was not stretched waits"
