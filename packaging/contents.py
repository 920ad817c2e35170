"""What goes into the bundle and what stays out; used by `playground.spec` and checked by the tests.

Plug-ins and system libraries are named here one by one, so that a bundle does not depend on what else its build machine
happens to have. A module is excluded only where that was tried (see README.md).
"""

import os
import sys
from pathlib import PurePath
from typing import Any

IDENTIFIER = "io.github.neural_playground.NeuralPlayground"

EXCLUDED_MODULES = [
    "PySide6.QtNetwork", "PySide6.QtTest", "PySide6.QtDBus", "PySide6.QtXml",
    "pyqtgraph.opengl", "pyqtgraph.examples", "pyqtgraph.jupyter", "pyqtgraph.flowchart", "pyqtgraph.canvas",
    "pyqtgraph.console", "pyqtgraph.dockarea", "pyqtgraph.metaarray",
    "numpy.f2py", "numpy.testing",
    "PIL._avif", "PIL._imagingcms", "PIL._imagingtk", "PIL.AvifImagePlugin", "PIL.ImageCms", "PIL.ImageTk",
    "_codecs_jp", "_codecs_hk", "_codecs_cn", "_codecs_tw",
    "doctest", "pdb", "ssl", "_ssl", "_hashlib", "sqlite3", "tkinter", "asyncio", "http",
    "_decimal",  # Python's own does as well for the few numbers that other modules hold in it
    "readline", "curses", "difflib", "xmlrpc", "lib2to3", "distutils", "setuptools", "pip", "ensurepip",
    "babel", "pytest", "colorcet", "matplotlib", "scipy", "OpenGL", "cupy", "IPython",
]  # fmt: skip

PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qjpeg", "qsvg", "qico"},
    "platforms": {"qxcb", "qoffscreen", "qminimal", "qwayland-generic", "qwayland", "qwindows", "qcocoa"},
    "platforminputcontexts": {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"},
    "platformthemes": {"qxdgdesktopportal"},
    "styles": {"qmodernwindowsstyle", "qmacstyle"},
    "xcbglintegrations": set(),
    "wayland-shell-integration": {"xdg-shell"},
    "wayland-decoration-client": {"bradient", "adwaita"},
}
"""Qt's plug-ins by folder, without "lib" and suffix. Folders that are not here stay out altogether."""

QT_LIBRARIES_OUT = {"Network", "Test", "Xml", "EglFSDeviceIntegration", "EglFsKmsSupport", "WlShellIntegration",
                    "WaylandEglClientHwIntegration", "Pdf", "VirtualKeyboard", "Qml", "Quick"}  # fmt: skip
"""Libraries of Qt that only excluded plug-ins and modules need."""

TRANSLATIONS = {"qtbase_ko.qm"}

SYSTEM_LIBRARIES = {
    # GLib, under Qt's event loop
    "libglib-2.0", "libgthread-2.0", "libpcre2-8",
    # fonts
    "libfontconfig", "libfreetype", "libexpat", "libpng16", "libbrotlidec", "libbrotlicommon", "libuuid", "libz",
    "libbz2",
    # D-Bus: input methods and file dialogs
    "libdbus-1", "libsystemd", "libgcrypt", "libgpg-error", "libcap", "liblzma", "liblz4", "libzstd",
    # keyboard and X11; libxcb itself has to be the machine's own, as its graphics driver uses it too
    "libxkbcommon", "libxkbcommon-x11", "libX11", "libX11-xcb", "libXau", "libXdmcp", "libbsd", "libmd",
    "libxcb-cursor", "libxcb-icccm", "libxcb-image", "libxcb-keysyms", "libxcb-randr", "libxcb-render",
    "libxcb-render-util", "libxcb-shape", "libxcb-shm", "libxcb-sync", "libxcb-util", "libxcb-xfixes", "libxcb-xkb",
    # C++, Python
    "libgcc_s", "libstdc++", "libffi",
}  # fmt: skip
"""Libraries of the build machine's Linux that go along, without suffix."""


LIBRARIES_OUT = ("libavif", "liblcms2", "_multiarray_tests")
"""Libraries that nothing here uses: animations are GIF and WebP."""


def is_wanted(place: str, source: str) -> bool:
    """Whether a file goes into the bundle, by its place in it and where it comes from."""
    path = PurePath(place.replace("\\", "/"))
    if "plugins" in path.parts and "PySide6" in path.parts:
        folder, name = path.parts[-2], path.name.split(".")[0].removeprefix("lib")
        return name in PLUGINS.get(folder, set())
    if "translations" in path.parts and "PySide6" in path.parts:
        return path.name in TRANSLATIONS
    if path.name.lower().startswith("opengl32sw"):
        return False  # a software OpenGL of 20 MB for Windows; nothing here draws with OpenGL
    if _qt_library(path.name) in QT_LIBRARIES_OUT:
        return False
    if "tests" in path.parts and "numpy" in path.parts:
        return False
    if path.name.startswith(LIBRARIES_OUT):
        return False
    if "pyqtgraph" in path.parts and {"peegee", "maps"} & set(path.parts):
        return False  # its logo, and tables of colours; ours come from the theme
    if path.suffix in (".po", ".pyi"):
        return False
    if _comes_from_the_system(source):
        return path.name.split(".so")[0] in SYSTEM_LIBRARIES
    return True


def _qt_library(name: str) -> str:
    """The name of a library of Qt, such as "Core" for libQt6Core.so.6, Qt6Core.dll and QtCore; "" for others."""
    stem = name.split(".")[0].removeprefix("lib")
    for prefix in ("Qt6", "Qt"):
        if stem.startswith(prefix):
            return stem.removeprefix(prefix)
    return ""


def _comes_from_the_system(source: str) -> bool:
    """Whether a file is a library of the Linux of the build machine, rather than of Python or a package."""
    if not sys.platform.startswith("linux") or ".so" not in os.path.basename(source):
        return False
    own = (sys.prefix, sys.base_prefix, os.path.dirname(os.path.dirname(__file__)))
    places = (source, os.path.realpath(source))
    if any(place.startswith(f"{folder}/") for place in places for folder in own if folder != "/usr"):
        return False
    return not any(part in source for part in ("/lib-dynload/", "/libpython3"))


def mac_property_list(version: str) -> dict[str, Any]:
    """What macOS wants to know about the program: its version, its files, that it has no network."""
    return {
        "CFBundleShortVersionString": version,
        "CFBundleDisplayName": "Neural Playground",
        "CFBundleLocalizations": ["en", "ko"],
        "LSMinimumSystemVersion": "12.0",
        "NSHighResolutionCapable": True,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Neural Playground project",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [f"{IDENTIFIER}.project"],
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": f"{IDENTIFIER}.project",
                "UTTypeDescription": "Neural Playground project",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {"public.filename-extension": ["nnp"]},
            }
        ],
    }
