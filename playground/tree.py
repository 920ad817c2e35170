"""Read, replace, walk and compare nested frozen configurations by path.

A path is a dotted string from the root: `training.optimizer.beta1`, `network.layers.0.units`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from playground.spec import Configuration, Effect, Item, params

T = TypeVar("T", bound=Configuration)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two configurations, and what it costs."""

    path: str
    old: Any
    new: Any
    effect: Effect


def get(config: Configuration, path: str) -> Any:
    """The value at a path. Raises KeyError for a path that leads nowhere."""
    value: Any = config
    for step in _steps(path):
        value = _child(value, step, path)
    return value


def put(config: T, path: str, value: Any) -> T:
    """A copy with another value at a path; everything beside the path is shared, not copied."""
    return _put(config, _steps(path), value, path)


def put_all(config: T, changes: dict[str, Any]) -> T:
    """A copy with several values replaced, in the order given."""
    for path, value in changes.items():
        config = put(config, path, value)
    return config


def declaration(config: Configuration, path: str) -> Item:
    """The declaration of the setting at a path; inside a list, that of the list's field."""
    owner, item = config, None
    value: Any = config
    for step in _steps(path):
        if isinstance(value, Configuration):
            owner, item = value, params(type(value)).get(step)
        value = _child(value, step, path)
    if item is None:
        raise KeyError(f"{path!r} is not a setting of {type(owner).__name__}")
    return item


def walk(config: Configuration, prefix: str = "") -> Iterator[tuple[str, Any, Item]]:
    """Every leaf setting below a configuration, as path, value and declaration; in the order of declaration."""
    for item in params(type(config)).values():
        yield from _walk_value(getattr(config, item.name), f"{prefix}{item.name}", item)


def diff(old: Configuration, new: Configuration, prefix: str = "") -> tuple[Change, ...]:
    """What differs between two configurations of one class, each with its effect."""
    changes: list[Change] = []
    for item in params(type(old)).values():
        path = f"{prefix}{item.name}"
        changes.extend(_diff_value(getattr(old, item.name), getattr(new, item.name), path, item.param.effect))
    return tuple(changes)


def cost(changes: tuple[Change, ...]) -> Effect:
    """The costliest effect among changes; VIEW when there are none."""
    return max((change.effect for change in changes), default=Effect.VIEW)


def _steps(path: str) -> list[str]:
    return path.split(".") if path else []


def _child(value: Any, step: str, path: str) -> Any:
    if isinstance(value, tuple) and step.isdecimal() and int(step) < len(value):
        return value[int(step)]
    if isinstance(value, Configuration) and step in params(type(value)):
        return getattr(value, step)
    raise KeyError(f"no {step!r} in {path!r}")


def _put(owner: Any, steps: list[str], value: Any, path: str) -> Any:
    if not steps:
        return value
    head, *rest = steps
    child = _put(_child(owner, head, path), rest, value, path)
    if isinstance(owner, tuple):
        return (*owner[: int(head)], child, *owner[int(head) + 1 :])
    return replace(owner, **{head: child})


def _walk_value(value: Any, path: str, item: Item) -> Iterator[tuple[str, Any, Item]]:
    if isinstance(value, Configuration):
        yield from walk(value, f"{path}.")
    elif isinstance(value, tuple) and value and isinstance(value[0], Configuration):
        for index, entry in enumerate(value):
            yield from walk(entry, f"{path}.{index}.")
    else:
        yield path, value, item


def _diff_value(old: Any, new: Any, path: str, effect: Effect) -> Iterator[Change]:
    if old is new or old == new:
        return
    if isinstance(old, Configuration) and type(old) is type(new):
        inner = diff(old, new, f"{path}.")
        yield from inner
        if not inner:  # a part that compares by something other than its declared settings, as drawn points do
            yield Change(path, old, new, effect)
    elif isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            yield from _diff_value(before, after, f"{path}.{index}", effect)
    else:
        yield Change(path, old, new, effect)
