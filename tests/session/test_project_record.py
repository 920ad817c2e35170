"""The record of a run goes into the project file: after opening, any epoch is there again, to the last bit."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.archive import Archive
from playground.engine.config import Layer
from playground.engine.noise import Noise
from playground.engine.optimizers import Momentum
from playground.experiment import Experiment, settled
from playground.session import project
from playground.session.commands import Saved
from playground.session.project_record import Bound
from playground.session.tape import MOST_STATES, Past, weight
from playground.session.work import Project
from playground.spec import SpecError

from .support import Desk, drawn, until

SMALL = settled(
    Experiment(),
    {
        "data.source": drawn([0, 1] * 20), "network.layers": (Layer(4, dropout=0.3), Layer(3)),
        "training.noise": Noise(weights=0.01), "training.batch_size": 10,
    },
)  # fmt: skip


def copied(desk: Desk) -> Project:
    delivery, work = desk.session.copy()
    desk.driver.advance()
    return replace(work, saved=delivery.saved)


def written(work: Project, bound: Bound = project.WHOLE) -> Archive:
    file = io.BytesIO()
    project.to_archive(work, bound).write(file)
    return Archive.parse(file.getvalue())


def reopened(desk: Desk, bound: Bound = project.WHOLE) -> Desk:
    other = Desk()
    other.session.open(project.from_archive(written(copied(desk), bound)))
    return other


def past(work: Project) -> Past:
    assert work.saved is not None
    assert work.saved.past is not None
    return work.saved.past


def weights_at(desk: Desk, epoch: int) -> list[list[list[float]]]:
    desk.session.look_back(epoch)
    until(lambda: (span := desk.look().span).shown == epoch and span.is_exact, f"epoch {epoch}")
    return desk.weights()


@pytest.fixture(scope="module")
def eventful() -> Desk:
    """A run with everything that may happen on the way, in the middle of an epoch."""
    desk = Desk(SMALL)
    desk.train(6)
    desk.session.apply("training.learning_rate", 0.2)
    desk.train(3)
    desk.session.step_batch()
    desk.look()
    desk.session.apply("training.optimizer", Momentum())
    desk.session.set_parameter(0, 1, 0, 0.75)
    desk.train(4)
    desk.session.apply("network.layers.0.dropout", 0.5)
    desk.train(5)
    desk.session.step_batch()
    desk.look()
    return desk


@pytest.mark.parametrize("bound", [project.WHOLE, Bound(states=4), Bound(states=1)])
def test_any_epoch_can_be_looked_at_after_opening(eventful: Desk, bound: Bound) -> None:
    other = reopened(eventful, bound)
    assert (other.look().span.first, other.look().span.epoch) == (0, 18)
    for epoch in (0, 3, 6, 7, 9, 11, 14, 17):
        assert weights_at(other, epoch) == weights_at(eventful, epoch), epoch


def test_a_branch_after_opening_is_the_branch_it_would_have_been(eventful: Desk) -> None:
    here, there = reopened(eventful), reopened(eventful, Bound(states=3))
    for desk in (here, there):
        desk.session.apply("training.learning_rate", 0.01)
        desk.session.branch(7)
        desk.train(5)
    assert here.weights() == there.weights()
    assert here.look().span.epoch == there.look().span.epoch == 12
    assert [run.number for run in there.session.papers.runs] == [1]  # the future that was left


def test_the_future_that_was_left_is_still_there_after_opening() -> None:
    desk = Desk(SMALL)
    desk.train(8)
    desk.session.branch(4)
    desk.train(2)
    desk.look()
    [run] = reopened(desk).session.papers.runs
    assert run.slot.outcome is not None
    assert run.slot.outcome.saved.curves.column("epoch")[-1] == 8


def test_the_record_goes_on_after_opening() -> None:
    desk = Desk(SMALL)
    desk.train(5)
    other = reopened(desk)
    for one in (desk, other):
        one.train(7)
    assert other.look().span.first == 0
    for epoch in (2, 5, 9):
        assert weights_at(other, epoch) == weights_at(desk, epoch)


def test_a_record_is_thinned_evenly_until_it_fits() -> None:
    desk = Desk(settled(SMALL, {"training.batch_size": 40}))
    desk.train(300)
    whole = past(copied(desk))
    size = sum(weight(still, set()) for still in whole.stills)
    for bound in (Bound(states=20), Bound(nbytes=size // 20)):
        kept = past(project.from_archive(written(copied(desk), bound)))
        epochs = [still.checkpoint.epoch for still in kept.stills]
        assert 8 <= len(epochs) <= 20
        assert epochs[0] == 0
        assert len(set(np.diff(epochs))) == 1
        assert epochs[-1] > 250


def test_a_record_of_which_not_even_one_state_fits_is_left_out(eventful: Desk) -> None:
    archive = written(copied(eventful), Bound(nbytes=10))
    assert "record" not in archive.texts
    assert not any(name.startswith("record") for name in archive.arrays)
    opened = project.from_archive(archive)
    assert opened.saved is not None
    assert opened.saved.past is None


def test_a_long_record_has_few_parts() -> None:
    desk = Desk(settled(SMALL, {"training.batch_size": 40}))
    desk.train(MOST_STATES // 2)
    archive = written(copied(desk))
    assert len(archive.texts["record"]["states"]) > MOST_STATES // 4
    assert len(archive.arrays) < 60


def test_a_state_whose_epoch_was_begun_with_other_points_comes_back() -> None:
    desk = Desk(SMALL)
    desk.train(2)
    desk.session.step_batch()
    desk.look()
    desk.session.apply("data.source", drawn([0, 1] * 15, seed=5))
    desk.train(4)
    other = reopened(desk)
    assert other.look().span.first == 3
    for epoch in (3, 4, 5):
        assert weights_at(other, epoch) == weights_at(desk, epoch)


Text = dict[str, Any]
SPOILS: dict[str, Callable[[Text], object]] = {
    "is no group": lambda text: text.clear(),
    "has no states": lambda text: text.update(states=[], moments=[]),
    "has too many states": lambda text: text.update(states=text["states"] * 200, moments=text["moments"] * 200),
    "has fewer moments than states": lambda text: text["moments"].pop(),
    "has states in the wrong order": lambda text: text["states"].reverse(),
    "has states later than the present": lambda text: text["states"][-1].update(step=10**6),
    "has a state inside an epoch": lambda text: text["states"][3].update(position=1),
    "has the same state twice": lambda text: (
        text["states"].append(text["states"][-1]), text["moments"].append(text["moments"][-1])),
    "counts events that are not there": lambda text: text["moments"][-1].update(events=9),
    "counts fewer events than before": lambda text: text["moments"][-1].update(events=0),
    "counts negative events": lambda text: text["moments"][0].update(events=-1),
    "has events later than the present": lambda text: text["events"][-1].update(step=10**6),
    "has events in the wrong order": lambda text: text["events"].reverse(),
    "has too many events": lambda text: text.update(events=text["events"] * 1000),
    "has an event of settings that are not there": lambda text: text["events"][0].update(settings=99),
    "has an event of settings before the first": lambda text: text["events"][0].update(settings=-1),
    "has an edit of a weight that is not there": lambda text: text["events"][2].update(weight=[0, 99, 0]),
    "has an edit to no number": lambda text: text["events"][2].update(value="nan"),
    "has settings of another network": lambda text: text["settings"][0].update(network={"layers": []}),
    "has settings of other weights": lambda text: text["settings"][0].update(network={"initializer": "he_normal"}),
    "has settings of another output": lambda text: text["settings"][0].update(
        network={"output": "softmax"}, training={"loss": "cross_entropy"}),
    "has settings of other points": lambda text: text["settings"][0].update(data={"seed": 3}),
    "has settings that break a rule": lambda text: text["settings"][0].update(training={"learning_rate": -1}),
    "has memory of another optimizer": lambda text: text["moments"][0].update(settings=2),
    "names an array that is not there": lambda text: text["states"][0].update(theta="record/theta:99"),
    "names a whole stack": lambda text: text["states"][0].update(theta=text["states"][0]["theta"].partition(":")[0]),
    "has a best epoch of nonsense": lambda text: text["moments"][0].update(best={"epoch": "last", "loss": 1}),
}  # fmt: skip


@pytest.mark.parametrize("spoil", SPOILS)
def test_a_record_is_refused_that(eventful: Desk, spoil: str) -> None:
    archive = written(copied(eventful))
    SPOILS[spoil](archive.texts["record"])
    with pytest.raises(SpecError):
        project.from_archive(archive)


def test_a_record_of_too_many_or_too_long_stacks_is_refused(eventful: Desk) -> None:
    long, many = written(copied(eventful)), written(copied(eventful))
    long.arrays["record/x"] = np.zeros(10**6, np.int8)
    many.arrays |= {f"record/x{number}": np.zeros(1) for number in range(200)}
    for archive in (long, many):
        with pytest.raises(SpecError):
            project.from_archive(archive)


def test_a_pinned_run_has_no_record(eventful: Desk) -> None:
    desk = reopened(eventful)
    desk.session.pin()
    desk.look()
    archive = written(copied(desk))
    run = archive.texts["project"]["runs"][0]
    run["record"] = archive.texts["record"]
    [opened] = project.from_archive(archive).runs
    assert opened.slot.outcome is not None
    assert opened.slot.outcome.saved.past is None


def test_what_goes_into_a_file_is_not_touched_by_it(eventful: Desk) -> None:
    saved = copied(eventful).saved
    assert isinstance(saved, Saved)
    before = [still.checkpoint.theta.tobytes() for still in past(copied(eventful)).stills]
    written(copied(eventful), Bound(states=3))
    assert [still.checkpoint.theta.tobytes() for still in past(copied(eventful)).stills] == before
