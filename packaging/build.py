"""`python packaging/build.py`: from a checkout to what a school can unzip and run, for the platform this runs on.

Makes a virtual environment from pinned packages, the bundle, its licences and file list, runs the bundle's own
self-test, and packs it. Everything is made below `build/packages`; the results are in `dist`.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TypeVar

import archives
import installers

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging"
Result = TypeVar("Result")
NAME = "neural-playground"
LINUX, WINDOWS, MACOS = sys.platform.startswith("linux"), sys.platform == "win32", sys.platform == "darwin"

BUDGETS_MB = {".tar.xz": 50.0, ".zip": 72.0, "": 180.0} if LINUX else {}
"""The most that the archives and the unpacked folder may take, in millions of bytes."""
FIRST_PAINT_S = 0.9
"""When the window should be painted, warm, on a machine of two cores."""


@dataclass(frozen=True, slots=True)
class Work:
    """The folders of one build."""

    folder: Path
    results: Path

    @property
    def python(self) -> Path:
        """The interpreter of the build's own environment."""
        return self.folder / "venv" / ("Scripts/python.exe" if WINDOWS else "bin/python")

    @property
    def icons(self) -> Path:
        return self.folder / "icons"

    @property
    def bundle(self) -> Path:
        """The folder that starts when it is unpacked."""
        return self.folder / "bundle" / ("Neural Playground.app" if MACOS else NAME)

    @property
    def program(self) -> Path:
        if MACOS:
            return self.bundle / "Contents" / "MacOS" / NAME
        return self.bundle / ("playground.exe" if WINDOWS else NAME)


def main() -> int:
    """Build everything that can be built on this platform."""
    given = _arguments()
    work = Work(given.work.resolve(), given.results.resolve())
    if given.clean and work.folder.exists():
        shutil.rmtree(work.folder)
    work.results.mkdir(parents=True, exist_ok=True)
    _step("packages", lambda: _make_environment(work))
    _step("icons", lambda: _run(work.python, HERE / "icons.py", work.icons))
    _step("bundle", lambda: _make_bundle(work))
    _step("licences", lambda: _add_papers(work))
    _step("self-test", lambda: _self_test(work))
    made = [] if given.bundle_only else _step("archives", lambda: _pack(work))
    if made and not given.no_installers:
        made += _step("installers", lambda: installers.make_all(work.bundle, work.icons, work.results, _version()))
    if made:
        archives.write_sums(made, work.results / "SHA256SUMS")
    too_large = _report([work.bundle, *made])
    return too_large if made else 0  # without archives it proves that the program works; releases are held to sizes


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build the bundle, its archives and installers.")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "packages", help="where to build")
    parser.add_argument("--results", type=Path, default=ROOT / "dist", help="where the results go")
    parser.add_argument("--clean", action="store_true", help="begin with a new environment")
    parser.add_argument("--bundle-only", action="store_true", help="no archives and no installers")
    parser.add_argument("--no-installers", action="store_true", help="archives only")
    return parser.parse_args()


def _make_environment(work: Work) -> None:
    """The environment of the build, with exactly the pinned versions."""
    if not work.python.exists():
        venv.create(work.folder / "venv", with_pip=True)
    os.environ["PIP_CONSTRAINT"] = str(HERE / "constraints.txt")  # pip's own isolated builds obey only the variable
    _run(work.python, "-m", "pip", "install", "-q", "--disable-pip-version-check", f"{ROOT}[package]")
    _run(work.python, "-m", "pip", "uninstall", "-q", "-y", "neural-playground-desktop")  # it comes from the checkout


def _make_bundle(work: Work) -> None:
    os.environ |= {"PLAYGROUND_ICONS": str(work.icons), "PLAYGROUND_VERSION": _version()}
    _run(
        work.python, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--distpath", work.folder / "bundle",
        "--workpath", work.folder / "pyinstaller", HERE / "playground.spec",
    )  # fmt: skip
    if LINUX and shutil.which("strip"):
        _strip(work.bundle / "_internal")


