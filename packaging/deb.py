"""The Debian package of a bundle: program, menu entry, icon, file type, and nothing that runs at installation."""

import gzip
import re
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import archives

HERE = Path(__file__).resolve().parent
NAME = "neural-playground"
PROJECT_TYPE = "application-x-neural-playground"

CONTROL = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: The Neural Playground authors <neural-playground@localhost>
Installed-Size: {size}
Depends: libc6 (>= {glibc}), libegl1, libgl1, libxcb1
Section: education
Priority: optional
Description: playground for small neural networks
 Draw data, build a small neural network, and watch it learn, live: for
 classrooms, offline, in Korean and English. Everything that it needs comes
 along; it never uses the network.
"""

COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Neural Playground
Comment: The package contains Qt, PySide6, Python, NumPy and other parts. The text of each licence is in
 /usr/lib/neural-playground/licences; SOURCES.txt there says which is whose, and where the sources are.

Files: *
Copyright: The Neural Playground authors
License: MIT
"""


def build(bundle: Path, icons: Path, results: Path, version: str) -> Path:
    """Make the package and return its file. Needs dpkg-deb."""
    tree = results / "deb-tree"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(bundle, tree / "usr/lib" / NAME, symlinks=True)
    for path in (tree / "usr/lib" / NAME).rglob("*"):
        if path.is_file() and not path.is_symlink():
            path.chmod(0o755 if path.name == NAME else 0o644)
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    _add_desktop(tree, icons, version)
    _add_documents(tree, version)
    architecture = subprocess.run(["dpkg", "--print-architecture"], capture_output=True, text=True, check=True).stdout
    _write(tree / "DEBIAN/control", CONTROL.format(
        name=NAME, version=version, architecture=architecture.strip(), glibc=oldest_glibc(bundle),
        size=round(archives.megabytes(tree / "usr") * 1000),
    ))  # fmt: skip
    made = results / f"{NAME}_{version}_{architecture.strip()}.deb"
    for folder in [tree, *(path for path in tree.rglob("*") if path.is_dir())]:
        folder.chmod(0o755)
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, made], check=True, capture_output=True)
    shutil.rmtree(tree)
    return made


def oldest_glibc(bundle: Path) -> str:
    """The oldest C library that a bundle runs with, such as "2.36": the newest symbol version that it names."""
    newest = 0
    for path in archives.files(bundle):
        if ".so" in path.name or path.name == NAME:
            newest = max(newest, *(int(minor) for minor in re.findall(rb"GLIBC_2\.(\d+)\0", path.read_bytes())), 0)
    return f"2.{newest}"


def _add_desktop(tree: Path, icons: Path, version: str) -> None:
    share, today = tree / "usr/share", datetime.now(UTC).date().isoformat()
    _write(share / f"applications/{NAME}.desktop", _words("neural-playground.desktop"))
    _write(share / f"mime/packages/{NAME}.xml", _words("neural-playground.mime.xml"))
    metainfo = _words("neural-playground.metainfo.xml").replace("@VERSION@", version).replace("@DATE@", today)
    _write(share / "metainfo/io.github.neural_playground.NeuralPlayground.metainfo.xml", metainfo)
    for picture in sorted(icons.glob("icon-*.png")):
        size = picture.stem.removeprefix("icon-")
        _copy(picture, share / f"icons/hicolor/{size}x{size}/apps/{NAME}.png")
        _copy(picture, share / f"icons/hicolor/{size}x{size}/mimetypes/{PROJECT_TYPE}.png")
    _copy(icons / "icon.svg", share / f"icons/hicolor/scalable/apps/{NAME}.svg")


def _add_documents(tree: Path, version: str) -> None:
    share, now = tree / "usr/share", datetime.now(UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    licence = (HERE.parent / "LICENSE").read_text(encoding="utf-8")
    indented = "".join(f" {line or '.'}\n" for line in licence.splitlines())
    _write(share / f"doc/{NAME}/copyright", COPYRIGHT + indented)
    change = (
        f"{NAME} ({version}) stable; urgency=medium\n\n  * This version.\n\n"
        f" -- The Neural Playground authors <neural-playground@localhost>  {now}\n"
    )
    _write_packed(share / f"doc/{NAME}/changelog.gz", change)
    _write_packed(share / f"man/man1/{NAME}.1.gz", _words("neural-playground.1"))
    _write(share / f"lintian/overrides/{NAME}", _words("lintian-overrides"))


def _words(name: str) -> str:
    return (HERE / "linux" / name).read_text(encoding="utf-8")


def _write(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8", newline="\n")
    path.chmod(0o644)


def _write_packed(path: Path, words: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(words.encode(), 9, mtime=0))
    path.chmod(0o644)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)
