import pytest

from playground.session.speed import MAXIMUM, SPEEDING_UP, SPEEDS, Pace, Speed

FOUR = Speed("four", MAXIMUM.label, steps=4.0)


def test_the_first_piece_is_due_at_once() -> None:
    assert Pace(FOUR, now=100.0).wait(100.0) == 0.0


def test_the_next_piece_is_due_after_its_share_of_a_second() -> None:
    pace = Pace(FOUR, now=100.0)
    pace.took(100.0)
    assert pace.wait(100.0) == 0.25
    assert pace.wait(100.1) == pytest.approx(0.15)
    assert pace.wait(100.25) == 0.0
    assert pace.wait(200.0) == 0.0


def test_a_piece_that_comes_a_little_late_does_not_delay_the_rhythm() -> None:
    pace = Pace(FOUR, now=0.0)
    taken = []
    now = 0.0
    while len(taken) < 9:
        if pace.wait(now) == 0.0:
            taken.append(now)
            pace.took(now)
        now += 0.06  # whoever asks comes now and then
    assert taken[-1] - taken[0] == pytest.approx(2.0, abs=0.12)


def test_a_pace_that_can_not_be_kept_is_not_made_up_for_in_a_burst() -> None:
    pace = Pace(FOUR, now=0.0)
    pace.took(10.0)
    burst = 0
    while pace.wait(10.0) == 0.0:
        pace.took(10.0)
        burst += 1
    assert burst <= 2


def test_the_maximum_never_waits() -> None:
    pace = Pace(MAXIMUM, now=0.0)
    for _ in range(3):
        pace.took(0.0)
    assert pace.wait(0.0) == 0.0


def test_speeding_up_shows_the_first_epochs_slowly_and_a_thousand_within_a_few_seconds() -> None:
    pace, epoch, seen = Pace(SPEEDING_UP, now=0.0), 0, []
    for beat in range(24_000):
        if pace.wait(beat / 2_000) == 0.0:
            epoch += 1
            pace.took(beat / 2_000, epoch=epoch)
        seen.append(epoch)
    assert 5 <= seen[2_000] <= 20
    assert 50 <= seen[8_000] <= 150
    assert epoch >= 1_000


def test_a_share_of_an_epoch_takes_its_share_of_the_time() -> None:
    pace = Pace(SPEEDING_UP, now=0.0)
    pace.took(0.0, share=0.1)
    assert pace.wait(0.0) == pytest.approx(0.1 / 10.0)


def test_the_speeds_go_from_slow_to_fast_and_each_has_words() -> None:
    steps = [speed.steps for speed in SPEEDS if speed.steps]
    epochs = [speed.epochs for speed in SPEEDS if speed.epochs and not speed.growth]
    assert steps == sorted(steps)
    assert epochs == sorted(epochs)
    assert SPEEDS[-1] is MAXIMUM
    assert len({speed.key for speed in SPEEDS}) == len({str(speed.label) for speed in SPEEDS}) == len(SPEEDS)
