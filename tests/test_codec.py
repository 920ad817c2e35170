"""Every configuration comes back from a file as it was; a wrong file is refused with every mistake and its place."""

import json
import math
from typing import Any

import pytest

import playground.engine.schedules
import playground.experiment  # noqa: F401 - declares the members of all families
from playground import spec
from playground.codec import decode, encode
from playground.data.dataset import ClassStyle
from playground.data.generators import Circle
from playground.data.sources import Source
from playground.engine.config import Layer, NetworkConfig, TrainingConfig
from playground.engine.optimizers import SGD, Adam
from playground.experiment import Experiment
from playground.spec import Component, Item, SpecError, family, params

FAMILIES = tuple(sorted(name for name in spec._FAMILIES if not name.startswith("test")))
MEMBERS = [pytest.param(cls, id=f"{name}-{key}") for name in FAMILIES for key, cls in family(name).items()]


def through_a_file(config: Any, base: type) -> Any:
    return decode(base, json.loads(json.dumps(encode(config), allow_nan=False)))


def base_of(cls: type[Component]) -> type[Component]:
    """The abstract base that a file is read as: the class nearest to Component."""
    return next(base for base in reversed(cls.__mro__) if issubclass(base, Component) and base is not Component)


def other_value(item: Item) -> Any:
    """A legal value that is not the default, where one is easily found."""
    rule, default = item.param, item.default
    candidates: list[Any] = [
        not default,
        *rule.presets,
        *[choice.value for choice in rule.choices],
        rule.low,
        rule.high,
    ]
    if item.kind in (int, float) and default is not spec.MISSING:
        candidates += [item.kind(default / 2), item.kind(default * 2), item.kind(default + 1)]
    for value in candidates:
        if value is not None and value != default and spec.check(value, item.kind, rule) is None:
            return value
    return default


@pytest.mark.parametrize("cls", MEMBERS)
def test_every_member_of_every_family_comes_back_from_a_file(cls: type[Component]) -> None:
    plain = cls()
    assert through_a_file(plain, base_of(cls)) == plain
    assert decode(base_of(cls), cls.key) == plain


@pytest.mark.parametrize("cls", MEMBERS)
def test_every_setting_of_every_member_comes_back_from_a_file(cls: type[Component]) -> None:
    for name, item in params(cls).items():
        try:
            changed = cls(**{name: other_value(item)})
        except SpecError:  # legal by itself, not beside the other defaults
            continue
        back = through_a_file(changed, base_of(cls))
        assert back == changed
        assert type(getattr(back, name)) is type(getattr(changed, name))


@pytest.mark.parametrize("cls", MEMBERS)
def test_every_member_has_words_for_a_person(cls: type[Component]) -> None:
    assert str(cls.label)
    assert cls.__doc__
    for item in params(cls).values():
        assert str(item.param.label)
        assert str(item.param.help).endswith(".")


def test_keys_stand_in_files_never_places_in_a_list() -> None:
    assert encode(TrainingConfig(optimizer=Adam(beta1=0.5)))["optimizer"] == {
        "type": "adam", "beta1": 0.5, "beta2": 0.999, "eps": 1e-08,
    }  # fmt: skip


def test_what_is_left_out_is_the_default() -> None:
    assert decode(Experiment, {}) == Experiment()
    assert decode(NetworkConfig, {"layers": [{}, {"units": 9}]}).layers == (Layer(), Layer(9))
    assert decode(TrainingConfig, {"optimizer": "sgd"}).optimizer == SGD()


def test_a_whole_number_is_a_number() -> None:
    back = decode(TrainingConfig, {"learning_rate": 1})
    assert type(back.learning_rate) is float


def complaints(data: Any, cls: type = Experiment) -> list[str]:
    with pytest.raises(SpecError) as caught:
        decode(cls, data)
    return str(caught.value).splitlines()


