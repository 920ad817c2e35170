"""Pictures from files and from the clipboard as arrays; their size is known before they are decoded."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from playground.data.picture import Picture
from playground.i18n import Text, _
from playground.spec import SpecError, Violation
from playground.storage import opened

DECODED_SIDE = 1024
"""No picture is kept larger than this along a side."""
MOST_PIXELS = 50_000_000
"""A picture that must be decoded whole has no more; 50 million are 200 megabytes."""


def read_picture(path: Path) -> Picture:
    """The picture in a file, (height, width, 3) from 0 to 1. Raises SpecError for what is none, OSError."""
    with opened(path):
        pass  # the reasons of the system are better than those of the decoder
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if not reader.canRead() or not size.isValid():
        raise _refused(_("This is not a picture that can be read (PNG or JPEG)."))
    can_skip = bytes(reader.format().data()) in (b"jpeg", b"jpg")
    if size.width() * size.height() > MOST_PIXELS and not can_skip:
        raise _refused(_(
            "The picture is too large: {width} × {height} pixels. At most {most} million can be decoded.",
            width=size.width(), height=size.height(), most=MOST_PIXELS // 10**6,
        ))  # fmt: skip
    if max(size.width(), size.height()) > DECODED_SIDE:
        reader.setScaledSize(size.scaled(QSize(DECODED_SIDE, DECODED_SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise _refused(_("The picture can't be decoded: it is damaged or too large ({width} × {height}).",
                         width=size.width(), height=size.height()))  # fmt: skip
    return as_array(image)


def as_array(image: QImage) -> Picture:
    """An image as an array; what is transparent is white."""
    if max(image.width(), image.height()) > DECODED_SIDE:
        image = image.scaled(DECODED_SIDE, DECODED_SIDE, Qt.AspectRatioMode.KeepAspectRatio,
                             Qt.TransformationMode.SmoothTransformation)  # fmt: skip
    flat = QImage(image.size(), QImage.Format.Format_RGB888)
    flat.fill(Qt.GlobalColor.white)
    with QPainter(flat) as painter:
        painter.drawImage(0, 0, image)
    rows = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), flat.bytesPerLine())
    return rows[:, : 3 * flat.width()].reshape(flat.height(), flat.width(), 3) / 255.0


def as_image(picture: Picture) -> QImage:
    """An array as an image; a grey one has the same in red, green and blue."""
    colours = picture if picture.ndim == 3 else np.repeat(picture[..., None], 3, axis=2)
    pixels = np.rint(np.clip(colours, 0, 1) * 255).astype(np.uint8)
    height, width = pixels.shape[:2]
    return QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888).copy()


def _refused(message: Text) -> SpecError:
    return SpecError((Violation("", message),))
