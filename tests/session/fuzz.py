"""Hostile files by chance: mutations of good ones, each of which must open or be refused in a sentence.

The suite runs a few hundred; the long run is `PYTHONPATH=. python tests/session/fuzz.py 100000 [SEED]`. Equal seeds
make equal mutations, so a finding can be repeated: it is printed with its number.
"""

import io
import json
import sys
import warnings
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any

import numpy as np

from playground import exchange
from playground.experiment import prepare
from playground.session import files
from playground.session.project import to_archive
from playground.session.run import Run
from playground.session.work import Project
from playground.spec import SpecError

HERE = Path(__file__).parents[1]
PROJECTS = sorted((HERE / "data" / "projects").glob("*.nnp"))
RECORDED = [path for path in PROJECTS if "record.json" in zipfile.ZipFile(path).namelist()]
PINNED = [path for path in PROJECTS if "runs/1/picture.npy" in zipfile.ZipFile(path).namelist()]
SETTINGS = sorted((HERE.parent / "resources" / "experiments").glob("*.json"))
LONGEST_S = 5.0
"""One file may take so long, in seconds of this process alone."""
MOST_MEMORY = 1.5 * 2**30
"""Bytes of the whole process, after however many files."""

NASTY: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2, 2**31, 2**63, 2**64, 2**128, -(2**70), 0.5, -0.0, 1e308, 1e-320, "nan", "inf",
    "-inf", "", "a", "../../etc/passwd", "state/theta", "data/x", "\x00", "가" * 50, [], {}, [[]], [None], {"": {}},
    10**400, "__class__", {"type": "points"}, "softmax", "adam", "curves/table", [1] * 1000,
)  # fmt: skip


NAMES = (
    "../x.json", "/x.npy", "x.exe", "a/" * 200 + "x.npy", " ", ".", "state/theta.npy", "project.json", "가.npy",
    "C:\\x.npy",
)  # fmt: skip


KINDS = (
    "bytes", "bytes", "members", "json", "json", "json", "npy", "settings", "weights", "record", "record", "runs",
    "record npy", "runs npy",
)  # fmt: skip


def mutant(random: Random) -> tuple[str, str, bytes]:
    """One mutation: its kind, the ending of its name, and its bytes."""
    kind = random.choice(KINDS)
    if kind == "settings":
        return kind, ".json", _settings(random)
    if kind == "weights":
        return kind, ".npz", _bytes(random, _weights()) if random.random() < 0.5 else _members(random, _weights())
    part = kind.partition(" ")[0]
    good = random.choice({"record": RECORDED, "runs": PINNED}.get(part, PROJECTS)).read_bytes()
    return kind, ".nnp", MUTATE[kind](random, good)


def _bytes(random: Random, good: bytes) -> bytes:
    """Flipped, overwritten, cut, doubled and inserted bytes."""
    content = bytearray(good)
    for _ in range(random.choice((1, 1, 2, 5, 50))):
        at = random.randrange(len(content) + 1)
        size = random.choice((1, 2, 4, 30))
        change = random.randrange(6)
        if change == 0 and at < len(content):
            content[at] ^= 1 << random.randrange(8)
        elif change == 1:
            content[at : at + size] = random.randbytes(size)
        elif change == 2:
            del content[at : at + random.choice((1, 16, len(content)))]
        elif change == 3:
            content[at:at] = content[at : at + random.choice((4, 64, 1024))]
        elif change == 4:
            content[at : at + 4] = random.choice(
                (b"\xff" * 4, b"\0" * 4, b"\xff\xff\xff\x7f", b"PK\x01\x02", b"PK\x03\x04")
            )
        else:
            content[at:at] = random.randbytes(size)
    return bytes(content)


