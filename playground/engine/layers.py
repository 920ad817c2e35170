"""The kinds of work in a network, forward beside backward.

A piece is bound once to its arrays, which are parts of larger ones, so that training allocates nothing. `forward` reads
what came in and writes what goes out. `backward` receives how the loss changes with what went out, and works out how it
changes with what came in and with the weights: the chain rule, one piece at a time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import numpy as np

from playground.engine.activations import Activation
from playground.engine.arrays import Array


class Piece(Protocol):
    """One step on the way through the network, bound to its arrays."""

    def forward(self) -> None: ...

    def backward(self) -> None: ...


class Dense:
    """z = W x: every neuron adds up its inputs. The last column of W is the bias, as the last row of x is ones.

    backward: dW = dz x^T, and dx = W^T dz, unless nobody asks for it (`dx` is None for the first layer).
    """

    def __init__(self, W: Array, x: Array, z: Array, dW: Array, dz: Array, dx: Array | None) -> None:
        self.W, self.x, self.z = W, x, z
        self.dW, self.dz, self.dx = dW, dz, dx
        self._x_T = np.swapaxes(x, -1, -2)
        self._W_times, self._dz_times, self._W_T_times = times(W), times(dz), times(np.swapaxes(W, -1, -2))

    def forward(self) -> None:
        self._W_times(self.x, out=self.z)

    def backward(self) -> None:
        self._dz_times(self._x_T, out=self.dW)
        if self.dx is not None:
            self._W_T_times(self.dz, out=self.dx)


def times(A: Array) -> Callable[..., Any]:
    """What multiplies by the matrix A, or a stack of matrices each by its own; the quickest to call of NumPy's ways."""
    return A.dot if A.ndim == 2 else partial(np.matmul, A)


class Activate:
    """a = f(z), number by number; backward: dz = f'(z) da, where `Slopes` has put f'(z) into dz."""

    def __init__(self, function: Activation, z: Array, a: Array, da: Array, dz: Array) -> None:
        self.function = function
        self.z, self.a, self.da, self.dz = z, a, da, dz

    def forward(self) -> None:
        self.function.forward(self.z, self.a)

    def backward(self) -> None:
        np.multiply(self.dz, self.da, out=self.dz)

    def slope(self) -> Array:
        """f'(z) of the last forward pass, to look at."""
        slope = np.empty(self.z.shape, self.z.dtype)
        self.function.derivative(self.z, self.a, slope)
        return slope


@dataclass(frozen=True, slots=True, eq=False)
class Slopes:
    """f'(z) of one or more layers with the same activation, whose arrays lie one behind the other, in one go.

    It depends on the forward pass alone, so nothing has to be known of the layers behind.
    """

    function: Activation
    z: Array
    a: Array
    dz: Array

    def fill(self) -> None:
        """Put the slopes where `Activate` multiplies them."""
        self.function.derivative(self.z, self.a, self.dz)


class Drop:
    """y = mask x: each number is dropped with probability `rate`, and those that stay are divided by 1 - rate.

    Srivastava et al. 2014, "inverted" as in `torch.nn.Dropout`, so that nothing need be done when the network only
    answers. backward: dx = mask dy. The mask stays until the next `draw`; numbers dropped get a gradient of exactly 0.
    """

    def __init__(self, rate: float, x: Array, y: Array, dy: Array, dx: Array) -> None:
        self.rate = rate
        self.x, self.y, self.dy, self.dx = x, y, dy, dx
        self.mask = np.ones(y.shape, y.dtype)

    def draw(self, random: Sequence[np.random.Generator]) -> None:
        """Draw a new mask, that of each model from a stream of its own."""
        planes = self.mask[np.newaxis] if self.mask.ndim == 2 else self.mask
        for plane, stream in zip(planes, random, strict=True):
            stream.random(dtype=plane.dtype, out=plane)
        np.greater_equal(self.mask, self.rate, out=self.mask)
        np.multiply(self.mask, 1.0 / (1.0 - self.rate), out=self.mask)

    def forward(self) -> None:
        np.multiply(self.x, self.mask, out=self.y)

    def backward(self) -> None:
        np.multiply(self.dy, self.mask, out=self.dx)


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """What a normalisation learns, each of shape (..., units, 1), and the places for their gradients."""

    gamma: Array
    beta: Array
    dgamma: Array
    dbeta: Array

    def forward(self, normal: Array, y: Array) -> None:
        """y = gamma normal + beta."""
        np.multiply(normal, self.gamma, out=y)
        np.add(y, self.beta, out=y)

    def backward(self, normal: Array, dy: Array, dnormal: Array) -> None:
        """dgamma = sum dy normal and dbeta = sum dy over the batch; then dnormal = gamma dy."""
        np.multiply(dy, normal, out=dnormal)
        np.sum(dnormal, axis=-1, keepdims=True, out=self.dgamma)
        np.sum(dy, axis=-1, keepdims=True, out=self.dbeta)
        np.multiply(dy, self.gamma, out=dnormal)


