"""Words on a terminal, where a Hangul syllable is two characters wide."""

from unicodedata import east_asian_width


def width(words: str) -> int:
    """How many columns the words take."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in words)


def padded(words: str, columns: int) -> str:
    """The words with blanks up to so many columns: behind them, or before them for a negative number.

    >>> padded("한국", 6) + "|"
    '한국  |'
    >>> padded("12", -4)
    '  12'
    """
    blank = " " * max(0, abs(columns) - width(words))
    return words + blank if columns > 0 else blank + words


def bar(part: float) -> str:
    """A bar of thirty characters, filled as far as something is done (0 to 1)."""
    return f"{'█' * round(30 * part):░<30}"
