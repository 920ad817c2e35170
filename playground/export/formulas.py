"""A typed formula as Python text."""

import operator
from typing import Any

from playground.expression import Call, Constant, Name, Node, parse

_SIGNS: dict[Any, str] = {
    operator.add: "+", operator.sub: "-", operator.mul: "*", operator.truediv: "/", operator.floordiv: "//",
    operator.mod: "%", operator.pos: "+", operator.neg: "-",
}  # fmt: skip
_BARE = ("abs", "min", "max")


def as_python(formula: str, names: tuple[str, ...], module: str = "math") -> str:
    """A formula that may use these names, with the functions of a module.

    >>> as_python("0.5 + sin(epoch)^2", ("epoch",))
    '0.5 + (math.sin(epoch) ** 2.0)'
    """
    return _bare(_words(parse(formula, names).tree, module))


def _words(node: Node, module: str) -> str:
    match node:
        case Constant(number):
            return repr(number)
        case Name(name):
            return name if name not in ("pi", "e") else f"{module}.{name}"
        case Call(function, arguments):
            inner = ", ".join(_bare(_words(argument, module)) for argument in arguments)
            return f"{function}({inner})" if function in _BARE else f"{module}.{function}({inner})"
    sign, operands = _SIGNS.get(node.apply, "**"), [_words(operand, module) for operand in node.operands]
    return f"({sign}{operands[0]})" if len(operands) == 1 else f"({operands[0]} {sign} {operands[1]})"


def _bare(words: str) -> str:
    """Without the brackets around the whole."""
    return words[1:-1] if words.startswith("(") and _is_closed(words[1:-1]) else words


def _is_closed(words: str) -> bool:
    """Whether every bracket that closes was opened before."""
    depth = 0
    for sign in words:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0
