"""From columns to points: what is left out, filled, drawn and projected, and that nothing leaks from the test rows."""

import numpy as np
import pytest

from playground.data.axes import to_units
from playground.data.split import Split, parts
from playground.data.table.assignment import NO_LABEL, Roles, Treatment, suggest
from playground.data.table.making import Made, make_points
from playground.data.table.reading import read_text
from playground.spec import SpecError

SPLIT = Split()


def made(text: str, roles: Roles | None = None, split: Split = SPLIT, **treatment: object) -> Made:
    table = read_text(text)
    return make_points(table, roles or suggest(table)[0], Treatment(**treatment), split)  # type: ignore[arg-type]


def units(result: Made) -> list[list[float]]:
    return np.round(to_units(result.dataset.axes, result.dataset.x), 9).tolist()


def notes(result: Made) -> str:
    return " ".join(map(str, result.notes))


def test_own_units_and_names_are_kept_on_round_axes() -> None:
    result = made("petal,sepal,kind\n1.4,5.1,a\n6.9,7.9,b\n")
    assert units(result) == [[1.4, 5.1], [6.9, 7.9]]
    assert [axis.name for axis in result.dataset.axes] == ["petal", "sepal"]
    assert (result.dataset.axes[0].low, result.dataset.axes[0].high) == (1.0, 7.5)
    assert np.abs(result.dataset.x).max() <= 6


def test_words_become_classes_in_the_order_of_the_alphabet() -> None:
    data = made("x,y,kind\n1,2,wolf\n2,3,bear\n3,4,wolf\n").dataset
    assert [style.name for style in data.classes] == ["bear", "wolf"]
    assert data.labels.tolist() == [1, 0, 1]


def test_numbers_as_labels_are_classes_in_their_order_or_values() -> None:
    text = "x,y,n\n1,2,10\n2,3,9.0\n3,5,9\n"
    data = made(text).dataset
    assert [style.name for style in data.classes] == ["9", "10"]
    values = made(text, target="values")
    assert not values.dataset.classes
    assert "are scaled" in notes(values)
    assert np.abs(values.dataset.y).max() <= 1
    assert np.ptp(values.dataset.y) > 1


def test_values_between_minus_one_and_one_stay_as_they_are() -> None:
    assert made("x,y,v\n1,2,0.5\n2,3,-1\n", target="values").dataset.y.tolist() == [0.5, -1.0]
    beyond = made("x,y,v\n1,2,0.5\n2,3,-1.01\n", target="values")
    assert np.abs(beyond.dataset.y).max() <= 1
    assert "are scaled" in notes(beyond)
    assert beyond.dataset.target.name == "v"
    assert beyond.dataset.target.written(beyond.dataset.y).tolist() == [0.5, -1.01]


def test_beyond_ten_classes_the_rarest_become_one() -> None:
    rows = [f"{i},{i + 1},kind{i % 12}" for i in range(24)] + ["1,2,kind3", "3,4,kind11"]
    result = made("x,y,kind\n" + "\n".join(rows), Roles((0, 1), 2))
    assert result.dataset.class_count == 10
    assert result.dataset.classes[-1].name == "Others"
    assert result.dataset.counts[-1] == 6
    assert "12 different cells" in notes(result)
    assert "the others (6 rows) become one class" in notes(result)


def test_one_label_alone_gets_an_empty_class_beside_it() -> None:
    assert made("x,y,k\n1,2,a\n2,3,a\n", Roles((0, 1), 2)).dataset.counts.tolist() == [2, 0]


def test_without_a_label_all_points_are_of_the_first_class() -> None:
    assert made("x,y\n1,2\n2,3\n", Roles((0, 1), NO_LABEL)).dataset.counts.tolist() == [2, 0]


GAPS = "x,y,kind\n1,2,a\n,3,b\n3,NA,a\n4,5,?\n5,6,b\n"


def test_rows_with_a_gap_are_left_out_and_listed_with_their_lines() -> None:
    result = made(GAPS)
    assert units(result) == [[1, 2], [5, 6]]
    assert "3 rows are left out" in notes(result)
    assert [(problem.line, str(problem.message)) for problem in result.problems] == [
        (3, "A value is missing (x)."), (4, "A value is missing (y)."), (5, "A value is missing (kind)."),
    ]  # fmt: skip


@pytest.mark.parametrize("gaps", ["mean", "median"])
def test_gaps_are_filled_from_the_training_rows_alone(gaps: str) -> None:
    rng = np.random.default_rng(4)
    x = rng.exponential(size=60)
    rows = [f"{'' if i % 7 == 0 else repr(float(v))},{i},{'ab'[i % 2]}" for i, v in enumerate(x)]
    result = made("x,y,kind\n" + "\n".join(rows), gaps=gaps)
    data, train = result.dataset, parts(result.dataset, SPLIT).train
    known = [float(x[i]) for i in train if i % 7]
    wanted = {"mean": np.mean, "median": np.median}[gaps](known)
    filled = to_units(data.axes, data.x)[::7, 0]
    assert np.allclose(filled, wanted)
    assert f"9 gaps are filled with the {gaps} of the training rows" in notes(result)
    everything = {"mean": np.mean, "median": np.median}[gaps]([v for i, v in enumerate(x) if i % 7])
    assert not np.isclose(wanted, everything)


