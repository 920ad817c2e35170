"""The result of the benchmark as a table for people, and as JSON for programs."""

import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from playground.bench.claims import Claim
from playground.bench.effort import Effort, Measured
from playground.bench.rivals import RIVALS
from playground.i18n import Text, _
from playground.terminal import padded

Row = tuple[Claim, Measured]
WIDTHS = (54, 12, 20, 12)
PACKAGES = ("numpy", "PySide6-Essentials", "pyqtgraph", "torch", "scikit-learn")


def heading() -> str:
    """The first line of the table."""
    return _line(_("what"), _("measured"), _("spread"), _("reach"), _("holds"))


def line(claim: Claim, measured: Measured) -> str:
    """One number with its spread, what is promised, and whether it is kept."""
    if measured.value is None:
        return f"{padded(str(claim.label), WIDTHS[0])}  {_trouble(measured)}"
    spread = ""
    if measured.low is not None and measured.high is not None:
        spread = f"{_number(measured.low)} – {_number(measured.high)}"
    verdict = {True: "✓", False: "✗", None: ""}[claim.holds(measured)]
    return _line(claim.label, f"{_number(measured.value)} {claim.unit}", spread, _reach(claim), verdict)


def conclusion(rows: Iterable[Row]) -> Text:
    """How many promises are kept."""
    verdicts = [claim.holds(measured) for claim, measured in rows]
    judged = [verdict for verdict in verdicts if verdict is not None]
    return _("{kept} of {judged} within reach", kept=sum(judged), judged=len(judged))


def as_json(rows: Iterable[Row], effort: Effort) -> dict[str, Any]:
    """Everything, for a program."""
    return {
        "effort": effort.key,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "packages": {name: found for name in PACKAGES if (found := _version(name))},
        "rows": [
            {
                "key": claim.key, "unit": str(claim.unit), "value": measured.value, "low": measured.low,
                "high": measured.high, "reach": claim.reach, "at_least": claim.at_least,
                "holds": claim.holds(measured), "trouble": measured.trouble or None,
            }
            for claim, measured in rows
        ],
    }  # fmt: skip


def _line(*cells: object) -> str:
    words = [str(cell) for cell in cells]
    first = padded(words[0], WIDTHS[0])
    others = [padded(word, -width) for word, width in zip(words[1:], WIDTHS[1:], strict=False)]
    return "".join([first, *others, f"  {words[-1]}"]).rstrip()


def _reach(claim: Claim) -> str:
    return "" if claim.reach is None else f"{'≥' if claim.at_least else '≤'} {claim.reach:g} {claim.unit}"


def _trouble(measured: Measured) -> Text | str:
    if measured.trouble in RIVALS:
        return _("not installed: {library}", library=measured.trouble)
    return _("not measured: {reason}", reason=measured.trouble)


def _number(value: float) -> str:
    """Three digits, more only for large whole numbers."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
