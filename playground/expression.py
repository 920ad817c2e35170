"""Formulas that a person types, evaluated safely: numbers, names, + - * / // % ** and a few functions, nothing else.

We read them ourselves, so that nothing of Python can be reached from a formula, and so that a mistake is told with its
place and with what was expected there. A formula works on numbers and on arrays alike; what a function such as `sin`
does is said by who evaluates. Length and depth are limited, so reading and evaluating end at once.
"""

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from playground.i18n import Text, _, n_

LONGEST = 200
DEEPEST = 30
"""How deep brackets, signs and powers may stand inside each other."""

Operation = Callable[..., Any]


def _power(base: Any, exponent: Any) -> Any:
    """A power; not the complex number that Python makes of a root of a negative one."""
    result = base**exponent
    if isinstance(result, complex):
        raise ValueError(f"{base} ** {exponent} is not a real number")
    return result


NUMBERS: Mapping[str, Operation] = {
    "sin": math.sin, "cos": math.cos, "tan": math.tan, "tanh": math.tanh, "exp": math.exp, "log": math.log,
    "sqrt": math.sqrt, "abs": abs, "floor": math.floor, "min": min, "max": max,
}  # fmt: skip
"""The functions for plain numbers."""
CONSTANTS: Mapping[str, float] = {"pi": math.pi, "e": math.e}
ARGUMENTS = {"min": 2, "max": 2}
"""How many arguments a function takes, where it is not one."""

_SUMS: dict[str, Operation] = {"+": operator.add, "-": operator.sub}
_PRODUCTS: dict[str, Operation] = {
    "*": operator.mul, "/": operator.truediv, "//": operator.floordiv, "%": operator.mod,
}  # fmt: skip
_SIGNS: dict[str, Operation] = {"+": operator.pos, "-": operator.neg}
_POWERS = ("**", "^")
_SPELLINGS = str.maketrans("₀₁₂₃₄₅₆₇₈₉−×·÷", "0123456789-**/")
"""Signs that mean the same as one on the keyboard; each is one character, so that places stay what they are."""
_WRITTEN: dict[str, tuple[tuple[str, str], ...]] = {
    "π": (("name", "pi"),), "²": (("sign", "**"), ("number", "2")), "³": (("sign", "**"), ("number", "3")),
}  # fmt: skip
"""Signs of written mathematics that are not on the keyboard, as the words they stand for."""
_TOKEN = re.compile(
    r"(?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)|(?P<name>[A-Za-z_]\w*)|(?P<sign>\*\*|//|[-+*/%^(),])",
    re.ASCII,
)


class ExpressionError(ValueError):
    """A formula that can't be used; `message` says why, `column` where (from 0)."""

    def __init__(self, message: Text, column: int) -> None:
        super().__init__(message, column)
        self.message, self.column = message, column

    def __str__(self) -> str:
        return str(self.message)

    @property
    def located(self) -> Text:
        """The message and the place, counted from 1 as people do."""
        return _("{message} (at character {place})", message=self.message, place=self.column + 1)


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
    """A checked formula.

    >>> parse("0.95 ** epoch", ("epoch",)).value(epoch=2)
    0.9025
    """

    text: str
    tree: Node
    names: frozenset[str]
    """The names that it uses, of those it might use."""

    def value(self, functions: Mapping[str, Operation] = NUMBERS, **names: Any) -> Any:
        """The value for these names. Raises ArithmeticError or ValueError where there is none, as for 1 / 0."""
        return _value(self.tree, functions, {**CONSTANTS, **names})


def parse(text: str, names: tuple[str, ...]) -> Expression:
    """Check a formula that may use these names. Raises ExpressionError for one that may not be used."""
    if len(text) > LONGEST:
        raise ExpressionError(
            _("A formula has at most {most} characters, not {n}.", most=LONGEST, n=len(text)), LONGEST
        )
    reader = _Reader(text, names)
    tree = reader.whole()
    return Expression(text, tree, frozenset(reader.used))


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


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    column: int


def _tokens(text: str) -> list[_Token]:
    """The words of a formula, an empty one at its end."""
    plain, column = text.translate(_SPELLINGS), 0
    found: list[_Token] = []
    while column < len(plain):
        if plain[column].isspace() or plain[column] in _WRITTEN:
            found.extend(_Token(kind, word, column) for kind, word in _WRITTEN.get(plain[column], ()))
            column += 1
            continue
        match = _TOKEN.match(plain, column)
        if match is None:
            shown = text[column] if text[column].isprintable() else repr(text[column])
            raise ExpressionError(_("{found} has no place in a formula.", found=shown), column)
        assert match.lastgroup is not None
        found.append(_Token(match.lastgroup, match.group(), column))
        column = match.end()
    return [*found, _Token("end", "", len(text))]


class _Reader:
    """Reads a formula from left to right; each method takes one kind of piece and leaves what follows it."""

    def __init__(self, text: str, names: tuple[str, ...]) -> None:
        self._tokens, self._place, self._depth = _tokens(text), 0, 0
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
        sign = self._deeper()
        node = Sign(_SIGNS[sign.text], (self._signed(),))
        self._depth -= 1
        return node

    def _raised(self) -> Node:
        """Powers are read from the right: 2 ** 3 ** 2 is 2 ** 9."""
        node = self._atom()
        if self._next.text not in _POWERS:
            return node
        self._deeper()
        node = Sign(_power, (node, self._signed()))
        self._depth -= 1
        return node

    def _atom(self) -> Node:
        token = self._next
        if token.kind == "number":
            return self._number()
        if token.kind == "name":
            return self._name()
        if token.text != "(":
            self._miss(token)
        self._deeper()
        node = self._sum()
        self._close()
        self._depth -= 1
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
        functions = ", ".join(sorted(NUMBERS))
        if self._next.text == "(":
            message = _("There is no function {name}. Known: {known}.", name=token.text, known=functions)
        else:
            known = ", ".join(sorted({*self._names, *CONSTANTS}))
            message = _(
                "{name} is not known here. Known: {known}; functions: {functions}.",
                name=token.text, known=known, functions=functions,
            )  # fmt: skip
        raise ExpressionError(message, token.column)

    def _call(self, function: _Token) -> Node:
        if self._next.text != "(":
            message = _("What {name} is taken of is expected in brackets here.", name=function.text)
            raise ExpressionError(message, self._next.column)
        self._deeper()
        arguments = [self._sum()]
        while self._next.text == ",":
            self._take()
            arguments.append(self._sum())
        self._close()
        self._depth -= 1
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

    def _miss(self, found: _Token) -> NoReturn:
        """Say that a number should stand here."""
        if found.kind == "end":
            raise ExpressionError(_("A number, a name, a function or ( is missing here."), found.column)
        message = _("A number, a name, a function or ( is expected here, not {found}.", found=found.text)
        raise ExpressionError(message, found.column)

    def _deeper(self) -> _Token:
        self._depth += 1
        if self._depth > DEEPEST:
            message = _("Brackets, signs and powers may stand at most {most} deep.", most=DEEPEST)
            raise ExpressionError(message, self._next.column)
        return self._take()

    @property
    def _next(self) -> _Token:
        return self._tokens[self._place]

    def _take(self) -> _Token:
        token = self._next
        self._place += 1
        return token
