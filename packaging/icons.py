"""The program's icon in every size and format, made from its one drawing, `resources/program/icon.svg`."""

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SOURCE = Path(__file__).resolve().parent.parent / "resources" / "program" / "icon.svg"
LINUX_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
MACOS_TYPES = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024,
               b"ic11": 32, b"ic12": 64, b"ic13": 256, b"ic14": 512}  # fmt: skip
"""The parts of an .icns file and their pixels; ic11 to ic14 are for displays with double density."""


def png(size: int) -> bytes:
    """The icon as a PNG of `size` by `size` pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def ico() -> bytes:
    """The icon file of Windows: a directory of PNGs."""
    pictures = [png(size) for size in WINDOWS_SIZES]
    head, place = struct.pack("<HHH", 0, 1, len(pictures)), 6 + 16 * len(pictures)
    entries = b""
    for size, picture in zip(WINDOWS_SIZES, pictures, strict=True):
        side = size % 256  # 0 stands for 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + entries + b"".join(pictures)


def icns() -> bytes:
    """The icon file of macOS: a list of named PNGs."""
    parts = b""
    for name, size in MACOS_TYPES.items():
        picture = png(size)
        parts += name + struct.pack(">I", len(picture) + 8) + picture
    return b"icns" + struct.pack(">I", len(parts) + 8) + parts


def write_all(folder: Path) -> None:
    """Write `icon.svg`, `icon.ico`, `icon.icns` and `icon-<size>.png` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "icon.svg").write_bytes(SOURCE.read_bytes())
    (folder / "icon.ico").write_bytes(ico())
    (folder / "icon.icns").write_bytes(icns())
    for size in LINUX_SIZES:
        (folder / f"icon-{size}.png").write_bytes(png(size))


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
