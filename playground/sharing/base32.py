"""Crockford's base 32: digits and capitals without I, L, O and U, so that nothing is misread when it is typed."""

from unicodedata import category, normalize

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
_AS_PYTHON = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")
"""From these digits to those that Python's `int` reads as base 32."""
_BITS = 5


def letters_of(number: int, length: int) -> str:
    """A number from 0 to 32^length - 1 in so many letters.

    >>> letters_of(1000, 4)
    '00Z8'
    """
    return "".join(ALPHABET[number >> _BITS * place & 31] for place in reversed(range(length)))


def number_of(letters: str) -> int:
    """The number that letters stand for.

    >>> number_of("00Z8")
    1000
    """
    return int(letters.translate(_AS_PYTHON) or "0", 32)


def letters_of_bytes(data: bytes) -> str:
    """Bytes in the fewest letters that hold them, the last letter filled up with zeros."""
    length = -(-8 * len(data) // _BITS)
    return letters_of(int.from_bytes(data, "big") << _BITS * length - 8 * len(data), length)


def bytes_of(letters: str) -> bytes:
    """The whole bytes that letters hold.

    >>> bytes_of(letters_of_bytes(b"neuron"))
    b'neuron'
    """
    count = _BITS * len(letters) // 8
    return (number_of(letters) >> _BITS * len(letters) - 8 * count).to_bytes(count, "big")


def typed(words: str) -> str:
    """What a person typed as letters: spaces and dashes left out, small letters as capitals, O read as 0, I and L as 1.

    Dashes may be of any length, as word processors make them, and letters wide, as those of Korean keyboards can be.
    Signs that are no letters of the alphabet stay as they are.

    >>> typed("ol1–x7 ９")
    '011X79'
    """
    plain = normalize("NFKC", words)
    kept = "".join(sign for sign in plain if category(sign) != "Pd")
    return "".join(kept.split()).upper().translate(_READ_AS)
