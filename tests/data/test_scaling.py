"""Scaling is scikit-learn's, and is found in the points it is given alone."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground.data.scaling import MinMax, NoScaling, Robust, Scaling, Standardise, unscaled
from playground.spec import SpecError

CASES = json.loads((Path(__file__).parents[1] / "golden" / "scaling.json").read_text(encoding="utf-8"))
OURS: dict[str, Scaling] = {
    "standardise": Standardise(), "min_max": MinMax(), "min_max from -1 to 1": MinMax(low=-1, high=1),
    "robust": Robust(),
}  # fmt: skip


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: f"n={len(case['train'])}")
def test_the_numbers_are_those_of_scikit_learn(name: str, case: dict[str, Any]) -> None:
    scale = OURS[name].fit(np.array(case["train"]))
    for part, expected in zip((case["train"], case["other"]), case["scaled"][name], strict=True):
        assert scale.apply(np.array(part)) == pytest.approx(np.array(expected), rel=1e-9, abs=1e-9)


def test_no_scaling_leaves_every_bit_as_it_is() -> None:
    inputs = np.random.default_rng(1).normal(0, 1e5, (20, 3))
    assert NoScaling().fit(inputs) == unscaled(3)
    assert np.array_equal(unscaled(3).apply(inputs), inputs)


@pytest.mark.parametrize("scaling", OURS.values())
def test_without_points_or_with_infinite_inputs_nothing_is_scaled(scaling: Scaling) -> None:
    assert scaling.fit(np.empty((0, 2))) == unscaled(2)
    assert scaling.fit(np.array([[1.0, np.inf], [2.0, 3.0]])) == unscaled(2)


def test_one_column_is_scaled_as_it_is_among_the_others() -> None:
    inputs = np.random.default_rng(2).normal(5, 2, (30, 3))
    scale = Robust().fit(inputs)
    assert np.array_equal(scale.column(1, inputs[:, 1]), scale.apply(inputs)[:, 1])


def test_a_range_must_go_up() -> None:
    with pytest.raises(SpecError, match=r"To must be at least 0.01 more than From \(1.0\), not 1.0"):
        MinMax(low=1, high=1)
