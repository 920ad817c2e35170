"""What a person chose about the look: light or dark or as the system, colours of data, projector, and text size."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from playground.ui import theme as themes
from playground.ui.data_colours import DATA_COLOURS, USUAL
from playground.ui.theme import PROJECTOR, STANDARD, Metrics, Theme

Mode = Literal["system", "light", "dark"]
MODES: tuple[Mode, ...] = get_args(Mode)

SMALLEST_ZOOM, LARGEST_ZOOM = 0.7, 2.0


class Appearance(QObject):
    """The look in use. One for the program, made where it starts and handed to every view that paints itself."""

    changed = Signal()

    def __init__(self, app: QApplication, mode: Mode = "system", zoom: float = 1.0, colours: str = USUAL.key) -> None:
        super().__init__(app)
        self._app = app
        self._mode: Mode = mode
        self._projector = False
        self._zoom = _allowed(zoom)
        self._colours = DATA_COLOURS.get(colours, USUAL)
        self._system_dark = themes.system_is_dark()
        app.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        themes.apply(app, self.theme, self.metrics)

    @property
    def mode(self) -> Mode:
        return self._mode

    @property
    def projector(self) -> bool:
        return self._projector

    @property
    def zoom(self) -> float:
        return self._zoom

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self.theme_of(self._mode)

    @property
    def metrics(self) -> Metrics:
        """The sizes in use."""
        return _sizes(self._projector, self._zoom)

    def set_mode(self, mode: str) -> None:
        """Choose light, dark, or whatever the system says; another word than those of `MODES` means the system."""
        before = self.theme
        self._mode = mode_of(mode)
        self._tell_system()
        if self.theme != before:
            self._apply()

    @property
    def colours(self) -> str:
        """The key of the colours of data in use."""
        return self._colours.key

    def set_colours(self, key: str) -> None:
        """Choose the colours of classes, maps and weights; another key than those of `DATA_COLOURS` means the usual."""
        before = self.theme
        self._colours = DATA_COLOURS.get(key, USUAL)
        if self.theme != before:
            self._apply()

    def set_projector(self, on: bool) -> None:
        """Large type and thick lines, to be read from the last row of a classroom."""
        if on != self._projector:
            self._projector = on
            self._apply()

    def set_zoom(self, factor: float) -> None:
        """Larger or smaller type in the whole window; 1 is the normal size."""
        factor = _allowed(factor)
        if factor != self._zoom:
            self._zoom = factor
            self._apply()

    @contextmanager
    def undressed(self) -> Iterator[None]:
        """For making many widgets, which are then dressed all at once and measure themselves again."""
        themes.undress(self._app)
        try:
            yield
        finally:
            themes.dress(self._app, self.theme, self.metrics)
            self.changed.emit()

    @contextmanager
    def lent(self, mode: str) -> Iterator[None]:
        """Another look for as long as a picture is painted; the system and the preferences hear nothing of it."""
        before, self._mode = self._mode, mode_of(mode)
        is_other = self.theme.dark != self.theme_of(before).dark
        if is_other:
            self._apply()
        try:
            yield
        finally:
            self._mode = before
            if is_other:
                self._apply()

    def _apply(self) -> None:
        themes.apply(self._app, self.theme, self.metrics)
        self.changed.emit()

    def theme_of(self, mode: str) -> Theme:
        """The theme of a mode, in the colours of data that a person chose."""
        return self._colours.theme(self._system_dark if mode == "system" else mode == "dark")

    def _tell_system(self) -> None:
        """Ask for title bars that suit, where the system has such."""
        hints = self._app.styleHints()
        if self._mode == "system":
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark if self._mode == "dark" else Qt.ColorScheme.Light)

    def _on_system_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        if self._mode != "system" or scheme == Qt.ColorScheme.Unknown:
            return  # our own wish coming back, or a system that does not say
        before = self.theme
        self._system_dark = scheme == Qt.ColorScheme.Dark
        if self.theme != before:
            self._apply()


def mode_of(word: object) -> Mode:
    """The mode that a word names.

    >>> mode_of("dark"), mode_of("dusk")
    ('dark', 'system')
    """
    return next((mode for mode in MODES if mode == word), "system")


def _allowed(zoom: float) -> float:
    """The nearest zoom at which the window can be used; 1 for what is no number."""
    return min(max(zoom, SMALLEST_ZOOM), LARGEST_ZOOM) if zoom == zoom else 1.0


@cache
def _sizes(projector: bool, zoom: float) -> Metrics:
    """The sizes; everything that paints asks for them all the time."""
    return (PROJECTOR if projector else STANDARD).zoomed(zoom)
