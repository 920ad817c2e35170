"""A project file carries everything: training goes on from it to the last bit as if it had never been closed."""

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground import spec, tree
from playground.archive import Archive
from playground.data.augmentation import Augmentation
from playground.data.axes import Axis
from playground.data.curve_sets import Wave
from playground.data.flaws import Flaws
from playground.data.generators import Circle
from playground.data.points import Points
from playground.data.regression_sets import Plane
from playground.data.scaling import Standardise
from playground.data.several_sets import Rings
from playground.engine.config import Layer
from playground.engine.noise import Noise
from playground.engine.optimizers import Momentum, Optimizer
from playground.engine.schedules import ReduceLROnPlateau, Schedule
from playground.engine.stopping import EarlyStopping
from playground.engine.trainer import Trainer
from playground.experiment import Experiment, Prepared, prepare, settled
from playground.session import project
from playground.session.commands import Saved
from playground.session.curves import CurveRecorder
from playground.session.ghosts import ghosts
from playground.session.migrations import VERSION, migrate
from playground.session.work import Project
from playground.spec import SpecError

from .support import drawn

NORMS = [norm() for norm in spec.family("normalization").values()]
SMALL = settled(
    Experiment(),
    {
        "data.source": drawn([0, 1] * 11), "network.layers": (Layer(3), Layer(2)), "training.batch_size": 6,
        "training.learning_rate": 0.02,
    },
)  # fmt: skip


STRONG = Augmentation(jitter=0.3, rotate=20, flip="both", scale=1.2, translate=0.3, mixup=0.4)
MEASURED = Points(replace(drawn([0, 1] * 11).dataset, axes=(Axis("length", 4.0, 8.0), Axis("width", -1.0, 1.0))))


def with_settings(**changes: Any) -> Experiment:
    return settled(SMALL, {path.replace("__", "."): value for path, value in changes.items()})


def through_a_file(work: Project) -> Project:
    file = io.BytesIO()
    project.to_archive(work).write(file)
    return project.from_archive(Archive.parse(file.getvalue()))


def saved_in_the_middle(experiment: Experiment, steps: int) -> tuple[Project, Trainer]:
    """A run that was saved after so many steps, and its trainer."""
    prepared = prepare(experiment)
    trainer, recorder = prepared.trainer(), CurveRecorder()
    for record in (trainer.record(), *trainer.run(steps=steps)):
        recorder.add(record)
    return Project(prepared, Saved(trainer.checkpoint(), recorder.curves())), trainer


def resumed(opened: Project) -> Trainer:
    trainer = opened.prepared.trainer()
    assert opened.saved is not None
    trainer.restore(opened.saved.checkpoint)
    return trainer


def assert_goes_on_alike(experiment: Experiment, steps: int = 14, epochs: int = 100) -> None:
    """Twice the same 100 epochs more: never closed, and through a file."""
    work, never_closed = saved_in_the_middle(experiment, steps)
    opened = through_a_file(work)
    assert opened.prepared.experiment == experiment
    again = resumed(opened)
    ended = [trainer.run(until_epoch=trainer.epoch + epochs) for trainer in (never_closed, again)]
    assert never_closed.theta.tobytes() == again.theta.tobytes()
    assert never_closed.statistics.tobytes() == again.statistics.tobytes()
    assert (never_closed.step, never_closed.stopped, never_closed.best) == (again.step, again.stopped, again.best)
    assert [record.train.loss.tobytes() for record in ended[0]] == [record.train.loss.tobytes() for record in ended[1]]


@pytest.mark.parametrize("schedule", spec.family("schedule").values(), ids=lambda kind: kind.key)
@pytest.mark.parametrize("optimizer", spec.family("optimizer").values(), ids=lambda kind: kind.key)
def test_every_optimizer_with_every_schedule_goes_on_to_the_last_bit(
    optimizer: type[Optimizer], schedule: type[Schedule]
) -> None:
    assert_goes_on_alike(with_settings(training__optimizer=optimizer(), training__schedule=schedule()))


