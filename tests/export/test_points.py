"""Points that are written read back the same."""

import json

import numpy as np
import pytest

from playground.data.axes import Axis, to_units
from playground.data.config import DataConfig
from playground.data.dataset import ClassStyle, Dataset
from playground.data.points import Points
from playground.data.split import Split
from playground.data.table.assignment import VALUES, Roles, Treatment, suggest
from playground.data.table.making import make_points
from playground.data.table.reading import read_text
from playground.experiment import Experiment, Prepared, prepare, settled
from playground.export.points import as_csv, as_json
from playground.spec import family

RNG = np.random.default_rng(0)
CLASSES = (ClassStyle('cats, "big"'), ClassStyle("개", 3))
AXES = (Axis("length", 0, 50), Axis("mass", -3, 900))


def some() -> Prepared:
    data = Dataset.numbered(RNG.uniform(-6, 6, (40, 2)), np.arange(40) % 2, CLASSES, AXES)
    return prepare(
        settled(Experiment(data=DataConfig(split=Split(train=0.5, test=0.2))), {"data.source": Points(data)})
    )


def test_a_table_reads_back_with_the_same_numbers_and_classes() -> None:
    prepared = some()
    for separator in (",", "\t"):
        table = read_text(as_csv(prepared, np.arange(40), separator))
        assert table.format.separator == separator
        back = make_points(table, *suggest(table), Split()).dataset
        assert [style.name for style in back.classes] == ['cats, "big"', "개"]
        assert np.allclose(to_units(back.axes, back.x), to_units(AXES, prepared.dataset.x), rtol=1e-14)
        assert back.labels.tolist() == prepared.dataset.labels.tolist()


def test_values_are_written_in_own_units_and_read_back_the_same() -> None:
    prices = np.round(RNG.uniform(20, 80, 30), 2)
    rows = (f"{i % 3}.5,{i % 4},{price}" for i, price in enumerate(prices.tolist()))
    table = read_text("a,b,price\n" + "\n".join(rows))
    imported = make_points(table, *suggest(table), Split()).dataset
    prepared = prepare(settled(Experiment(), {"data.source": Points(imported)}))
    text = as_csv(prepared, np.arange(30))
    assert text.splitlines()[1].split(",")[2] == str(prices[0])
    table = read_text(text)
    assert suggest(table) == (Roles((0, 1), 2), Treatment(target=VALUES))
    again = make_points(table, *suggest(table), Split())
    assert np.array_equal(again.dataset.y, imported.y)


@pytest.mark.parametrize("kind", ["plane", "ripples", "wave", "stairs"])
def test_a_table_of_values_is_understood_when_it_comes_back(kind: str) -> None:
    prepared = prepare(settled(Experiment(), {"data.source": family("dataset")[kind]()}))
    table = read_text(as_csv(prepared, np.arange(prepared.dataset.n)))
    back = make_points(table, *suggest(table), Split()).dataset
    assert not back.classes
    assert back.is_curve == prepared.dataset.is_curve
    own = to_units(prepared.own_axes, prepared.dataset.x)
    assert np.allclose(to_units(back.axes, back.x), own, rtol=1e-12, atol=1e-12)
    assert np.allclose(back.target.own(back.y), prepared.target.own(prepared.dataset.y), rtol=1e-12, atol=1e-12)


def test_values_that_are_few_are_still_values_and_the_part_is_never_the_label() -> None:
    table = read_text("x1,x2,value,part\r\n1,2,0.5,train\r\n2,3,-0.5,test\r\n3,5,0.5,validation\r\n")
    assert suggest(table) == (Roles((0, 1), 2), Treatment(target=VALUES))


def test_the_text_holds_every_bit_of_the_numbers() -> None:
    prepared = some()
    columns = read_text(as_csv(prepared, np.arange(40))).columns
    assert np.array_equal(np.column_stack([columns[0].values, columns[1].values]), to_units(AXES, prepared.dataset.x))


def test_only_the_points_that_are_named_are_written() -> None:
    prepared = some()
    which = np.setdiff1d(np.arange(40), prepared.parts.test)
    text = as_csv(prepared, which)
    assert text.count("\n") == 33
    assert ",test" not in text


def test_json_has_an_object_for_each_point() -> None:
    prepared = some()
    rows = json.loads(as_json(prepared, np.array([3, 0])))
    assert [row["class"] for row in rows] == ["개", 'cats, "big"']
    assert list(rows[0]) == ["length", "mass", "class", "part"]


def test_axes_without_a_name_and_with_the_same_name_can_be_told_apart() -> None:
    assert as_csv(prepare(Experiment()), np.arange(1)).startswith("x1,x2,class,part")
    data = Dataset.numbered([[0, 0]], [0.5], (), (Axis("a", 0, 1), Axis("a", 0, 1)))
    prepared = prepare(settled(Experiment(), {"data.source": Points(data)}))
    assert as_csv(prepared, np.arange(1)).startswith("a,a (2),value,part")
