"""Where the program keeps what it remembers: by the platform's convention, or beside the program on a stick.

Beside the program, if a file named `portable.ini` lies there (it may be empty). The one place that decides this.
"""

import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = "neural-playground"
TITLE = "Neural Playground"
MARKER = "portable.ini"
PORTABLE_FOLDER = "neural-playground-data"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one start of the program; both are there and can be written to, unless `lasting` is false."""

    settings: Path
    """Where settings and the list of recent files are."""
    state: Path
    """Where autosaved work is."""
    portable: bool = False
    """Whether both are beside the program."""
    lasting: bool = True
    """Whether what is written there is still there at the next start."""


def find(program: Path | None = None, environment: Mapping[str, str] = os.environ) -> Places:
    """The folders to use, made if need be; where the usual ones can't be written to, new ones that do not last."""
    beside = program or program_folder()
    portable = (beside / MARKER).is_file()
    if portable:
        settings = state = beside / PORTABLE_FOLDER
    else:
        settings, state = conventional(sys.platform, environment)
    if all(_can_be_written(folder) for folder in (settings, state)):
        return Places(settings, state, portable)
    try:
        passing = Path(tempfile.mkdtemp(prefix=f"{NAME}-"))
    except OSError:
        return Places(settings, state, portable, lasting=False)
    return Places(passing, passing, portable, lasting=False)


def program_folder() -> Path:
    """The folder in which a person sees the program lie: the unpacked bundle, the AppImage, or the checkout."""
    if image := os.environ.get("APPIMAGE"):
        return Path(image).parent
    if not getattr(sys, "frozen", False):
        return Path(__file__).resolve().parent.parent
    folder = Path(sys.executable).resolve().parent
    if sys.platform == "darwin" and folder.name == "MacOS":
        return folder.parents[2]  # Neural Playground.app/Contents/MacOS
    return folder


def conventional(platform: str, environment: Mapping[str, str]) -> tuple[Path, Path]:
    """The folders of settings and of state by the convention of a platform.

    >>> [path.as_posix() for path in conventional("linux", {"HOME": "/home/a", "XDG_STATE_HOME": "/var/a"})]
    ['/home/a/.config/neural-playground', '/var/a/neural-playground']
    """
    if platform == "win32":
        home = environment.get("USERPROFILE", "~")
        roaming = environment.get("APPDATA") or f"{home}/AppData/Roaming"
        return Path(roaming).expanduser() / TITLE, _local_windows(environment, home) / TITLE
    home = environment.get("HOME", "~")
    if platform == "darwin":
        folder = Path(home).expanduser() / "Library" / "Application Support" / TITLE
        return folder, folder
    return (
        Path(environment.get("XDG_CONFIG_HOME") or f"{home}/.config").expanduser() / NAME,
        Path(environment.get("XDG_STATE_HOME") or f"{home}/.local/state").expanduser() / NAME,
    )


def _local_windows(environment: Mapping[str, str], home: str) -> Path:
    return Path(environment.get("LOCALAPPDATA") or f"{home}/AppData/Local").expanduser()


def _can_be_written(folder: Path) -> bool:
    """Whether a file can be made there: asking for permissions is not enough on a read-only or full disk."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except (OSError, RuntimeError):  # the latter where there is no home at all
        return False
