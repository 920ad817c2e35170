"""The numbers of a run as words that keep their width, so that nothing on screen jumps while they change."""

import math
from collections.abc import Sequence
from itertools import pairwise

from playground.engine.tasks import Kind
from playground.i18n import Text, _, grouped, plain
from playground.ui.views.powers import MINUS, power_words

UNDEFINED = "–"
"""What stands where there is no number."""
SHARE_SIGN = "\u202f%"
"""Follows a share in percent, after a narrow space that does not break."""
_LOSS_WIDTH = 6
_SMALL_LOSS = 0.001
_SMALLEST_LOSS, _LARGEST_LOSS = 0.0001, 99_999.5


def loss_text(value: float) -> str:
    """A loss in six characters: four decimals, fewer for large ones; one more for small ones, a power for tiny ones.

    >>> loss_text(0.05527), loss_text(12.3456), loss_text(0.00012), loss_text(0.0), loss_text(float("nan"))
    ('0.0553', '12.346', '0.00012', '0.0000', '–')
    """
    if not math.isfinite(value):
        return _not_finite(value)
    if value and not _SMALLEST_LOSS <= abs(value) < _LARGEST_LOSS:
        return power_words(value)
    if value and abs(value) < _SMALL_LOSS:
        return f"{value:.5f}".replace("-", MINUS)
    words = (f"{abs(value):.{decimals}f}" for decimals in range(4, -1, -1))
    return (MINUS if value < 0.0 else "") + next(number for number in words if len(number) <= _LOSS_WIDTH)


def score_text(value: float, kind: Kind) -> str:
    """An accuracy in percent, or R² as it is. A hundred percent is said only where every point is right.

    >>> score_text(-0.5, Kind.REGRESSION), score_text(-1e-9, Kind.REGRESSION), score_text(0.9999, Kind.BINARY)[:4]
    ('−0.500', '0.000', '99.9')
    """
    if not math.isfinite(value):
        return _not_finite(value)
    if kind is Kind.REGRESSION:
        return f"{value:z.3f}".replace("-", MINUS) if value > -100.0 else power_words(value)
    percent = f"{100.0 * value if value == 1.0 else min(100.0 * value, 99.9):.1f}"
    return percent + SHARE_SIGN


def epoch_text(epoch: int) -> str:
    """An epoch in six digits or more.

    >>> epoch_text(842)
    '000,842'
    """
    return f"{epoch:07,}"


def count_text(number: int) -> str:
    """A whole number with its thousands apart."""
    return grouped(number)


def updates_text(points: int, batch: int) -> Text:
    """How many updates an epoch of so many training points has, as arithmetic: ceil(points / batch).

    >>> str(updates_text(256, 32)), str(updates_text(250, 32))
    ('256 / 32 = 8', '250 / 32 → 8 (last batch 26)')
    """
    updates, last = -(-points // batch), points % batch
    if last == 0:
        return plain(f"{grouped(points)} / {grouped(batch)} = {grouped(updates)}")
    return _("{points} / {batch} → {updates} (last batch {last})",
             points=points, batch=batch, updates=updates, last=last)  # fmt: skip


def parameters_text(units: Sequence[int]) -> str:
    """Weights and biases of each layer, as a sum; `units` are those of all layers, the inputs first.

    >>> parameters_text((2, 4, 2, 1))
    '2·4+4 + 4·2+2 + 2·1+1 = 25'
    """
    layers = " + ".join(f"{before}·{after}+{after}" for before, after in pairwise(units))
    return f"{layers} = {count_text(sum((before + 1) * after for before, after in pairwise(units)))}"


def _not_finite(value: float) -> str:
    return UNDEFINED if math.isnan(value) else "∞" if value > 0 else f"{MINUS}∞"
