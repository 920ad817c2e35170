"""A file holds a whole experiment, and a broken one is refused in words."""

from pathlib import Path

import pytest

from playground import tree
from playground.data.dataset import Dataset, default_classes
from playground.data.features import X1, X2, SinX1
from playground.data.points import Points
from playground.data.sources import Source
from playground.experiment import Experiment, read, settled, to_plain, write
from playground.spec import SpecError, family

from .makers import with_source


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


def test_a_file_that_is_far_too_large_is_refused_before_it_is_understood(tmp_path: Path) -> None:
    with (tmp_path / "large.json").open("wb") as file:
        file.truncate(40 * 2**20)
    with pytest.raises(SpecError, match="larger than any experiment"):
        read(tmp_path / "large.json")


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "nothing.json")


def test_plain_values_are_what_json_can_hold() -> None:
    assert to_plain(Experiment())["training"]["optimizer"]["type"] == "adam"
