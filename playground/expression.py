"""Formulas that a person types, evaluated safely: numbers, names, + - * / ** and a few functions, and nothing else.

A formula is parsed into a tree by Python's own parser and walked by us, so that nothing of Python can be reached from
it. It works on numbers and on arrays alike; what a function such as `sin` does is said by who evaluates.
"""

import ast
import math
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playground.i18n import Text, _

LONGEST = 200

Operation = Callable[..., Any]

NUMBERS: Mapping[str, Operation] = {
    "sin": math.sin, "cos": math.cos, "tan": math.tan, "tanh": math.tanh, "exp": math.exp, "log": math.log,
    "sqrt": math.sqrt, "abs": abs, "floor": math.floor, "min": min, "max": max,
}  # fmt: skip
"""The functions for plain numbers."""
CONSTANTS: Mapping[str, float] = {"pi": math.pi, "e": math.e}
ARGUMENTS = {"min": 2, "max": 2}
"""How many arguments a function takes, where it is not one."""

_BINARY: dict[type[ast.operator], Operation] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.Pow: operator.pow, ast.Mod: operator.mod, ast.FloorDiv: operator.floordiv,
}  # fmt: skip
_UNARY: dict[type[ast.unaryop], Operation] = {ast.USub: operator.neg, ast.UAdd: operator.pos}


class ExpressionError(ValueError):
    """A formula that can't be used; `message` says why, `column` where (from 0)."""

    def __init__(self, message: Text, column: int) -> None:
        super().__init__(message, column)
        self.message, self.column = message, column

    def __str__(self) -> str:
        return str(self.message)


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked formula.

    >>> parse("0.95 ** epoch", ("epoch",)).value(epoch=2)
    0.9025
    """

    text: str
    tree: ast.expr

    def value(self, functions: Mapping[str, Operation] = NUMBERS, **names: Any) -> Any:
        """The value for these names. Raises ArithmeticError or ValueError where there is none, as for 1 / 0."""
        return _value(self.tree, functions, {**CONSTANTS, **names})


def parse(text: str, names: tuple[str, ...]) -> Expression:
    """Check a formula that may use these names. Raises ExpressionError for one that may not be used."""
    if len(text) > LONGEST:
        raise ExpressionError(
            _("A formula has at most {most} characters, not {n}.", most=LONGEST, n=len(text)), LONGEST
        )
    try:
        tree = ast.parse(text.strip() or "?", mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        column = (getattr(error, "offset", None) or 1) - 1
        raise ExpressionError(_("This is not a formula ({text}).", text=text), column) from error
    _check(tree, frozenset(names))
    return Expression(text, tree)


def _check(node: ast.expr, names: frozenset[str]) -> None:
    match node:
        case ast.Constant(value=bool()):
            pass
        case ast.Constant(value=int() | float()):
            return None
        case ast.Name(id=name):
            if name in names or name in CONSTANTS:
                return None
            known = ", ".join(sorted({*names, *CONSTANTS}))
            raise ExpressionError(
                _("{name} is not known here. Known: {known}.", name=name, known=known), node.col_offset
            )
        case ast.UnaryOp(op=sign, operand=inner) if type(sign) in _UNARY:
            return _check(inner, names)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _BINARY:
            _check(left, names)
            return _check(right, names)
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in NUMBERS:
            if len(arguments) != ARGUMENTS.get(name, 1):
                wanted = ARGUMENTS.get(name, 1)
                raise ExpressionError(
                    _("{name} takes {wanted} numbers, not {n}.", name=name, wanted=wanted, n=len(arguments)),
                    node.col_offset,
                )
            for argument in arguments:
                _check(argument, names)
            return None
        case _:
            pass
    functions = ", ".join(sorted(NUMBERS))
    raise ExpressionError(
        _("A formula may use numbers, names, + - * / ** and these functions: {functions}.", functions=functions),
        node.col_offset,
    )


def _value(node: ast.expr, functions: Mapping[str, Operation], names: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value=number):
            return float(number)  # type: ignore[arg-type]
        case ast.Name(id=name):
            return names[name]
        case ast.UnaryOp(op=sign, operand=inner):
            return _UNARY[type(sign)](_value(inner, functions, names))
        case ast.BinOp(left=left, op=sign, right=right):
            return _BINARY[type(sign)](_value(left, functions, names), _value(right, functions, names))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return functions[name](*(_value(argument, functions, names) for argument in arguments))
    raise AssertionError(node)  # parse lets nothing else through
