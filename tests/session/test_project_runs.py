"""Pinned runs go into the project file and come out as they were."""

import io

import numpy as np
import pytest

from playground.archive import Archive
from playground.engine.config import Layer
from playground.experiment import Experiment, settled
from playground.session import project
from playground.session.work import Project
from playground.spec import SpecError

from .support import Desk, drawn


@pytest.fixture(scope="module")
def work() -> Project:
    desk = Desk(settled(Experiment(), {"data.source": drawn([0, 1] * 20), "network.layers": (Layer(3),)}))
    desk.train(5)
    desk.session.pin()
    desk.session.apply("network.layers", (Layer(2),))
    desk.session.apply("data.source", drawn([0, 1] * 15))
    desk.train(3)
    desk.session.pin()
    desk.look()
    delivery, work = desk.session.copy()
    desk.look()
    return Project(work.prepared, delivery.saved, work.notes, work.journal, work.runs)


def through_a_file(work: Project) -> Archive:
    file = io.BytesIO()
    project.to_archive(work).write(file)
    return Archive.parse(file.getvalue())


def test_runs_keep_settings_points_weights_curves_numbers_and_map(work: Project) -> None:
    opened = project.from_archive(through_a_file(work))
    assert [run.number for run in opened.runs] == [1, 2]
    for before, after in zip(work.runs, opened.runs, strict=True):
        then, now = before.slot.outcome, after.slot.outcome
        assert then is not None
        assert now is not None
        assert after.prepared.experiment.network == before.prepared.experiment.network
        assert np.array_equal(after.prepared.dataset.x, before.prepared.dataset.x)
        assert np.array_equal(now.saved.checkpoint.theta, then.saved.checkpoint.theta)
        assert np.array_equal(now.saved.curves.table, then.saved.curves.table, equal_nan=True)
        assert np.array_equal(now.picture, then.picture)
        assert repr(now.numbers) == repr(then.numbers)  # with values that are not numbers


def test_a_file_of_before_there_were_runs_has_none(work: Project) -> None:
    archive = through_a_file(work)
    del archive.texts["project"]["runs"]
    with pytest.raises(SpecError):
        project.from_archive(archive)
    archive.texts["project"]["version"] = 1
    assert project.from_archive(archive).runs == ()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda run: run.update(number=0),
        lambda run: run.update(number=2),
        lambda run: run.update(name="x" * 1000),
        lambda run: run.update(note=7),
        lambda run: run.update(numbers={"epoch": "many"}),
        lambda run: run["project"].update(runs=[{}]),
        lambda run: run["project"].update(state=None),
        lambda run: run.clear(),
    ],
)
def test_a_run_that_is_damaged_is_refused(work: Project, spoil) -> None:
    archive = through_a_file(work)
    spoil(archive.texts["project"]["runs"][0])
    with pytest.raises(SpecError):
        project.from_archive(archive)


def test_a_map_of_another_shape_is_refused(work: Project) -> None:
    archive = through_a_file(work)
    archive.arrays["runs/1/picture"] = np.zeros((2, 3, 3), np.float32)
    with pytest.raises(SpecError):
        project.from_archive(archive)
