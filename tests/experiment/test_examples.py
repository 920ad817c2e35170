"""The examples that come with the program are whole, and learn."""

from pathlib import Path

import pytest

from playground.assets import resources
from playground.experiment import prepare, read, settled, write

EXAMPLES = sorted((resources() / "experiments").glob("*.json"))


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
