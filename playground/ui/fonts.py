"""The typeface of the program: Pretendard, which has Korean, Latin, Greek and digits of equal width.

A machine without Korean fonts would show empty boxes, so the fonts travel with the program.
"""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from playground.assets import resources

FAMILIES = ["Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans CJK KR", "Noto Sans KR", "sans-serif"]


def install(app: QApplication, pixels: int) -> None:
    """Make the typeface known to Qt and use it for the whole program."""
    register()
    app.setFont(body(pixels))


def body(pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The typeface at a size in device-independent pixels; digits are equally wide, so live numbers stand still."""
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


@cache
def register() -> tuple[str, ...]:
    """Load the font files, once in a process; returns the families found in them."""
    found: list[str] = []
    for path in sorted((resources() / "fonts").glob("*.otf")):
        found += QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))
    return tuple(dict.fromkeys(found))
