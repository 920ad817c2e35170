"""The words of a formula: numbers, names and signs, each with its place."""

import re
from dataclasses import dataclass

from playground.expression.errors import ExpressionError
from playground.i18n import _

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


@dataclass(frozen=True, slots=True)
class Token:
    """One word: its kind (number, name, sign or end), its text, and the character it begins at, from 0."""

    kind: str
    text: str
    column: int


def tokens(text: str) -> list[Token]:
    """The words of a formula, an empty one at its end."""
    plain, column = text.translate(_SPELLINGS), 0
    found: list[Token] = []
    while column < len(plain):
        if plain[column].isspace() or plain[column] in _WRITTEN:
            found.extend(Token(kind, word, column) for kind, word in _WRITTEN.get(plain[column], ()))
            column += 1
            continue
        match = _TOKEN.match(plain, column)
        if match is None:
            shown = text[column] if text[column].isprintable() else repr(text[column])
            raise ExpressionError(_("{found} has no place in a formula.", found=shown), column)
        assert match.lastgroup is not None
        found.append(Token(match.lastgroup, match.group(), column))
        column = match.end()
    return [*found, Token("end", "", len(text))]
