"""Icons: there for every name, in the colour of the theme, crisp on fine screens."""

import gc
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication

import playground
from playground.assets import resources
from playground.ui import icons
from playground.ui import theme as themes
from playground.ui.theme import DARK, LIGHT

SIZE = QSize(16, 16)


def ink(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, ratio: float = 2.0) -> str:
    """The colour most used among the opaque pixels."""
    picture = icon.pixmap(SIZE, ratio, mode).toImage()
    pixels = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    return Counter(colour.name() for colour in pixels if colour.alpha() == 255).most_common(1)[0][0]


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_can_be_drawn(name: str, qapp: QApplication) -> None:
    assert ink(icons.icon(name))


def test_every_icon_is_used() -> None:
    program = "".join(path.read_text(encoding="utf-8") for path in Path(playground.__file__).parent.rglob("*.py"))
    assert [name for name in icons.names() if f'"{name}"' not in program] == []


def test_a_wrong_name_is_an_error_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_the_licence_of_the_icons_and_fonts_travels_with_them() -> None:
    assert "ISC License" in (resources() / "icons" / "LICENSE").read_text(encoding="utf-8")
    assert "SIL Open Font License" in (resources() / "fonts" / "LICENSE.txt").read_text(encoding="utf-8")


def test_an_icon_made_in_the_light_theme_is_right_in_the_dark_one(qapp: QApplication) -> None:
    themes.apply(qapp, LIGHT)
    icon = icons.icon("play")
    assert ink(icon) == LIGHT.text
    themes.apply(qapp, DARK)
    assert ink(icon) == DARK.text


def test_a_disabled_icon_is_grey_and_one_on_the_accent_colour_white(qapp: QApplication) -> None:
    themes.apply(qapp, LIGHT)
    assert ink(icons.icon("play"), QIcon.Mode.Disabled) == LIGHT.neutral
    assert ink(icons.icon("play", QPalette.ColorRole.HighlightedText)) == LIGHT.accent_text


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_has_a_pixel_for_every_pixel_of_the_screen(ratio: float, qapp: QApplication) -> None:
    picture = icons.icon("play").pixmap(SIZE, ratio)
    assert picture.size() == SIZE * ratio
    assert picture.devicePixelRatio() == ratio


def test_a_copy_of_an_icon_outlives_the_first(qapp: QApplication) -> None:
    first = icons.icon("pause")
    copy = QIcon(first)
    del first
    gc.collect()
    assert ink(copy)


def test_a_view_can_paint_an_icon_in_a_colour_of_its_own(qapp: QApplication) -> None:
    picture = QImage(32, 32, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    icons.paint(painter, QRectF(0, 0, 32, 32), "plus", "#ff0000")
    painter.end()
    assert picture.pixelColor(16, 16) == QColor("#ff0000")
