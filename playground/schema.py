"""The JSON schema of an experiment file, made from the declarations, so that it can't be out of date.

It lets an editor help a person who writes an experiment by hand, and another program check one.
"""

from collections.abc import Mapping
from typing import Any

from playground.spec import MISSING, Component, Item, Param, family_of, params

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def schema(cls: type) -> Schema:
    """The schema of the files that hold a configuration of this class."""
    writer = _Writer()
    body = writer.configuration(cls)
    return {"$schema": DIALECT, "title": cls.__name__, **body, "$defs": writer.definitions}


class _Writer:
    """Writes schemas; each family of components is defined once and referred to by its base."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def configuration(self, cls: type, key: str = "") -> Schema:
        """An object with the declared settings; a component has its key as "type" too."""
        special = getattr(cls, "plain_schema", None)
        own: Schema = special() if special else self._settings(params(cls))
        if key:
            own["properties"] = {"type": {"const": key}, **own["properties"]}
            own["required"] = ["type", *own.get("required", [])]
        return {"type": "object", **own, "additionalProperties": False}

    def _settings(self, items: Mapping[str, Item]) -> Schema:
        required = [name for name, item in items.items() if item.default is MISSING]
        properties = {name: self._setting(item) for name, item in items.items()}
        return {"properties": properties, **({"required": required} if required else {})}

    def _setting(self, item: Item) -> Schema:
        described = {"title": item.param.label.message, "description": item.param.help.message}
        if item.element is not None:
            bounds = {"minItems": item.param.shortest}
            if item.param.longest is not None:
                bounds["maxItems"] = item.param.longest
            return {**described, "type": "array", "items": self._value(item.element, item.param), **bounds}
        value = self._value(item.kind, item.param)
        if isinstance(item.default, (bool, int, float, str)):
            value = {**value, "default": item.default}
        return {**described, **value}

    def _value(self, kind: Any, param: Param) -> Schema:
        if isinstance(kind, type) and issubclass(kind, Component):
            return self._family(kind)
        if kind is bool:
            return {"type": "boolean"}
        if kind is str:
            choices = [choice.value for choice in param.choices]
            return {"type": "string", **({"enum": choices} if choices else {})}
        if kind in (int, float):
            return {"type": "integer" if kind is int else "number", **_limits(param)}
        return self.configuration(kind)

    def _family(self, base: type[Component]) -> Schema:
        name = base.__name__
        if name not in self.definitions:
            self.definitions[name] = {}  # a family may hold members of itself
            members = family_of(base)
            self.definitions[name] = {
                "anyOf": [
                    {"enum": list(members), "description": "the key alone: everything else as usual"},
                    *(self.configuration(member, key) for key, member in members.items()),
                ]
            }
        return {"$ref": f"#/$defs/{name}"}


def _limits(param: Param) -> Schema:
    limits: Schema = {}
    if param.low is not None:
        limits["exclusiveMinimum" if param.open_low else "minimum"] = param.low
    if param.high is not None:
        limits["exclusiveMaximum" if param.open_high else "maximum"] = param.high
    return limits
