"""An archive is read as if it came from an enemy: a clear refusal, nothing unpacked, nothing executed."""

import io
import json
import pickle
import struct
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground import archive
from playground.archive import Archive
from playground.spec import SpecError

ARRAYS = {
    "state/theta": np.arange(6.0).reshape(2, 3), "state/a b-C_1": np.zeros((0, 2), np.int64),
    "state/mask": np.array([True, False]), "state/small": np.float32([[1.5]]), "state/one": np.array(3.0),
}  # fmt: skip


def packed(made: Archive) -> bytes:
    file = io.BytesIO()
    made.write(file)
    return file.getvalue()


def zipped(members: list[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as writer:
        for name, content in members:
            writer.writestr(name, content)
    return file.getvalue()


def npy(array: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    np.save(file, array, **options)
    return file.getvalue()


def test_what_was_written_is_read() -> None:
    read = Archive.parse(packed(Archive({"project": {"a": [1, 2.5, "ü", None]}}, dict(ARRAYS))))
    assert read.texts == {"project": {"a": [1, 2.5, "ü", None]}}
    assert read.arrays.keys() == ARRAYS.keys()
    for name, array in ARRAYS.items():
        assert read.arrays[name].dtype == array.dtype
        assert np.array_equal(read.arrays[name], array)


def test_arrays_of_the_other_byte_order_and_of_columns_first_are_written_the_usual_way() -> None:
    given = {"a": np.asfortranarray(np.arange(6.0).reshape(2, 3)), "b": np.arange(3).astype(">i8")}
    read = Archive.parse(packed(Archive({}, dict(given))))
    assert all(np.array_equal(read.arrays[name], array) for name, array in given.items())


def changed(local: int, central: int, value: int) -> bytes:
    """An archive of one member with another 16-bit number in both of its headers."""
    content = bytearray(zipped([("a.json", b"1")]))
    struct.pack_into("<H", content, local, value)
    struct.pack_into("<H", content, content.rindex(b"PK\x01\x02") + central, value)
    return bytes(content)


def with_long_end(content: bytes) -> bytes:
    """An archive whose list of members is told in the form for more than 65,535 of them, as PKWARE describes it."""
    begin = content.rindex(b"PK\x05\x06")
    members, size, start = struct.unpack_from("<HLL", content, begin + 10)
    long = struct.pack("<4sQHHLLQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, members, members, size, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, begin, 1)
    return content[:begin] + long + locator + content[begin:]


WRONG: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "damaged"),
    "complex numbers": (zipped([("a.npy", npy(np.zeros(3, complex)))]), "damaged"),
    "no archive": (b"hello" * 100, "damaged"),
    "a path upwards": (zipped([("../../evil.json", b"{}")]), "no project has"),
    "an absolute path": (zipped([("/etc/passwd.json", b"{}")]), "no project has"),
    "a drive": (zipped([("C:\\evil.json", b"{}")]), "no project has"),
    "a program": (zipped([("run.exe", b"MZ")]), "no project has"),
    "a folder": (zipped([("state/", b"")]), "no project has"),
    "many parts": (zipped([(f"a{n}.json", b"1") for n in range(1100)]), "more parts"),
    "a comment behind": (zipped([("a.json", b"1")]) + b"more", "damaged"),
    "a list of parts in the long form": (with_long_end(zipped([("a.json", b"1")])), "damaged"),
    "no number": (zipped([("a.json", b"NaN")]), "damaged"),
    "a deep text": (zipped([("a.json", b"[" * 200_000)]), "damaged"),
    "no UTF-8": (zipped([("a.json", b'"\xff"')]), "damaged"),
    "an endless number": (zipped([("a.json", b"1" * 100_000)]), "damaged"),
    "a pickle": (zipped([("a.npy", npy(np.array([{}], object), allow_pickle=True))]), "damaged"),
    "a bare pickle": (zipped([("a.npy", pickle.dumps(print))]), "damaged"),
    "words": (zipped([("a.npy", npy(np.array(["a"])))]), "damaged"),
    "an array that says it is huge": (
        zipped([("a.npy", npy(np.zeros(3)).replace(b"(3,), }        ", b"(99999999999,),}"))]), "damaged"
    ),
    "five axes": (zipped([("a.npy", npy(np.zeros((1, 1, 1, 1, 1))))]), "damaged"),
    "two for true": (zipped([("a.npy", npy(np.array([True]))[:-1] + b"\x02")]), "damaged"),
    "a compressed array": (zipped([("a.npy", npy(np.zeros(999)))], zipfile.ZIP_DEFLATED), "damaged"),
    "an unknown compression": (changed(8, 10, 99), "damaged"),
    "a lock": (changed(6, 8, 1), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_hostile_file_is_refused_in_a_sentence(case: str) -> None:
    content, said = WRONG[case]
    with pytest.raises(SpecError, match=said):
        Archive.parse(content)


def test_a_text_that_unpacks_to_far_more_than_any_project_is_refused_unread() -> None:
    bomb = zipped([("a.json", b" " * (archive.MOST_TEXT_BYTES + 1))], zipfile.ZIP_DEFLATED)
    assert len(bomb) < 100_000
    with pytest.raises(SpecError, match="unpacked"):
        Archive.parse(bomb)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_further_than_it_says() -> None:
    bomb = bytearray(zipped([("a.json", b"[" + b" " * 5_000_000 + b"]")], zipfile.ZIP_DEFLATED))
    central = bomb.rindex(b"PK\x01\x02")
    for place in (22, central + 24):
        struct.pack_into("<L", bomb, place, 10)
    with pytest.raises(SpecError, match="damaged"):
        Archive.parse(bytes(bomb))


def test_a_part_that_is_there_twice_is_refused() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped([("a.json", b"1"), ("a.json", b"2")])
    with pytest.raises(SpecError, match="twice"):
        Archive.parse(twice)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_refused(share: float) -> None:
    whole = packed(Archive({"project": {"a": 1}}, dict(ARRAYS)))
    with pytest.raises(SpecError, match="damaged"):
        Archive.parse(whole[: int(share * len(whole))])


def test_a_flipped_bit_in_what_is_stored_is_noticed() -> None:
    whole = bytearray(packed(Archive({}, {"a": np.arange(100.0)})))
    whole[300] ^= 1
    with pytest.raises(SpecError, match="damaged"):
        Archive.parse(bytes(whole))


def test_a_file_larger_than_any_project_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1000)
    (tmp_path / "large.nnp").write_bytes(b"0" * 5000)
    with pytest.raises(SpecError, match="larger than any project"):
        Archive.read(tmp_path / "large.nnp")


def test_the_text_is_json_that_every_program_reads() -> None:
    with zipfile.ZipFile(io.BytesIO(packed(Archive({"project": {"a": "가"}})))) as reader:
        assert json.loads(reader.read("project.json")) == {"a": "가"}
