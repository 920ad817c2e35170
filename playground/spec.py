"""Declare once: a setting says in one place what it is, what it may be, and what a change of it costs.

A configuration is a frozen dataclass whose fields are made with `param`. Controls, files, command line, help and tests
read that declaration. A value that breaks its rule cannot exist: the constructor raises `SpecError`, whose sentences
name the field, the rule and the value, in the user's language.
"""

import math
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING as MISSING
from dataclasses import Field, dataclass, field, fields
from enum import IntEnum
from functools import cache
from typing import Any, ClassVar, TypeVar, get_args, get_origin, get_type_hints

from playground.i18n import Text, _, grouped, n_, plain


class Effect(IntEnum):
    """What a change costs, from nothing to everything."""

    VIEW = 0
    """Only the picture changes."""
    LIVE = 1
    """Used from the next mini-batch on; nothing is lost."""
    OPTIMIZER = 2
    """The optimizer's memory is made anew; the weights stay."""
    NETWORK = 3
    """The network is rebuilt; the weights that still fit are kept."""
    WEIGHTS = 4
    """The weights are drawn anew and training begins again."""
    DATA = 5
    """The data set is made anew; the network goes on with it if it still fits."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a setting that has a few named values."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Param:
    """The declaration of one setting.

    `low` and `high` are the limits (open limits exclude the number itself), `presets` the values a person is most
    likely to want, `logarithmic` says that 0.01 to 0.1 is as far as 0.1 to 1, `digits` how many decimals are shown.
    What is `seldom` set is left out of files while it is as usual: without it, files and codes are as they were before
    there was such a setting.
    """

    label: Text
    help: Text
    effect: Effect = Effect.NETWORK
    low: float | None = None
    high: float | None = None
    open_low: bool = False
    open_high: bool = False
    logarithmic: bool = False
    presets: tuple[float, ...] = ()
    digits: int = 3
    choices: tuple[Choice, ...] = ()
    shortest: int = 0
    longest: int | None = None
    seldom: bool = False


def param(default: Any = MISSING, *, label: Text, help: Text, **rules: Any) -> Any:
    """A field of a configuration; `rules` are the other fields of `Param`."""
    return field(default=default, metadata={"param": Param(label=label, help=help, **rules)})


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken rule: where, and a sentence for a person."""

    path: str
    message: Text
    column: int | None = None
    """In a typed formula, the character that is wrong, counted from 0."""


class SpecError(ValueError):
    """A configuration that breaks its rules; `str()` gives one line for each, in the language in use."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        super().__init__(violations)
        self.violations = violations

    def __str__(self) -> str:
        return "\n".join(f"{v.path}: {v.message}" if v.path else str(v.message) for v in self.violations)


@dataclass(frozen=True)
class Configuration:
    """Base of every configuration: checks itself when made, so that a wrong one cannot exist."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for item in params(type(self)).values():
            value = getattr(self, item.name)
            if item.kind is float and type(value) is int:
                object.__setattr__(self, item.name, float(value))
        found = tuple(violations(self))
        if found:
            raise SpecError(found)

    def constraints(self) -> Iterator[Violation]:
        """Rules between several fields; paths are relative to this configuration."""
        return iter(())


class Component(Configuration):
    """Base of the members of a family: optimizers, activations, data sets. `key` names it in files, never an index."""

    __slots__ = ()
    family: ClassVar[str]
    key: ClassVar[str]
    label: ClassVar[Text]


C = TypeVar("C", bound=Component)
_FAMILIES: dict[str, dict[str, type[Component]]] = {}


def component(family: str, *, key: str, label: Text) -> Callable[[type[C]], type[C]]:
    """Declare a class to be the member `key` of a family. The order of declaration is the order on screen."""

    def declare(cls: type[C]) -> type[C]:
        members = _FAMILIES.setdefault(family, {})
        if key in members:
            raise TypeError(f"{family} {key!r} is declared twice")
        cls.family, cls.key, cls.label = family, key, label
        members[key] = cls
        _members.cache_clear()
        return cls

    return declare


def family(name: str) -> Mapping[str, type[Component]]:
    """The members of a family by key, in the order they were declared."""
    return types.MappingProxyType(_FAMILIES[name])


def family_of(base: type[Component]) -> Mapping[str, type[Component]]:
    """The members of a family, found by its abstract base class."""
    kind: type = base
    return _members(kind)


@cache
def _members(base: type) -> Mapping[str, type[Component]]:
    found = {key: cls for members in _FAMILIES.values() for key, cls in members.items() if issubclass(cls, base)}
    return types.MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class Item:
    """A field as the rest of the program sees it: its name, its type and its declaration."""

    name: str
    kind: Any
    param: Param
    default: Any

    @property
    def is_component(self) -> bool:
        return isinstance(self.kind, type) and issubclass(self.kind, Component)

    @property
    def is_configuration(self) -> bool:
        return isinstance(self.kind, type) and issubclass(self.kind, Configuration)

    @property
    def element(self) -> Any:
        """The type of the elements, where the field is a tuple of any length; else None."""
        return get_args(self.kind)[0] if get_origin(self.kind) is tuple else None