def test_many_rows_are_drawn_in_class_shares_and_by_the_seed() -> None:
    rows = [f"{i},{i * 2},{'rare' if i % 100 == 0 else 'common'}" for i in range(3_000)]
    text = "x,y,kind\n" + "\n".join(rows)
    table = read_text(text)
    roles = Roles((0, 1), 2)
    first, again, other = (
        make_points(table, roles, Treatment(most="1000", seed=seed), SPLIT).dataset for seed in (1, 1, 2)
    )
    assert first.n == 1000
    assert first.counts.tolist() == [990, 10]
    assert first == again
    assert first != other
    assert (np.diff(to_units(first.axes, first.x)[:, 0]) > 0).all()
    assert "1,000 of 3,000 rows are drawn at random" in notes(make_points(table, roles, Treatment(most="1000"), SPLIT))


def test_more_columns_are_projected_and_that_is_said() -> None:
    rng = np.random.default_rng(0)
    a = rng.normal(size=40)
    rows = [f"{v},{2 * v + 1},{w},{'ab'[i % 2]}" for i, (v, w) in enumerate(zip(a, rng.normal(size=40), strict=True))]
    result = made("p,q,r,kind\n" + "\n".join(rows), Roles((0, 1, 2), 3))
    assert [axis.name for axis in result.dataset.axes] == ["PC1", "PC2"]
    assert "3 columns are standardised and projected" in notes(result)


def test_changing_the_test_rows_does_not_move_the_projection() -> None:
    rng = np.random.default_rng(5)
    values = rng.normal(size=(50, 3))
    split = Split(train=0.6, test=0.2)

    def points(table_values: np.ndarray) -> np.ndarray:
        rows = [",".join(map(repr, row.tolist())) + f",{'ab'[i % 2]}" for i, row in enumerate(table_values)]
        result = made("p,q,r,kind\n" + "\n".join(rows), Roles((0, 1, 2), 3), split)
        return to_units(result.dataset.axes, result.dataset.x)

    before = points(values)
    data = made("x,y,k\n" + "\n".join(f"1,2,{'ab'[i % 2]}" for i in range(50)), Roles((0, 1), 2), split).dataset
    chosen = parts(data, split)
    changed = values.copy()
    changed[chosen.test] *= 9
    after = points(changed)
    assert np.allclose(before[chosen.train], after[chosen.train], atol=1e-9)
    assert not np.allclose(before[chosen.test], after[chosen.test])


@pytest.mark.parametrize(
    ("text", "roles", "sentence"),
    [
        ("x,y\na,1\nb,2\n", Roles((0, 1), NO_LABEL), "it holds no numbers (x)"),
        ("x,y\n1e300,1\n2,2\n", Roles((0, 1), NO_LABEL), "go beyond 1e+11 (x)"),
        ("x,y\n1,1\n", Roles((0,), NO_LABEL), "Two columns of numbers are needed"),
        ("x,y,k\n1,,a\n,2,b\n", Roles((0, 1), 2), "No row is left"),
    ],
)
def test_roles_that_cannot_be_played_are_refused_in_words(text: str, roles: Roles, sentence: str) -> None:
    with pytest.raises(SpecError) as caught:
        made(text, roles)
    assert sentence in str(caught.value)


def test_roles_are_suggested_by_what_the_columns_hold() -> None:
    table = read_text(
        "id,length,species,width\n" + "\n".join(f"{i},{i % 7}.5,{'ab'[i % 2]},{i % 5}" for i in range(20))
    )
    roles, treatment = suggest(table)
    assert (roles.inputs, roles.label) == ((1, 3), 2)
    assert treatment.target == "classes"
    numbers = read_text("a,b,price\n" + "\n".join(f"{i % 3}.5,{i % 4},{i}.25" for i in range(30)))
    roles, treatment = suggest(numbers)
    assert (roles.inputs, roles.label, treatment.target) == ((0, 1), 2, "values")


def test_two_columns_can_be_a_curve_in_own_units_and_the_label_is_not_used() -> None:
    result = made("t,height,kind\n0,1.5,\n10,-2,b\n20,4,c\n", Roles((0, 1), 2), target="curve")
    assert result.dataset.is_curve
    assert not result.dataset.classes
    assert units(result) == [[0, 1.5], [10, -2], [20, 4]]
    assert result.dataset.y.tolist() == pytest.approx([1.5, -2, 4])
    assert (result.notes, result.problems) == ((), ())


def test_a_point_of_a_curve_without_its_height_is_left_out_even_where_gaps_are_filled() -> None:
    result = made("x,y\n1,2\n2,\n3,4\n,5\n", Roles((0, 1)), Split(train=1.0), target="curve", gaps="mean")
    assert units(result) == [[1, 2], [3, 4], [2, 5]]
    assert "1 row is left out" in notes(result)
    assert [problem.line for problem in result.problems] == [3, 5]


def test_large_heights_of_a_curve_are_scaled_and_that_is_said() -> None:
    result = made("year,people\n1900,1000\n1950,3000\n2000,9000\n", Roles((0, 1)), target="curve")
    assert np.abs(result.dataset.y).max() <= 1
    assert np.all(np.diff(result.dataset.y) > 0)
    assert result.dataset.target.name == "people"
    assert result.dataset.target.own(result.dataset.y).tolist() == pytest.approx([1000, 3000, 9000])
    assert "are scaled" in notes(result)
    assert units(result)[0][0] == 1900


def test_a_curve_has_two_columns_only() -> None:
    with pytest.raises(SpecError, match="two columns, one across and one up, not 3"):
        made("a,b,c\n1,2,3\n2,3,4\n", Roles((0, 1, 2)), target="curve")
