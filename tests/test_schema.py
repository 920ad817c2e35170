"""The schema says of a file what the program says of it."""

import json
from typing import Any

import jsonschema
import pytest

from playground import cli
from playground.assets import resources
from playground.codec import decode, encode
from playground.experiment import Experiment
from playground.schema import schema
from playground.spec import SpecError

VALIDATOR = jsonschema.Draft202012Validator(schema(Experiment))
EXAMPLES = sorted((resources() / "experiments").glob("*.json"))


def test_it_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_is_valid(path: Any) -> None:
    VALIDATOR.validate(json.loads(path.read_text(encoding="utf-8")))


def test_what_the_program_writes_is_valid() -> None:
    VALIDATOR.validate(encode(Experiment()))


@pytest.mark.parametrize(
    "plain",
    [
        {"training": {"learning_rate": -1}},
        {"training": {"batch_size": 2.5}},
        {"training": {"optimizer": "adamm"}},
        {"training": {"optimizer": {"type": "adam", "beta3": 0.9}}},
        {"network": {"layers": [{"units": 0}]}},
        {"data": {"source": {"type": "points", "x": [[1]], "y": [0]}}},
        {"notes": "hello"},
        [],
    ],
)
def test_what_the_program_refuses_is_not_valid(plain: Any) -> None:
    assert not VALIDATOR.is_valid(plain)
    with pytest.raises(SpecError):
        decode(Experiment, plain)


def test_the_command_line_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["schema"]) == cli.DONE
    assert json.loads(capsys.readouterr().out) == schema(Experiment)


def test_the_schema_that_is_shipped_is_the_present_one() -> None:
    """Remade by: python -m playground schema > resources/experiment.schema.json"""
    shipped = (resources() / "experiment.schema.json").read_text(encoding="utf-8")
    assert json.loads(shipped) == schema(Experiment)
