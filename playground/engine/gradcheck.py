"""Is the gradient right? What backpropagation says, against what a gradient means.

The slope of the loss along one parameter is how much the loss changes when that parameter alone is moved a little to
both sides: (L(w + h) - L(w - h)) / 2h, the central difference. It knows nothing of the chain rule, so it can judge it.
"""

import numpy as np

from playground.engine.arrays import Array, Indices
from playground.engine.criterion import Criterion
from playground.engine.layers import Activate, NormalizeNeurons
from playground.engine.penalties import penalty
from playground.engine.samples import Samples
from playground.engine.seeds import stream
from playground.engine.trainer import Trainer
from playground.engine.workspace import Workspace

STEP = 1e-5
"""h, near the cube root of the precision of a double, 6e-6: smaller steps lose more to rounding, larger to curves."""
MOST_POINTS = 32
MOST_PARAMETERS = 100
"""In each layer; of a larger one, so many are checked, evenly spaced."""
SMALLEST = 1e-4
"""Slopes below this share of the loss are compared with it: rounding the loss changes a difference by up to 1e-11."""
CLEARANCE = 1e-3
"""How far a point must stay from every kink of activations and loss, since there is no slope at a kink; and how large
the variance within a group must be that is normalised, since the slope changes too fast where it is next to nothing."""
MOST_NUMBERS = 1_000_000
"""So many parameters at most are in all the networks, each with one of them moved, that are tried at once."""
NUDGE = 0.05
MOST_TRIALS = 20
"""So many batches are tried to find one that is clear; where none is, the parameters are moved by about `NUDGE`."""


def check(trainer: Trainer) -> tuple[float, ...]:
    """The relative error of the gradient in each layer of weights, the first hidden layer first; training is untouched.

    It is max |a - n| / max(|a|, |n|) over the parameters checked, for the gradients a by backpropagation and n by
    central differences of loss and penalties together, always in float64. Normalisation is that of training, over the
    batch; dropout has one mask, which stays. About 1e-8 is right, above 1e-6 is wrong. Not a number where the weights
    are none. Raises ValueError where there are no training points.
    """
    if trainer.data.train.n == 0:
        raise ValueError("a gradient needs training points")
    with np.errstate(all="ignore"):  # weights of a diverged network
        problem = _Problem(trainer)
        return tuple(problem.error(chosen) for chosen in problem.sample())


