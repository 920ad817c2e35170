"""A formula as a tree, and its value."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Operation = Callable[..., Any]

NUMBERS: Mapping[str, Operation] = {
    "sin": math.sin, "cos": math.cos, "tan": math.tan, "tanh": math.tanh, "exp": math.exp, "log": math.log,
    "sqrt": math.sqrt, "abs": abs, "floor": math.floor, "min": min, "max": max,
}  # fmt: skip
"""The functions for plain numbers."""
CONSTANTS: Mapping[str, float] = {"pi": math.pi, "e": math.e}
ARGUMENTS = {"min": 2, "max": 2}
"""How many arguments a function takes, where it is not one."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number."""

    number: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name, whose value comes with the evaluation."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function, by its name, of some arguments."""

    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign between two operands, or before one."""

    apply: Operation
    operands: tuple["Node", ...]


Node = Constant | Name | Call | Sign


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked formula."""

    text: str
    tree: Node
    names: frozenset[str]
    """The names that it uses, of those it might use."""

    def value(self, functions: Mapping[str, Operation] = NUMBERS, **names: Any) -> Any:
        """The value for these names. Raises ArithmeticError or ValueError where there is none, as for 1 / 0."""
        return _value(self.tree, functions, {**CONSTANTS, **names})


def _value(node: Node, functions: Mapping[str, Operation], names: Mapping[str, Any]) -> Any:
    match node:
        case Constant(number):
            return number
        case Name(name):
            return names[name]
        case Call(function, arguments):
            return functions[function](*(_value(argument, functions, names) for argument in arguments))
        case Sign(apply, operands):
            return apply(*(_value(operand, functions, names) for operand in operands))
