"""Small trainers for tests, made without the rest of the program."""

import numpy as np

from playground.engine.activations import Activation, Tanh
from playground.engine.config import Layer, NetworkConfig, TrainingConfig
from playground.engine.initializers import Uniform
from playground.engine.losses import Loss
from playground.engine.network import plan
from playground.engine.outputs import Output
from playground.engine.records import TrainingSet
from playground.engine.samples import samples
from playground.engine.seeds import Seeds
from playground.engine.tasks import REGRESSION, Kind, Task, classification
from playground.engine.trainer import Trainer
from playground.spec import family

TASKS = {Kind.BINARY: classification(2), Kind.MULTICLASS: classification(3), Kind.REGRESSION: REGRESSION}


def network(units: tuple[int, ...] = (4, 2), activation: Activation = Tanh(), **settings: object) -> NetworkConfig:
    """Hidden layers of one activation, with weights and biases that are all different from 0."""
    settings = {"initializer": Uniform(1.0), "bias": 0.1, **settings}
    return NetworkConfig(tuple(Layer(count, activation) for count in units), **settings)  # type: ignore[arg-type]


def values(task: Task, x: np.ndarray) -> np.ndarray:
    """The label or value of each point: something a small network can learn."""
    radius = np.hypot(x[:, 0], x[:, 1])
    if task.kind is Kind.REGRESSION:
        return np.sin(x[:, 0]) + 0.3 * x[:, 1]
    return np.digitize(radius, [1.5, 2.5][: task.classes - 1]).astype(np.float64)


def training_set(output: Output, kind: Kind = Kind.BINARY, n: int = 40, seed: int = 0) -> TrainingSet:
    """`n` points to train with and 10 to judge with."""
    task, x = TASKS[kind], np.random.default_rng(seed).normal(0, 1.5, (n + 10, 2))
    y = values(task, x)
    return TrainingSet(samples(x[:n], y[:n], output, task), samples(x[n:], y[n:], output, task), task)


def trainer(
    config: NetworkConfig | None = None, training: TrainingConfig | None = None, kind: Kind = Kind.BINARY, n: int = 40,
    seeds: Seeds = Seeds(), models: int = 1,
) -> Trainer:  # fmt: skip
    """A trainer at epoch 0."""
    config, training = config or network(), training or TrainingConfig(batch_size=8)
    data = training_set(config.output, kind, n)
    return Trainer(config, training, seeds, plan(config, 2, data.task), data, models)


def pairs() -> list[tuple[Loss, Output, Kind]]:
    """Every loss after every output it may follow, for every kind of problem that the output can answer."""
    found = []
    for loss in family("loss").values():
        for key in loss.outputs:
            output = family("output")[key]
            found += [(loss(), output(), kind) for kind in output.kinds if kind in loss.kinds]
    return found
