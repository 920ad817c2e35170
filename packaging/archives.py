"""Archives of a bundle, the list of its files, and check sums."""

import hashlib
import sys
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time that zip files give to everything, so that the same files make the same archive."""


def files(folder: Path) -> Iterator[Path]:
    """All files and links below a folder, in the order of their names."""
    return (path for path in sorted(folder.rglob("*")) if path.is_symlink() or path.is_file())


def write_list(folder: Path, name: str = "FILES.txt") -> None:
    """Write a list of all files with their sizes and SHA-256 sums into the folder itself."""
    lines = [f"{_sum(path)}  {path.stat().st_size:>10}  {path.relative_to(folder).as_posix()}"
             for path in files(folder) if path.name != name]  # fmt: skip
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def tar(folder: Path, archive: Path, top: str) -> None:
    """Pack a folder as .tar.xz, belonging to nobody in particular."""

    def nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = 0
        return entry

    with tarfile.open(archive, "w:xz", preset=6) as packed:
        packed.add(folder, top, filter=nobody)


def zip_(folder: Path, archive: Path, top: str) -> None:
    """Pack a folder as .zip; links stay links, and what could be run can be run."""
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in files(folder):
            entry = zipfile.ZipInfo(f"{top}/{path.relative_to(folder).as_posix()}", EARLIEST)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            if path.is_symlink():
                entry.external_attr = 0o120777 << 16
                packed.writestr(entry, str(path.readlink()))
            else:
                entry.external_attr = (0o100000 | path.stat().st_mode & 0o777) << 16
                packed.writestr(entry, path.read_bytes())


def write_sums(paths: Iterable[Path], target: Path) -> None:
    """Write SHA-256 sums as `sha256sum -c` reads them."""
    lines = [f"{_sum(path)}  {path.name}\n" for path in sorted(paths)]
    target.write_text("".join(lines), encoding="utf-8", newline="\n")


def megabytes(path: Path) -> float:
    """The size of a file, or of all files in a folder, in millions of bytes."""
    parts = [path] if path.is_file() else [part for part in files(path) if not part.is_symlink()]
    return sum(part.stat().st_size for part in parts) / 1e6


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    write_sums((Path(name) for name in sys.argv[2:]), Path(sys.argv[1]))
