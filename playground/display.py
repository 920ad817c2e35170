"""Whether a window can open here at all, found out before Qt is asked: where it can't, Qt would end the program."""

import ctypes
import os
import re
import sys
from pathlib import Path

from playground.assets import resources
from playground.i18n import Text, _

LIBRARIES: dict[str, str] = {
    "libEGL.so.1": "libegl1", "libGL.so.1": "libgl1", "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3", "libfontconfig.so.1": "libfontconfig1", "libxkbcommon.so.0": "libxkbcommon0",
}  # fmt: skip
"""What Qt needs of a Linux system to start at all, and the Debian package that has it."""

X11_LIBRARIES: dict[str, str] = {
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0", "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4", "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}  # fmt: skip
"""What Qt needs in addition to open a window on an X server."""

BELOW: dict[str, str] = {"libxcb.so.1": "libxcb1", "libX11.so.6": "libx11-6", "libfreetype.so.6": "libfreetype6"}
"""What those need in turn. A packaged program brings the libraries above, but not these."""

NOT_FOUND = re.compile(r"(\S+\.so\S*): cannot open shared object file")


def obstacle() -> Text | None:
    """Why no window can open here, with what to do about it; None if one can, as far as can be known."""
    if not sys.platform.startswith("linux"):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    missing = _missing(LIBRARIES if platform not in ("", "xcb") or _wayland() else LIBRARIES | X11_LIBRARIES)
    if missing:
        return _(
            "Qt needs system libraries that are not installed: {libraries}. "
            "On Debian or Ubuntu this installs them: {command}",
            libraries=", ".join(missing),
            command="sudo apt-get install -y " + " ".join(dict.fromkeys(missing.values())),
        )
    if platform not in ("", "xcb") or _wayland() or _x_server_answers():
        return None
    return _(
        "There is no screen here to open a window on. To train without a window: {command}",
        command=f"{_program()} run {_example()} --epochs 300",
    )


def _wayland() -> bool:
    return bool(os.environ.get("WAYLAND_DISPLAY"))


def _missing(libraries: dict[str, str]) -> dict[str, str]:
    """The libraries that are really missing, each with its package."""
    found: dict[str, str] = {}
    for library, package in libraries.items():
        missing = _missing_for(library)
        if missing is not None:
            found[missing] = (libraries | BELOW).get(missing, package)
    return found


def _missing_for(library: str) -> str | None:
    """The library without which this one can't be loaded: itself, or one that it needs; None if it can."""
    try:
        ctypes.CDLL(library)
    except OSError as error:
        named = NOT_FOUND.match(str(error))
        return named[1] if named else library
    return None


def _x_server_answers() -> bool:
    """Whether the X server that DISPLAY names takes a connection."""
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # let Qt find out
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused


def _program() -> str:
    """What one types to start this program."""
    return Path(sys.executable).name if getattr(sys, "frozen", False) else "python -m playground"


def _example() -> Path:
    """An experiment file that is there, as one would type it from here."""
    path = resources() / "experiments" / "spiral.json"
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
