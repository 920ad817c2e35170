"""The look as values: colours of the light and the dark theme, and sizes for a desk and for a projector.

Colours are "#rrggbb" strings, so that a theme is a plain value that can be compared and put into a style sheet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from string import Template

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLayout
from shiboken6 import isValid

from playground.assets import resources
from playground.ui import fonts

STYLE = "fusion"
"""The plain style below the style sheet."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of the window. `classes` are safe for colour-blind people; index 0 is orange and 1 is blue."""

    dark: bool
    window: str
    card: str
    border: str
    text: str
    muted: str
    neutral: str
    accent: str
    accent_fill: str
    accent_hover: str
    accent_text: str
    field: str
    field_hover: str
    selection: str
    good: str
    warning: str
    warning_ground: str
    bad: str
    bad_ground: str
    grid: str
    shadow: str
    train_curve: str
    validation_curve: str
    test_curve: str
    negative: str
    positive: str
    map_middle: str
    classes: tuple[str, ...]


LIGHT = Theme(
    dark=False,
    window="#f4f5f7",
    card="#ffffff",
    border="#dfe2e7",
    text="#1f2733",
    muted="#636d7d",
    neutral="#7a8699",
    accent="#3d5afe",
    accent_fill="#3d5afe",
    accent_hover="#2f4be6",
    accent_text="#ffffff",
    field="#f0f2f5",
    field_hover="#e8ebf0",
    selection="#e4e8ff",
    good="#1b9e77",
    warning="#f28e2b",
    warning_ground="#fef3e9",
    bad="#d6334c",
    bad_ground="#fdecee",
    grid="#e7e9ed",
    shadow="#c6c8cb",
    train_curve="#3d5afe",
    validation_curve="#8e6bd8",
    test_curve="#7a8699",
    negative="#f28e2b",
    positive="#2b7bba",
    map_middle="#ffffff",
    classes=(
        "#f28e2b", "#2b7bba", "#1b9e77", "#6a28e8", "#96462a", "#b09b4d", "#465360", "#39d0c0", "#2d1a14", "#c2aeff",
    ),
)  # fmt: skip

