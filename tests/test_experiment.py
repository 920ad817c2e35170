"""An experiment is one frozen value that a file can hold; what it makes is the same each time."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground import tree
from playground.assets import resources
from playground.data.axes import Axis, Stretch
from playground.data.config import DataConfig
from playground.data.dataset import Dataset, default_classes
from playground.data.features import X1, X2, SinX1, X1Squared, X2Squared
from playground.data.generators import Circle, Spiral
from playground.data.points import EMPTY, Points
from playground.data.regression_sets import Plane
from playground.data.scaling import MinMax, Standardise
from playground.data.several_sets import Blobs, Rings
from playground.data.sources import Source
from playground.engine.config import Layer
from playground.engine.losses import BinaryCrossEntropy, HalfSquaredError, MeanSquaredError
from playground.engine.outputs import LinearOutput, SigmoidOutput, SoftmaxOutput, TanhOutput
from playground.engine.tasks import Kind
from playground.experiment import (
    Experiment,
    fit_output,
    legal_losses,
    prepare,
    problem_name,
    read,
    settled,
    task_of,
    to_plain,
    write,
)  # fmt: skip
from playground.spec import SpecError, family

EXAMPLES = sorted((resources() / "experiments").glob("*.json"))


def drawn(labels: list[float], classes: int = 2) -> Points:
    x = np.random.default_rng(1).normal(0, 2, (len(labels), 2))
    return Points(Dataset.numbered(x, labels, default_classes(classes)))


def with_source(source: Source) -> Experiment:
    return settled(Experiment(), {"data.source": source})


# Files ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", [member() for member in family("dataset").values()], ids=lambda s: s.key)
def test_an_experiment_comes_back_from_its_file(source: Source, tmp_path: Path) -> None:
    inputs = (X1(), SinX1()) if source.is_curve else (X1(), X2(), SinX1())
    experiment = settled(with_source(source), {"features": inputs, "training.learning_rate": 1 / 3})
    write(experiment, tmp_path / "one.json")
    assert read(tmp_path / "one.json") == experiment


def test_a_file_of_another_editor_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "one.json"
    path.write_bytes(b"\xef\xbb\xbf{}")
    assert read(path) == Experiment()


def test_names_of_classes_are_readable_in_the_file(tmp_path: Path) -> None:
    named = Dataset.numbered(
        [[0.0, 1.0]], [0], tuple(tree.put(style, "name", "고양이") for style in default_classes(2))
    )
    write(with_source(Points(named)), tmp_path / "one.json")
    assert "고양이" in (tmp_path / "one.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "not JSON (line:column 1:1)"),
        (b'{"training":\n {"l1": 0,}}', "not JSON (line:column 2:"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b'{"training": {"learning_rate": NaN}}', "must be a finite number, not nan"),
        (b'{"training": {"learning_rate": 1e999}}', "must be a finite number, not inf"),
    ],
)
def test_a_broken_file_is_refused_with_a_clear_sentence(body: bytes, sentence: str, tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(body)
    with pytest.raises(SpecError) as caught:
        read(path)
    assert sentence in str(caught.value)


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "nothing.json")


# The examples that come with the program -----------------------------------------------------------------------------


def test_there_are_examples() -> None:
    assert {path.stem for path in EXAMPLES} >= {"tensorflow-playground", "spiral", "three-rings"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_whole_and_as_the_program_would_write_it(path: Path, tmp_path: Path) -> None:
    experiment = read(path)
    assert prepare(experiment).obstacle() is None
    write(experiment, tmp_path / "again.json")
    assert (tmp_path / "again.json").read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "epochs"), [("spiral", 200), ("three-rings", 60)])
@pytest.mark.parametrize("seed", range(1, 6))
def test_an_example_learns_its_data_well_whatever_the_seed(name: str, epochs: int, seed: int) -> None:
    experiment = read(resources() / "experiments" / f"{name}.json")
    seeds = dict.fromkeys(("data.seed", "seeds.weights", "seeds.order"), seed)
    records = prepare(settled(experiment, seeds)).trainer().run(until_epoch=epochs)
    assert max(record.validation.score[0] for record in records) >= 0.97
    assert min(record.train.loss[0] for record in records) < 0.05


# Making --------------------------------------------------------------------------------------------------------------


def test_equal_experiments_end_in_equal_weights() -> None:
    ends = []
    for _ in range(2):
        trainer = prepare(read(EXAMPLES[0])).trainer()
        trainer.run(until_epoch=3)
        ends.append(trainer.theta)
    assert np.array_equal(*ends)


@pytest.mark.parametrize(
    ("path", "value", "kept"),
    [
        ("training.learning_rate", 0.5, {"dataset", "parts", "data"}),
        ("network.layers", (Layer(9),), {"dataset", "parts", "data"}),
        ("features", (X1(), X1Squared()), {"dataset", "parts"}),
        ("data.split.train", 0.5, {"dataset"}),
        ("data.seed", 9, set()),
        ("data.source", Spiral(), set()),
    ],
)
def test_only_what_a_change_concerns_is_made_again(path: str, value: Any, kept: set[str]) -> None:
    old = prepare(Experiment())
    new = prepare(tree.put(Experiment(), path, value), old)
    assert {name for name in ("dataset", "parts", "data") if getattr(new, name) is getattr(old, name)} == kept
    fresh = prepare(new.experiment)
    assert new.dataset == fresh.dataset
    assert np.array_equal(new.data.train.x, fresh.data.train.x)
    assert np.array_equal(new.data.train.t, fresh.data.train.t)


def test_the_network_reads_the_inputs_that_were_chosen_in_their_order() -> None:
    prepared = prepare(settled(Experiment(), {"features": (X1Squared(), X1())}))
    assert prepared.inputs(np.array([[3.0, 5.0], [-1.0, 0.0]])).tolist() == [[9.0, 1.0], [3.0, -1.0], [1.0, 1.0]]
    assert prepared.named.inputs == ("x1_squared", "x1")
    assert prepared.plan.inputs == 2


def test_training_and_validation_points_share_out_the_data_set() -> None:
    prepared = prepare(Experiment())
    assert prepared.data.train.n + prepared.data.validation.n == prepared.dataset.n == 400
    assert prepared.data.train.n == 280


# Output and loss follow the problem ----------------------------------------------------------------------------------


@pytest.mark.parametrize("loss", family("loss").values(), ids=lambda loss: loss.key)
@pytest.mark.parametrize("source", [Circle(), Rings(), Plane()], ids=lambda s: s.key)
def test_whatever_loss_was_chosen_every_problem_gets_a_legal_output_and_loss(loss: Any, source: Source) -> None:
    for begin in (Circle(), Rings(), Plane()):
        experiment = with_source(begin)
        if loss.key in legal_losses(experiment):
            experiment = settled(experiment, {"training.loss": loss()})
            assert experiment.training.loss == loss()
        changed = settled(experiment, {"data.source": source})
        assert task_of(source).kind in changed.network.output.kinds
        assert changed.network.output.key in changed.training.loss.outputs
        assert task_of(source).kind in changed.training.loss.kinds


def test_a_loss_that_suits_the_new_problem_is_kept() -> None:
    experiment = settled(Experiment(), {"training.loss": MeanSquaredError()})
    assert settled(experiment, {"data.source": Blobs()}).training.loss == MeanSquaredError()


def test_an_output_that_suits_the_new_problem_is_kept() -> None:
    scored = settled(Experiment(), {"network.output": TanhOutput(), "training.loss": HalfSquaredError()})
    changed = settled(scored, {"data.source": Plane()})
    assert (changed.network.output, changed.training.loss) == (TanhOutput(), HalfSquaredError())


def test_settings_that_are_legal_already_are_left_alone() -> None:
    experiment = Experiment()
    task = task_of(experiment.data.source)
    network, training = fit_output(experiment.network, experiment.training, task, task)
    assert (network, training) == (experiment.network, experiment.training)


def test_the_usual_pair_of_one_problem_makes_place_for_that_of_another() -> None:
    plane = settled(Experiment(), {"data.source": Plane()})
    assert plane.training.loss == MeanSquaredError()
    assert settled(plane, {"data.source": Circle()}).training.loss == BinaryCrossEntropy()


def test_a_pair_chosen_on_purpose_survives_every_other_edit() -> None:
    """Also where it is the usual pair of another kind of problem."""
    chosen = settled(Experiment(), {"training.loss": MeanSquaredError()})
    assert chosen.network.output.key in MeanSquaredError.outputs
    later = settled(chosen, {"training.learning_rate": 0.5})
    assert later.training.loss == MeanSquaredError()


def test_a_chosen_output_brings_a_loss_that_can_follow_it() -> None:
    assert settled(Experiment(), {"network.output": TanhOutput()}).training.loss.key in ("mse", "half_mse")


def test_an_output_that_can_not_answer_is_refused_in_words() -> None:
    with pytest.raises(SpecError, match="Softmax"):
        settled(Experiment(), {"network.output": SoftmaxOutput()})


def test_a_loss_that_can_not_follow_the_problem_is_refused_in_words() -> None:
    with pytest.raises(SpecError, match=r"Cross-entropy can't be used here \(3 classes\)"):
        settled(with_source(Rings()), {"training.loss": Experiment().training.loss})


def test_several_settings_may_be_legal_only_together() -> None:
    changed = settled(Experiment(), {"network.output": LinearOutput(), "training.loss": MeanSquaredError()})
    assert (changed.network.output, changed.training.loss) == (LinearOutput(), MeanSquaredError())


def test_another_class_turns_the_output_into_softmax_and_back() -> None:
    two = with_source(drawn([0, 1, 0, 1]))
    three = settled(two, {"data.source": drawn([0, 1, 2, 1], classes=3)})
    assert three.network.output.key == "softmax"
    assert prepare(three).plan.outputs == 3
    assert settled(three, {"data.source": drawn([0, 1])}).network.output == SigmoidOutput()


def test_a_problem_has_words() -> None:
    names = [str(problem_name(task_of(source))) for source in (Circle(), Rings(), Plane())]
    assert names == ["two classes", "3 classes", "a number for each point"]
    assert task_of(drawn([0, 1])).kind is Kind.BINARY


# What can not be trained ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (Points(EMPTY), "Training needs at least 2 points; there are 0. Draw some more, or pick a data set."),
        (drawn([1]), "Training needs at least 2 points; there is 1. Draw some more, or pick a data set."),
        (drawn([1, 1, 1]), "Training needs points of at least two classes; all 3 points are of one class."),
        (drawn([2, 2], 4), "Training needs points of at least two classes; all 2 points are of one class."),
    ],
)
def test_what_stands_in_the_way_of_training_is_told_in_words(source: Source, sentence: str) -> None:
    prepared = prepare(with_source(source))
    assert str(prepared.obstacle()) == sentence
    prepared.trainer().run(until_epoch=2)


def test_a_training_part_with_one_class_is_told_in_words() -> None:
    assert "only one class (1 points)" in str(prepare(with_source(drawn([0, 1]))).obstacle())


def test_a_few_points_and_values_that_do_not_vary_can_be_trained() -> None:
    level = Points(Dataset.numbered(np.random.default_rng(0).normal(0, 1, (9, 2)), np.full(9, 3.0)))
    for source in (drawn([0, 1, 0, 1, 0, 1]), level):
        prepared = prepare(with_source(source))
        assert prepared.obstacle() is None
        assert np.isfinite(prepared.trainer().run(until_epoch=5)[-1].train.loss).all()


def test_plain_values_are_what_json_can_hold() -> None:
    assert to_plain(Experiment())["training"]["optimizer"]["type"] == "adam"


def test_the_network_is_told_of_own_units() -> None:
    axes = (Axis("length", 0.0, 12.0), Axis("width", -1.0, 2.0))
    points = Points(Dataset(np.array([[1.0, 0.0], [2.0, 2.0]]), np.zeros(2), np.arange(2), default_classes(2), axes))
    prepared = prepare(Experiment(data=DataConfig(source=points), features=(X1(), X2Squared())))
    assert prepared.inputs(np.array([[1.0, 0.0]]))[:, 0].tolist() == [7.0, 0.25, 1.0]
    assert np.array_equal(prepared.inputs(prepared.dataset.x)[:, prepared.parts.train], prepared.data.train.x)


def test_stretching_an_axis_changes_the_numbers_and_not_the_points() -> None:
    plain = prepare(Experiment())
    stretched = prepare(tree.put(plain.experiment, "data.stretch.x2", 10.0), plain)
    assert stretched.dataset is plain.dataset
    assert stretched.parts is plain.parts
    assert stretched.data.train.x[0].tolist() == plain.data.train.x[0].tolist()
    assert stretched.data.train.x[1] == pytest.approx(10 * plain.data.train.x[1])


def test_a_stretch_beyond_all_measure_is_refused() -> None:
    source = Points(
        Dataset(np.zeros((0, 2)), np.zeros(0), np.zeros(0, int), default_classes(2), (Axis(high=1e12), Axis()))
    )
    with pytest.raises(SpecError, match="stretch: Upper end must be 1e\\+12 or less, not 1e\\+14"):
        DataConfig(source=source, stretch=Stretch(x1=100))


def test_the_scale_is_found_in_the_training_points_alone() -> None:
    prepared = prepare(settled(Experiment(), {"data.scaling": Standardise(), "features": (X1(), X2Squared())}))
    assert prepared.data.train.x[:-1].mean(axis=1) == pytest.approx([0, 0], abs=1e-12)
    assert prepared.data.train.x[:-1].std(axis=1) == pytest.approx([1, 1])
    assert abs(prepared.data.validation.x[:-1].mean(axis=1)).min() > 1e-4, "the others are not at 0 themselves"
    moved = prepared.dataset.x.copy()
    moved[prepared.parts.validation] = 5.9
    elsewhere = prepare(settled(prepared.experiment, {"data.source": Points(replace(prepared.dataset, x=moved))}))
    assert elsewhere.scale == prepared.scale, "what validates can't be felt"


def test_a_scale_found_in_all_points_feels_those_it_should_not_see() -> None:
    honest = settled(Experiment(), {"data.scaling": Standardise()})
    leaking = prepare(settled(honest, {"data.scale_by_all": True}))
    everything = np.concatenate([leaking.data.train.x, leaking.data.validation.x], axis=1)
    assert everything[:-1].mean(axis=1) == pytest.approx([0, 0], abs=1e-12)
    assert leaking.scale != prepare(honest).scale


def test_grid_and_points_are_read_at_the_same_scale() -> None:
    prepared = prepare(settled(Experiment(), {"data.scaling": MinMax(), "data.stretch.x1": 100.0}))
    read_again = prepared.inputs(prepared.dataset.x)
    assert np.array_equal(read_again[:, prepared.parts.train], prepared.data.train.x)
    assert np.array_equal(prepared.column(X2(), prepared.dataset.x), read_again[1])
    assert read_again[:2, prepared.parts.train].min(axis=1).tolist() == [0, 0]


def test_another_scaling_reads_the_same_points_anew() -> None:
    plain = prepare(Experiment())
    scaled = prepare(settled(plain.experiment, {"data.scaling": Standardise()}), plain)
    assert scaled.dataset is plain.dataset
    assert scaled.parts is plain.parts
    assert scaled.data is not plain.data
    assert prepare(settled(scaled.experiment, {"training.learning_rate": 0.5}), scaled).data is scaled.data
