"""A setting is declared once, and a value that breaks its rule can not exist."""

from collections.abc import Iterator
from dataclasses import FrozenInstanceError, dataclass, field

import pytest

from playground.i18n import _
from playground.spec import (
    Choice,
    Component,
    Configuration,
    Effect,
    SpecError,
    Violation,
    component,
    family,
    family_of,
    param,
    params,
)


class Shape(Component):
    """Base of a family that only these tests know."""

    __slots__ = ()


@component("test shape", key="dot", label=_("Dot"))
@dataclass(frozen=True, slots=True)
class Dot(Shape):
    """A member without settings."""


@component("test shape", key="disc", label=_("Disc"))
@dataclass(frozen=True, slots=True)
class Disc(Shape):
    """A member with one."""

    radius: float = param(1.0, label=_("Radius"), help=_("Half its width."), low=0, open_low=True, high=10)


@dataclass(frozen=True, slots=True)
class Picture(Configuration):
    """One of every kind of setting."""

    scale: float = param(0.5, label=_("Scale"), help=_("How large."), low=0, high=1, open_high=True)
    count: int = param(3, label=_("Count"), help=_("How many."), low=1, high=999_999_999, effect=Effect.LIVE)
    bright: bool = param(True, label=_("Bright"), help=_("Whether."), effect=Effect.VIEW)
    name: str = param("", label=_("Name"), help=_("Words."))
    style: str = param(
        "flat", label=_("Style"), help=_("Which."), choices=(Choice("flat", _("Flat")), Choice("deep", _("Deep")))
    )
    shape: Shape = param(Dot(), label=_("Shape"), help=_("What."))
    shapes: tuple[Shape, ...] = param((), label=_("Shapes"), help=_("More."), longest=2)
    sizes: tuple[float, ...] = param((1.0,), label=_("Sizes"), help=_("Numbers."), low=0, shortest=1)

    def constraints(self) -> Iterator[Violation]:
        if self.bright and self.scale > 0.9:
            yield Violation("scale", _("A bright picture must be small."))


def complaint(**settings: object) -> str:
    with pytest.raises(SpecError) as caught:
        Picture(**settings)  # type: ignore[arg-type]
    return str(caught.value)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"scale": -0.5}, "scale: Scale must be 0 or more, not -0.5."),
        ({"scale": 1.0}, "scale: Scale must be less than 1, not 1."),
        ({"scale": float("nan")}, "scale: Scale must be a finite number, not nan."),
        ({"scale": float("-inf")}, "scale: Scale must be a finite number, not -inf."),
        ({"scale": "big"}, "scale: Scale must be a number, not big."),
        ({"scale": True}, "scale: Scale must be a number, not true."),
        ({"scale": None}, "scale: Scale must be a number, not null."),
        ({"count": 0}, "count: Count must be 1 or more, not 0."),
        ({"count": 2.0}, "count: Count must be a whole number, not 2."),
        ({"count": 1_000_000_000}, "count: Count must be 999,999,999 or less, not 1,000,000,000."),
        ({"bright": 1}, "bright: Bright must be true or false, not 1."),
        ({"name": 5}, "name: Name must be text, not 5."),
        ({"style": "round"}, "style: Style must be one of flat, deep, not round."),
        ({"shape": "dot"}, "shape: Shape must be one of dot, disc, not dot."),
        ({"shapes": (Dot(), 3)}, "shapes: Shapes must be one of dot, disc, not 3."),
        ({"shapes": (Dot(),) * 3}, "shapes: Shapes must have at most 2 entries, not 3."),
        ({"shapes": [Dot()]}, "shapes: Shapes must be a list, not [Dot()]."),
        ({"sizes": ()}, "sizes: Sizes must have at least 1 entry, not 0."),
        ({"sizes": (1.0, -1.0)}, "sizes: Sizes must be 0 or more, not -1."),
    ],
)
def test_a_wrong_value_is_refused_with_its_field_its_rule_and_the_value(
    settings: dict[str, object], sentence: str
) -> None:
    assert complaint(**settings) == sentence


def test_an_open_limit_excludes_the_number_itself() -> None:
    with pytest.raises(SpecError, match=r"Radius must be more than 0, not 0\."):
        Disc(0.0)
    assert Disc(10.0).radius == 10.0


def test_a_value_just_beyond_its_limit_is_not_shown_as_the_limit() -> None:
    assert complaint(scale=1.000001) == "scale: Scale must be less than 1, not 1.000001."


def test_a_value_of_any_length_is_shown_short() -> None:
    assert len(complaint(name=["x"] * 1000)) < 120
    assert len(complaint(count=10**400)) < 120


def test_every_mistake_is_told_at_once() -> None:
    assert complaint(scale=-1.0, count=0).count("\n") == 1


def test_a_rule_between_fields_is_checked_only_when_each_field_is_right() -> None:
    assert complaint(scale=0.95) == "scale: A bright picture must be small."
    assert complaint(scale=0.95, count=0) == "count: Count must be 1 or more, not 0."


def test_a_whole_number_is_taken_for_a_number() -> None:
    picture = Picture(scale=0)
    assert picture.scale == 0.0
    assert type(picture.scale) is float


def test_a_configuration_never_changes() -> None:
    with pytest.raises(FrozenInstanceError):
        Picture().scale = 0.1  # type: ignore[misc]


def test_a_family_keeps_the_order_of_declaration() -> None:
    assert list(family("test shape")) == ["dot", "disc"]
    assert dict(family_of(Shape)) == {"dot": Dot, "disc": Disc}
    assert (Disc.family, Disc.key, str(Disc.label)) == ("test shape", "disc", "Disc")


def test_a_key_can_not_be_declared_twice() -> None:
    with pytest.raises(TypeError, match="'dot' is declared twice"):
        component("test shape", key="dot", label=_("Dot"))(Dot)


def test_a_family_can_not_be_written_to() -> None:
    with pytest.raises(TypeError):
        family("test shape")["other"] = Dot  # type: ignore[index]


def test_a_field_that_is_no_setting_is_not_one() -> None:
    @dataclass(frozen=True, slots=True)
    class Mixed(Configuration):
        shown: int = param(1, label=_("Shown"), help=_("A setting."))
        inner: int = field(default=-5)

    assert list(params(Mixed)) == ["shown"]
    assert params(Mixed)["shown"].default == 1


def test_kinds_of_fields_are_told_apart() -> None:
    found = params(Picture)
    assert found["shape"].is_component
    assert not found["scale"].is_component
    assert found["shapes"].element is Shape
    assert found["scale"].element is None