class NormalizeNeurons:
    """Normalises each point over groups of neurons, which is layer, group and instance normalisation.

    normal = (x - mean) / s with s = sqrt(variance + eps); since mean and s depend on every x of the group,
    dx = (dnormal - mean of dnormal - normal * mean of (dnormal * normal)) / s.
    """

    def __init__(self, groups: int, eps: float, scale: Scale, x: Array, y: Array, dy: Array, dx: Array) -> None:
        self.eps, self.scale, self.y, self.dy, self.dx = eps, scale, y, dy, dx
        self._normal = np.empty(y.shape, y.dtype)
        *stack, units, batch = y.shape
        self.group_size = units // groups
        shape = (*stack, groups, self.group_size, batch)
        self._x, self._dx, self._grouped = x.reshape(shape), dx.reshape(shape), self._normal.reshape(shape)
        self._s = np.empty((*stack, groups, 1, batch), y.dtype)

    def forward(self) -> None:
        normal = self._grouped
        np.subtract(self._x, self._x.mean(axis=-2, keepdims=True), out=normal)
        np.mean(np.square(normal), axis=-2, keepdims=True, out=self._s)
        np.sqrt(self._s + self.eps, out=self._s)
        np.divide(normal, self._s, out=normal)
        self.scale.forward(self._normal, self.y)

    def backward(self) -> None:
        self.scale.backward(self._normal, self.dy, self.dx)
        _normalize_backward(self._dx, self._grouped, self._s, axis=-2)

    def variance(self) -> Array:
        """The variance of each group at each point of the last forward pass, (..., groups, batch), to look at."""
        return np.square(self._s[..., 0, :]) - self.eps


class NormalizeBatch:
    """Normalises each neuron over the batch, which is batch normalisation while it trains; see `BatchNorm`.

    Forward and backward are those of `NormalizeNeurons` along the other axis. `mean` and `variance` are the running
    statistics, shape (..., units, 1), which every forward pass moves.
    """

    def __init__(
        self, momentum: float, eps: float, scale: Scale, mean: Array, variance: Array, x: Array, y: Array, dy: Array,
        dx: Array,
    ) -> None:  # fmt: skip
        self.momentum, self.eps, self.scale = momentum, eps, scale
        self.mean, self.variance = mean, variance
        self.x, self.y, self.dy, self.dx = x, y, dy, dx
        self._normal = np.empty(y.shape, y.dtype)
        self._s = np.empty(mean.shape, y.dtype)

    def forward(self) -> None:
        n = self.x.shape[-1]
        mean = self.x.mean(axis=-1, keepdims=True)
        np.subtract(self.x, mean, out=self._normal)
        variance = np.square(self._normal).mean(axis=-1, keepdims=True)
        np.sqrt(variance + self.eps, out=self._s)
        np.divide(self._normal, self._s, out=self._normal)
        self.scale.forward(self._normal, self.y)
        self._remember(self.mean, mean)
        self._remember(self.variance, variance * (n / (n - 1)))

    def backward(self) -> None:
        self.scale.backward(self._normal, self.dy, self.dx)
        _normalize_backward(self.dx, self._normal, self._s, axis=-1)

    def _remember(self, running: Array, new: Array) -> None:
        np.multiply(running, 1.0 - self.momentum, out=running)
        np.add(running, self.momentum * new, out=running)


class NormalizeByStatistics:
    """Normalises each neuron with the running statistics, which is batch normalisation when the network only answers.

    Mean and s do not depend on x here, so dx = dnormal / s.
    """

    def __init__(
        self, eps: float, scale: Scale, mean: Array, variance: Array, x: Array, y: Array, dy: Array, dx: Array
    ) -> None:
        self.eps, self.scale, self.mean, self.variance = eps, scale, mean, variance
        self.x, self.y, self.dy, self.dx = x, y, dy, dx
        self._normal = np.empty(y.shape, y.dtype)
        self._s = np.empty(mean.shape, y.dtype)

    def forward(self) -> None:
        np.sqrt(self.variance + self.eps, out=self._s)
        np.subtract(self.x, self.mean, out=self._normal)
        np.divide(self._normal, self._s, out=self._normal)
        self.scale.forward(self._normal, self.y)

    def backward(self) -> None:
        self.scale.backward(self._normal, self.dy, self.dx)
        np.divide(self.dx, self._s, out=self.dx)


def _normalize_backward(dx: Array, normal: Array, s: Array, axis: int) -> None:
    """From dnormal, which `dx` holds, to dx: (dnormal - mean dnormal - normal * mean (dnormal normal)) / s."""
    along = (dx * normal).mean(axis=axis, keepdims=True)
    np.subtract(dx, dx.mean(axis=axis, keepdims=True), out=dx)
    np.subtract(dx, normal * along, out=dx)
    np.divide(dx, s, out=dx)
