"""The command line and our files: looking into them, converting them, and going on with a project."""

import json
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from playground import cli
from playground.assets import resources
from playground.session import files

EXAMPLE = resources() / "experiments" / "spiral.json"


def run(*arguments: object) -> int:
    return cli.main(["--language", "en", *map(str, arguments)])


@pytest.fixture
def work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A project that was trained for three epochs."""
    path = tmp_path / "work.nnp"
    assert run("run", EXAMPLE, "--epochs", 3, "--save", path) == cli.DONE
    capsys.readouterr()
    return path


def test_a_run_that_was_saved_and_continued_ends_where_one_run_ends(work: Path, tmp_path: Path) -> None:
    assert run("run", work, "--epochs", 4, "--weights", tmp_path / "two.npz", "--save", work) == cli.DONE
    assert run("run", EXAMPLE, "--epochs", 7, "--weights", tmp_path / "one.npz") == cli.DONE
    with np.load(tmp_path / "one.npz") as one, np.load(tmp_path / "two.npz") as two:
        assert all(one[name].tobytes() == two[name].tobytes() for name in one.files)
    saved = files.open_file(work).saved
    assert saved is not None
    assert saved.curves.column("epoch").tolist() == list(range(8))
    assert saved.past is not None
    assert [still.checkpoint.epoch for still in saved.past.stills] == list(range(8))


def test_info_says_what_is_in_a_project(work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("info", work) == cli.DONE
    said = capsys.readouterr().out
    assert "project" in said
    assert "Epochs" in said
    assert run("info", work, "--json") == cli.DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["epochs"], told["data"]) == ("project", 3, "spiral")
    assert told["training_loss"] > 0
    assert told["record"] == {"first_epoch": 0, "states": 4}
    assert told["pinned_runs"] == 0


def test_info_of_settings_has_no_training(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("info", EXAMPLE, "--json") == cli.DONE
    told = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["epochs"]) == ("settings", 0)


def test_a_project_becomes_settings_and_says_what_is_left_out(
    work: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("convert", work, tmp_path / "only.json") == cli.DONE
    assert "no weights" in capsys.readouterr().err
    assert files.open_file(tmp_path / "only.json").prepared.experiment == files.open_file(EXAMPLE).prepared.experiment


def test_settings_become_a_project(tmp_path: Path) -> None:
    assert run("convert", EXAMPLE, tmp_path / "new.nnp") == cli.DONE
    assert files.open_file(tmp_path / "new.nnp").saved is None


def test_an_unknown_ending_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("convert", EXAMPLE, tmp_path / "new.xyz") == cli.WRONG_INPUT
    assert ".nnp" in capsys.readouterr().err
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("command", ["info", "run", "verify"])
def test_a_damaged_project_is_named_in_a_sentence(command: str, work: Path, capsys: pytest.CaptureFixture[str]) -> None:
    work.write_bytes(work.read_bytes()[:-200])
    assert run(command, work) == cli.WRONG_INPUT
    said = capsys.readouterr().err
    assert "work.nnp" in said
    assert "damaged" in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
@pytest.mark.parametrize(
    "words",
    [
        ["info", "PIPE"], ["verify", "PIPE"], ["convert", "PIPE", "new.nnp"], ["run", "PIPE"],
        ["report", "PIPE", "--output", "a.html"], ["run", EXAMPLE, "--data", "PIPE"],
        ["run", EXAMPLE, "--init", "PIPE"], ["run", EXAMPLE, "--predict", "PIPE"],
        ["run", EXAMPLE, "--weights", "PIPE", "--epochs", "1"],
    ],
    ids=lambda words: " ".join(Path(word).name for word in words),
)  # fmt: skip
def test_a_pipe_is_refused_and_not_waited_for(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert run(*(tmp_path / "pipe" if word == "PIPE" else word for word in words)) == cli.WRONG_INPUT
    assert "a device or a pipe" in capsys.readouterr().err
