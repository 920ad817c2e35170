"""Reads a formula from left to right: sums of products of powers, in the order of written mathematics."""

import math
import operator
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from playground.expression.errors import ExpressionError
from playground.expression.nodes import ARGUMENTS, CONSTANTS, NUMBERS, Call, Constant, Name, Node, Operation, Sign
from playground.expression.tokens import Token, tokens
from playground.i18n import _, n_

DEEPEST = 30
"""How deep brackets, signs and powers may stand inside each other."""

_SUMS: dict[str, Operation] = {"+": operator.add, "-": operator.sub}
_PRODUCTS: dict[str, Operation] = {
    "*": operator.mul, "/": operator.truediv, "//": operator.floordiv, "%": operator.mod,
}  # fmt: skip
_SIGNS: dict[str, Operation] = {"+": operator.pos, "-": operator.neg}
_POWERS = ("**", "^")


def _power(base: Any, exponent: Any) -> Any:
    """A power; not the complex number that Python makes of a root of a negative one."""
    result = base**exponent
    if isinstance(result, complex):
        raise ValueError(f"{base} ** {exponent} is not a real number")
    return result


class Reader:
    """Each method takes one kind of piece and leaves what follows it."""

    def __init__(self, text: str, names: tuple[str, ...]) -> None:
        self._tokens, self._place, self._depth = tokens(text), 0, 0
        self._names = names
        self.used: set[str] = set()

    def whole(self) -> Node:
        """The formula, and nothing after it."""
        node = self._sum()
        if self._next.kind != "end":
            message = _("An operator such as + or * is expected here, not {found}.", found=self._next.text)
            raise ExpressionError(message, self._next.column)
        return node

    def _sum(self) -> Node:
        node = self._product()
        while self._next.text in _SUMS:
            node = Sign(_SUMS[self._take().text], (node, self._product()))
        return node

    def _product(self) -> Node:
        node = self._signed()
        while self._next.text in _PRODUCTS:
            node = Sign(_PRODUCTS[self._take().text], (node, self._signed()))
        return node

    def _signed(self) -> Node:
        """A sign reaches over a power: -2 ** 2 is -4."""
        if self._next.text not in _SIGNS:
            return self._raised()
        with self._deeper() as sign:
            return Sign(_SIGNS[sign.text], (self._signed(),))

    def _raised(self) -> Node:
        """Powers are read from the right: 2 ** 3 ** 2 is 2 ** 9."""
        node = self._atom()
        if self._next.text not in _POWERS:
            return node
        with self._deeper():
            return Sign(_power, (node, self._signed()))

    def _atom(self) -> Node:
        token = self._next
        if token.kind == "number":
            return self._number()
        if token.kind == "name":
            return self._name()
        if token.text != "(":
            self._miss(token)
        with self._deeper():
            node = self._sum()
            self._close()
        return node

    def _number(self) -> Node:
        token = self._take()
        number = float(token.text)
        if not math.isfinite(number):
            raise ExpressionError(_("This number is too large: {found}", found=token.text), token.column)
        return Constant(number)

    def _name(self) -> Node:
        token = self._take()
        if token.text in NUMBERS:
            return self._call(token)
        if token.text in self._names:
            self.used.add(token.text)
            return Name(token.text)
        if token.text in CONSTANTS:
            return Name(token.text)
        raise self._unknown(token)

    def _call(self, function: Token) -> Node:
        if self._next.text != "(":
            message = _("What {name} is taken of is expected in brackets here.", name=function.text)
            raise ExpressionError(message, self._next.column)
        with self._deeper():
            arguments = [self._sum()]
            while self._next.text == ",":
                self._take()
                arguments.append(self._sum())
            self._close()
        wanted = ARGUMENTS.get(function.text, 1)
        if len(arguments) != wanted:
            message = n_(
                "{name} takes {n} number, not {given}.", "{name} takes {n} numbers, not {given}.", wanted,
                name=function.text, given=len(arguments),
            )  # fmt: skip
            raise ExpressionError(message, function.column)
        return Call(function.text, tuple(arguments))

    def _close(self) -> None:
        if self._next.text != ")":
            found = self._next
            message = (
                _("A closing bracket ) is missing here.")
                if found.kind == "end"
                else _("An operator or a closing bracket is expected here, not {found}.", found=found.text)
            )
            raise ExpressionError(message, found.column)
        self._take()

    def _miss(self, found: Token) -> NoReturn:
        """Say that a number should stand here."""
        if found.kind == "end":
            raise ExpressionError(_("A number, a name, a function or ( is missing here."), found.column)
        message = _("A number, a name, a function or ( is expected here, not {found}.", found=found.text)
        raise ExpressionError(message, found.column)

    def _unknown(self, token: Token) -> ExpressionError:
        """What says which names and functions there are."""
        functions = ", ".join(sorted(NUMBERS))
        if self._next.text == "(":
            message = _("There is no function {name}. Known: {known}.", name=token.text, known=functions)
        else:
            known = ", ".join(sorted({*self._names, *CONSTANTS}))
            message = _(
                "{name} is not known here. Known: {known}; functions: {functions}.",
                name=token.text, known=known, functions=functions,
            )  # fmt: skip
        return ExpressionError(message, token.column)

    @contextmanager
    def _deeper(self) -> Iterator[Token]:
        """Take what another piece begins with that stands inside this one."""
        self._depth += 1
        if self._depth > DEEPEST:
            message = _("Brackets, signs and powers may stand at most {most} deep.", most=DEEPEST)
            raise ExpressionError(message, self._next.column)
        yield self._take()
        self._depth -= 1

    @property
    def _next(self) -> Token:
        return self._tokens[self._place]

    def _take(self) -> Token:
        token = self._next
        self._place += 1
        return token