MANY = {
    "between epochs": ({}, 12),
    "before the first step": ({}, 0),
    "in the middle of an epoch": ({}, 13),
    "dropout": ({"network.layers": (Layer(6, dropout=0.4), Layer(4, dropout=0.2))}, 14),
    "noise": ({"training.noise": Noise(inputs=0.1, weights=0.05, labels=0.1, gradients=0.01)}, 14),
    "early stopping": ({"training.early_stopping": EarlyStopping(patience=7, restore_best_weights=True)}, 26),
    "watching the loss": ({"training.schedule": ReduceLROnPlateau(patience=1), "training.learning_rate": 0.5}, 31),
    "balanced batches": ({"training.balanced_batches": True}, 13),
    "float32": ({"network.precision": "float32"}, 13),
    "three classes": ({"data.source": Rings(samples=30)}, 13),
    "numbers": ({"data.source": Plane(samples=30)}, 13),
    "no hidden layer": ({"network.layers": ()}, 13),
    "clipping and max-norm": ({"training.clip_norm": 0.1, "training.max_norm": 1.0}, 13),
    "children": ({"data.augmentation": STRONG}, 14),
    "children of repeated points": (
        {"data.augmentation": STRONG, "training.resampling": "over", "data.source": drawn([0, 0, 0, 0, 1] * 6)},
        14,
    ),
    "points of rare classes repeated": ({"training.resampling": "over", "data.source": drawn([0, 0, 1] * 7)}, 13),
    "points of large classes left out": ({"training.resampling": "under", "data.source": drawn([0, 0, 1] * 7)}, 4),
    "a curve with children": ({"data.source": Wave(samples=30), "data.augmentation": STRONG}, 9),
    "own axes, stretched and scaled": (
        {"data.source": MEASURED, "data.stretch.x2": 100.0, "data.scaling": Standardise(), "data.augmentation": STRONG},
        13,
    ),
    "a shifted test part": ({"data.source": Circle(samples=30, flaws=Flaws(turn=90.0)), "data.split.test": 0.2}, 13),
}


@pytest.mark.parametrize("case", MANY)
def test_training_goes_on_to_the_last_bit(case: str) -> None:
    changes, steps = MANY[case]
    assert_goes_on_alike(settled(SMALL, changes), steps)


@pytest.mark.parametrize("norm", NORMS, ids=lambda norm: norm.key)
def test_every_normalisation_goes_on_to_the_last_bit(norm: Any) -> None:
    layers = (Layer(8, normalization=norm, dropout=0.25), Layer(4, normalization=norm))
    assert_goes_on_alike(with_settings(network__layers=layers))


def test_an_early_stop_is_still_one_after_opening() -> None:
    work, trainer = saved_in_the_middle(
        with_settings(training__early_stopping=EarlyStopping(patience=1, min_delta=10.0)), 1000
    )
    assert trainer.stopped is not None
    opened = through_a_file(work)
    assert opened.saved is not None
    assert resumed(opened).stopped == trainer.stopped


def test_points_that_changed_inside_an_epoch_still_finish_the_epoch() -> None:
    prepared = prepare(SMALL)
    trainer = prepared.trainer()
    trainer.run(steps=5)
    other = prepare(tree.put(SMALL, "data.source", drawn([0, 1, 1] * 5, seed=9)), prepared)
    trainer.use_data(other.data)
    assert_resumes_alike(trainer, other)


@pytest.mark.parametrize(
    "rules", [(STRONG, Augmentation(flip="x1")), (Augmentation(), STRONG), (STRONG, Augmentation())]
)
def test_children_of_another_rule_still_finish_the_epoch(rules: tuple[Augmentation, Augmentation]) -> None:
    before, after = rules
    prepared = prepare(with_settings(data__augmentation=before))
    trainer = prepared.trainer()
    trainer.run(steps=5)
    other = prepare(tree.put(prepared.experiment, "data.augmentation", after), prepared)
    trainer.use_data(other.data)
    assert_resumes_alike(trainer, other)


def assert_resumes_alike(trainer: Trainer, prepared: Prepared) -> None:
    """The same steps from here, in this very trainer and through a file."""
    opened = through_a_file(Project(prepared, Saved(trainer.checkpoint(), CurveRecorder().curves())))
    again = resumed(opened)
    trainer.run(until_epoch=20)
    again.run(until_epoch=20)
    assert trainer.theta.tobytes() == again.theta.tobytes()


def test_the_children_of_the_epoch_are_still_on_the_map() -> None:
    prepared = prepare(with_settings(data__augmentation=STRONG))
    trainer = prepared.trainer()
    for steps in (3, trainer.steps_per_epoch - 3):  # within the epoch, and at its end
        trainer.run(steps=steps)
        opened = through_a_file(Project(prepared, Saved(trainer.checkpoint(), CurveRecorder().curves())))
        mine, theirs = ghosts(prepared, trainer), ghosts(opened.prepared, resumed(opened))
        assert mine is not None
        assert theirs is not None
        assert np.array_equal(mine.places, theirs.places)
        assert np.array_equal(mine.parents, theirs.parents)


def test_what_is_said_of_the_last_gradient_is_still_said() -> None:
    work, trainer = saved_in_the_middle(SMALL, 13)
    again = resumed(through_a_file(work))
    assert again.record().gradients.tobytes() == trainer.record().gradients.tobytes() != bytes(8 * 3)


def test_work_in_single_precision_that_began_without_points_opens() -> None:
    empty = prepare(with_settings(network__precision="float32", data__source=Points()))
    trainer = empty.trainer()
    drawn_on = prepare(tree.put(empty.experiment, "data.source", drawn([0, 1] * 9)), empty)
    trainer.use_data(drawn_on.data)
    trainer.run(steps=3)
    assert_resumes_alike(trainer, drawn_on)