def _members(random: Random, good: bytes) -> bytes:
    """Members that are missing, doubled, renamed, exchanged, emptied or packed in another way."""
    members = _unzipped(good)
    for _ in range(random.choice((1, 1, 2, 4))):
        if not members:
            break
        at, other = random.randrange(len(members)), random.randrange(len(members))
        name, content = members[at]
        change = random.randrange(6)
        if change == 0:
            del members[at]
        elif change == 1:
            members.append((name, members[other][1]))
        elif change == 2:
            members[at] = (random.choice(NAMES), content)
        elif change == 3:
            members[at] = (name, members[other][1])
        elif change == 4:
            members[at] = (name, content[: random.randrange(len(content) + 1)])
        else:
            members[at] = (name, _bytes(random, content))
    return _zipped(members, random.choice((zipfile.ZIP_STORED, zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))


def _json(random: Random, good: bytes) -> bytes:
    """A text with some values replaced, removed or added; its check sum is right."""
    members = dict(_unzipped(good))
    members["project.json"] = _text(random, json.loads(members["project.json"]))
    return _zipped([*members.items()])


def _record(random: Random, good: bytes) -> bytes:
    """Some fields of the record, any of them, with other values; its check sum is right."""
    return _with_fields(random, good, "record.json", lambda text: text)


def _runs(random: Random, good: bytes) -> bytes:
    """The same of the pinned runs."""
    return _with_fields(random, good, "project.json", lambda text: text["runs"])


def _with_fields(random: Random, good: bytes, name: str, part: Callable[[Any], Any]) -> bytes:
    members = dict(_unzipped(good))
    text = json.loads(members[name])
    places = [*_places(part(text))]
    for owner, key in random.sample(places, k=random.choice((1, 1, 1, 2, 5))):
        owner[key] = deepcopy(random.choice((*NASTY, *(other[at] for other, at in random.sample(places, k=5)))))
    members[name] = json.dumps(text).encode("utf-8", "surrogatepass")
    return _zipped([*members.items()])


def _places(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Every field: the group or list it is in, and its key or index."""
    for key in [*tree] if isinstance(tree, dict) else range(len(tree)):
        yield tree, key
        if isinstance(tree[key], dict | list):
            yield from _places(tree[key])


def _settings(random: Random) -> bytes:
    good = random.choice(SETTINGS).read_bytes()
    return _bytes(random, good) if random.random() < 0.3 else _text(random, json.loads(good))


def _text(random: Random, tree: Any) -> bytes:
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        _spoil(random, tree)
    return json.dumps(tree, ensure_ascii=random.random() < 0.5).encode("utf-8", "surrogatepass")


def _spoil(random: Random, tree: Any) -> None:
    """Go down by chance and change what is found there."""
    while True:
        keys = [*tree] if isinstance(tree, dict) else [*range(len(tree))]
        if not keys:
            return
        key = random.choice(keys)
        child = tree[key]
        if isinstance(child, dict | list) and child and random.random() < 0.85:
            tree = child
            continue
        change = random.random()
        if change < 0.6:
            tree[key] = deepcopy(random.choice(NASTY))
        elif change < 0.75:
            del tree[key]
        elif change < 0.9 and isinstance(child, int | float):
            tree[key] = child * random.choice((-1, 0, 2, 1000, 10**9)) + random.choice((0, 1))
        elif isinstance(tree, dict):
            tree[random.choice(("x", "type", key + key))] = deepcopy(random.choice(NASTY))
        else:
            tree.append(deepcopy(random.choice(NASTY)))
        return


def _npy(random: Random, good: bytes, folder: str = "") -> bytes:
    """An array of another shape, another kind, with other numbers, or with another header; the check sum is right."""
    members = dict(_unzipped(good))
    name = random.choice([name for name in members if name.endswith(".npy") and name.startswith(folder)])
    array = np.load(io.BytesIO(members[name]))
    change = random.randrange(6)
    if change == 0:
        array = array.reshape(-1)[: random.randrange(array.size + 1)]
    elif change == 1:
        array = array.astype(random.choice(("<f8", "<f4", "<i8", "<i4", "|b1", "<c16", "<U3", ">f8")))
    elif change == 2 and array.size:
        array = array.copy()
        flat = array.reshape(-1)
        flat[random.randrange(flat.size)] = random.choice((0, 1, -1, 2**40, 127))
        if array.dtype.kind == "f":
            flat[random.randrange(flat.size)] = random.choice((np.nan, np.inf, -np.inf, np.finfo(array.dtype).max))
    elif change == 3:
        array = np.concatenate([array, array], axis=0) if array.ndim else array
    elif change == 4:
        array = array[np.newaxis] if random.random() < 0.5 else array.T
    file = io.BytesIO()
    np.save(file, array)
    content = file.getvalue()
    if change == 5:
        head = bytearray(content)
        head[random.randrange(min(128, len(head)))] = random.randrange(256)
        content = bytes(head)
    members[name] = content
    return _zipped([*members.items()])


MUTATE: dict[str, Callable[[Random, bytes], bytes]] = {
    "bytes": _bytes, "members": _members, "json": _json, "npy": _npy, "record": _record, "runs": _runs,
    "record npy": partial(_npy, folder="record/"), "runs npy": partial(_npy, folder="runs/"),
}  # fmt: skip


def _weights() -> bytes:
    file = io.BytesIO()
    np.savez(
        file, **{"layers.0.weight": np.ones((4, 2)), "layers.0.bias": np.zeros(4), "output.weight": np.ones((1, 4))}
    )
    return file.getvalue()


def _unzipped(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [(entry.filename, archive.read(entry)) for entry in archive.infolist()]


def _zipped(members: list[tuple[str, bytes]], compression: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # members that are there twice are meant
        with zipfile.ZipFile(file, "w", compression) as archive:
            for name, content in members:
                archive.writestr(name, content)
    return file.getvalue()


def attack(path: Path) -> str:
    """Open a file as the program does, and train where it opens; what became of it, or any error that is a finding."""
    try:
        if path.suffix == ".npz":
            exchange.load_weights(TARGET, path)
            return "opened"
        work = files.open_file(path)
        for saved, prepared in (
            (work.saved, work.prepared),
            *((r.slot.outcome.saved, r.prepared) for r in work.runs if r.slot.outcome),
        ):
            _go_on(Run(prepared, perf_counter, saved=saved))
    except SpecError as error:
        sentences = [str(violation.message) for violation in error.violations]
        assert sentences, "refused without a sentence"
        assert all(sentence.strip() for sentence in sentences), "an empty sentence"
        return "refused"
    return "opened"


def _go_on(run: Run) -> None:
    """Train a little, look back a little, and save again."""
    if run.prepared.obstacle() is not None or run.trainer.plan.size > 20_000:
        return
    run.train(2, None)
    for epoch in (run.tape.first, (run.tape.first + run.trainer.epoch) // 2):
        run.rewind.look(epoch, exactly=True)
        run.rewind.work()
    to_archive(Project(run.prepared, run.saved()))


TARGET = prepare(files.open_file(SETTINGS[0]).prepared.experiment).trainer()


def campaign(count: int, seed: int, folder: Path) -> Iterator[str]:
    """What became of each of so many mutations. Raises for the first finding."""
    for number in range(count):
        kind, suffix, content = mutant(Random(seed * 1_000_003 + number))
        path = folder / f"mutant{suffix}"
        path.write_bytes(content)
        started = process_time()
        try:
            outcome = attack(path)
            seconds = process_time() - started
            assert seconds < LONGEST_S, f"took {seconds:.1f} s"
            assert [*folder.iterdir()] == [path], "something was written"
            assert path.read_bytes() == content, "the file was changed"
        except BaseException:
            print(f"finding: seed {seed}, number {number}, {kind}", file=sys.stderr)
            raise
        path.unlink()
        yield f"{kind} {outcome}"


def memory() -> int:
    """The most this process has taken so far, in bytes; Windows does not say."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main() -> None:
    """Run a long campaign and print what became of the mutations."""
    warnings.simplefilter("error")
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    found: dict[str, int] = {}
    started = perf_counter()
    with TemporaryDirectory() as folder:
        for number, outcome in enumerate(campaign(count, seed, Path(folder)), start=1):
            found[outcome] = found.get(outcome, 0) + 1
            if number % 5000 == 0:
                print(f"{number} files, {perf_counter() - started:.0f} s, {memory() / 2**20:.0f} MiB", flush=True)
    assert memory() < MOST_MEMORY
    for outcome, times in sorted(found.items()):
        print(f"{times:8} {outcome}")


if __name__ == "__main__":
    main()
