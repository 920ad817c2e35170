"""What the program remembers of a person's choices between starts: language, look, page and place of the window."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from playground.ui.appearance import Mode


class Preferences:
    """Stored in a plain text file, by default where Qt says; where nothing can be written, nothing is remembered."""

    def __init__(self, file: Path | None = None) -> None:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        self._store = QSettings() if file is None else QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def language(self) -> str:
        """The chosen language, or nothing, to follow the system."""
        return str(self._store.value("language", ""))

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def mode(self) -> Mode:
        """Light, dark or as the system."""
        mode = self._store.value("theme", "system")
        return mode if mode in ("system", "light", "dark") else "system"

    @mode.setter
    def mode(self, mode: Mode) -> None:
        self._store.setValue("theme", mode)

    @property
    def page(self) -> str:
        """The key of the page below the diagram, or nothing."""
        return str(self._store.value("window/page", ""))

    @page.setter
    def page(self, key: str) -> None:
        self._store.setValue("window/page", key)

    @property
    def geometry(self) -> QByteArray:
        """Where the window was, in Qt's own words; empty at the first start."""
        value = self._store.value("window/geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("window/geometry", geometry)
