"""The teacher's settings: where they are found, what they may say, and that a mistake in them stops nobody."""

from pathlib import Path

import pytest

from playground.teacher import FILE, Teacher, common_folder, find, read

EXAMPLE = Path(__file__).resolve().parents[1] / "packaging" / "with-the-bundle" / "teacher-example.toml"


def written(folder: Path, words: str, encoding: str = "utf-8") -> Path:
    path = folder / FILE
    path.write_text(words, encoding=encoding)
    return path


def test_without_a_file_everything_is_left_to_the_person() -> None:
    assert read(None) == Teacher()


def test_every_line_holds(tmp_path: Path) -> None:
    (tmp_path / "today.json").write_text("{}")
    path = written(tmp_path, 'language = "ko"\ntheme = "dark"\nstart = "today.json"\nhide = ["proof", "view_run"]')
    assert read(path) == Teacher("ko", "dark", tmp_path / "today.json", ("proof", "view_run"))


def test_the_mark_that_windows_editors_put_in_front_is_no_mistake(tmp_path: Path) -> None:
    assert read(written(tmp_path, 'language = "ko"', "utf-8-sig")) == Teacher("ko")


def test_the_example_means_nothing_until_a_line_is_uncommented_and_then_all_of_it_is_right(tmp_path: Path) -> None:
    (tmp_path / "today.json").write_text("{}")
    words = EXAMPLE.read_text(encoding="utf-8")
    assert read(written(tmp_path, words)) == Teacher()
    lines = [line.removeprefix("#") if " = " in line and line.startswith("#") else line for line in words.splitlines()]
    wishes = read(written(tmp_path, "\n".join(lines)))
    assert not wishes.mistakes
    assert wishes.language == "ko"
    assert wishes.hidden


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('language = "klingon"', "language must be one of en, ko, not 'klingon'"),
        ("theme = 3", "theme must be one of system, light, dark, not 3"),
        ('start = "missing.json"', "start must be the name of a file that is there, not 'missing.json'"),
        ('hide = "proof"', "hide must be a list of names in quotation marks, not 'proof'"),
        ('colour = "red"', "know no colour, only: language, theme, start, hide"),
        ("language = ", "can't be read"),
    ],
)
def test_a_mistake_is_told_and_the_rest_still_holds(tmp_path: Path, line: str, words: str) -> None:
    wishes = read(written(tmp_path, line))
    assert words in str(wishes.mistakes[0])
    assert len(wishes.mistakes) == 1
    if "=" in line and line != "language = ":
        assert read(written(tmp_path, f"{line}\n[more]")).mistakes[1:], "and an unknown table is told too"


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(b"\xff\xfe\x00")
    assert "can't be read" in str(read(path).mistakes[0])


def test_beside_the_program_comes_before_the_folder_of_the_system(tmp_path: Path) -> None:
    assert find(tmp_path, {"PROGRAMDATA": str(tmp_path / "none")}) is None
    path = written(tmp_path, "")
    assert find(tmp_path) == path
    assert common_folder("win32", {"PROGRAMDATA": "D:/All"}).as_posix() == "D:/All/Neural Playground"
