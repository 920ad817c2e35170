"""The colours of data that a person may choose: two opposite ones for signs and maps, and eight more for classes.

In each set any two classes differ by more than 11 (CIE 1976) for people with and without a colour deficiency; the
tests measure it.
"""

from dataclasses import dataclass, replace
from functools import cache

from playground.i18n import Text, _
from playground.ui.theme import DARK, LIGHT, Theme


@dataclass(frozen=True, slots=True)
class DataColours:
    """One set, for the light and for the dark theme. The first two colours are the ends of the map."""

    key: str
    label: Text
    light: tuple[str, ...]
    dark: tuple[str, ...]

    def theme(self, dark: bool) -> Theme:
        """The light or the dark theme in these colours."""
        return _theme(DARK if dark else LIGHT, self.dark if dark else self.light)


@cache
def _theme(plain: Theme, classes: tuple[str, ...]) -> Theme:
    """A theme with other colours of data; everything that paints asks for it all the time."""
    return replace(plain, negative=classes[0], positive=classes[1], classes=classes)


USUAL = DataColours("orange_blue", _("Orange and blue"), LIGHT.classes, DARK.classes)

DATA_COLOURS: dict[str, DataColours] = {
    colours.key: colours
    for colours in (
        USUAL,
        DataColours(
            "strong", _("Strong, for pale projectors"),
            ("#d55e00", "#0072b2", "#27070d", "#ecccc1", "#8e0cfc", "#985b5c", "#010e47", "#6fd0fc", "#741800",
             "#b1de7b"),
            ("#ff8a3d", "#3fa7ff", "#5f5256", "#ffdfdd", "#3c28fe", "#a40800", "#7e0c88", "#b98f71", "#9198b6",
             "#c3ff9d"),
        ),
        DataColours(
            "purple_green", _("Purple and green"),
            ("#8e3ba8", "#1b8a4b", "#cdd730", "#040706", "#6f22f8", "#3be6fe", "#efaea3", "#890358", "#779019",
             "#462a00"),
            ("#c98be0", "#5fce8a", "#4f06c2", "#78184a", "#e50e0a", "#d7fa27", "#6a288b", "#a70627", "#859195",
             "#5a7bff"),
        ),
    )
}  # fmt: skip
