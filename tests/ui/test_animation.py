"""The run as an animation."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from playground.experiment import Experiment, prepare, settled
from playground.spec import SpecError, family
from playground.ui.leaving.animation import FRAMES, animation, epochs, write_animation


def test_frames_are_spread_evenly_from_the_first_to_the_last_epoch() -> None:
    assert epochs(5) == [0, 1, 2, 3, 4, 5]
    many = epochs(1000)
    assert (many[0], many[-1], len(many)) == (0, 1000, FRAMES)
    assert np.ptp(np.diff(many)) <= 1


@pytest.mark.parametrize("suffix", [".gif", ".webp"])
def test_the_animation_has_every_epoch_and_is_small(suffix: str, qapp: QApplication, tmp_path: Path) -> None:
    prepared, told = prepare(settled(Experiment(), {"training.learning_rate": 0.1})), []
    trainer = prepared.trainer()
    trainer.run(until_epoch=5)
    before, path = trainer.theta.tobytes(), tmp_path / f"run{suffix}"
    write_animation(animation(prepared, trainer.checkpoint(), told.append), path)
    assert trainer.theta.tobytes() == before
    assert told[-1] == 1.0
    with Image.open(path) as picture:
        assert picture.n_frames == 6
        assert picture.info["loop"] == 0
        first = np.asarray(picture.convert("RGB"))
        picture.seek(5)
        assert (np.asarray(picture.convert("RGB")) != first).any()
    assert path.stat().st_size < 60_000 * 6


def test_a_curve_can_be_animated_and_cancelling_ends_it(qapp: QApplication) -> None:
    prepared = prepare(settled(Experiment(), {"data.source": family("dataset")["wave"]()}))
    trainer = prepared.trainer()
    trainer.run(until_epoch=2)
    assert len(animation(prepared, trainer.checkpoint(), lambda _part: None)) == 3

    class Cancelled(Exception):
        pass

    def cancel(part: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        animation(prepared, trainer.checkpoint(), cancel)


def test_a_network_that_was_not_trained_is_refused(qapp: QApplication) -> None:
    prepared = prepare(Experiment())
    with pytest.raises(SpecError, match="nothing to animate"):
        animation(prepared, prepared.trainer().checkpoint(), lambda _part: None)
