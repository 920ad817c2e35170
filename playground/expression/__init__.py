"""Formulas that a person types, evaluated safely: numbers, names, + - * / // % ** and a few functions, nothing else.

We read them ourselves, so that nothing of Python can be reached from a formula, and so that a mistake is told with its
place and with what was expected there. A formula works on numbers and on arrays alike; what a function such as `sin`
does is said by who evaluates. Length and depth are limited, so reading and evaluating end at once.
"""

from playground.expression.errors import ExpressionError
from playground.expression.nodes import Call, Constant, Expression, Name, Node, Operation, Sign
from playground.expression.reader import DEEPEST, Reader
from playground.i18n import _

__all__ = [
    "DEEPEST", "LONGEST", "Call", "Constant", "Expression", "ExpressionError", "Name", "Node", "Operation", "Sign",
    "parse",
]  # fmt: skip

LONGEST = 200
"""The most characters of a formula."""


def parse(text: str, names: tuple[str, ...]) -> Expression:
    """Check a formula that may use these names. Raises ExpressionError for one that may not be used.

    >>> parse("0.95 ** epoch", ("epoch",)).value(epoch=2)
    0.9025
    """
    if len(text) > LONGEST:
        raise ExpressionError(
            _("A formula has at most {most} characters, not {n}.", most=LONGEST, n=len(text)), LONGEST
        )
    reader = Reader(text, names)
    tree = reader.whole()
    return Expression(text, tree, frozenset(reader.used))
