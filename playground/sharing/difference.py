"""What differs between two experiments as plain values, and putting it back: `{"training.learning_rate": 0.03}`."""

from typing import Any


def difference(old: Any, new: Any, path: str = "") -> dict[str, Any]:
    """The values that differ, by path. A component of another type, and a list of another length, is given whole."""
    if old == new and type(old) is type(new):
        return {}
    pairs = _pairs(old, new)
    if pairs is None:
        return {path: new}
    changes: dict[str, Any] = {}
    for key, before, after in pairs:
        changes |= difference(before, after, f"{path}.{key}" if path else key)
    return changes


def put_back(old: Any, changes: dict[str, Any]) -> Any:
    """The new value from the old one and what differed. Raises LookupError for a path that leads nowhere."""
    for path, value in changes.items():
        old = _put(old, path.split(".") if path else [], value)
    return old


def _pairs(old: Any, new: Any) -> list[tuple[str, Any, Any]] | None:
    """The parts of two values that can be compared one by one, or None."""
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        same_type = old.get("type") == new.get("type")
        return [(key, old[key], new[key]) for key in old] if same_type else None
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return [(str(index), before, after) for index, (before, after) in enumerate(zip(old, new, strict=True))]
    return None


def _put(old: Any, steps: list[str], value: Any) -> Any:
    if not steps:
        return value
    head, *rest = steps
    if isinstance(old, list) and head.isdecimal() and int(head) < len(old):
        at = int(head)
        return [*old[:at], _put(old[at], rest, value), *old[at + 1 :]]
    if isinstance(old, dict) and head in old:
        return old | {head: _put(old[head], rest, value)}
    raise LookupError(head)