DARK = Theme(
    dark=True,
    window="#16191f",
    card="#1e232b",
    border="#303743",
    text="#e8ebf0",
    muted="#94a0b2",
    neutral="#7a8699",
    accent="#7c93ff",
    accent_fill="#4f66ee",
    accent_hover="#4259e0",
    accent_text="#ffffff",
    field="#272d37",
    field_hover="#2f3642",
    selection="#2b3348",
    good="#34c497",
    warning="#ffa94d",
    warning_ground="#34302e",
    bad="#ff7086",
    bad_ground="#3a2830",
    grid="#2b313c",
    shadow="#0d0f13",
    train_curve="#7c93ff",
    validation_curve="#a587ea",
    test_curve="#98a3b3",
    negative="#ffa94d",
    positive="#5aa9e6",
    map_middle="#16191f",
    classes=(
        "#ffa94d", "#5aa9e6", "#2fbf94", "#8f4df8", "#e2443f", "#cdf53a", "#9296b0", "#aaffdc", "#846c6c", "#fcc6fb",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Metrics:
    """The sizes of the window, in device-independent pixels. `line` is the width of a curve."""

    text: int = 13
    caption: int = 11
    heading: int = 12
    number: int = 16
    display: int = 23
    icon: int = 16
    field: int = 26
    button: int = 34
    gap: int = 11
    padding: int = 12
    spacing: int = 8
    radius_card: int = 10
    radius_button: int = 8
    radius_field: int = 6
    groove: int = 4
    handle: int = 14
    indicator: int = 14
    thumbnail: int = 41
    line: int = 2

    def zoomed(self, factor: float) -> "Metrics":
        """The same sizes, larger or smaller; the width of lines stays."""
        sizes = {item.name: round(getattr(self, item.name) * factor) for item in fields(self) if item.name != "line"}
        return replace(self, **sizes)


STANDARD = Metrics()
PROJECTOR = Metrics(
    text=22, caption=20, heading=20, number=28, display=38, icon=26, field=42, button=54, gap=16, padding=18,
    spacing=12, radius_card=14, radius_button=11, radius_field=9, groove=7, handle=24, indicator=22,
    thumbnail=62, line=4,
)  # fmt: skip


def system_is_dark() -> bool:
    """Whether the system asks for dark windows; where it does not say, its window colour decides."""
    scheme = QGuiApplication.styleHints().colorScheme()
    if scheme == Qt.ColorScheme.Unknown:
        return QGuiApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128
    return scheme == Qt.ColorScheme.Dark


def apply(app: QApplication, theme: Theme, metrics: Metrics = STANDARD) -> None:
    """Give the whole program a look: style, palette, font and style sheet."""
    with _resting_layouts(app):
        app.setPalette(palette(theme))
        fonts.install(app, metrics.text)
        undress(app)
        dress(app, theme, metrics)


@contextmanager
def _resting_layouts(app: QApplication) -> Iterator[None]:
    """Nothing is laid out meanwhile: all at once afterwards, and not twice for each widget that changes its frame."""
    found = [layout for window in app.topLevelWidgets() for layout in window.findChildren(QLayout)]
    layouts = [layout for layout in found if isValid(layout)]  # PySide may know the place of one that Qt has deleted
    for layout in layouts:
        layout.setEnabled(False)
    try:
        yield
    finally:
        for layout in layouts:
            layout.setEnabled(True)


def undress(app: QApplication) -> None:
    """Leave the plain style under the style sheet, in which widgets are made in half the time."""
    app.setStyleSheet("")
    if app.style().name() != STYLE:
        app.setStyle(STYLE)


def dress(app: QApplication, theme: Theme, metrics: Metrics) -> None:
    """Set the style sheet over the plain style.

    One that takes the place of another would be set on each widget once for each of its ancestors.
    """
    app.setStyleSheet(style_sheet(theme, metrics))


def palette(theme: Theme) -> QPalette:
    """The Qt palette of a theme, for everything the style sheet does not reach."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    colours = {
        role.Window: theme.window, role.WindowText: theme.text, role.Base: theme.card, role.Text: theme.text,
        role.AlternateBase: theme.field, role.Button: theme.card, role.ButtonText: theme.text,
        role.BrightText: theme.bad, role.Highlight: theme.accent_fill, role.HighlightedText: theme.accent_text,
        role.Link: theme.accent, role.LinkVisited: theme.accent, role.PlaceholderText: theme.muted,
        role.ToolTipBase: theme.card, role.ToolTipText: theme.text, role.Light: theme.card, role.Midlight: theme.field,
        role.Mid: theme.border, role.Dark: theme.neutral, role.Shadow: theme.shadow, role.Accent: theme.accent,
    }  # fmt: skip
    made = QPalette()
    for where, colour in colours.items():
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(group.Disabled, where, QColor(theme.neutral))
    made.setColor(group.Disabled, role.PlaceholderText, QColor(theme.border))
    made.setColor(group.Disabled, role.Highlight, QColor(theme.neutral))
    return made


def style_sheet(theme: Theme, metrics: Metrics) -> str:
    """The style sheet of the program: the template in the resources, with the colours and sizes filled in."""
    QDir.setSearchPaths("style", [str(resources() / "icons" / "style")])
    template = Template((resources() / "theme" / "window.qss").read_text(encoding="utf-8"))
    sizes = {f"px_{name}": size for name, size in {**asdict(metrics), **_derived(metrics)}.items()}
    return template.substitute({**asdict(theme), **sizes})


def _derived(metrics: Metrics) -> dict[str, int]:
    """Sizes that follow from the others, as a style sheet cannot calculate."""
    overhang = (metrics.handle - metrics.groove) // 2
    handle = metrics.groove + 2 * overhang
    dot = metrics.indicator // 2 - 1
    return {
        "handle_inner": handle - 4,
        "handle_margin": -overhang,
        "handle_radius": handle // 2,
        "groove_radius": metrics.groove // 2,
        "field_inner": metrics.field - 2,
        "field_focused": metrics.field - 4,
        "button_inner": metrics.button - 2,
        "button_focused": metrics.button - 4,
        "thumbnail": metrics.thumbnail - 2,
        "thumbnail_framed": metrics.thumbnail - 4,
        "arrow": metrics.caption,
        "stepper": metrics.caption + 9,
        "stepper_height": metrics.field // 2 - 2,
        "indicator_radius": metrics.indicator // 2 + 1,
        "dot": dot,
        "dot_ring": (metrics.indicator + 2 - dot) // 2,
        "heading_line": metrics.field - 4,
        "text_line": metrics.text + 4,
        "line_tab": max(2, metrics.groove // 2),
    }
