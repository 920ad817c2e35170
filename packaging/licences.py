"""The licence texts of everything in a bundle, gathered from where each part came from.

Qt and PySide6 are under the LGPL: their texts go along, their libraries stay separate files that a person may replace,
and SOURCES.txt says where the sources are. Raises LookupError for a part without a licence text, so that none is
forgotten.
"""

import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "packaging" / "licences"
DISTRIBUTIONS = ("numpy", "pyqtgraph", "pillow", "PySide6_Essentials", "shiboken6", "pyinstaller", "colorama")
"""What a bundle contains of the Python packages; of PyInstaller its starter program."""
OF_QT = ("LGPL-3.0.txt", "GPL-3.0.txt", "qt-and-its-parts.txt")

SOURCES = """\
Where the sources are
=====================

Neural Playground is free software under the MIT licence (neural-playground.txt).

It uses Qt {qt} and PySide6 {qt} under the GNU Lesser General Public License, version 3 (LGPL-3.0.txt, which refers to
GPL-3.0.txt). They are as published, but for debugging symbols. Their sources, of version {qt}:
https://download.qt.io/official_releases/qt/ and https://download.qt.io/official_releases/QtForPython/

You may replace them: put your own build of the same version in place of the files of PySide6 and shiboken6 in the
folder {folder}. Nothing checks or forbids it, and you may examine how the program works with your build.

Other parts, each with its own text in this folder:
{parts}
"""


def gather(bundle: Path, folder: Path) -> list[Path]:
    """Write the licence texts of a bundle into a folder and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "LICENSE", folder / "neural-playground.txt")
    shutil.copy(ROOT / "resources" / "fonts" / "LICENSE.txt", folder / "pretendard-font.txt")
    shutil.copy(ROOT / "resources" / "icons" / "LICENSE", folder / "lucide-icons.txt")
    shutil.copy(_python_licence(), folder / "python.txt")
    for name in OF_QT:
        shutil.copy(TEXTS / name, folder / name)
    parts = ["Python: python.txt", "Pretendard font: pretendard-font.txt", "Lucide icons: lucide-icons.txt"]
    for name in DISTRIBUTIONS:
        found = distribution(name)
        files = _of_distribution(found, folder)
        parts.append(f"{found.metadata['Name']} {found.version}: {', '.join(files)}")
    if sys.platform.startswith("linux"):
        parts += _of_system(bundle, folder)
    qt, inside = distribution("PySide6_Essentials").version, "_internal" if sys.platform != "darwin" else "Frameworks"
    lines = "\n".join(f"  {part}" for part in parts)
    words = SOURCES.format(qt=qt, folder=inside, parts=lines)
    (folder / "SOURCES.txt").write_text(words, encoding="utf-8")
    return sorted(folder.iterdir())


def _of_distribution(found: Distribution, folder: Path) -> list[str]:
    """Copy the licence files of a Python package; those of Qt for Python are the LGPL's."""
    name = found.metadata["Name"].lower()
    if name in ("pyside6_essentials", "shiboken6"):
        return list(OF_QT)
    texts = [path for path in found.files or () if ".dist-info/" in str(path) and _is_licence(Path(str(path)))]
    if not texts:
        raise LookupError(f"no licence text in the package {name}")
    words = [f"==== {path} ====\n\n{Path(str(found.locate_file(path))).read_text('utf-8')}" for path in texts]
    (folder / f"{name}.txt").write_text("\n".join(words), encoding="utf-8")
    return [f"{name}.txt"]


def _is_licence(path: Path) -> bool:
    return "licenses" in path.parts or path.stem.upper() in ("LICENSE", "LICENCE", "COPYING")


def _python_licence() -> Path:
    candidates = [
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE",
        Path(f"/usr/share/doc/python{sys.version_info.major}.{sys.version_info.minor}/copyright"),
    ]
    for path in candidates:
        if path.is_file():
            return path
    raise LookupError("no licence text of Python beside it")


def _of_system(bundle: Path, folder: Path) -> list[str]:
    """Copy the copyright file of each Debian package that a system library of the bundle came from."""
    parts = []
    for package, libraries in sorted(_packages(_system_libraries(bundle)).items()):
        source = Path("/usr/share/doc") / package / "copyright"
        if not source.is_file():
            raise LookupError(f"no licence text for {', '.join(libraries)}: {source} is missing")
        shutil.copy(source, folder / f"system-{package}.txt")
        parts.append(f"{', '.join(libraries)}: system-{package}.txt")
    for name in ("GPL-2.0.txt", "LGPL-2.1.txt"):  # the texts that Debian's files refer to
        shutil.copy(TEXTS / name, folder / name)
    return parts


def _system_libraries(bundle: Path) -> list[str]:
    inside = bundle / "_internal"
    found = [path.name for path in inside.iterdir() if ".so" in path.name and path.is_file() and not path.is_symlink()]
    return sorted(name for name in found if not name.startswith("libpython"))


def _packages(libraries: Iterable[str]) -> dict[str, list[str]]:
    """The Debian packages of libraries, each with its libraries."""
    found: dict[str, list[str]] = {}
    for name in libraries:
        done = subprocess.run(["dpkg", "-S", f"*/{name}"], capture_output=True, text=True, check=False)
        owners = [line.split(":")[0] for line in done.stdout.splitlines() if "/usr/lib/debug" not in line]
        if not owners:
            raise LookupError(f"no package owns {name}, so its licence is not known")
        found.setdefault(owners[0], []).append(name)
    return found


if __name__ == "__main__":
    gather(Path(sys.argv[1]), Path(sys.argv[2]))
