"""Values of declared types as plain JSON values with arrays beside them, and back.

Dataclasses become groups, tuples become lists, arrays become their names. What JSON has no number for is a word: "nan",
"inf", "-inf". Reading follows the type hints and trusts nothing.
"""

import math
import types
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import numpy as np
import numpy.typing as npt

from playground.archive import Archive, damaged
from playground.spec import SpecError, Violation

T = TypeVar("T")

_WORDS = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}


def flatten(value: Any, name: str, archive: Archive) -> Any:
    """The plain value; arrays go into the archive under `name` and their path."""
    if isinstance(value, np.ndarray):
        archive.arrays[name] = value
        return name
    if is_dataclass(value):
        named = ((part.name, getattr(value, part.name)) for part in fields(value))
        return {key: flatten(part, f"{name}/{key}", archive) for key, part in named}
    if isinstance(value, dict):
        return {key: flatten(part, f"{name}/{key}", archive) for key, part in value.items()}
    if isinstance(value, tuple):
        return [flatten(part, f"{name}/{index}", archive) for index, part in enumerate(value)]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float) and not math.isfinite(value):
        return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"
    return value.item() if isinstance(value, np.generic) else value


def unflatten(kind: type[T], plain: Any, archive: Archive) -> T:
    """The value of a type from what `flatten` made. Raises SpecError, with the place, for anything else."""
    return cast(T, _Reader(archive).value(kind, plain, ""))


@contextmanager
def within(place: str) -> Iterator[None]:
    """Mistakes found inside are told with the part of the file that they are in."""
    try:
        yield
    except SpecError as error:
        raise SpecError(tuple(Violation(f"{place}{_dot(v.path)}", v.message) for v in error.violations)) from error


def _dot(path: str) -> str:
    return f".{path.lstrip('.')}" if path else ""


class _Reader:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def value(self, kind: Any, plain: Any, place: str) -> Any:
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            return self._union(kind, plain, place)
        if origin is tuple:
            return self._tuple(get_args(kind), plain, place)
        if origin is dict:
            return self._dict(get_args(kind)[1], plain, place)
        if origin is np.ndarray:
            return self._array(plain, place)
        if is_dataclass(kind):
            return self._dataclass(kind, plain, place)
        return self._simple(kind, plain, place)

    def _union(self, kind: Any, plain: Any, place: str) -> Any:
        [only] = [option for option in get_args(kind) if option is not types.NoneType]
        return None if plain is None else self.value(only, plain, place)

    def _tuple(self, kinds: tuple[Any, ...], plain: Any, place: str) -> tuple[Any, ...]:
        if not isinstance(plain, list):
            raise damaged(place)
        if kinds[-1] is Ellipsis:
            kinds = (kinds[0],) * len(plain)
        if len(kinds) != len(plain):
            raise damaged(place)
        pairs = enumerate(zip(kinds, plain, strict=True))
        return tuple(self.value(kind, part, f"{place}.{index}") for index, (kind, part) in pairs)

    def _dict(self, kind: Any, plain: Any, place: str) -> dict[str, Any]:
        if not isinstance(plain, dict):
            raise damaged(place)
        return {key: self.value(kind, part, f"{place}.{key}") for key, part in plain.items()}

    def _array(self, plain: Any, place: str) -> npt.NDArray[Any]:
        if not isinstance(plain, str) or plain not in self._archive.arrays:
            raise damaged(place)
        array = self._archive.arrays[plain]
        own = np.array(array, array.dtype.newbyteorder("="), copy=True)  # aligned, and of the machine's byte order
        own.flags.writeable = False
        return own

    def _dataclass(self, kind: Any, plain: Any, place: str) -> Any:
        if not isinstance(plain, dict):
            raise damaged(place)
        hints, values = _hints(kind), {}
        for part in fields(kind):
            if part.name in plain:
                values[part.name] = self.value(hints[part.name], plain[part.name], f"{place}.{part.name}")
            elif part.default is MISSING and part.default_factory is MISSING:
                raise damaged(f"{place}.{part.name}")
        if len(values) < len(plain):
            raise damaged(place)
        return kind(**values)

    def _simple(self, kind: Any, plain: Any, place: str) -> Any:
        if kind is float:
            if isinstance(plain, str) and plain in _WORDS:
                return _WORDS[plain]
            if isinstance(plain, int | float) and not isinstance(plain, bool) and abs(plain) < 2**1023:
                return float(plain)
        elif isinstance(kind, type) and issubclass(kind, Enum):
            if plain in [member.value for member in kind]:
                return kind(plain)
        elif type(plain) is kind:
            return plain
        raise damaged(place)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
