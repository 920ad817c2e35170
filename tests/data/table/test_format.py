"""What is sniffed from the beginning of a text, in the encodings and spellings that tables really have."""

from io import BytesIO

import pytest

from playground.data.table.format import Format, sniff, sniff_text
from playground.data.table.reading import read_text

KOREAN = "키,몸무게,반\n170,60,가\n165,55,나\n"


@pytest.mark.parametrize(
    ("python_name", "sniffed"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"), ("cp949", "cp949"),
    ],
)  # fmt: skip
def test_the_encoding_of_a_korean_table_is_found(python_name: str, sniffed: str) -> None:
    assert sniff(BytesIO(KOREAN.encode(python_name))).encoding == sniffed


def test_a_korean_word_far_down_still_tells_the_encoding() -> None:
    text = "x,y,name\n" + "1,2,a\n" * 50_000 + "1,2,가나다\n"
    assert sniff(BytesIO(text.encode("cp949"))).encoding == "cp949"
    assert sniff(BytesIO(text.encode())).encoding == "utf-8"


def test_western_text_that_is_no_cp949_is_read_as_cp1252() -> None:
    assert sniff(BytesIO("café,1\nthé,2\n".encode("cp1252"))).encoding == "cp1252"


@pytest.mark.parametrize(
    ("text", "separator", "decimal", "header"),
    [
        ("a,b\n1.5,2\n3,4\n", ",", ".", True),
        ("a;b\n1,5;2,5\n3,5;1\n", ";", ",", True),
        ("1,5;2,5\n3,5;1\n", ";", ",", False),
        ("a\tb\n1\t2\n", "\t", ".", True),
        ("a|b\n1|2\n", "|", ".", True),
        ("0.1 0.2 1\n0.3 0.4 0\n", " ", ".", False),
        ("5.1,3.5,setosa\n4.9,3.0,setosa\n", ",", ".", False),
        ('a,b\n"1,5",2\n"2,5",3\n', ",", ",", True),
        ('a,b\n"1,234,567",2\n"2,000",3\n', ",", ".", True),
        ("sort,colour\noak,green\nelm,brown\noak,red\n", ",", ".", True),
        ("oak,green\nelm,brown\noak,red\n", ",", ".", False),
    ],
)
def test_separator_decimal_sign_and_header_are_found(text: str, separator: str, decimal: str, header: bool) -> None:
    found = sniff_text(text)
    assert (found.separator, found.decimal, found.header) == (separator, decimal, header)


def test_titles_above_the_table_are_passed_over() -> None:
    assert sniff_text("Penguins of 2007\n\nlength,mass,sex\n1,2,f\n3,4,m\n").skip == 2


def test_words_of_sentences_are_no_columns() -> None:
    assert sniff_text("Hello world\nGood morning\n").separator != " "


def test_a_table_of_two_lines_is_not_cut() -> None:
    assert read_text("a\tb\n1\t2").rows == 1


def test_a_chosen_format_wins_over_a_sniffed_one() -> None:
    table = read_text("a;b\n1;2\n", Format(separator=",", header=False))
    assert [column.cells() for column in table.columns] == [["a;b", "1;2"]]
