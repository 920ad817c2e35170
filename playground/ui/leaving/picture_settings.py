"""How a picture of a view is written: its size, how it is printed, and in which look."""

from collections.abc import Iterator
from dataclasses import dataclass

from playground.i18n import _
from playground.spec import Choice, Configuration, Effect, Violation, param

AS_WINDOW, LIGHT, DARK = "window", "light", "dark"
LARGEST = 10_000
"""Pixels along one side."""
MOST_PIXELS = 60_000_000
CM_PER_INCH = 2.54


@dataclass(frozen=True, slots=True)
class PictureSettings(Configuration):
    """The settings of a picture."""

    width: int = param(
        1600, label=_("Width in pixels"), help=_("How wide the picture is; its height follows."), effect=Effect.VIEW,
        low=100, high=LARGEST, presets=(800, 1200, 1600, 2400, 4000),
    )  # fmt: skip
    density: int = param(
        150, label=_("Pixels per inch"), help=_("How large it is on paper: 300 pixels per inch look sharp in print."),
        effect=Effect.VIEW, low=36, high=1200, presets=(96, 150, 300, 600),
    )  # fmt: skip
    look: str = param(
        AS_WINDOW, label=_("Colours"), help=_("Light or dark, whatever the window shows; light saves ink."),
        effect=Effect.VIEW,
        choices=(Choice(AS_WINDOW, _("As the window")), Choice(LIGHT, _("Light")), Choice(DARK, _("Dark"))),
    )  # fmt: skip
    transparent: bool = param(
        False, label=_("Transparent ground"), help=_("Nothing behind the view, to put it on a slide."),
        effect=Effect.VIEW,
    )  # fmt: skip

    def inches(self, pixels: int) -> float:
        """How long so many pixels are on paper."""
        return pixels / self.density

    def of_height(self, height: int) -> Iterator[Violation]:
        """What is wrong with a picture of this height."""
        if height > LARGEST or self.width * height > MOST_PIXELS:
            yield Violation("width", _("The picture would be too large: {width} × {height} pixels.",
                                       width=self.width, height=height))  # fmt: skip
