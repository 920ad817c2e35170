"""What the bundle leaves out is nothing that the program uses."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
import contents  # noqa: E402

MODULES = sorted((ROOT / "playground").rglob("*.py"))


def used(path: Path) -> set[str]:
    """Every module that a file imports, and every attribute of one it names, such as numpy.testing."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            package = {"np": "numpy", "pg": "pyqtgraph"}.get(node.value.id, node.value.id)
            found.add(f"{package}.{node.attr}")
    return found


def is_excluded(name: str) -> bool:
    return any(name == out or name.startswith(f"{out}.") for out in contents.EXCLUDED_MODULES)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_module_of_ours_uses_what_is_left_out(path: Path) -> None:
    assert not [name for name in used(path) if is_excluded(name)]


def test_a_use_of_what_is_left_out_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    path.write_text("import numpy as np\nfrom PySide6 import QtNetwork\nx = np.f2py.run()\nimport http.server\n")
    assert {name for name in used(path) if is_excluded(name)} == {
        "PySide6.QtNetwork", "numpy.f2py", "http.server"
    }  # fmt: skip


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/Qt/plugins/platforms/libqcocoa.dylib",
        "PySide6/Qt/translations/qtbase_ko.qm",
        "PySide6/Qt/lib/libQt6Core.so.6",
        "resources/i18n/ko.mo",
    ],
)
def test_what_the_program_needs_goes_in(place: str) -> None:
    assert contents.is_wanted(place, f"{sys.prefix}/{place}")


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/plugins/tls/libqopensslbackend.so",
        "PySide6/Qt/translations/qtbase_de.qm",
        "PySide6/Qt/lib/libQt6Network.so.6",
        "PySide6\\opengl32sw.dll",
        "resources/i18n/ko.po",
    ],
)
def test_what_nobody_needs_stays_out(place: str) -> None:
    assert not contents.is_wanted(place, f"{sys.prefix}/{place}")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of a Linux system")
def test_of_the_build_machine_only_named_libraries_go_along() -> None:
    assert contents.is_wanted("libxkbcommon.so.0", "/usr/lib/x86_64-linux-gnu/libxkbcommon.so.0")
    assert not contents.is_wanted("libgtk-3.so.0", "/usr/lib/x86_64-linux-gnu/libgtk-3.so.0")
