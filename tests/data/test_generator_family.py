"""What holds for every generated data set, whatever its settings."""

from dataclasses import replace

import numpy as np
import pytest

import playground.data  # noqa: F401 - declares the families
from playground.codec import decode, encode
from playground.data.curve_sets import Curve
from playground.data.dataset import DOMAIN, Dataset
from playground.data.regression_sets import Surface
from playground.data.shape_sets import Above
from playground.data.sources import Balanced, Generated, Group, Labelled, Regions, Source
from playground.engine.seeds import stream
from playground.spec import Component, Item, family, params

ALL: list[type[Generated]] = [cls for cls in family("dataset").values() if issubclass(cls, Generated)]
LABELLED: list[type[Labelled]] = [cls for cls in ALL if issubclass(cls, Labelled)]
OF_MANY_SETS = {"samples", "noise", "label_noise", "point_noise", "value_noise", "balance", "evenness", "gap", "flaws"}
"""Settings that say how many points there are and what is wrong with them, whatever the shape."""
NOISES = ("noise", "point_noise", "label_noise", "value_noise")


def made(source: Source, seed: int = 0) -> Dataset:
    return source.make(stream("data", seed))


def extremes(item: Item) -> list[object]:
    """The least and the largest value of a setting, or each of its choices; for free text, what it is already."""
    rules = item.param
    if rules.choices:
        return [choice.value for choice in rules.choices]
    return [item.default] if item.kind is str else [rules.low, rules.high]


EXTREMES = [
    (cls, item.name, value)
    for cls in ALL
    for item in params(cls).values()
    if item.kind in (int, float, str)
    for value in extremes(item)
]


def with_samples(cls: type[Generated], **changes: object) -> Generated:
    """A data set with so few points that the test is quick, and as many as its classes need."""
    return cls(**{"samples": 60, **changes})  # type: ignore[arg-type]


def require_legal(data: Dataset, source: Generated) -> None:
    assert data.n == source.samples
    assert np.abs(data.x).max() <= DOMAIN[1]
    assert np.isfinite(data.y).all()
    assert data.classes == source.classes
    assert len(set(data.ids.tolist())) == data.n


@pytest.mark.parametrize(("cls", "name", "value"), EXTREMES, ids=lambda value: getattr(value, "key", str(value)))
def test_every_setting_at_its_ends_gives_a_legal_data_set(cls: type[Generated], name: str, value: object) -> None:
    if name == "samples" and value == 2:
        value = (cls(samples=400).classes and len(cls(samples=400).classes)) or 2
    source = with_samples(cls, **{name: value})
    require_legal(made(source), source)


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.key)
@pytest.mark.parametrize("end", [0, -1])
def test_all_settings_at_their_ends_together_give_a_legal_data_set(cls: type[Generated], end: int) -> None:
    ends = {item.name: extremes(item)[end] for item in params(cls).values() if item.kind in (int, float, str)}
    source = with_samples(cls, **{**ends, "samples": 60})
    require_legal(made(source), source)


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.key)
def test_the_same_seed_gives_the_same_bits_and_another_seed_other_points(cls: type[Generated]) -> None:
    source = noisy(cls)
    assert made(source, 3) == made(source, 3)
    assert not np.array_equal(made(source, 3).x, made(source, 4).x)


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.key)
def test_a_file_brings_back_every_setting(cls: type[Generated]) -> None:
    source = noisy(cls)
    assert decode(Source, encode(source)) == source  # type: ignore[type-abstract]


def noisy(cls: type[Generated]) -> Generated:
    """A data set with a little of every noise and flaw."""
    source = with_samples(cls, **{name: 0.2 for name in NOISES if name in params(cls)})
    return replace(source, flaws=replace(source.flaws, outliers=0.1, turn=30))


@pytest.mark.parametrize("cls", [cls for cls in ALL if issubclass(cls, Regions)], ids=lambda cls: cls.key)
def test_without_noise_every_point_is_in_the_region_of_its_class(cls: type[Regions]) -> None:
    source = cls(samples=1000)
    data = made(source)
    assert (source.region(data.x) == data.labels).all()


@pytest.mark.parametrize("cls", [cls for cls in ALL if issubclass(cls, Surface)], ids=lambda cls: cls.key)
def test_without_noise_every_point_is_on_the_surface(cls: type[Surface]) -> None:
    source = cls(samples=1000)
    data = made(source)
    assert (source.height(data.x) == data.y).all()