def params(cls: type) -> Mapping[str, Item]:
    """The declared fields of a configuration class, by name."""
    return _params(cls)


@cache
def _params(cls: Any) -> Mapping[str, Item]:
    hints = get_type_hints(cls)
    declared: list[Field[Any]] = [f for f in fields(cls) if "param" in f.metadata]
    return types.MappingProxyType(
        {f.name: Item(f.name, hints[f.name], f.metadata["param"], f.default) for f in declared}
    )


def violations(config: Configuration) -> Iterator[Violation]:
    """Every broken rule of a configuration; those between fields only when each field is right by itself."""
    clean = True
    for item in params(type(config)).values():
        message = check(getattr(config, item.name), item.kind, item.param)
        if message is not None:
            clean = False
            yield Violation(item.name, message)
    if clean:
        yield from config.constraints()


def check(value: object, kind: Any, param: Param) -> Text | None:
    """The sentence that says what is wrong with a value, or None.

    >>> str(check(-1.0, float, Param(_("Learning rate"), _(""), low=0)))
    'Learning rate must be 0 or more, not -1.'
    """
    if kind is float or kind is int:
        return _check_number(value, kind, param)
    if get_origin(kind) is tuple:
        return _check_tuple(value, get_args(kind)[0], param)
    if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
        return _wrong_kind(value, kind, param)
    if param.choices and value not in [choice.value for choice in param.choices]:
        allowed = ", ".join(choice.value for choice in param.choices)
        label = param.label
        return _("{field} must be one of {allowed}, not {value}.", field=label, allowed=allowed, value=show(value))
    return None


def _check_number(value: object, kind: type, param: Param) -> Text | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or (kind is int and isinstance(value, float)):
        return _wrong_kind(value, kind, param)
    if isinstance(value, float) and not math.isfinite(value):
        return _("{field} must be a finite number, not {value}.", field=param.label, value=show(value))
    if param.low is not None and (value < param.low or (param.open_low and value == param.low)):
        return _too_low(value, param)
    if param.high is not None and (value > param.high or (param.open_high and value == param.high)):
        return _too_high(value, param)
    return None


def _too_low(value: float, param: Param) -> Text:
    label, low, shown = param.label, show(param.low), show(value)
    if param.open_low:
        return _("{field} must be more than {low}, not {value}.", field=label, low=low, value=shown)
    return _("{field} must be {low} or more, not {value}.", field=label, low=low, value=shown)


def _too_high(value: float, param: Param) -> Text:
    label, high, shown = param.label, show(param.high), show(value)
    if param.open_high:
        return _("{field} must be less than {high}, not {value}.", field=label, high=high, value=shown)
    return _("{field} must be {high} or less, not {value}.", field=label, high=high, value=shown)


def _check_tuple(value: object, element: Any, param: Param) -> Text | None:
    if not isinstance(value, tuple):
        return _wrong_kind(value, tuple, param)
    label, count = param.label, len(value)
    if count < param.shortest:
        return n_(
            "{field} must have at least {n} entry, not {count}.",
            "{field} must have at least {n} entries, not {count}.",
            param.shortest, field=label, count=count,
        )  # fmt: skip
    if param.longest is not None and count > param.longest:
        return _("{field} must have at most {most} entries, not {n}.", field=label, most=param.longest, n=count)
    return next((message for entry in value if (message := check(entry, element, param)) is not None), None)


def _wrong_kind(value: object, kind: Any, param: Param) -> Text:
    return _("{field} must be {kind}, not {value}.", field=param.label, kind=kind_name(kind), value=show(value))


def kind_name(kind: Any) -> Text:
    """A type in a person's words."""
    if isinstance(kind, type) and issubclass(kind, Component):
        return _("one of {keys}", keys=", ".join(family_of(kind)))
    names = {
        int: _("a whole number"), float: _("a number"), bool: _("true or false"), str: _("text"),
        tuple: _("a list"), dict: _("a group of settings"),
    }  # fmt: skip
    return names.get(kind, names[dict])


def show(value: object) -> Text:
    """A value inside a message: short, and never a Python type name."""
    if isinstance(value, bool) or value is None:
        return plain({True: "true", False: "false", None: "null"}[value])
    if isinstance(value, float):
        return plain(f"{value:.12g}")
    if isinstance(value, Component):
        return value.label
    words = value if isinstance(value, str) else grouped(value) if isinstance(value, int) else repr(value)
    return plain(words if len(words) <= 60 else words[:57] + "...")
