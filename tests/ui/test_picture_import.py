"""Pictures from files: bounded before they are decoded, each step shown, and the points come in with one undo."""

import resource
import struct
import time
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from playground.data.picture import Picture
from playground.i18n import plain
from playground.session.drivers import InlineDriver
from playground.session.session import Session
from playground.spec import SpecError
from playground.ui.appearance import Appearance
from playground.ui.importing.picture_dialog import PictureDialog
from playground.ui.importing.picture_file import DECODED_SIDE, as_array, as_image, read_picture


def saved(path: Path, width: int, height: int) -> Path:
    """A picture whose left half is black and whose right half is red."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("black"))
    for x in range(width // 2, width):
        for y in range(height):
            image.setPixelColor(x, y, QColor("red"))
    assert image.save(str(path))
    return path


def huge_png(path: Path, side: int) -> Path:
    """A true PNG of side × side grey pixels, all of one colour, so that the file is small."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    packer, row = zlib.compressobj(1), bytes(1 + side // 8 + 1)
    packed = b"".join(packer.compress(row) for _row in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b""))
    return path


@pytest.mark.parametrize("suffix", ["png", "jpg"])
def test_a_picture_is_an_array_from_zero_to_one(qapp: QApplication, tmp_path: Path, suffix: str) -> None:
    picture = read_picture(saved(tmp_path / f"a.{suffix}", 40, 20))
    assert picture.shape == (20, 40, 3)
    assert np.abs(picture[10, 5] - (0, 0, 0)).max() < 0.03
    assert np.abs(picture[10, 35] - (1, 0, 0)).max() < 0.03


def test_arrays_and_images_are_the_same_pixels(qapp: QApplication) -> None:
    picture = np.random.default_rng(0).integers(0, 256, (7, 5, 3)) / 255
    assert np.allclose(as_array(as_image(picture)), picture)


def test_what_is_transparent_is_white(qapp: QApplication) -> None:
    image = QImage(3, 3, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    assert (as_array(image) == 1).all()


def test_a_large_picture_is_decoded_small(qapp: QApplication, tmp_path: Path) -> None:
    assert read_picture(saved(tmp_path / "wide.jpg", 3000, 30)).shape == (10, DECODED_SIDE, 3)


def test_thirty_thousand_squared_is_refused_soon_and_without_filling_the_memory(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = huge_png(tmp_path / "huge.png", 30_000)
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    with pytest.raises(SpecError, match="30,000 × 30,000 pixels"):
        read_picture(path)
    assert time.perf_counter() - started < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kilobytes


@pytest.mark.parametrize("data", [b"", b"x,y\n1,2\n", b"\x89PNG\r\n\x1a\n" + bytes(100)])
def test_what_is_no_picture_is_refused_in_words(qapp: QApplication, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "some.png"
    path.write_bytes(data)
    with pytest.raises(SpecError, match=r"not a picture|can't be decoded"):
        read_picture(path)


@pytest.fixture
def open_picture(qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[[Picture], PictureDialog]]:
    appearance, session = Appearance(qapp, "light"), Session(InlineDriver())

    def open_one(picture: Picture) -> PictureDialog:
        dialog = PictureDialog(session, appearance, plain("some.png"), lambda: picture)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    yield open_one
    appearance.deleteLater()
    session.close()


def settled(dialog: PictureDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog._soon.isActive() and dialog._progress.isHidden(), timeout=30_000)


def test_a_picture_comes_in_and_undo_takes_it_back(
    open_picture: Callable[[Picture], PictureDialog], qtbot: QtBot
) -> None:
    picture = np.ones((60, 60, 3))
    picture[:30] = 0
    dialog = open_picture(picture)
    settled(dialog, qtbot)
    session = dialog._session
    before = session.experiment
    assert dialog._state.text() == "1,000 points"
    assert "60 × 60 → 60 × 60 cells" in dialog._notes.text()
    dialog._ok.click()
    assert session.dataset.n == 1000
    assert (session.dataset.x[:, 1] > 0).mean() > 0.98
    session.undo()
    assert session.experiment == before


def test_every_mode_can_be_chosen_and_says_what_it_did(
    open_picture: Callable[[Picture], PictureDialog], qtbot: QtBot
) -> None:
    dialog = open_picture(np.random.default_rng(0).random((50, 80, 3)))
    settled(dialog, qtbot)
    box = dialog.findChild(object, "import.picture.mode.editor")
    for mode, words, classes in (("colours", "k-means", 4), ("levels", "black is −1", 0), ("lightness", "light", 2)):
        box.set_key(mode)
        box.activated.emit(box.currentIndex())
        settled(dialog, qtbot)
        assert words in dialog._notes.text()
        assert dialog._points is not None
        assert dialog._points.class_count == classes
    dialog.reject()
