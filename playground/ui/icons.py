"""Icons drawn from SVG files in the colour of the palette at the moment of painting.

So one icon serves the light and the dark theme, enabled and disabled, and is crisp at every device pixel ratio.
"""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from playground.assets import resources

Role = QPalette.ColorRole


def icon(name: str, role: Role = Role.ButtonText) -> QIcon:
    """The icon in `resources/icons/<name>.svg`, in a colour of the palette. Raises FileNotFoundError."""
    _source(name)
    return QIcon(_Engine(name, role))


def names() -> tuple[str, ...]:
    """The names of all icons."""
    return tuple(sorted(path.stem for path in _folder().glob("*.svg")))


def paint(painter: QPainter, rect: QRectF, name: str, colour: str) -> None:
    """Draw an icon in a colour "#rrggbb" of one's own, for views that paint themselves."""
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    renderer.render(painter, rect)


class _Engine(QIconEngine):
    def __init__(self, name: str, role: Role) -> None:
        super().__init__()
        self._name, self._role = name, role

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)

    def key(self) -> str:
        return "playground-svg"

    def iconName(self) -> str:
        return self._name

    def isNull(self) -> bool:
        return False

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        paint(painter, QRectF(rect), self._name, self._colour(mode))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        key = f"playground-{self._name}-{self._colour(mode)}-{size.width()}x{size.height()}@{scale}"
        picture = QPixmap()
        if not QPixmapCache.find(key, picture):
            picture = QPixmap(size * scale)
            picture.setDevicePixelRatio(scale)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            self.paint(painter, QRect(QPoint(), size), mode, state)
            painter.end()
            QPixmapCache.insert(key, picture)
        return picture

    def _colour(self, mode: QIcon.Mode) -> str:
        disabled = mode == QIcon.Mode.Disabled
        group = QPalette.ColorGroup.Disabled if disabled else QPalette.ColorGroup.Active
        role = Role.HighlightedText if mode == QIcon.Mode.Selected else self._role
        return QGuiApplication.palette().color(group, role).name()


def _folder() -> Path:
    return resources() / "icons"


@cache
def _source(name: str) -> str:
    return (_folder() / f"{name}.svg").read_text(encoding="utf-8")
