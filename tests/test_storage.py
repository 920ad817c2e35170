"""A file that was there is never lost, whatever goes wrong while the new one is written."""

import os
import sys
from pathlib import Path
from time import time
from typing import IO

import pytest

from playground.storage import UNFINISHED_S, opened, reason, stamp, write_safely


def test_a_new_file_is_there_whole(tmp_path: Path) -> None:
    write_safely(tmp_path / "a.txt", lambda file: file.write(b"words"))
    assert (tmp_path / "a.txt").read_bytes() == b"words"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(file: IO[bytes]) -> None:
        file.write(b"half")
        raise OSError("no space left")

    with pytest.raises(OSError, match="no space"):
        write_safely(path, fail)
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has links for administrators only")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_bytes(b"old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_safely(tmp_path / "link.txt", lambda file: file.write(b"new"))
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"new"


def test_links_in_a_circle_are_no_file_and_a_whole_file_takes_their_place(tmp_path: Path) -> None:
    circle = tmp_path / "circle.json"
    circle.symlink_to(circle)
    with pytest.raises(OSError, match="circle"):
        opened(circle)
    write_safely(circle, lambda file: file.write(b"new"))
    assert circle.read_bytes() == b"new"


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)  # root may write everything
    with pytest.raises(PermissionError):
        write_safely(path, lambda file: file.write(b"new"))
    assert path.read_bytes() == b"old"


def test_what_a_killed_program_left_unfinished_is_removed_when_it_is_old(tmp_path: Path) -> None:
    old, fresh, other = (tmp_path / name for name in (".a.nnp.1.new", ".a.nnp.2.new", ".b.nnp.1.new"))
    for path in (old, fresh, other):
        path.write_bytes(b"half")
    for path in (old, other):
        os.utime(path, (0, time() - UNFINISHED_S - 1))
    write_safely(tmp_path / "a.nnp", lambda file: file.write(b"whole"))
    assert sorted(path.name for path in tmp_path.iterdir()) == [".a.nnp.2.new", ".b.nnp.1.new", "a.nnp"]


def test_a_file_with_the_longest_name_there_is_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'a' * 251}.nnp"
    write_safely(path, lambda file: file.write(b"whole"))
    assert path.read_bytes() == b"whole"


def test_a_stamp_tells_whether_a_file_was_touched(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert stamp(path) is None
    path.write_bytes(b"one")
    before = stamp(path)
    assert stamp(path) == before
    path.write_bytes(b"three")
    assert stamp(path) != before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit to set")
@pytest.mark.parametrize("size", [100, 5_000, 500_000])
def test_nothing_half_written_stays_where_there_is_no_more_room(tmp_path: Path, size: int) -> None:
    import resource

    path = tmp_path / "a.nnp"
    path.write_bytes(b"old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            write_safely(path, lambda file: [file.write(b"x" * 100) for _ in range(size // 100)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [path]


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    """A pipe that nobody writes to: who opens it as a file waits for ever."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_pipe_is_refused_in_words_and_never_waited_for_or_replaced(pipe: Path) -> None:
    with pytest.raises(OSError, match=r"\w") as reading:
        opened(pipe)
    assert str(reason(reading.value)) == "That is not a file but a device or a pipe."
    with pytest.raises(OSError, match=r"\w") as writing:
        write_safely(pipe, lambda file: file.write(b"words"))
    assert str(reason(writing.value)) == "That is not a file but a device or a pipe."
    assert pipe.is_fifo()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no devices among its files")
def test_a_device_is_refused_too() -> None:
    with pytest.raises(OSError, match=r"\w") as reading:
        opened(Path("/dev/zero"))
    assert str(reason(reading.value)) == "That is not a file but a device or a pipe."


def test_a_folder_is_no_device(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"\w") as reading:
        opened(tmp_path)
    assert "device" not in str(reason(reading.value))
