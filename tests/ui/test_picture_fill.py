"""Filling from a picture file in the whole window."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtGui import QColor, QImage
from window_maker import Desk

from playground.data.picture import Picture
from playground.data.points import Points
from playground.ui.importing import picture_file
from playground.ui.paint.picture_fill import PictureFill


def filler(desk: Desk) -> PictureFill:
    window = desk.window
    return PictureFill(desk.session, window._tools, window._map.painter, window)


def a_picture(folder: Path, colour: str) -> Path:
    image = QImage(30, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(10):
        for y in range(10):
            image.setPixelColor(x, y, QColor(colour))
    image.save(str(folder / "picture.png"))
    return folder / "picture.png"


def test_a_picture_fills_the_frame_of_the_chosen_points_as_one_entry(qtbot, desk: Desk, tmp_path: Path) -> None:
    desk.session.choose_data(Points())
    painter = desk.window._map.painter
    for place in ((1.0, 1.0), (4.0, 4.0)):
        painter.press(place)
        painter.release()
    painter.selection.select_all()
    desk.window._tools.set_class(1)
    filler(desk).fill(a_picture(tmp_path, "black"), 50)
    qtbot.waitUntil(lambda: desk.session.dataset.n == 52)
    x = desk.session.dataset.x[2:]
    assert x.min() >= 1.0
    assert x.max() <= 4.0
    assert x[:, 0].mean() < 2.0 < 3.0 < x[:, 1].mean()
    assert desk.session.dataset.labels[2:].tolist() == [1] * 50
    desk.session.undo()
    assert desk.session.dataset.n == 2


def test_a_white_picture_and_a_file_that_is_none_are_told(qtbot, desk: Desk, tmp_path: Path) -> None:
    before = desk.session.dataset
    filler(desk).fill(a_picture(tmp_path, "white"), 50)
    qtbot.waitUntil(lambda: len(desk.notices) == 1)
    (tmp_path / "not.png").write_text("nothing")
    filler(desk).fill(tmp_path / "not.png", 50)
    qtbot.waitUntil(lambda: len(desk.notices) == 2)
    assert "white all over" in desk.notices[0]
    assert "picture" in desk.notices[1]
    assert desk.session.dataset is before


def test_a_slow_picture_is_told_and_holds_nothing_up(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let, read = Event(), picture_file.read_picture

    def slow(path: Path) -> Picture:
        assert let.wait(30.0)
        return read(path)

    monkeypatch.setattr(picture_file, "read_picture", slow)
    before = desk.session.dataset
    fill = filler(desk)
    fill.fill(a_picture(tmp_path, "black"), 50)
    desk.until(lambda: desk.notices)
    assert desk.notices == ["Reading … (picture.png)"]
    assert desk.session.dataset is before
    let.set()
    desk.until(lambda: desk.session.dataset.n == before.n + 50)
