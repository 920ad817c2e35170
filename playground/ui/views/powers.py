"""Numbers that are very small or very large, as people write them: with a power of ten."""

MINUS = "−"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def ten_to(power: int) -> str:
    """Ten to a whole power.

    >>> ten_to(-7)
    '10⁻⁷'
    """
    return "10" + str(power).translate(_SUPERSCRIPTS)


def power_words(value: float, decimals: int = 1) -> str:
    """A finite number as a factor of so many decimals and a power of ten.

    >>> power_words(0.00012), power_words(-2e6), power_words(3e6, 0)
    ('1.2×10⁻⁴', '−2.0×10⁶', '3×10⁶')
    """
    factor, _sign, power = f"{value:.{decimals}e}".partition("e")
    return f"{factor.replace('-', MINUS)}×{ten_to(int(power))}"
