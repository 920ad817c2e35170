import numpy as np
import pytest

from playground.data.apportion import apportion


def test_counts_add_up_to_the_total_and_are_within_one_of_their_share() -> None:
    rng = np.random.default_rng(0)
    for _ in range(200):
        weights = rng.random(int(rng.integers(1, 11))) + 1e-3
        total = int(rng.integers(0, 1000))
        counts = apportion(total, weights)
        assert counts.sum() == total
        assert np.abs(counts - total * weights / weights.sum()).max() < 1


def test_equal_shares_give_what_is_left_over_to_the_first() -> None:
    assert apportion(400, (1 / 3, (1 - 1 / 3) / 2, (1 - 1 / 3) / 2)).tolist() == [134, 133, 133]


def test_a_tiny_share_still_gets_the_least_and_the_largest_pays_for_it() -> None:
    assert apportion(400, (0.9999, 0.0001), least=1).tolist() == [399, 1]
    assert apportion(3, (0.98, 0.01, 0.01), least=1).tolist() == [1, 1, 1]


def test_nobody_gets_more_than_whole_weights_allow() -> None:
    sizes = np.array([1, 3, 7, 2])
    for total in range(14):
        assert (apportion(total, sizes) <= sizes).all()


def test_too_small_a_total_is_refused() -> None:
    with pytest.raises(ValueError, match="2 is too few to give 1 to each of 3"):
        apportion(2, (1, 1, 1), least=1)
