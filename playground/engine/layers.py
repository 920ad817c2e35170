"""The kinds of work in a network, forward beside backward.

A piece is bound once to its arrays, which are parts of larger ones, so that training allocates nothing. `forward` reads
what came in and writes what goes out. `backward` receives how the loss changes with what went out, and works out how it
changes with what came in and with the weights: the chain rule, one piece at a time. Both are recipes (`recipes.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from playground.engine.activations import Activation
from playground.engine.arrays import Array
from playground.engine.recipes import Recipe, call, carry_out, mean, number, put, times


class Piece(Protocol):
    """One stage of the way through the network, bound to its arrays."""

    def forward(self) -> Recipe: ...

    def backward(self) -> Recipe: ...


class Dense:
    """z = W x: every neuron adds up its inputs. The last column of W is the bias, as the last row of x is ones.

    backward: dW = dz x^T, and dx = W^T dz, unless nobody asks for it (`dx` is None for the first layer).
    """

    def __init__(self, W: Array, x: Array, z: Array, dW: Array, dz: Array, dx: Array | None) -> None:
        self.W, self.x, self.z = W, x, z
        self.dW, self.dz, self.dx = dW, dz, dx

    def forward(self) -> Recipe:
        yield call(times(self.W), self.x, self.z)

    def backward(self) -> Recipe:
        turned = np.swapaxes(self.x, -1, -2)
        if _is_quicker_turned(self.dW, self.x.shape[-1]):
            copy = np.empty(turned.shape, turned.dtype)
            yield put(turned, copy)
            turned = copy
        yield call(times(self.dz), turned, self.dW)
        if self.dx is not None:
            yield call(times(np.swapaxes(self.W, -1, -2)), self.dz, self.dx)


def _is_quicker_turned(dW: Array, batch: int) -> bool:
    """Whether dW = dz x^T is quicker with a copy of x^T than with x read across.

    So it is in OpenBLAS, which NumPy's packages bring, for matrices of middle size: by a fifth at 64 units and batches
    of 32, copy included. Below, the copy costs what it saves; above a million products it makes no difference. In a
    stack, where one call copies for all networks, it pays from the smallest layers on.
    """
    units, columns = dW.shape[-2:]
    return units >= (4 if dW.ndim > 2 else 48) and units * columns * batch <= 1_000_000


class Activate:
    """a = f(z), number by number; backward: dz = f'(z) da, where `Slopes` has put f'(z) into dz."""

    def __init__(self, function: Activation, z: Array, a: Array, da: Array, dz: Array) -> None:
        self.function = function
        self.z, self.a, self.da, self.dz = z, a, da, dz

    def forward(self) -> Recipe:
        yield from self.function.forward(self.z, self.a)

    def backward(self) -> Recipe:
        yield call(np.multiply, self.dz, self.da, self.dz)

    def slope(self) -> Array:
        """f'(z) of the last forward pass, to look at."""
        slope = np.empty(self.z.shape, self.z.dtype)
        carry_out(self.function.derivative(self.z, self.a, slope))
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

    def fill(self) -> Recipe:
        """Put the slopes where `Activate` multiplies them."""
        yield from self.function.derivative(self.z, self.a, self.dz)


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

    def forward(self) -> Recipe:
        yield call(np.multiply, self.x, self.mask, self.y)

    def backward(self) -> Recipe:
        yield call(np.multiply, self.dy, self.mask, self.dx)


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """What a normalisation learns, each of shape (..., units, 1), and the places for their gradients."""

    gamma: Array
    beta: Array
    dgamma: Array
    dbeta: Array

    def forward(self, normal: Array, y: Array) -> Recipe:
        """y = gamma normal + beta."""
        yield call(np.multiply, normal, self.gamma, y)
        yield call(np.add, y, self.beta, y)

    def backward(self, normal: Array, dy: Array, dnormal: Array) -> Recipe:
        """dgamma = sum dy normal and dbeta = sum dy over the batch; then dnormal = gamma dy."""
        yield call(np.multiply, dy, normal, dnormal)
        yield call(np.add.reduce, dnormal, -1, None, self.dgamma, True)
        yield call(np.add.reduce, dy, -1, None, self.dbeta, True)
        yield call(np.multiply, dy, self.gamma, dnormal)


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

    def forward(self) -> Recipe:
        yield from _normalize(self._x, self._grouped, self._s, self.eps, axis=-2)
        yield from self.scale.forward(self._normal, self.y)

    def backward(self) -> Recipe:
        yield from self.scale.backward(self._normal, self.dy, self.dx)
        yield from _normalize_backward(self._dx, self._grouped, self._s, axis=-2)

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

    def forward(self) -> Recipe:
        n = self.x.shape[-1]
        batch_mean, batch_variance = np.empty_like(self.mean), np.empty_like(self.mean)
        yield from _normalize(self.x, self._normal, self._s, self.eps, -1, batch_mean, batch_variance)
        yield from self.scale.forward(self._normal, self.y)
        yield from self._remember(self.mean, batch_mean)
        yield call(np.multiply, batch_variance, number(n / (n - 1), self.x), batch_variance)
        yield from self._remember(self.variance, batch_variance)

    def backward(self) -> Recipe:
        yield from self.scale.backward(self._normal, self.dy, self.dx)
        yield from _normalize_backward(self.dx, self._normal, self._s, axis=-1)

    def _remember(self, running: Array, new: Array) -> Recipe:
        """running <- (1 - momentum) running + momentum new; `new` is overwritten."""
        yield call(np.multiply, running, number(1.0 - self.momentum, running), running)
        yield call(np.multiply, number(self.momentum, new), new, new)
        yield call(np.add, running, new, running)


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

    def forward(self) -> Recipe:
        yield call(np.add, self.variance, number(self.eps, self.x), self._s)
        yield call(np.sqrt, self._s, self._s)
        yield call(np.subtract, self.x, self.mean, self._normal)
        yield call(np.divide, self._normal, self._s, self._normal)
        yield from self.scale.forward(self._normal, self.y)

    def backward(self) -> Recipe:
        yield from self.scale.backward(self._normal, self.dy, self.dx)
        yield call(np.divide, self.dx, self._s, self.dx)


def _normalize(
    x: Array, normal: Array, s: Array, eps: float, axis: int, centre: Array | None = None, variance: Array | None = None
) -> Recipe:
    """normal = (x - mean) / s with s = sqrt(variance + eps); mean and variance are left where somebody wants them."""
    centre = np.empty_like(s) if centre is None else centre
    variance = s if variance is None else variance
    squares = np.empty_like(x)
    yield from mean(x, axis, centre)
    yield call(np.subtract, x, centre, normal)
    yield call(np.square, normal, squares)
    yield from mean(squares, axis, variance)
    yield call(np.add, variance, number(eps, x), s)
    yield call(np.sqrt, s, s)
    yield call(np.divide, normal, s, normal)


def _normalize_backward(dx: Array, normal: Array, s: Array, axis: int) -> Recipe:
    """From dnormal, which `dx` holds, to dx: (dnormal - mean dnormal - normal * mean (dnormal normal)) / s."""
    product, along, level = np.empty_like(dx), np.empty_like(s), np.empty_like(s)
    yield call(np.multiply, dx, normal, product)
    yield from mean(product, axis, along)
    yield from mean(dx, axis, level)
    yield call(np.subtract, dx, level, dx)
    yield call(np.multiply, normal, along, product)
    yield call(np.subtract, dx, product, dx)
    yield call(np.divide, dx, s, dx)
