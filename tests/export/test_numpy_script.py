"""Scripts are run by a Python of their own, and end at our weights to the last bit."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from playground import i18n
from playground.data.dataset import Dataset
from playground.data.points import Points
from playground.data.target import Target
from playground.engine.config import Layer, NetworkConfig, TrainingConfig
from playground.engine.noise import Noise
from playground.experiment import Experiment, prepare, settled
from playground.export.numpy_script import numpy_script
from playground.export.replay import repeat, train
from playground.spec import SpecError, params
from tests.export.cases import SMALL, cases, of

RUN_ALL = """
import contextlib, io, runpy, sys, warnings
warnings.simplefilter("ignore")
for path in sys.argv[1:]:
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            words = repr(bool(runpy.run_path(path)["same"]))
        except Exception as error:
            words = f"{type(error).__name__}: {error}"
    print(path, words, sep="|")
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What each script found: "True" where its weights are ours."""
    folder, names = tmp_path_factory.mktemp("scripts"), list(cases())
    for place, experiment in enumerate(cases().values()):
        script = numpy_script(train(prepare(experiment), 5), "A test")
        (folder / f"{place}.py").write_text(script, encoding="utf-8")
    paths = [str(folder / f"{place}.py") for place in range(len(names))]
    done = subprocess.run(
        [sys.executable, "-c", RUN_ALL, *paths], capture_output=True, text=True, timeout=120, check=True
    )
    return dict(zip(names, [line.split("|")[1] for line in done.stdout.splitlines()], strict=True))


@pytest.mark.parametrize("name", cases())
def test_the_script_ends_at_the_same_bits(name: str, outcomes: dict[str, str]) -> None:
    assert outcomes[name] == "True"


def test_the_script_knows_when_the_weights_are_others(tmp_path: Path) -> None:
    script = numpy_script(train(prepare(SMALL), 2), "A test").replace("EPOCHS = 2", "EPOCHS = 3")
    (tmp_path / "other.py").write_text(script, encoding="utf-8")
    done = subprocess.run([sys.executable, str(tmp_path / "other.py")], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].endswith("False")


def test_a_run_that_ends_inside_an_epoch_is_ended_there(tmp_path: Path) -> None:
    trainer = prepare(SMALL).trainer()
    trainer.run(steps=6)
    assert trainer.position > 0
    run = repeat(prepare(SMALL), trainer.checkpoint())
    (tmp_path / "half.py").write_text(numpy_script(run, "A test"), encoding="utf-8")
    done = subprocess.run([sys.executable, str(tmp_path / "half.py")], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].endswith("True")


def test_only_what_is_needed_stands_in_the_script() -> None:
    plain = numpy_script(train(prepare(SMALL), 1), "A test")
    assert not [word for word in ("normalize", "dropout", "is_weight") if word in plain]
    named = {node.name for node in ast.walk(ast.parse(plain)) if isinstance(node, ast.FunctionDef)}
    assert named == {"sigmoid", "with_ones", "stream", "columns", "targets", "answer", "learn", "take_step", "rate",
                     "loss_and_score"}  # fmt: skip


def test_no_test_point_is_in_the_script() -> None:
    prepared = prepare(settled(Experiment(), {"data.split.train": 0.5, "data.split.test": 0.3}))
    script, dataset = numpy_script(train(prepared, 1), "A test"), prepared.dataset
    assert len(prepared.parts.test) > 10
    assert not [x for x in dataset.x[prepared.parts.test, 0].tolist() if repr(x) in script]
    assert all(repr(x) in script for x in dataset.x[prepared.parts.validation, 0].tolist())


def test_a_run_with_changed_settings_is_refused() -> None:
    prepared = prepare(SMALL)
    trainer = prepared.trainer()
    trainer.run(until_epoch=2)
    trainer.configure(of(training__learning_rate=0.5).training)
    trainer.run(until_epoch=4)
    with pytest.raises(SpecError, match="changed while it trained"):
        repeat(prepared, trainer.checkpoint())


def test_augmentation_is_refused() -> None:
    with pytest.raises(SpecError, match="Augmentation"):
        numpy_script(train(prepare(of(data__augmentation__jitter=0.1)), 1), "A test")


def test_scripts_know_every_setting_of_training() -> None:
    """Who adds a setting teaches it to the scripts, or has them refuse it, and then adds it here."""
    assert [*params(TrainingConfig)] == [
        "loss", "optimizer", "learning_rate", "batch_size", "reshuffle", "l1", "l2", "schedule", "early_stopping",
        "l2_form", "max_norm", "clip_norm", "clip_value", "noise", "label_smoothing", "class_weights",
        "balanced_batches", "resampling", "whole_set",
    ]  # fmt: skip
    assert [*params(Noise)] == ["inputs", "weights", "labels", "gradients"]
    assert [*params(Layer)] == ["units", "activation", "normalization", "norm_position", "dropout", "dropout_position"]
    assert [*params(NetworkConfig)] == ["layers", "output", "initializer", "bias", "precision"]


def test_points_of_one_class_are_refused() -> None:
    from tests.session.support import drawn

    with pytest.raises(SpecError, match="two classes"):
        train(prepare(of(data__source=drawn([1.0, 1.0, 1.0]))), 1)


def test_a_title_with_quotes_and_another_language_make_no_broken_script() -> None:
    i18n.use_language("ko")
    try:
        deep = of(network__layers=(Layer(2),) * 12)
        script = numpy_script(train(prepare(deep), 1), 'She said """no""" \\ 나선')
    finally:
        i18n.use_language("en")
    compile(script, "script", "exec")
    assert "W13" in script
    assert "나선" in script


def test_the_script_says_what_scaled_values_are_in_own_units() -> None:
    dataset = Dataset.numbered([[0, 0], [1, 1], [2, 0]], [-1.0, 0.0, 1.0], target=Target("price", 10.0, 50.0))
    script = numpy_script(train(prepare(settled(Experiment(), {"data.source": Points(dataset)})), 1), "A test")
    assert "−1 is 10 and +1 is 50 (price)" in (ast.get_docstring(ast.parse(script)) or "")
    assert "are scaled" not in numpy_script(train(prepare(SMALL), 1), "A test")
