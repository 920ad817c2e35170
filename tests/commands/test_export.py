"""`export` and `report` as a person at a terminal has them."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from playground import experiment
from playground.cli import main
from playground.experiment import Experiment, settled
from playground.session import files


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small experiment with a test set."""
    path = tmp_path / "small.json"
    changes = {"data.source.samples": 60, "data.split.train": 0.5, "data.split.test": 0.2}
    experiment.write(settled(Experiment(), changes), path)
    return path


def test_a_script_of_a_project_ends_at_its_weights(file: Path, tmp_path: Path) -> None:
    project, script = tmp_path / "small.nnp", tmp_path / "small.py"
    assert main(["run", str(file), "--epochs", "7", "--quiet", "--save", str(project)]) == 0
    assert main(["export", str(project), "--numpy", str(script)]) == 0
    assert "EPOCHS = 7" in script.read_text(encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1].endswith("True")


def test_a_project_that_was_trained_on_with_other_settings_is_refused_but_not_from_the_beginning(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project, other = tmp_path / "one.nnp", tmp_path / "weights.npz"
    assert main(["run", str(file), "--epochs", "1", "--quiet", "--weights", str(other)]) == 0
    assert main(["run", str(file), "--epochs", "1", "--quiet", "--init", str(other), "--save", str(project)]) == 0
    assert main(["export", str(project), "--numpy", str(tmp_path / "no.py")]) == 2
    assert "changed while it trained" in capsys.readouterr().err
    assert not (tmp_path / "no.py").exists()
    assert main(["export", str(project), "--numpy", str(tmp_path / "yes.py"), "--epochs", "2"]) == 0


def test_tables_have_every_number_and_no_test_point(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = {name: tmp_path / f"{name}.csv" for name in ("curves", "predictions", "weights")}
    options = [word for name, path in paths.items() for word in (f"--{name}", str(path))]
    assert main(["export", str(file), *options, "--epochs", "3", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["kind"] for one in told["written"]] == ["curves", "predictions", "weights"]
    rows = {name: list(csv.DictReader(path.read_text(encoding="utf-8").splitlines())) for name, path in paths.items()}
    assert [row["epoch"] for row in rows["curves"]] == ["0", "1", "2", "3"]
    prepared = experiment.prepare(experiment.read(file))
    trainer = prepared.trainer()
    trainer.run(until_epoch=3)
    assert {row["part"] for row in rows["predictions"]} == {"train", "validation"}
    shown = np.r_[prepared.parts.train, prepared.parts.validation]
    answers = trainer.evaluator.answers(prepared.inputs(prepared.dataset.x[shown]))[1][0, 0]
    assert [float(row["output0"]) for row in rows["predictions"]] == answers.tolist()
    assert sorted(float(row["value"]) for row in rows["weights"]) == sorted(trainer.theta[0].tolist())


def test_nothing_to_write_and_a_file_that_is_not_there_are_told(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(file)]) == 2
    assert "--numpy" in capsys.readouterr().err
    assert main(["export", str(tmp_path / "no.json"), "--numpy", str(tmp_path / "x.py")]) == 2
    assert "no.json" in capsys.readouterr().err
    assert main(["export", str(file), "--epochs", "1", "--numpy", str(tmp_path / "no" / "x.py")]) == 2
    assert "x.py" in capsys.readouterr().err


def test_an_animation_is_written_with_its_settings(file: Path, tmp_path: Path, qapp: object) -> None:
    path = tmp_path / "run.gif"
    options = [
        "--film-width",
        "160",
        "--film-seconds",
        "1",
        "--film-rate",
        "4",
        "--film-view",
        "map",
        "--no-film-repeats",
    ]
    assert main(["export", str(file), "--epochs", "6", "--animation", str(path), *options]) == 0
    with Image.open(path) as picture:
        assert (picture.n_frames, picture.width) == (4, 160)
        assert "loop" not in picture.info


def test_settings_of_an_animation_that_are_not_possible_are_told(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "run.gif"
    assert main(["export", str(file), "--animation", str(path), "--film-start", "9", "--film-end", "5"]) == 2
    assert "--film-end" in capsys.readouterr().err
    assert main(["export", str(file), "--animation", str(tmp_path / "run.png")]) == 2
    assert ".gif or .webp" in capsys.readouterr().err
    assert not path.exists()


def test_tables_of_a_project_are_of_its_own_network_however_it_was_trained(file: Path, tmp_path: Path) -> None:
    project, other, told = tmp_path / "one.nnp", tmp_path / "weights.npz", tmp_path / "told.csv"
    assert main(["run", str(file), "--epochs", "1", "--quiet", "--weights", str(other)]) == 0
    assert main(["run", str(file), "--epochs", "1", "--quiet", "--init", str(other), "--save", str(project)]) == 0
    assert main(["export", str(project), "--weights", str(told)]) == 0
    values = [float(row["value"]) for row in csv.DictReader(told.read_text(encoding="utf-8").splitlines())]
    saved = files.open_file(project).saved
    assert saved is not None
    assert sorted(values) == sorted(saved.checkpoint.theta[0].tolist())
