"""Settings made up for the tests of the controls, one of each kind."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playground.i18n import _
from playground.spec import Choice, Component, Configuration, Item, SpecError, component, param, params
from playground.tree import put


class Pet(Component):
    """A family."""

    __slots__ = ()


@component("test-pet", key="cat", label=_("Cat"))
@dataclass(frozen=True, slots=True)
class Cat(Pet):
    lives: int = param(9, label=_("Lives"), help=_("How often it falls."), low=1, high=9)
    awake: float = param(0.3, label=_("Awake"), help=_("The part of the day."), low=0, high=1, open_high=True)


@component("test-pet", key="dog", label=_("Dog"))
@dataclass(frozen=True, slots=True)
class Dog(Pet):
    good: bool = param(True, label=_("Good"), help=_("Always."))


@dataclass(frozen=True, slots=True)
class Sample(Configuration):
    rate: float = param(
        0.01, label=_("Learning rate"), help=_("How far each step goes."), low=0, open_low=True, logarithmic=True,
    )  # fmt: skip
    batch: int = param(
        32, label=_("Batch size"), help=_("Points in a step."), low=1, high=64, presets=(1, 2, 4, 8, 16, 32, 64)
    )
    noise: float = param(0.15, label=_("Noise"), help=_("How far points are scattered."), low=0, high=1)
    samples: int = param(400, label=_("Samples"), help=_("How many points."), low=10, high=1000)
    on: bool = param(False, label=_("Switch"), help=_("On or off."))
    shape: str = param(
        "round", label=_("Shape"), help=_("How it looks."),
        choices=(Choice("round", _("Round")), Choice("square", _("Square"))),
    )  # fmt: skip
    name: str = param("first", label=_("Name"), help=_("What it is called."))
    pet: Pet = param(Cat(), label=_("Pet"), help=_("Who lives here."))
    many: tuple[int, ...] = param((1, 2), label=_("Many"), help=_("A list has a view of its own."))


ITEMS = params(Sample)


def item(name: str) -> Item:
    """The declaration of a setting of `Sample`."""
    return ITEMS[name]


@dataclass(frozen=True)
class Told:
    old: Sample
    new: Sample


class LittleSession:
    """As much of a session as a control needs; edits that merge count as one step."""

    def __init__(self) -> None:
        self.experiment = Sample()
        self.steps: list[tuple[str, Any]] = []
        self.listeners: list[Callable[[Told], None]] = []
        self._merging = ""

    def apply(self, path: str, value: Any, merge: bool = False) -> bool:
        try:
            new = put(self.experiment, path, value)
        except SpecError:
            return False
        if merge and self._merging == path:
            self.steps.pop()
        self.steps.append((path, value))
        self._merging = path if merge else ""
        old, self.experiment = self.experiment, new
        for listener in tuple(self.listeners):
            listener(Told(old, new))
        return True

    def settle(self) -> None:
        self._merging = ""

    def subscribe(self, listener: Callable[[Told], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)
