"""Zip files of JSON texts and NumPy arrays, read as if they came from an enemy: projects, and archives of weights.

In a project, every array is a member of its own in NumPy's format, `name.npy`, stored as it is; so `numpy.load` opens a
project too. Nothing is unpacked to disk, nothing is executed, and all sizes are checked before anything is read.
"""

import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from playground.i18n import Text, _
from playground.spec import SpecError, Violation
from playground.storage import opened

MOST_BYTES = 512 * 2**20
"""No file is larger: the largest network, with everything an optimizer remembers, needs a quarter of it."""
MOST_TEXT_BYTES = 16 * 2**20
MOST_MEMBERS = 1000

MOST_WEIGHT_BYTES = 64 * 2**20
"""An archive of weights alone is not larger when it is unpacked: the largest network needs less than half of it."""

_NAME = re.compile(r"[a-z][a-z0-9_]*(?:/[A-Za-z0-9_ -]+)*\.(?:json|npy)")
_HEADER = re.compile(
    r"\{'descr': '([<>|](?:f[248]|[iu][1248]|b1))', 'fortran_order': (True|False), "
    r"'shape': \(((?:\d{1,12}, ?)*\d{0,12})\), \} *\n"
)
_END_BYTES, _END_MARK, _LONG_MARK = 22, b"PK\x05\x06", b"PK\x06\x07"
_BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, ValueError, OverflowError, LookupError,
    NotImplementedError, RuntimeError, EOFError, OSError,
)  # fmt: skip
"""All that Python's reader of zip files is known to raise for files that are none."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Archive:
    """The members by name, without their suffixes: plain JSON values, and arrays."""

    texts: dict[str, Any] = field(default_factory=dict)
    arrays: dict[str, npt.NDArray[Any]] = field(default_factory=dict)
    dense: set[str] = field(default_factory=set)
    """The names of texts that no person reads: they are written without line breaks, which is many times quicker."""

    def write(self, file: IO[bytes]) -> None:
        """Write all members; equal archives make equal files."""
        with zipfile.ZipFile(file, "w") as archive:
            for name, plain in self.texts.items():
                indent = None if name in self.dense else 1
                words = json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=indent)
                archive.writestr(_entry(f"{name}.json", zipfile.ZIP_DEFLATED), words.encode("utf-8"))
            for name, array in self.arrays.items():
                with archive.open(_entry(f"{name}.npy", zipfile.ZIP_STORED), "w") as member:
                    np.lib.format.write_array(member, _little(array), version=(1, 0), allow_pickle=False)

    @classmethod
    def read(cls, path: Path) -> "Archive":
        """Read a file. Raises SpecError for one that breaks a rule, OSError for one that can't be read."""
        with opened(path) as file:
            content = file.read(MOST_BYTES + 1)
        return cls.parse(content)

    @classmethod
    def parse(cls, content: bytes) -> "Archive":
        """Read the bytes of a file. Raises SpecError."""
        if len(content) > MOST_BYTES:
            raise refused(_("The file is larger than any project."))
        read = cls()
        for name, member in _members(content, _check_members):
            if name.endswith(".json"):
                read.texts[name.removesuffix(".json")] = parse_json(member)
            else:
                read.arrays[name.removesuffix(".npy")] = _array(member)
        return read


def read_weights(path: Path) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a file that `numpy.savez` wrote, by name. Raises SpecError, OSError."""
    with opened(path) as file:
        content = file.read(MOST_WEIGHT_BYTES + 1)
    return {name.removesuffix(".npy"): _array(member) for name, member in _members(content, _check_weights)}


def _members(content: bytes, check: Callable[[list[zipfile.ZipInfo]], None]) -> Iterator[tuple[str, bytes]]:
    """The members of a zip file, once `check` has let all of them pass. Raises SpecError."""
    _check_end(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            check(archive.infolist())
            for entry in archive.infolist():
                yield entry.filename, archive.read(entry)  # compares the check sum
    except SpecError:
        raise
    except _BROKEN as error:
        raise damaged() from error


def refused(message: Text, place: str = "") -> SpecError:
    """What is raised for a file that breaks a rule."""
    return SpecError((Violation(place, message),))


def damaged(place: str = "") -> SpecError:
    """What is raised for a file that is no project any more, or never was."""
    return refused(_("The file is damaged or is not a project."), place)


def parse_json(content: bytes) -> Any:
    """The value of a JSON text in UTF-8. Raises SpecError."""
    try:
        return json.loads(content.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise damaged() from error


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is not JSON")


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_DAY)
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16
    return entry


def _little(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.ascontiguousarray(array, array.dtype.newbyteorder("<")).reshape(array.shape)


def _check_end(content: bytes) -> None:
    """The list of members must end the file and be short, before Python's reader makes an object of each."""
    end = content[-_END_BYTES:]
    if len(end) < _END_BYTES or not end.startswith(_END_MARK) or content[-42:-38] == _LONG_MARK:
        raise damaged()
    members, size = struct.unpack_from("<HL", end, 10)
    if members > MOST_MEMBERS or size > MOST_MEMBERS * 200:
        raise refused(_("The file has more parts than any project."))


def _check_members(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names):
        raise refused(_("The file has a part twice."))
    for entry in entries:
        if not _NAME.fullmatch(entry.filename):
            raise refused(_("The file has a part that no project has ({name}).", name=entry.filename[:60]))
        if entry.filename.endswith(".npy") and entry.compress_type != zipfile.ZIP_STORED:
            raise damaged()
    texts = sum(entry.file_size for entry in entries if entry.filename.endswith(".json"))
    if texts > MOST_TEXT_BYTES or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise refused(_("The file would become larger than any project when it is unpacked."))


def _check_weights(entries: list[zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries) > MOST_WEIGHT_BYTES:
        raise refused(_("The file would become larger than any network when it is unpacked."))


def _array(content: bytes) -> npt.NDArray[Any]:
    """An array of NumPy's format 1.0. Its size must follow from its shape, so nothing is made that is not there."""
    if content[:8] != b"\x93NUMPY\x01\x00" or len(content) < 10:
        raise damaged()
    start = 10 + struct.unpack_from("<H", content, 8)[0]
    found = _HEADER.fullmatch(content[10:start].decode("latin-1"))
    if found is None:
        raise damaged()
    kind, shape = np.dtype(found[1]), tuple(int(size) for size in found[3].replace(",", " ").split())
    count = 1
    for size in shape:
        count *= size
    if len(shape) > 4 or count * kind.itemsize != len(content) - start:
        raise damaged()
    array = np.frombuffer(content, kind, offset=start).reshape(shape, order="F" if found[2] == "True" else "C")
    if kind == np.bool_ and np.frombuffer(content, np.uint8, offset=start).max(initial=0) > 1:
        raise damaged()
    return array
