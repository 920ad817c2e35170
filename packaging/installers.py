"""Installers of a bundle, as far as the tools for them are here: .deb on Linux, set-up and MSI for Windows, .dmg."""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import archives
import deb
import msi

ROOT = Path(__file__).resolve().parent.parent
NAME = "neural-playground"


def make_all(bundle: Path, icons: Path, results: Path, version: str) -> list[Path]:
    """Make every installer of this platform for which the tool is installed."""
    if sys.platform == "win32":
        return windows(bundle, icons, results, version)
    if sys.platform == "darwin":
        return [dmg(bundle, results, version)]
    return [deb.build(bundle, icons, results, version)] if shutil.which("dpkg-deb") else []


def windows(bundle: Path, icons: Path, results: Path, version: str) -> list[Path]:
    """The set-up program and the MSI package of a bundle made on Windows; both can be made on Linux too."""
    made = []
    if shutil.which("makensis"):
        made.append(setup(bundle, icons, results, version))
    if shutil.which("wixl") or shutil.which("candle"):
        made.append(make_msi(bundle, icons, results, version))
    return made


def setup(bundle: Path, icons: Path, results: Path, version: str) -> Path:
    """The set-up program. Needs makensis."""
    made = results / f"{NAME}-{version}-setup.exe"
    values = {
        "VERSION": version, "BUNDLE": bundle.resolve(), "ICON": (icons / "icon.ico").resolve(), "OUT": made.resolve(),
        "LICENCE": ROOT / "LICENSE", "SIZE_KB": round(archives.megabytes(bundle) * 1000),
    }  # fmt: skip
    defined = [f"-D{name}={value}" for name, value in values.items()]
    script = ROOT / "packaging" / "windows" / "setup.nsi"
    _run("makensis", "-V2", "-INPUTCHARSET", "UTF8", *defined, script)
    return made


def make_msi(bundle: Path, icons: Path, results: Path, version: str) -> Path:
    """The MSI package. Needs wixl, or candle and light of WiX 3."""
    made, description = results / f"{NAME}-{version}.msi", results / "package.wxs"
    description.write_text(msi.describe(bundle, icons / "icon.ico", version, results), encoding="utf-8")
    if shutil.which("wixl"):
        _run("wixl", "-a", "x64", "-o", made.name, description.name, folder=results)
    else:
        compiled = description.with_suffix(".wixobj")
        _run("candle", "-nologo", "-arch", "x64", "-out", compiled.name, description.name, folder=results)
        _run("light", "-nologo", "-spdb", "-sval", "-out", made.name, compiled.name, folder=results)
        compiled.unlink()
    description.unlink()
    return made


def dmg(bundle: Path, results: Path, version: str) -> Path:
    """The disk image for macOS. Needs hdiutil."""
    made = results / f"{NAME}-{version}-macos.dmg"
    _run("hdiutil", "create", "-ov", "-format", "UDZO", "-volname", "Neural Playground", "-srcfolder", bundle, made)
    return made


def _run(*command: object, folder: Path | None = None) -> None:
    done = subprocess.run([str(part) for part in command], cwd=folder, check=False)
    if done.returncode:
        raise SystemExit(f"failed ({done.returncode}): {command[0]}")


def main() -> int:
    """Make the installers for Windows from a folder, on any platform that has the tools."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("bundle", type=Path, help="the folder made on Windows")
    parser.add_argument("icons", type=Path, help="the folder of icons")
    parser.add_argument("results", type=Path, help="where the installers go")
    parser.add_argument("version")
    given = parser.parse_args()
    print(*windows(given.bundle, given.icons, given.results, given.version), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