def test_drawn_points_are_stored_to_the_last_bit() -> None:
    source = drawn([0, 1, 0, 1, 1])
    opened = through_a_file(Project(prepare(with_settings(data__source=source))))
    assert opened.prepared.dataset.x.tobytes() == source.dataset.x.tobytes()
    assert opened.prepared.experiment.data.source == source


def test_points_that_another_machine_rounds_differently_are_those_of_the_file() -> None:
    prepared = prepare(Experiment())
    nudged = replace(prepared.dataset, x=np.nextafter(prepared.dataset.x, np.inf))
    elsewhere: Prepared = prepare(prepared.experiment, dataset=nudged)
    opened = through_a_file(Project(elsewhere))
    assert opened.prepared.dataset == nudged
    assert opened.prepared.experiment == prepared.experiment


def test_curves_notes_and_journal_come_back() -> None:
    work, _trainer = saved_in_the_middle(SMALL, 40)
    opened = through_a_file(replace(work, notes="점 22개\nsecond line", journal={"test_openings": 2}))
    assert work.saved is not None
    assert opened.saved is not None
    mine, theirs = work.saved.curves, opened.saved.curves
    assert np.array_equal(theirs.table, mine.table, equal_nan=True)
    assert theirs.best == mine.best is not None
    assert np.array_equal(theirs.gradients, mine.gradients)
    assert len(mine.gradients) == len(mine.table)
    assert (opened.notes, opened.journal) == ("점 22개\nsecond line", {"test_openings": 2})


def test_a_diverged_network_can_be_saved_and_is_still_diverged(tmp_path: Path) -> None:
    wild = with_settings(training__optimizer=Momentum(), training__learning_rate=100.0, training__loss=_mse())
    work, trainer = saved_in_the_middle(wild, 2000)
    assert trainer.divergence is not None
    project.write(work, tmp_path / "wild.nnp")
    opened = project.read(tmp_path / "wild.nnp")
    assert resumed(opened).divergence == trainer.divergence


def _mse() -> Any:
    return spec.family("loss")["mse"]()


def test_equal_work_makes_equal_files(tmp_path: Path) -> None:
    work, _trainer = saved_in_the_middle(SMALL, 13)
    for name in ("a.nnp", "b.nnp"):
        project.write(work, tmp_path / name)
    assert (tmp_path / "a.nnp").read_bytes() == (tmp_path / "b.nnp").read_bytes()


def test_numpy_opens_the_arrays_of_a_project(tmp_path: Path) -> None:
    work, trainer = saved_in_the_middle(SMALL, 13)
    project.write(work, tmp_path / "work.nnp")
    with np.load(tmp_path / "work.nnp", allow_pickle=False) as arrays:
        assert np.array_equal(arrays["state/theta"], trainer.theta)


def test_a_project_of_a_newer_program_is_refused_with_what_to_do() -> None:
    archive = project.to_archive(Project(prepare(SMALL)))
    archive.texts["project"]["version"] = VERSION + 1
    names_both = rf"newer version of the program.*{VERSION + 1}.*{VERSION}\b"
    with pytest.raises(SpecError, match=names_both):
        project.from_archive(archive)


def test_migrations_run_one_after_the_other_from_the_version_of_the_file() -> None:
    archive = project.to_archive(Project(prepare(SMALL)))
    archive.texts["project"]["version"] = 2
    seen: list[int] = []
    migrate(archive, 5, {older: lambda _archive, older=older: seen.append(older) for older in range(1, 5)})
    assert seen == [2, 3, 4]
    assert archive.texts["project"]["version"] == 5


OLD = sorted((Path(__file__).parents[1] / "data" / "projects").glob("*.nnp"))


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_a_project_that_an_older_program_stored_opens_and_trains(path: Path) -> None:
    opened = project.read(path)
    trainer = resumed(opened)
    before = trainer.epoch
    assert before > 0
    trainer.run(until_epoch=before + 5)
    assert trainer.epoch == before + 5
    assert opened.notes
    assert opened.saved is not None
    assert len(opened.saved.curves) > 1
    if "pins" in path.stem:
        assert [(run.number, run.name) for run in opened.runs] == [(1, "첫 시도"), (2, "")]
        assert all(run.slot.outcome is not None for run in opened.runs)


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_a_project_that_an_older_program_stored_is_saved_as_a_new_one(path: Path, tmp_path: Path) -> None:
    opened = project.read(path)
    project.write(opened, tmp_path / "new.nnp")
    again = project.read(tmp_path / "new.nnp")
    assert resumed(again).theta.tobytes() == resumed(opened).theta.tobytes()
    assert len(again.runs) == len(opened.runs)
    assert Archive.read(tmp_path / "new.nnp").texts["project"]["version"] == VERSION


def test_there_is_an_old_project_of_every_version() -> None:
    stored = {int(path.stem.rpartition("-v")[2]) for path in OLD}
    assert stored == set(range(1, VERSION + 1))
