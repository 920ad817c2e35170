"""The same training, written for the libraries it is compared with. Each is optional: `pip install -e ".[bench]"`.

Both train as one would with that library, on one thread and with the points, sizes and settings of the case: an epoch
shuffles, takes a step for each mini-batch, and ends with the loss and accuracy on training and validation points.
"""

import warnings
from importlib.util import find_spec
from itertools import pairwise
from typing import Any

import numpy as np

from playground.bench.effort import Work
from playground.experiment import Prepared

RIVALS = ("torch", "sklearn")


def missing(rival: str) -> bool:
    """Whether the library is not installed."""
    return find_spec(rival) is None


def torch_epoch(prepared: Prepared) -> Work:
    """An epoch in PyTorch, eager, with tensors indexed directly (which is quicker than a DataLoader)."""
    import torch

    torch.set_num_threads(1)
    training, precision = prepared.experiment.training, getattr(torch, prepared.experiment.network.precision)
    layers: list[Any] = []
    for before, after in pairwise(prepared.plan.units):
        layers += [torch.nn.Linear(before, after, dtype=precision), torch.nn.Tanh()]
    model = torch.nn.Sequential(*layers[:-1])
    optimizer = torch.optim.Adam(model.parameters(), lr=training.learning_rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda _epoch: 1.0)
    loss = torch.nn.BCEWithLogitsLoss()
    parts = [
        (torch.tensor(part.x[:-1].T, dtype=precision), torch.tensor(part.t.T, dtype=precision))
        for part in (prepared.data.train, prepared.data.validation)
    ]
    x, t = parts[0]
    curves: list[list[float]] = []

    def epoch() -> int:
        order = torch.randperm(len(x))
        steps = 0
        for start in range(0, len(x), training.batch_size):
            chosen = order[start : start + training.batch_size]
            optimizer.zero_grad()
            loss(model(x[chosen]), t[chosen]).backward()
            optimizer.step()
            steps += 1
        schedule.step()
        with torch.no_grad():
            answers = [(model(some), targets) for some, targets in parts]
            curves.append([float(loss(z, targets)) for z, targets in answers])
            curves.append([float(((z > 0) == (targets > 0.5)).double().mean()) for z, targets in answers])
        return steps

    return epoch


def sklearn_epoch(prepared: Prepared) -> Work:
    """An epoch as one call of scikit-learn's `partial_fit` with all points, which shuffles and divides them itself."""
    from sklearn.neural_network import MLPClassifier  # type: ignore[import-not-found,import-untyped,unused-ignore]

    training, train = prepared.experiment.training, prepared.data.train
    precision = prepared.experiment.network.precision
    model = MLPClassifier(
        prepared.plan.units[1:-1], activation="tanh", alpha=0.0, batch_size=training.batch_size,
        learning_rate_init=training.learning_rate,
    )  # fmt: skip
    parts = [
        (np.ascontiguousarray(part.x[:-1].T, dtype=precision), part.y.astype(np.int64))
        for part in (train, prepared.data.validation)
    ]
    steps = -(-train.n // training.batch_size)

    def epoch() -> int:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            model.partial_fit(*parts[0], classes=[0, 1])
        for part in parts:
            model.score(*part)
        return steps

    return epoch