def _strip(folder: Path) -> None:
    """Take out symbols for debuggers, 25 MB of them. NumPy's own libraries do not survive it."""
    for library in archives.files(folder):
        if ".so" in library.name and not library.is_symlink() and "numpy.libs" not in library.parts:
            _run("strip", "--strip-unneeded", library)


def _add_papers(work: Work) -> None:
    """Licences, what to read first, and the list of files."""
    inside = work.bundle / "Contents" / "Resources" if MACOS else work.bundle
    _run(work.python, HERE / "licences.py", work.bundle, inside / "licences")
    for name in ("READ-ME-FIRST.txt", "teacher-example.toml"):
        shutil.copy(HERE / "with-the-bundle" / name, inside / name)
    archives.write_list(inside)


def _self_test(work: Work) -> None:
    """Have the bundle test itself, away from the checkout, and tell when its window was painted."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "PLAYGROUND"))}
    if LINUX and not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    started, painted = perf_counter(), None
    with subprocess.Popen(
        [work.program, "--language", "en", "--self-test"], cwd=work.folder, env=environment, stdout=subprocess.PIPE,
        encoding="utf-8", errors="replace",
    ) as test:  # fmt: skip
        assert test.stdout is not None
        for line in test.stdout:
            painted = painted or perf_counter() - started
            print(f"    {line}", end="", flush=True)
    if test.returncode:
        raise SystemExit(f"the bundle's self-test failed ({test.returncode})")
    print(f"    the window was painted after {painted:.2f} s (wanted: {FIRST_PAINT_S} s, warm)")


def _pack(work: Work) -> list[Path]:
    """The archives of this platform."""
    base = work.results / f"{NAME}-{_version()}-{_platform()}"
    if MACOS:  # only ditto keeps what a Mac wants kept
        made = Path(f"{base}.zip")
        _run("ditto", "-c", "-k", "--keepParent", work.bundle, made)
        return [made]
    made = Path(f"{base}.zip")
    archives.zip_(work.bundle, made, NAME)
    if WINDOWS:
        return [made]
    tar = Path(f"{base}.tar.xz")
    archives.tar(work.bundle, tar, NAME)
    return [tar, made]


def _report(made: list[Path]) -> int:
    """Print what was made and whether it is within its budget."""
    fits = True
    for path in made:
        size = archives.megabytes(path)
        kind = (
            "" if path.is_dir() else next((kind for kind in (".tar.xz", ".zip") if path.name.endswith(kind)), "other")
        )
        most = BUDGETS_MB.get(kind)
        too_much = most is not None and size > most
        fits = fits and not too_much
        print(f"{size:8.1f} MB  {path.name}" + (f"   MORE THAN {most:.0f} MB" if too_much else ""))
    return 0 if fits else 1


def _platform() -> str:
    machine = platform.machine().lower()
    machine = {"amd64": "x64", "x86_64": "x64", "aarch64": "arm64"}.get(machine, machine)
    return f"{'windows' if WINDOWS else 'macos' if MACOS else 'linux'}-{machine}"


def _version() -> str:
    words = (ROOT / "playground" / "__init__.py").read_text(encoding="utf-8")
    return words.split('__version__ = "')[1].split('"')[0]


def _step(name: str, do: Callable[[], Result]) -> Result:
    """Do one step and say how long it took."""
    started = perf_counter()
    print(f"{name} ...", flush=True)
    result = do()
    print(f"    {perf_counter() - started:.0f} s", flush=True)
    return result


def _run(*command: object) -> None:
    """Run a command; one that fails ends the build."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, check=False)
    if done.returncode:
        raise SystemExit(f"failed ({done.returncode}): {' '.join(str(part) for part in command)}")


if __name__ == "__main__":
    sys.exit(main())
