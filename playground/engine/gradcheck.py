"""Is the gradient right? What backpropagation says, against what a gradient means.

The slope of the loss along one parameter is how much the loss changes when that parameter alone is moved a little to
both sides: (L(w + h) - L(w - h)) / 2h, the central difference. It knows nothing of the chain rule, so it can judge it.
"""

import numpy as np

from playground.engine.arrays import Array, Indices
from playground.engine.layers import Activate
from playground.engine.losses import Loss
from playground.engine.network import Workspace
from playground.engine.penalties import Penalty
from playground.engine.trainer import Trainer

STEP = 6e-6
"""h, the cube root of the precision of a double: smaller steps lose more to rounding, larger ones to curvature."""
MOST_POINTS = 32
MOST_PARAMETERS = 100
"""In each layer; of a larger one, so many are checked, evenly spaced."""
SMALLEST = 1e-4
"""Slopes below this share of the loss are compared with it: rounding the loss changes a difference by up to 1e-11."""
CLEARANCE = 1e-3
"""How far a point must stay from every kink of activations and loss, since there is no slope at a kink."""


def check(trainer: Trainer) -> tuple[float, ...]:
    """The relative error of the gradient in each layer of weights, the first hidden layer first; training is untouched.

    It is max |a - n| / max(|a|, |n|) over the parameters checked, for the gradients a by backpropagation and n by
    central differences of loss and penalties together, always in float64. About 1e-8 is right, above 1e-6 is wrong.
    Not a number where the weights are none. Raises ValueError where there are no training points.
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
        self.penalty = Penalty(training.l1, training.l2, self.plan.is_weight().astype(np.float64))
        self.loss: Loss = training.loss
        self.gradient = np.zeros_like(self.theta)
        points = _clear_points(trainer, self.theta)
        self.workspace = Workspace(self.plan, self.theta, len(points), self.gradient)
        np.copyto(self.workspace.x, trainer.data.train.x[:, points])
        np.copyto(self.workspace.t, trainer.data.train.t[:, points])
        self.size = float(np.max(self.objective()))
        self.workspace.backward(self.loss)
        self.penalty.add_gradient(self.theta, self.gradient, np.empty_like(self.theta))

    def objective(self) -> Array:
        """Loss and penalties of each model, shape (models,)."""
        workspace = self.workspace
        workspace.forward()
        return self.loss.value(workspace.z, workspace.a, workspace.t) + self.penalty.value(self.theta)

    def slope(self, parameter: int) -> Array:
        """The slope along one parameter by central difference, shape (models,)."""
        column = self.theta[:, parameter]
        before = column.copy()
        high, low = before + STEP, before - STEP
        column[:] = high
        above = self.objective()
        column[:] = low
        below = self.objective()
        column[:] = before
        return (above - below) / (high - low)

    def sample(self) -> list[Indices]:
        """The parameters to check, for each layer."""
        whole = np.arange(self.plan.size)
        layers = [matrix.ravel() for matrix in self.plan.matrices(whole)]
        return [self._smooth(layer[_evenly(len(layer), MOST_PARAMETERS)]) for layer in layers]

    def error(self, parameters: Indices) -> float:
        """The largest relative error over some parameters."""
        numeric = np.stack([self.slope(int(parameter)) for parameter in parameters], axis=-1)
        exact = self.gradient[:, parameters]
        scale = max(np.abs(exact).max(), np.abs(numeric).max(), SMALLEST * self.size)
        return float(np.abs(exact - numeric).max() / scale) if scale else 0.0

    def _smooth(self, parameters: Indices) -> Indices:
        """Those that do not cross 0 when they are moved, where L1 has a kink; all of them if none is left."""
        distance = np.abs(self.theta[:, parameters])
        smooth = ((distance == 0.0) | (distance > 2 * STEP)).all(axis=0)
        return parameters[smooth] if self.penalty.l1 and smooth.any() else parameters


def _clear_points(trainer: Trainer, theta: Array) -> Indices:
    """The positions of the training points that stay clearest of every kink; at least one."""
    x = trainer.data.train.x
    workspace = Workspace(trainer.plan, theta, x.shape[-1])
    np.copyto(workspace.x, x)
    workspace.forward()
    distances = [trainer.training.loss.clearance(workspace.a, trainer.data.train.t)]
    for piece in workspace.pieces:
        if isinstance(piece, Activate):
            distances.extend(np.abs(piece.z - kink).min(axis=-2) for kink in piece.function.kinks)
    clearance = np.stack(distances).reshape(-1, x.shape[-1]).min(axis=0)
    clear = max(1, int(np.count_nonzero(clearance > CLEARANCE)))
    clearest = np.argsort(-clearance, kind="stable")
    return clearest[:clear][_evenly(clear, MOST_POINTS)]


def _evenly(count: int, most: int) -> Indices:
    """At most so many of the places 0 to count - 1, evenly spaced."""
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(np.int64))
