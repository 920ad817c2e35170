"""Tables that go wrong: each is told in a sentence with its place, soon, and without filling the memory."""

import io
import resource
import time
import tracemalloc

import pytest

from playground.data.table import building
from playground.data.table.columns import Table
from playground.data.table.format import Format
from playground.data.table.reading import read, read_text
from playground.spec import SpecError


class GivenUp(Exception):
    """What a person who does not want the table any more makes of it."""


class Endless(io.RawIOBase):
    """A file of a gigabyte that repeats a few bytes, without being anywhere."""

    def __init__(self, pattern: bytes, size: int = 10**9) -> None:
        self._pattern, self._size, self._place = pattern, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        self._place = offset if whence == 0 else self._size + offset
        return self._place

    def readinto(self, buffer) -> int:  # type: ignore[no-untyped-def]
        count = min(len(buffer), self._size - self._place)
        buffer[:count] = (self._pattern * (count // len(self._pattern) + 1))[:count]
        self._place += count
        return count


def words(text: str | bytes) -> str:
    with pytest.raises(SpecError) as caught:
        read(io.BytesIO(text.encode() if isinstance(text, str) else text))
    return str(caught.value)


def told(table: Table) -> list[tuple[int, str]]:
    return [(problem.line, str(problem.message)) for problem in table.problems]


@pytest.mark.parametrize("pattern", [b"1,", b"a", b'"a', b'""', b"\0", b"\xff\xfe", bytes(range(256)), b"1" * 999_983])
def test_a_gigabyte_in_one_line_is_refused_within_two_seconds_and_twenty_megabytes(pattern: bytes) -> None:
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    with pytest.raises(SpecError, match=r"[Ll]ine 1"):
        read(io.BufferedReader(Endless(pattern)))
    assert time.process_time() - started < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes


def test_a_million_columns_are_refused_with_their_line() -> None:
    assert "longer than 1,000,000 characters" in words("1," * 1_000_000)
    wide = read_text("a,b\n1,2\n3,4\n" + "1," * 400_000)
    assert told(wide) == [(4, "400,001 cells instead of 2; the row is left out.")]
    assert words(",".join("1" * 1_001) + "\n").startswith("Line 1 has 1,001 cells; a table has at most 1,000 columns")


def test_a_picture_called_csv_is_no_table() -> None:
    picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00" + bytes(range(256)) * 40
    assert words(picture).startswith("Line ")


def test_a_zero_byte_is_told_with_line_and_character() -> None:
    assert words("a,b\n1,2\n3\0,4\n").startswith("Line 3, character 2 is a control character (code 0)")


def test_letters_of_another_encoding_are_told_with_their_place() -> None:
    with pytest.raises(SpecError, match="Line 2, character 3 can't be read"):
        read(io.BytesIO("a,b\n1,가\n".encode("cp949")), Format(encoding="utf-8"))


def test_a_quotation_mark_without_an_end_is_told_with_the_line_it_opens_in() -> None:
    text = 'a,b\n1,2\n3,"4\n' + "5,6\n" * 100_000
    assert words(text) == "The quotation mark opened in line 3 is not closed."


def test_an_empty_file_is_no_table() -> None:
    assert words("") == words("\n\n  \n,,\n") == "There is no row of data in this table."


def test_quoted_cells_may_hold_separators_quotes_and_line_ends() -> None:
    table = read_text('name,x\n"a, ""b""\nc",1\nd,2\n')
    assert table.columns[0].cells() == ['a, "b"\nc', "d"]
    assert table.lines.tolist() == [2, 4]


def test_ragged_rows_are_listed_with_their_lines() -> None:
    table = read_text("a,b\n1,2\n1,2,3\n1\n,,\n5,6,,\n")
    assert told(table) == [
        (3, "3 cells instead of 2; the row is left out."),
        (4, "1 cell instead of 2; those that lack count as missing."),
    ]
    assert table.columns[0].values.tolist() == [1, 1, 5]


def test_of_very_many_ragged_rows_the_first_are_listed_and_the_others_counted() -> None:
    problems = told(read_text("a,b\n1,2\n" + "1,2,3\n" * (building.MOST_PROBLEMS + 5), Format()))
    assert problems[-2] == (building.MOST_PROBLEMS + 2, "3 cells instead of 2; the row is left out.")
    assert problems[-1] == (0, "5 more rows have the wrong number of cells.")


def test_duplicate_and_empty_names_are_made_different_and_told() -> None:
    table = read_text("a,a,\n1,2,3\n", Format())
    assert [column.name for column in table.columns] == ["a", "a (2)", "Column 3"]
    assert told(table) == [(1, "Two columns have the same name; column 2 is called a (2) here.")]


def test_a_separator_at_the_end_of_each_line_makes_no_column() -> None:
    assert [column.name for column in read_text("a,b,\n1,2,\n3,4,\n").columns] == ["a", "b"]


def test_a_column_is_numeric_when_nine_of_ten_of_its_cells_are_numbers() -> None:
    table = read_text("a,b\n" + "1,1\n" * 9 + "x,x\n" + "NA,y\n")
    assert [column.is_numeric for column in table.columns] == [True, False]


def test_a_table_that_is_too_large_is_cut_with_a_word_about_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "MOST_ROWS", 3)
    table = read_text("a,b\n" + "1,2\n" * 9)
    assert table.rows == 3
    assert told(table) == [(5, "The table is larger than can be read: the rows from line 5 on are left out.")]


def test_two_hundred_thousand_rows_can_be_read_with_progress_and_given_up() -> None:
    text = ("x,y,label\n" + "0.25,-1.5,a\n1.25,3,b\n" * 100_000).encode()
    parts: list[float] = []
    started = time.process_time()
    assert read(io.BytesIO(text), progress=parts.append).rows == 200_000
    assert time.process_time() - started < 10
    assert parts == sorted(parts)
    assert len(parts) > 20

    def give_up(part: float) -> None:
        if part > 0.3:
            raise GivenUp

    with pytest.raises(GivenUp):
        read(io.BytesIO(text), progress=give_up)


def test_packed_columns_need_little_memory() -> None:
    text = ("x,y\n" + "0.123456,7.123456\n" * 50_000).encode()
    tracemalloc.start()
    table = read(io.BytesIO(text))
    kept, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert table.rows == 50_000
    assert kept < 5 * len(text)


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_on_any_system(ending: str) -> None:
    table = read_text(ending.join(["a,b", "1,2", "3,4"]))
    assert table.columns[1].values.tolist() == [2, 4]
    assert table.lines.tolist() == [2, 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
def test_the_cells_are_the_same_in_every_encoding(encoding: str) -> None:
    table = read(io.BytesIO("키,반\n1,가\n2,나\n".encode(encoding)))
    assert [column.name for column in table.columns] == ["키", "반"]
    assert table.columns[1].cells() == ["가", "나"]
