"""The classic data sets are the ones of the books: their summary statistics are those that were published."""

import csv
from collections import Counter

import numpy as np
import pytest

from playground.assets import resources
from playground.classics import CLASSICS


def rows(name: str) -> list[dict[str, str]]:
    with (resources() / "datasets" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def column(name: str, of: str) -> np.ndarray:
    return np.array([float(row[of]) for row in rows(name) if row[of] != "NA"])


@pytest.mark.parametrize(
    ("name", "mean", "deviation"),
    [
        ("sepal length (cm)", 5.843, 0.828), ("sepal width (cm)", 3.057, 0.436),
        ("petal length (cm)", 3.758, 1.765), ("petal width (cm)", 1.199, 0.762),
    ],
)  # fmt: skip
def test_iris_is_fishers(name: str, mean: float, deviation: float) -> None:
    values = column("iris", name)
    assert len(values) == 150
    assert values.mean() == pytest.approx(mean, abs=6e-4)
    assert values.std(ddof=1) == pytest.approx(deviation, abs=6e-4)


def test_each_iris_species_has_the_means_of_fishers_table() -> None:
    found = {
        kind: [np.mean([float(row[name]) for row in rows("iris") if row["species"] == kind]) for name in row0]
        for row0 in [list(rows("iris")[0])[:4]]
        for kind in ("setosa", "versicolor", "virginica")
    }
    assert np.allclose(found["setosa"], [5.006, 3.428, 1.462, 0.246])
    assert np.allclose(found["versicolor"], [5.936, 2.770, 4.260, 1.326])
    assert np.allclose(found["virginica"], [6.588, 2.974, 5.552, 2.026])


def test_penguins_are_those_of_palmer_station() -> None:
    table = rows("penguins")
    assert Counter(row["species"] for row in table) == {"Adelie": 152, "Gentoo": 124, "Chinstrap": 68}
    assert Counter(row["sex"] for row in table) == {"male": 168, "female": 165, "NA": 11}
    for name, n, mean in (
        ("bill_length_mm", 342, 43.92), ("bill_depth_mm", 342, 17.15), ("flipper_length_mm", 342, 200.92),
        ("body_mass_g", 342, 4201.75),
    ):  # fmt: skip
        assert len(column("penguins", name)) == n
        assert column("penguins", name).mean() == pytest.approx(mean, abs=6e-3)


def test_wines_are_those_of_three_cultivars() -> None:
    table = rows("wine")
    assert sorted(Counter(row["cultivar"] for row in table).values()) == [48, 59, 71]
    assert column("wine", "alcohol").mean() == pytest.approx(13.0006, abs=1e-4)
    assert (column("wine", "proline").min(), column("wine", "proline").max()) == (278, 1680)


@pytest.mark.parametrize("classic", CLASSICS, ids=lambda classic: classic.key)
def test_every_set_has_its_licence_beside_it(classic) -> None:  # type: ignore[no-untyped-def]
    assert f"**{classic.key}.csv**" in (resources() / "datasets" / "LICENCES.md").read_text(encoding="utf-8")
