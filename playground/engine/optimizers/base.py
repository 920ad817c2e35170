"""What an optimizer is, and how it is put to work."""

from abc import abstractmethod
from typing import ClassVar

import numpy as np

from playground.engine.arrays import Array
from playground.engine.recipes import Recipe
from playground.spec import Component

Memory = dict[str, Array]
"""What an optimizer remembers, by the letter of its formula."""
Numbers = tuple[Array, ...]
"""The numbers of a step, as arrays without axes."""


class Optimizer(Component):
    """Base of the optimizers. `letters` names the arrays it remembers."""

    __slots__ = ()
    letters: ClassVar[tuple[str, ...]] = ()

    def scales(self) -> tuple[float, ...]:
        """By what each array that is remembered must be multiplied to be its letter of the formula."""
        return (1.0,) * len(self.letters)

    def numbers(self, lr: float, t: int) -> tuple[float, ...]:
        """The numbers of step number t, counted from 1 since the memory was made, for the learning rate `lr`."""
        return (lr,)

    @abstractmethod
    def step(self, theta: Array, gradient: Array, memory: Array, numbers: Numbers) -> Recipe:
        """Change `theta` (size,) in place by one step.

        `gradient` (2, size) is the gradient, to be left as it is, and room for its square; `memory` (letters, size)
        holds zeros before the first step; `numbers` are those of the method of this name.
        """


class Stepper:
    """An optimizer at work on the parameters of a network."""

    def __init__(self, optimizer: Optimizer, theta: Array, gradient: Array, memory: Array) -> None:
        """Bind it to parameters (models, size), a gradient (2, models, size) and a memory (letters, models, size)."""
        self._optimizer = optimizer
        self._numbers = np.array(optimizer.numbers(0.0, 1), theta.dtype)
        numbers = tuple(self._numbers[place, ...] for place in range(len(self._numbers)))
        flat = theta.reshape(-1)
        size = flat.size
        self.calls = tuple(optimizer.step(flat, gradient.reshape(-1, size), memory.reshape(-1, size), numbers))
        """A step with the numbers that are expected."""

    def expect(self, lr: float, t: int) -> None:
        """Get ready for step number t, counted from 1 since the memory was made."""
        self._numbers[:] = self._optimizer.numbers(lr, t)

    def take(self, lr: float, t: int) -> None:
        """Take step number t."""
        self.expect(lr, t)
        for each in self.calls:
            each()


def rescaled(memory: Array, old: tuple[float, ...], new: tuple[float, ...]) -> None:
    """Change a memory (letters, models, size) in place so that the letters are the same with other scales."""
    for array, before, now in zip(memory, old, new, strict=True):
        if before != now:
            array *= before / now


def fresh_memory(optimizer: Optimizer, theta: Array) -> Array:
    """The memory before the first step, shape (letters, models, size): zeros."""
    return np.zeros((len(optimizer.letters), *theta.shape), theta.dtype)
