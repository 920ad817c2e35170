"""A test part from another distribution: exactly the points that it should hit, and no others."""

from dataclasses import replace

import numpy as np
import pytest

from playground.data.axes import DOMAIN
from playground.data.config import DataConfig
from playground.data.flaws import Flaws
from playground.data.generators import Circle, Rare
from playground.data.split import Split
from playground.experiment import Experiment, Prepared, prepare

SPLIT = Split(train=0.6, test=0.2)


def prepared(flaws: Flaws, split: Split = SPLIT, like: Prepared | None = None) -> Prepared:
    return prepare(Experiment(data=DataConfig(source=Circle(flaws=flaws), split=split)), like)


PLAIN = prepared(Flaws())


@pytest.mark.parametrize(("shifted", "hit"), [("test", ("test",)), ("held_out", ("validation", "test"))])
def test_the_shift_hits_exactly_the_parts_that_it_names(shifted: str, hit: tuple[str, ...]) -> None:
    subject = prepared(Flaws(shift_x1=0.5, shift_x2=-0.25, shifted=shifted))
    for part in ("train", "validation", "test"):
        which = getattr(subject.parts, part)
        assert (which == getattr(PLAIN.parts, part)).all()
        moved = subject.dataset.x[which] - PLAIN.dataset.x[which]
        assert moved == pytest.approx(np.tile([0.5, -0.25] if part in hit else [0, 0], (len(which), 1)))
    assert (subject.dataset.y == PLAIN.dataset.y).all()


def test_a_turn_goes_around_the_middle_against_the_clock() -> None:
    subject = prepared(Flaws(turn=90))
    before, after = (data.x[PLAIN.parts.test] for data in (PLAIN.dataset, subject.dataset))
    assert after == pytest.approx(np.column_stack([-before[:, 1], before[:, 0]]))


def test_a_point_that_would_leave_the_map_stays_at_its_edge() -> None:
    x = prepared(Flaws(shift_x1=3, shift_x2=3)).dataset.x
    assert np.abs(x).max() <= DOMAIN[1]
    assert (x == DOMAIN[1]).any()


def test_with_another_split_other_points_are_shifted_and_the_former_are_back() -> None:
    first = prepared(Flaws(shift_x1=1))
    again = replace(SPLIT, seed=2)
    second = prepared(Flaws(shift_x1=1), again, like=first)
    assert set(second.parts.test) != set(first.parts.test)
    moved = second.dataset.x[:, 0] != PLAIN.dataset.x[:, 0]
    assert set(np.flatnonzero(moved)) == set(second.parts.test.tolist())


def test_what_is_shifted_is_not_shifted_again_when_something_else_changes() -> None:
    first = prepared(Flaws(shift_x1=1))
    second = prepare(replace(first.experiment, features=first.experiment.features[:1]), first)
    assert second.dataset is first.dataset


def test_the_network_trains_on_what_was_not_shifted() -> None:
    subject = prepared(Flaws(shift_x1=1))
    assert (subject.data.train.x == PLAIN.data.train.x).all()


def test_one_in_a_thousand_makes_a_useless_network_accurate() -> None:
    data = prepare(Experiment(data=DataConfig(source=Rare(samples=10_000, rare_share=0.001)))).dataset
    accuracy_of_never_finding_one = np.mean(data.labels == 0)
    assert accuracy_of_never_finding_one == 0.999