@pytest.mark.parametrize("cls", [cls for cls in ALL if issubclass(cls, Curve)], ids=lambda cls: cls.key)
def test_without_noise_every_point_is_on_the_curve_and_none_in_the_gap(cls: type[Curve]) -> None:
    source = cls(samples=1000, noise=0, gap=3)
    data = made(source)
    assert (source.height(data.x[:, 0]) == data.x[:, 1]).all()
    assert (data.y == data.x[:, 1]).all()
    assert 1.5 <= np.abs(data.x[:, 0]).min() < 1.6
    assert 4.9 < np.abs(data.x[:, 0]).max() <= 5


@pytest.mark.parametrize("cls", LABELLED, ids=lambda cls: cls.key)
@pytest.mark.parametrize("share", [0.01, 0.1, 0.35, 0.5])
def test_label_noise_makes_exactly_its_share_of_labels_wrong_and_moves_nothing(
    cls: type[Labelled], share: float
) -> None:
    clean, wrong = made(cls(samples=200)), made(cls(samples=200, label_noise=share))
    assert np.count_nonzero(clean.labels != wrong.labels) == round(200 * share)
    assert (clean.x == wrong.x).all()


@pytest.mark.parametrize("cls", LABELLED, ids=lambda cls: cls.key)
def test_more_label_noise_keeps_the_labels_that_were_wrong(cls: type[Labelled]) -> None:
    clean, some, more = (made(cls(label_noise=share)).labels for share in (0.0, 0.1, 0.3))
    wrong = clean != some
    assert (more[wrong] == some[wrong]).all()


@pytest.mark.parametrize("cls", [cls for cls in ALL if issubclass(cls, Regions)], ids=lambda cls: cls.key)
def test_point_noise_moves_points_and_keeps_their_labels(cls: type[Regions]) -> None:
    clean, moved = made(cls()), made(cls(point_noise=0.02))
    assert (clean.labels == moved.labels).all()
    assert (clean.x != moved.x).any(axis=1).all()
    assert (moved.x - clean.x).std() == pytest.approx(0.06, rel=0.1)


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.key)
def test_outliers_are_exactly_their_share_anywhere_on_the_map_with_the_labels_they_had(cls: type[Generated]) -> None:
    clean = cls(samples=1000)
    far = replace(clean, flaws=replace(clean.flaws, outliers=0.25))
    before, after = made(clean), made(far)
    moved = (before.x != after.x).any(axis=1)
    assert np.count_nonzero(moved) == 250
    assert before.is_curve or (before.y == after.y).all()
    assert np.abs(after.x[moved].mean(axis=0)).max() < 0.8
    assert after.x[moved].std(axis=0) == pytest.approx([12 / np.sqrt(12)] * 2, rel=0.15)


@pytest.mark.parametrize("cls", [cls for cls in ALL if issubclass(cls, Balanced)], ids=lambda cls: cls.key)
@pytest.mark.parametrize("balance", [0.05, 0.5, 0.95])
def test_the_first_class_has_the_share_that_is_asked_for(cls: type[Balanced], balance: float) -> None:
    assert made(cls(samples=200, balance=balance)).counts[0] == round(200 * balance)


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.key)
def test_every_set_says_what_it_is_in_words_and_in_mathematics(cls: type[Generated]) -> None:
    assert str(cls.about).endswith(".")
    assert cls().formula
    assert cls.group in set(Group) - {Group.OWN}
    assert (cls.group is Group.VALUES) == (not cls().classes)
    assert (cls.group is Group.SEVERAL) == (len(cls().classes) > 2)


@pytest.mark.parametrize("cls", ALL, ids=lambda cls: cls.key)
def test_the_formula_tells_every_setting_of_the_shape(cls: type[Generated]) -> None:
    for name, item in params(cls).items():
        if name not in OF_MANY_SETS and item.kind in (int, float):
            formulas = {replace(cls(), **{name: value}).formula for value in extremes(item)}
            assert len(formulas) == 2, name


def test_a_typed_curve_stands_in_the_formula() -> None:
    assert "x ** 2" in Above(curve="x ** 2 / 3 - 2").formula


def test_every_member_that_is_not_made_by_a_formula_is_ones_own() -> None:
    others: list[type[Component]] = [cls for cls in family("dataset").values() if not issubclass(cls, Generated)]
    assert {cls.group for cls in others if issubclass(cls, Source)} == {Group.OWN}