def points(**body: Any) -> dict[str, Any]:
    return {"data": {"source": {"type": "points", **body}}}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, "must be a group of settings, not null."),
        ([], "must be a group of settings, not []."),
        ({"nets": 1}, "nets: is not a known setting. Known here: data, features, network, training, seeds, judgement."),
        ({"training": 5}, "training: must be a group of settings, not 5."),
        ({"training": {"learning_rate": "fast"}}, "training.learning_rate: Learning rate must be a number, not fast."),
        ({"training": {"learning_rate": -1}}, "training.learning_rate: Learning rate must be more than 0, not -1."),
        (
            {"training": {"learning_rate": float("nan")}},
            "training.learning_rate: Learning rate must be a finite number, not nan.",
        ),
        ({"training": {"batch_size": 2.5}}, "training.batch_size: Batch size must be a whole number, not 2.5."),
        (
            {"training": {"optimizer": {"type": "adam", "beta": 1}}},
            "training.optimizer.beta: is not a known setting. Known here: beta1, beta2, eps.",
        ),
        (
            {"training": {"optimizer": {"type": "adam", "beta1": 1}}},
            "training.optimizer.beta1: Beta 1 must be less than 1, not 1.",
        ),
        ({"features": "x1"}, "features: must be a list, not x1."),
        ({"features": []}, "features: Inputs must have at least 1 entry, not 0."),
        ({"features": ["x1", "x2", "x1"]}, "features: Inputs must differ from each other: x1, x2, x1."),
        ({"network": {"layers": [{}, {"units": 0}]}}, "network.layers.1.units: Neurons must be 1 or more, not 0."),
        ({"network": {"layers": [{}, None]}}, "network.layers.1: must be a group of settings, not null."),
        ({"network": {"layers": [{}] * 13}}, "network.layers: Hidden layers must have at most 12 entries, not 13."),
        ({"seeds": {"weights": 10**9}}, "seeds.weights: Weight seed must be 999,999,999 or less, not 1,000,000,000."),
        (
            {"data": {"split": {"train": 0.9, "test": 0.5}}},
            "data.split.test: Training share and test share must be 1 or less together, not 1.4.",
        ),
        (
            {"data": {"source": "rings"}},
            "network.output: Sigmoid can't answer this data set (3 classes).",
        ),
        (
            {"training": {"loss": "cross_entropy"}},
            "training.loss: Cross-entropy needs one of these outputs: softmax. It can't follow Sigmoid.",
        ),
        (points(x=[[1, 2], [float("nan"), 1]], y=[0, 1]), "data.source.x.1: must be two finite numbers, not [nan, 1]."),
        (points(x=[[1, 2]] * 2, y=[0]), "data.source.y: must have one entry for each of the 2 points, not 1."),
        (points(x=[[1, 2]], y=[2]), "data.source.y.0: must be a class number from 0 to 1, not 2."),
    ],
    ids=lambda value: value.partition(":")[0] if isinstance(value, str) else "",
)  # fmt: skip
def test_a_wrong_file_is_refused_with_the_place_and_a_clear_sentence(data: Any, sentence: str) -> None:
    assert complaints(data) == [sentence]


def test_an_unknown_member_is_refused_with_those_there_are() -> None:
    for wrong in ("adamm", {"type": "adamm"}):
        (sentence,) = complaints({"training": {"optimizer": wrong}})
        assert sentence.startswith("training.optimizer: must be one of ")
        assert sentence.endswith(", not adamm.")
        assert all(key in sentence for key in family("optimizer"))


@pytest.mark.parametrize("wrong", [None, 5, ["adam"], {}, {"type": None}, {"type": ["adam"]}, {"beta1": 0.5}])
def test_a_member_without_a_name_is_refused(wrong: Any) -> None:
    (sentence,) = complaints({"training": {"optimizer": wrong}})
    assert sentence.startswith("training.optimizer: must be one of ")


def test_every_mistake_of_a_file_is_told_at_once() -> None:
    found = complaints(
        {
            "training": {"learning_rate": -1, "loss": "x", "speed": 1},
            "network": {"layers": [{"units": 0}, {"activation": "bend"}]},
            **points(x=[[1]], y=["a"]),
        }
    )
    assert {sentence.partition(":")[0] for sentence in found} == {
        "training.learning_rate", "training.loss", "training.speed", "network.layers.0.units",
        "network.layers.1.activation", "data.source.x.0", "data.source.y.0",
    }  # fmt: skip


def test_too_many_points_are_refused_before_they_are_looked_at() -> None:
    found = complaints(points(x=[[0, 0]] * 200_000, y=[0] * 200_000))
    assert found == [
        "data.source.x: A data set has at most 100,000 points, not 200,000.",
        "data.source.y: A data set has at most 100,000 points, not 200,000.",
    ]


@pytest.mark.parametrize("body", [{}, {"x": [[1, 2]], "y": [0]}, {"x": [[1, 2], [3, 4]], "y": [1, 1]}])
def test_a_drawing_that_can_not_train_yet_is_still_a_file(body: dict[str, Any]) -> None:
    experiment = decode(Experiment, points(**body))
    assert through_a_file(experiment, Experiment) == experiment


def test_an_abstract_base_is_never_made() -> None:
    assert decode(base_of(Circle), "circle") == Circle()
    with pytest.raises(SpecError, match="must be one of"):
        decode(base_of(Circle), "source")


def test_a_minus_zero_is_read_as_zero() -> None:
    read = decode(TrainingConfig, {"l1": -0.0})
    assert math.copysign(1.0, read.l1) == 1.0


def test_what_is_seldom_set_is_left_out_of_files_while_it_is_as_usual() -> None:
    named = Circle(styles=(ClassStyle("cats"), ClassStyle("dogs", 1)))
    assert "styles" not in encode(Circle())
    assert [style["name"] for style in encode(named)["styles"]] == ["cats", "dogs"]
    assert decode(Source, encode(named)) == named
