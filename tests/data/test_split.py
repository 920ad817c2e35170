from itertools import pairwise

import numpy as np
import pytest

from playground.data import paint
from playground.data.dataset import Dataset, default_classes
from playground.data.generators import Circle, Rare
from playground.data.regression_sets import Plane
from playground.data.several_sets import Blobs
from playground.data.split import Parts, Split, parts, random_numbers, splitmix64
from playground.spec import SpecError

THREE = (
    Split(0.6, 0.2),
    Split(0.33, 0.34),
    Split(0.05, 0.9),
    Split(0.95, 0.0),
    Split(0.5, 0.5),
    Split(0.6, 0.2, False),
)


def blobs(samples: int = 200) -> Dataset:
    return Blobs(samples=samples).make(np.random.default_rng(2))


def sizes(found: Parts) -> list[int]:
    return [len(found.train), len(found.validation), len(found.test)]


def membership(data: Dataset, split: Split) -> dict[int, str]:
    found = parts(data, split)
    names = ("train", "validation", "test")
    return {int(data.ids[index]): name for name in names for index in getattr(found, name)}


def moved(before: dict[int, str], after: dict[int, str]) -> int:
    return sum(before[key] != after[key] for key in before.keys() & after.keys())


@pytest.mark.parametrize("split", THREE)
@pytest.mark.parametrize("samples", [3, 4, 5, 10, 99, 400])
def test_each_point_is_in_exactly_one_part(split: Split, samples: int) -> None:
    found = parts(blobs(samples), split)
    together = np.concatenate([found.train, found.validation, found.test])
    assert sorted(together) == [*range(samples)]
    for part in (found.train, found.validation, found.test):
        assert part.dtype == np.int64
        assert (np.diff(part) > 0).all()


@pytest.mark.parametrize(
    ("split", "expected"),
    [
        (Split(), [280, 120, 0]),
        (Split(0.6, 0.2), [240, 80, 80]),
        (Split(0.5, 0.5), [200, 0, 200]),
        (Split(0.333, 0.333), [133, 134, 133]),
    ],
)
def test_the_parts_have_their_shares_of_the_points(split: Split, expected: list[int]) -> None:
    assert sizes(parts(blobs(400), split)) == expected


@pytest.mark.parametrize("split", THREE[:5])
def test_a_stratified_part_has_the_same_share_of_every_class(split: Split) -> None:
    data = Blobs(samples=1000, balance=0.1).make(np.random.default_rng(0))
    found = parts(data, split)
    for part, share in ((found.train, split.train), (found.validation, split.validation), (found.test, split.test)):
        counts = np.bincount(data.labels[part], minlength=3)
        assert np.abs(counts - share * data.counts).max() < 2


def test_without_stratifying_a_rare_class_is_left_to_chance() -> None:
    data = Rare(samples=400, rare_share=0.05).make(np.random.default_rng(0))

    def rare_in_training(stratified: bool) -> set[int]:
        splits = [Split(0.5, 0, stratified, seed) for seed in range(20)]
        return {int(data.labels[parts(data, split).train].sum()) for split in splits}

    assert rare_in_training(True) == {10}
    assert len(rare_in_training(False)) > 3


def test_regression_is_split_as_one_group() -> None:
    assert sizes(parts(Plane().make(np.random.default_rng(0)), Split(0.6, 0.2))) == [240, 80, 80]


def test_the_same_seed_repeats_the_split_and_another_seed_makes_another() -> None:
    data = blobs()
    assert membership(data, Split(0.6, 0.2, seed=8)) == membership(data, Split(0.6, 0.2, seed=8))
    # Two independent splits agree on a point with a chance of 0.36 + 0.04 + 0.04, so on 112 of 200 they differ.
    assert 80 < moved(membership(data, Split(0.6, 0.2, seed=8)), membership(data, Split(0.6, 0.2, seed=9))) < 145


def test_of_each_class_those_with_the_smallest_random_numbers_train_and_those_with_the_largest_are_tested() -> None:
    dataset, split = Dataset.numbered(np.zeros((90, 2)), [0, 1, 2] * 30, default_classes(3)), Split(0.5, 0.2, seed=4)
    made, numbers = parts(dataset, split), random_numbers(4, dataset.ids)
    for label in range(3):
        train, validation, test = (
            numbers[part[dataset.y[part] == label]] for part in (made.train, made.validation, made.test)
        )
        assert [len(train), len(validation), len(test)] == [15, 9, 6]
        assert train.max() < validation.min()
        assert validation.max() < test.min()


