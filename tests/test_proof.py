"""The proof holds where the numbers are right, and fails where they are not."""

from pathlib import Path

import numpy as np
import pytest

from playground import cli, proof
from playground.assets import resources
from playground.engine.activations import Tanh
from playground.engine.arrays import Array
from playground.engine.recipes import Recipe, call
from playground.experiment import Experiment, prepare, settled
from playground.spec import family

EXAMPLES = sorted((resources() / "experiments").glob("*.json"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_proved(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--language", "en", "verify", str(path)]) == cli.DONE
    assert "✗" not in capsys.readouterr().out


@pytest.mark.parametrize("key", family("optimizer"))
def test_every_optimizer_has_a_worked_example_and_agrees_with_it(key: str) -> None:
    experiment = settled(Experiment(), {"training.optimizer": family("optimizer")[key]()})
    assert all(check.holds for check in proof.checks(prepare(experiment))), key


def test_a_wrong_derivative_is_found(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def wrong(self: Tanh, z: Array, a: Array, slope: Array) -> Recipe:
        yield call(np.multiply, a, a, slope)
        yield call(np.subtract, 1.01, slope, slope)

    monkeypatch.setattr(Tanh, "derivative", wrong)
    assert cli.main(["--language", "en", "verify"]) == cli.FALSE
    assert "✗" in capsys.readouterr().out
