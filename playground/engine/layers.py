"""The two kinds of work in a network, forward beside backward.

A piece is bound once to its arrays, which are parts of larger ones, so that training allocates nothing. `forward` reads
what came in and writes what goes out. `backward` receives how the loss changes with what went out, and works out how it
changes with what came in and with the weights: the chain rule, one piece at a time.
"""

from collections.abc import Callable
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
        self._W_T, self._x_T = np.swapaxes(W, -1, -2), np.swapaxes(x, -1, -2)
        # For one model np.dot is quicker to call than np.matmul; for a stack of models only matmul will do.
        self._multiply: Callable[..., Any] = np.dot if W.ndim == 2 else np.matmul

    def forward(self) -> None:
        self._multiply(self.W, self.x, out=self.z)

    def backward(self) -> None:
        self._multiply(self.dz, self._x_T, out=self.dW)
        if self.dx is not None:
            self._multiply(self._W_T, self.dz, out=self.dx)


class Activate:
    """a = f(z), number by number; backward: dz = f'(z) da."""

    def __init__(self, function: Activation, z: Array, a: Array, da: Array, dz: Array) -> None:
        self.function = function
        self.z, self.a, self.da, self.dz = z, a, da, dz

    def forward(self) -> None:
        self.function.forward(self.z, self.a)

    def backward(self) -> None:
        self.function.derivative(self.z, self.a, self.dz)
        np.multiply(self.dz, self.da, out=self.dz)
