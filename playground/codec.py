"""Configurations as plain JSON values and back.

A component is `{"type": "adam", "beta1": 0.9}`, or just `"adam"` when it is all defaults. Reading reports every mistake
of a file at once, each with its path: an unknown key, a wrong type, a value outside its limits.
"""

from typing import Any, TypeVar, get_args

from playground.i18n import Text, _
from playground.spec import (
    MISSING,
    Component,
    Configuration,
    Item,
    SpecError,
    Violation,
    check,
    family_of,
    kind_name,
    params,
    show,
)

T = TypeVar("T", bound=Configuration)


def encode(config: Configuration) -> Any:
    """A configuration as dictionaries, lists, numbers and strings."""
    special = getattr(config, "to_plain", None)
    body = special() if special else _settings(config)
    return {"type": config.key, **body} if isinstance(config, Component) else body


def decode(cls: type[T], data: Any) -> T:
    """A configuration from plain values. Raises SpecError with every mistake found."""
    reader = _Reader()
    config = reader.configuration(cls, data, "")
    if reader.mistakes or config is None:
        raise SpecError(tuple(reader.mistakes))
    return config


def _settings(config: Configuration) -> dict[str, Any]:
    given = ((item, getattr(config, item.name)) for item in params(type(config)).values())
    return {item.name: _plain(value) for item, value in given if not (item.param.seldom and value == item.default)}


def _plain(value: Any) -> Any:
    if isinstance(value, Configuration):
        return encode(value)
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    return value


class _Reader:
    """Reads a tree of plain values and collects the mistakes; a part with a mistake reads as None."""

    def __init__(self) -> None:
        self.mistakes: list[Violation] = []

    def fail(self, path: str, message: Text) -> None:
        self.mistakes.append(Violation(path, message))

    def configuration(self, cls: Any, data: Any, path: str) -> Any:
        if issubclass(cls, Component):
            cls, data = self._member(cls, data, path)
            if cls is None:
                return None
        if not isinstance(data, dict):
            self.fail(path, _("must be a group of settings, not {value}.", value=show(data)))
            return None
        before = len(self.mistakes)
        special = getattr(cls, "from_plain", None)
        values = self._specially(special, data, path) if special else self._fields(cls, data, path)
        return self._build(cls, values, path) if len(self.mistakes) == before else None

    def _member(self, base: Any, data: Any, path: str) -> tuple[Any, Any]:
        members = family_of(base)
        data = {"type": data} if isinstance(data, str) else data
        key = data.get("type") if isinstance(data, dict) else data
        if not isinstance(key, str) or key not in members:
            self.fail(path, _("must be {kind}, not {value}.", kind=kind_name(base), value=show(key)))
            return None, None
        return members[key], {name: value for name, value in data.items() if name != "type"}

    def _specially(self, read: Any, data: dict[str, Any], path: str) -> Any:
        try:
            return read(data)
        except SpecError as error:
            self.mistakes.extend(Violation(_join(path, v.path), v.message) for v in error.violations)
            return None

    def _fields(self, cls: type, data: dict[str, Any], path: str) -> dict[str, Any]:
        declared = params(cls)
        for name in data:
            if name not in declared:
                known = ", ".join(declared) or "-"
                self.fail(_join(path, name), _("is not a known setting. Known here: {known}.", known=known))
        values = {}
        for name, item in declared.items():
            if name in data:
                values[name] = self._value(item.kind, data[name], _join(path, name), item)
            elif item.default is MISSING:
                self.fail(_join(path, name), _("is missing."))
        return values

    def _value(self, kind: Any, data: Any, path: str, item: Item) -> Any:
        if isinstance(kind, type) and issubclass(kind, Configuration):
            return self.configuration(kind, data, path)
        if item.element is not None and kind is item.kind:
            if isinstance(data, list):
                element = get_args(kind)[0]
                entries = (self._value(element, entry, f"{path}.{i}", item) for i, entry in enumerate(data))
                return self._checked(tuple(entries), kind, path, item)
            self.fail(path, _("must be {kind}, not {value}.", kind=kind_name(tuple), value=show(data)))
            return None
        return self._checked(data, kind, path, item)

    def _checked(self, value: Any, kind: Any, path: str, item: Item) -> Any:
        if isinstance(value, tuple) and None in value:
            return None  # an entry has a mistake of its own, reported already
        message = check(value, kind, item.param)
        if message is not None:
            self.fail(path, message)
            return None
        return float(value) + 0.0 if kind is float else value  # a minus zero becomes zero: some rules take its sign

    def _build(self, cls: Any, values: Any, path: str) -> Any:
        try:
            return cls(**values) if isinstance(values, dict) else values
        except SpecError as error:
            self.mistakes.extend(Violation(_join(path, v.path), v.message) for v in error.violations)
            return None


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path and name else path or name
