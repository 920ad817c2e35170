"""Files for other programs are written in the background, and what became of them is told."""

from pathlib import Path
from threading import Event

from window_maker import Desk

from playground.i18n import plain
from playground.ui.writing import Writing

DONE = plain("It is written.")


def test_a_slow_disk_is_told_and_the_window_lives_on(desk: Desk, tmp_path: Path) -> None:
    let, ends = Event(), []

    def make() -> bytes:
        assert let.wait(30.0)
        return b"words"

    Writing(desk.session, tmp_path / "a.csv", make, DONE, desk.window).ended.connect(ends.append)
    desk.session.play(1)
    desk.until(lambda: desk.session.step > 0 and desk.notices)
    assert "a.csv" in desk.notices[-1]
    assert not (tmp_path / "a.csv").exists()
    let.set()
    desk.until(lambda: ends)
    assert desk.notices[-1] == str(DONE)
    assert (tmp_path / "a.csv").read_bytes() == b"words"


def test_why_a_file_could_not_be_written_is_told(desk: Desk, tmp_path: Path) -> None:
    ends: list[bool] = []
    Writing(desk.session, tmp_path / "no" / "a.csv", lambda: b"", DONE, desk.window).ended.connect(ends.append)
    desk.until(lambda: ends)
    assert ends == [False]
    assert desk.notices[-1:] == ["This file can't be saved (a.csv). The file or its folder is not there."]