def test_the_order_of_the_points_does_not_matter() -> None:
    data = blobs()
    assert membership(data, Split(0.6, 0.2)) == membership(data.take(np.arange(data.n)[::-1]), Split(0.6, 0.2))


def test_painting_points_one_by_one_moves_hardly_any_other_point() -> None:
    data, split = Circle(samples=60).make(np.random.default_rng(0)), Split(0.6, 0.2)
    states = [membership(data, split)]
    for step in range(100):
        data = paint.add_point(data, (0.0, 0.0), step % 2)
        states.append(membership(data, split))
    changes = [moved(before, after) for before, after in pairwise(states)]
    assert max(changes) <= 4
    assert np.mean(changes) < 1.5


def test_an_erased_point_moves_at_most_a_couple_of_others() -> None:
    data = blobs()
    before = membership(data, Split())
    changes = [moved(before, membership(paint.erase_ids(data, [key]), Split())) for key in range(200)]
    assert max(changes) <= 3


def test_moving_a_point_moves_nothing_between_the_parts() -> None:
    data = blobs()
    assert membership(paint.move(data, data.ids[:50], (0.5, 0)), Split()) == membership(data, Split())


@pytest.mark.parametrize("stratified", [True, False])
def test_a_larger_test_share_is_taken_from_validation_only(stratified: bool) -> None:
    data = blobs()
    without, small, large = (parts(data, Split(0.6, test, stratified)) for test in (0.0, 0.1, 0.3))
    assert without.train.tolist() == small.train.tolist() == large.train.tolist()
    assert set(small.test) <= set(large.test) <= set(without.validation)


def test_no_point_gives_three_empty_parts() -> None:
    assert sizes(parts(Dataset.numbered(np.empty((0, 2)), [], default_classes(2)), Split())) == [0, 0, 0]
    assert sizes(parts(Dataset.numbered(np.empty((0, 2)), []), Split(0.5, 0.2))) == [0, 0, 0]


@pytest.mark.parametrize(
    ("train", "test"),
    [(train, test) for train in (0.05, 0.3, 0.5, 0.95) for test in (0, 0.05, 0.5, 0.9) if train + test <= 1],
)
def test_the_first_point_is_for_training_the_second_for_validation_and_the_third_for_the_test(
    train: float, test: float
) -> None:
    split = Split(train, test)
    for n in range(1, 6):
        for classes in ((), default_classes(2)):
            found = parts(Dataset.numbered(np.zeros((n, 2)), np.arange(n) % 2, classes), split)
            assert len(found.train) >= 1
            assert len(found.validation) >= (split.validation > 0 and n >= 2)
            assert len(found.test) >= (test > 0 and n >= (3 if split.validation else 2))
            assert sum(sizes(found)) == n


def test_shares_that_add_up_to_one_leave_no_validation_point_by_rounding() -> None:
    for hundredths in range(10, 96):
        split = Split(hundredths / 100, (100 - hundredths) / 100)
        assert split.validation == 0
        assert len(parts(blobs(10), split).validation) == 0


def test_more_than_everything_is_refused() -> None:
    with pytest.raises(SpecError) as caught:
        Split(0.7, 0.4)
    assert str(caught.value) == "test: Training share and test share must be 1 or less together, not 1.1."


def test_the_random_numbers_are_those_of_splitmix64() -> None:
    published = [  # the first five for the seed 1234567, as on rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
        6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821,
    ]  # fmt: skip
    assert splitmix64(1234567, np.arange(5)).tolist() == published


@pytest.mark.parametrize("seed", range(60))
def test_any_split_is_disjoint_complete_and_stratified_within_one_point(seed: int) -> None:
    rng = np.random.default_rng(seed)
    for _ in range(10):
        classes, n = int(rng.integers(2, 11)), int(rng.integers(1, 300))
        y = rng.choice(classes, n, p=rng.dirichlet(np.ones(classes)))
        train = round(float(rng.uniform(0.05, 1)), 2)
        test = round(float(rng.uniform(0, min(0.9, 1 - train))), 2)
        data = Dataset.numbered(np.zeros((n, 2)), y, default_classes(classes))
        found = parts(data, Split(train, test, seed=int(rng.integers(1000))))
        assert sorted(np.concatenate([found.train, found.validation, found.test]).tolist()) == list(range(n))
        for part in (found.train, found.validation, found.test):
            exact = len(part) * data.counts / n
            assert np.abs(np.bincount(y[part], minlength=classes) - exact).max() <= 1 + 1e-9