class _Problem:
    """A copy of the network of a trainer, in float64, on a few of its points."""

    def __init__(self, trainer: Trainer) -> None:
        training, self.plan = trainer.training, trainer.plan
        self.theta = trainer.theta.astype(np.float64)
        self.statistics = trainer.statistics.astype(np.float64)
        self.train = train = trainer.data.train
        self.penalty = penalty(training, self.plan.is_weight().astype(np.float64), train.n)
        self.criterion = Criterion(training, trainer.data.task, train.y)
        self.gradient = np.zeros_like(self.theta)
        self.points = self._clear_batch(train)
        workspace = self._workspace(self.points, self.theta, self.gradient)
        self.size = float(np.max(self._objective(workspace, self.theta)))
        workspace.backward()
        spare = np.empty_like(self.theta)
        self.penalty.add_gradient(self.theta, self.gradient, spare)
        self.penalty.add_decay(self.theta, self.gradient, spare)

    def slopes(self, parameters: Indices) -> Array:
        """The slope along each of these parameters by central difference, shape (models, parameters)."""
        most = max(1, MOST_NUMBERS // (2 * self.theta.size))
        parts = [parameters[start : start + most] for start in range(0, len(parameters), most)]
        return np.concatenate([self._slopes_at_once(part) for part in parts], axis=-1)

    def _slopes_at_once(self, parameters: Indices) -> Array:
        """The same, with a network for each parameter and side; they all learn the same batch with the same masks."""
        models, moved = len(self.theta), np.arange(len(parameters))
        thetas = np.broadcast_to(self.theta, (2, len(parameters), *self.theta.shape)).copy()
        thetas[0, moved, :, parameters] += STEP
        thetas[1, moved, :, parameters] -= STEP
        high, low = (side[moved, :, parameters] for side in thetas)
        flat = thetas.reshape(-1, self.theta.shape[-1])
        workspace = self._workspace(self.points, flat, np.empty_like(flat))
        above, below = self._objective(workspace, flat).reshape(2, len(parameters), models)
        return ((above - below) / (high - low)).T

    def _objective(self, workspace: Workspace, theta: Array) -> Array:
        """Loss and penalties of each model, shape (models,)."""
        workspace.forward()
        loss = self.criterion.loss.value(workspace.z, workspace.a, workspace.t, self._share())
        return loss + self.penalty.value(theta)

    def _share(self) -> Array | None:
        """How much each point of the batch counts in the mean loss, (1, n); None where all count alike."""
        weights = self.criterion.weights(self.train)
        return None if weights is None else (weights[self.points] / weights[self.points].sum())[np.newaxis]

    def sample(self) -> list[Indices]:
        """The parameters to check, for each layer: of its weights and biases, and of gamma and beta."""
        whole = np.arange(self.plan.size)
        layers = [matrix.ravel() for matrix in self.plan.matrices(whole)]
        chosen = [self._smooth(layer[_evenly(len(layer), MOST_PARAMETERS)]) for layer in layers]
        for index, norm in enumerate(self.plan.norms(whole)):
            if norm is not None:
                both = np.concatenate(norm).ravel()
                chosen[index] = np.concatenate([chosen[index], both[_evenly(len(both), MOST_PARAMETERS)]])
        return chosen

    def error(self, parameters: Indices) -> float:
        """The largest relative error over some parameters."""
        numeric = self.slopes(parameters)
        exact = self.gradient[:, parameters]
        scale = max(np.abs(exact).max(), np.abs(numeric).max(), SMALLEST * self.size)
        return float(np.abs(exact - numeric).max() / scale) if scale else 0.0

    def _smooth(self, parameters: Indices) -> Indices:
        """Those that do not cross 0 when they are moved, where L1 has a kink; all of them if none is left."""
        distance = np.abs(self.theta[:, parameters])
        smooth = ((distance == 0.0) | (distance > 2 * STEP)).all(axis=0)
        return parameters[smooth] if self.penalty.l1 and smooth.any() else parameters

    def _clear_batch(self, train: Samples) -> Indices:
        """Points that all stay clear of every kink, if there are such.

        Points that are not clear are left out. That moves the others where the batch is normalised or units are
        dropped, so it is tried again; where nothing is left, with parameters moved a little.
        """
        random = stream("gradient check", 0)
        points = np.arange(train.n)
        for _ in range(MOST_TRIALS):
            clearance = self._clearance(self._workspace(points, self.theta, self.gradient))
            if (clearance > CLEARANCE).all() and len(points) <= MOST_POINTS:
                break
            if not (clearance > CLEARANCE).any():
                points = np.arange(train.n)
                self.theta += NUDGE * random.standard_normal(self.theta.shape)
                continue
            points = points[clearance > CLEARANCE]
            points = points[_evenly(len(points), MOST_POINTS)]
        return points

    def _workspace(self, points: Indices, thetas: Array, gradient: Array) -> Workspace:
        """A workspace that learns, with these points in it; each copy of the networks has the same masks each time."""
        train, copies, models = self.train, len(thetas) // len(self.theta), len(self.theta)
        statistics = np.tile(self.statistics, (copies, 1))
        workspace = Workspace(self.plan, thetas, len(points), gradient, statistics, self.criterion.loss)
        np.copyto(workspace.x, train.x[:, points])
        np.copyto(workspace.t, self.criterion.targets(train)[:, points])
        weights = self.criterion.weights(train)
        if weights is not None:
            workspace.weigh(np.array(weights[points], ndmin=workspace.t.ndim))
        if workspace.drops:
            masks = [stream("gradient check masks", 0, model) for _copy in range(copies) for model in range(models)]
            for drop in workspace.drops:
                drop.draw(masks)
        return workspace

    def _clearance(self, workspace: Workspace) -> Array:
        """How far each point of the batch is from the nearest kink, shape (batch,)."""
        workspace.forward()
        distances = [self.criterion.loss.clearance(workspace.a, workspace.t)]
        for piece in workspace.pieces:
            if isinstance(piece, Activate):
                distances.extend(np.abs(piece.z - kink).min(axis=-2) for kink in piece.function.kinks)
            elif isinstance(piece, NormalizeNeurons) and piece.group_size > 1:
                distances.append(piece.variance().min(axis=-2))
        return np.stack(distances).reshape(-1, workspace.t.shape[-1]).min(axis=0)


def _evenly(count: int, most: int) -> Indices:
    """At most so many of the places 0 to count - 1, evenly spaced."""
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(np.int64))
