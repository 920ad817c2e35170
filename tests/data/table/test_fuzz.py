"""Tables that nobody would write: each is read, or refused in words, soon and in bounded memory; never anything else.

The suite runs a seeded short form. The long one: `PLAYGROUND_FUZZ=20000 pytest tests/data/table/test_fuzz.py`.
"""

import os
import random
import time
from io import BytesIO

import numpy as np
import pytest

from playground.data.split import Split
from playground.data.table.assignment import Roles, Treatment, suggest
from playground.data.table.building import MOST_PROBLEMS
from playground.data.table.columns import Table
from playground.data.table.format import DECIMALS, ENCODINGS, SEPARATORS, Format
from playground.data.table.making import make_points
from playground.data.table.reading import read
from playground.spec import SpecError

ROUNDS = int(os.environ.get("PLAYGROUND_FUZZ", "400"))
CELLS = (
    "", "1", "-2.5", "1,5", "1e9", "1e400", "nan", "inf", "-Infinity", "NA", "?", "x", "가나다", "a b", '"', '""', '"a',
    'b"', '"x,y"', '"two\nlines"', "1_000", "1,234.5", "1.234,5", "\ufeff", "\u2028", "\x00", "\x1b", "é", "٣", "𝟙",
    "−1", "0x1F", "=1+1", "1" * 400, "=" * 70, " 7 ", "\t", "#", "true",
)  # fmt: skip


def text(chance: random.Random) -> str:
    separator = chance.choice([choice.value for choice in SEPARATORS])
    ending = chance.choice(["\n", "\r\n", "\r"])
    width = chance.choice([1, 2, 3, 3, 5, 12])
    plain = chance.random() < 0.5
    cells = CELLS[1:4] if plain else CELLS
    rows = [
        separator.join(chance.choice(cells) for _cell in range(max(1, width + chance.choice([0, 0, 0, 0, 1, -1]))))
        for _row in range(chance.choice([0, 1, 2, 5, 40]))
    ]
    return ending.join(rows) + chance.choice(["", ending])


def data(chance: random.Random) -> bytes:
    encoding = chance.choice([choice.value for choice in ENCODINGS])
    made = bytearray(text(chance).encode(encoding, errors="replace"))
    if chance.random() < 0.3:  # a few bytes are hit
        for _hit in range(chance.randint(1, 5)):
            made.insert(chance.randint(0, len(made)), chance.randrange(256))
    if chance.random() < 0.1:
        del made[chance.randint(0, len(made)) :]
    return bytes(made)


def chosen_format(chance: random.Random) -> Format | None:
    if chance.random() < 0.6:
        return None
    return Format(
        chance.choice(ENCODINGS).value, chance.choice(SEPARATORS).value, chance.choice(DECIMALS).value,
        chance.choice([0, 0, 0, 1, 3]), chance.random() < 0.5,
    )  # fmt: skip


def chosen_roles(chance: random.Random, table: Table) -> tuple[Roles, Treatment]:
    if chance.random() < 0.5:
        return suggest(table)
    columns = range(len(table.columns))
    inputs = tuple(chance.choice(columns) for _input in range(chance.choice([0, 1, 2, 2, 2, 3, 4])))
    treatment = Treatment(
        chance.choice(["classes", "values"]), chance.choice(["leave_out", "mean", "median"]), "200", chance.randrange(9)
    )
    return Roles(inputs, chance.choice([-1, *columns])), treatment


def test_whatever_the_bytes_are_they_become_points_or_a_sentence() -> None:
    made = refused = 0
    for seed in range(ROUNDS):
        chance, started = random.Random(seed), time.process_time()
        try:
            table = read(BytesIO(data(chance)), chosen_format(chance))
            check_table(table)
            result = make_points(table, *chosen_roles(chance, table), Split())
        except SpecError as error:
            refused, sentence = refused + 1, str(error)
        else:
            made += 1
            assert result.dataset.n >= 1, seed
            assert np.abs(result.dataset.x).max() <= 6 + 1e-9, seed
            assert len(result.problems) <= MOST_PROBLEMS, seed
            assert all(map(str, result.notes)), seed
            sentence = "no sentence"
        assert len(sentence) > 10, seed
        assert "\0" not in sentence, seed
        assert time.process_time() - started < 2, seed
    assert made > ROUNDS / 20  # or the fuzz would only test the door
    assert refused > ROUNDS / 20


def check_table(table: Table) -> None:
    """A table has as many cells, numbers and lines as rows, whatever was in them."""
    assert len({column.name for column in table.columns}) == len(table.columns)
    assert (np.diff(table.lines) > 0).all()
    for column in table.columns:
        assert len(column.cells()) == len(column.values) == len(column.kinds) == table.rows
        assert np.isfinite(column.values[column.kinds == 0]).all()
        assert np.isnan(column.values[column.kinds != 0]).all()


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_are_no_table_or_a_small_one(seed: int) -> None:
    noise = np.random.default_rng(seed).bytes(300_000)
    started = time.process_time()
    with pytest.raises(SpecError, match=r"[Ll]ine \d"):
        read(BytesIO(noise))
    assert time.process_time() - started < 2
