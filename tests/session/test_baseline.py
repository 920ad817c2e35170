"""The baseline: sensible for every kind of points that the program makes."""

from typing import cast

import pytest

from playground.data.generators import Rare
from playground.data.sources import Generated
from playground.engine.tasks import Kind
from playground.experiment import Experiment, prepare, settled
from playground.session.baseline import EPOCHS, baseline
from playground.spec import family

CLASSES = [
    made for made in family("dataset").values()
    if issubclass(made, Generated) and cast(Generated, made()).samples <= 1_000 and made().classes
]  # fmt: skip


@pytest.mark.parametrize("source", CLASSES, ids=lambda source: source.key)
def test_it_learns_every_set_of_classes_well(source: type[Generated]) -> None:
    prepared = prepare(settled(Experiment(), {"data.source": source()}))
    trained = prepare(settled(prepared.experiment, baseline(prepared)))
    record = trained.trainer().run(until_epoch=EPOCHS)[-1]
    assert record.validation.score[0] >= 0.85
    assert trained.dataset is prepared.dataset or (trained.dataset.x == prepared.dataset.x).all()


@pytest.mark.parametrize("key", ["plane", "saddle", "line", "bell"])
def test_it_learns_values(key: str) -> None:
    prepared = prepare(settled(Experiment(), {"data.source": family("dataset")[key]()}))
    trained = prepare(settled(prepared.experiment, baseline(prepared)))
    assert trained.data.task.kind is Kind.REGRESSION
    assert trained.trainer().run(until_epoch=EPOCHS)[-1].validation.score[0] >= 0.9


def test_where_a_class_is_rare_it_counts_more() -> None:
    rare = prepare(settled(Experiment(), {"data.source": Rare()}))
    assert settled(rare.experiment, baseline(rare)).training.class_weights == "balanced"
    even = prepare(Experiment())
    assert settled(even.experiment, baseline(even)).training.class_weights == "none"
