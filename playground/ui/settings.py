"""What the program remembers of a person's choices between starts: language, look, page and place of the window."""

from os.path import abspath
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from playground.session.speed import SPEEDING_UP, SPEEDS
from playground.ui.appearance import Mode, mode_of

MOST_RECENT = 8
AUTOSAVE_SECONDS, MOST_AUTOSAVE_SECONDS = 15, 25
"""However it is set, no more than 30 seconds of work are lost: looking for changes and writing take their time too."""


class Preferences:
    """Stored in a plain text file, by default where Qt says; where nothing can be written, nothing is remembered."""

    def __init__(self, file: Path | None = None) -> None:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        self._store = QSettings() if file is None else QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def file(self) -> Path:
        """Where the choices are stored."""
        return Path(self._store.fileName())

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
        return mode_of(self._store.value("theme"))

    @mode.setter
    def mode(self, mode: Mode) -> None:
        self._store.setValue("theme", mode)

    @property
    def colours(self) -> str:
        """The key of the chosen colours of data, or nothing."""
        return str(self._store.value("colours", ""))

    @colours.setter
    def colours(self, key: str) -> None:
        self._store.setValue("colours", key)

    @property
    def page(self) -> str:
        """The key of the page below the diagram, or nothing."""
        return str(self._store.value("window/page", ""))

    @page.setter
    def page(self, key: str) -> None:
        self._store.setValue("window/page", key)

    @property
    def zoom(self) -> float:
        """The size of the text; 1 is normal."""
        try:
            return float(str(self._store.value("zoom", 1.0)))
        except ValueError:
            return 1.0

    @zoom.setter
    def zoom(self, zoom: float) -> None:
        self._store.setValue("zoom", zoom)

    @property
    def speed(self) -> str:
        """The key of the speed that training has after a start."""
        key = str(self._store.value("speed", SPEEDING_UP.key))
        return key if key in {speed.key for speed in SPEEDS} else SPEEDING_UP.key

    @speed.setter
    def speed(self, key: str) -> None:
        self._store.setValue("speed", key)

    @property
    def hold_while_painting(self) -> bool:
        """Whether training waits while points are painted."""
        return str(self._store.value("paint/hold", "false")) == "true"

    @hold_while_painting.setter
    def hold_while_painting(self, on: bool) -> None:
        self._store.setValue("paint/hold", "true" if on else "false")

    def reset(self) -> None:
        """Forget what was chosen in the preferences; the window stays where it is, and recent files are kept."""
        for key in ("language", "theme", "colours", "zoom", "speed", "autosave/seconds", "autosave/folder"):
            self._store.remove(key)

    @property
    def autosave_seconds(self) -> int:
        """How long after the last autosave changed work is kept again."""
        return min(max(self._whole("autosave/seconds", AUTOSAVE_SECONDS), 1), MOST_AUTOSAVE_SECONDS)

    @autosave_seconds.setter
    def autosave_seconds(self, seconds: int) -> None:
        self._store.setValue("autosave/seconds", seconds)

    @property
    def autosave_folder(self) -> Path | None:
        """The folder chosen for autosaves, or None for the usual one."""
        name = self._store.value("autosave/folder", "")
        return Path(name) if isinstance(name, str) and name else None

    @autosave_folder.setter
    def autosave_folder(self, folder: Path | None) -> None:
        self._store.setValue("autosave/folder", "" if folder is None else str(folder))

    @property
    def recent(self) -> list[Path]:
        """The files that were opened or saved last, the newest first."""
        value = self._store.value("recent", [])
        names = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        return [Path(name) for name in names if isinstance(name, str) and name][:MOST_RECENT]

    def add_recent(self, path: Path) -> None:
        """Put a file first."""
        path = Path(abspath(path))  # without a look at the disk, which may be slow
        self._set_recent([path, *(other for other in self.recent if other != path)])

    def forget_recent(self, path: Path) -> None:
        """Leave a file out that can't be opened."""
        self._set_recent([other for other in self.recent if other != Path(abspath(path))])

    def clear_recent(self) -> None:
        """Forget all files."""
        self._set_recent([])

    def _whole(self, key: str, usual: int) -> int:
        """A stored whole number; somebody may have edited the file."""
        value = str(self._store.value(key, usual))
        return int(value) if value.isdecimal() and len(value) < 10 else usual

    def _set_recent(self, paths: list[Path]) -> None:
        self._store.setValue("recent", [str(path) for path in paths[:MOST_RECENT]])

    @property
    def geometry(self) -> QByteArray:
        """Where the window was, in Qt's own words; empty at the first start."""
        value = self._store.value("window/geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("window/geometry", geometry)
