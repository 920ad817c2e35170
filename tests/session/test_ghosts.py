"""The children on the map are those that train, and looking at them changes nothing."""

import numpy as np
import pytest

from playground.data.augmentation import Augmentation
from playground.experiment import Experiment, settled
from playground.session.frame import Wants

from .support import EVERYTHING, Desk

JITTERED = settled(Experiment(), {"data.augmentation": Augmentation(jitter=0.4), "training.batch_size": 20})


def test_what_is_shown_is_what_trains() -> None:
    desk = Desk(JITTERED)
    desk.session.step_batch()
    shown = desk.look(Wants(children=True)).children
    assert shown is not None
    trainer, prepared = desk.driver._runner.trainer, desk.session.prepared
    assert trainer is not None
    laid_out = trainer._batches._points[1:3].T  # below the targets
    assert np.array_equal(shown.places, laid_out[: len(shown.places)])
    parents = prepared.dataset.x[np.searchsorted(prepared.dataset.ids, shown.parents)]
    assert np.abs(shown.places - parents).mean() == pytest.approx(0.4 * np.sqrt(2 / np.pi), rel=0.15)


def test_nobody_asks_and_nothing_is_made_and_without_augmentation_there_are_none() -> None:
    desk, plain = Desk(JITTERED), Desk()
    for each in (desk, plain):
        each.session.step_batch()
    assert desk.look(Wants(map_size=8)).children is None
    assert plain.look(Wants(children=True)).children is None


def test_before_the_first_epoch_there_are_none() -> None:
    assert Desk(JITTERED).look(Wants(children=True)).children is None


def test_looking_at_children_does_not_change_training() -> None:
    watched, alone = Desk(JITTERED), Desk(JITTERED)
    for _ in range(20):
        for each in (watched, alone):
            each.session.step_batch()
        watched.look(EVERYTHING)
        watched.look(Wants(children=True))
        alone.look(Wants())
    assert watched.weights() == alone.weights()
