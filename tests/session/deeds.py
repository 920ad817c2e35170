"""Chance that does to a session what a person, or a mistaken caller, could do; equal seeds do equal deeds."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np

from playground import spec, tree
from playground.data import paint
from playground.data.dataset import Dataset, default_classes
from playground.data.joining import joined
from playground.data.points import Points
from playground.data.sources import Group, Source
from playground.engine.config import Layer
from playground.engine.losses import MeanSquaredError
from playground.engine.optimizers import SGD
from playground.i18n import plain
from playground.session.session import Session
from playground.spec import Component, Configuration, Item, SpecError, family_of

Deed = Callable[[Session], object]
"""Something that is done in the same way to every session that is in the same state."""

LABEL = plain("import")
NONSENSE: tuple[Any, ...] = (
    None, True, -1, 0, 2, 10**30, 0.5, -1e308, float("nan"), float("inf"), "", "nonsense", (), (1,), ("a", None), {},
    Layer(2), object,
)  # fmt: skip
WORDS = (
    "",
    "x1",
    "x2",
    "sin(x1 * x2)",
    "1 / x1",
    "x1 ** 2",
    "x1 ** 99",
    "epoch",
    "0.9 ** epoch",
    "(",
    "가나다",
    "x" * 41,
)
SMALL = {"samples": 120, "units": 9, "batch_size": 60, "groups": 4}
"""Numbers that are kept small, so that much happens in little time."""


def edit(random: Random, session: Session) -> Deed:
    """Another value, legal or not, for one setting that is declared."""
    experiment = session.experiment
    path, value, item = random.choice([*settings(experiment)])
    new = random.choice(NONSENSE) if random.random() < 0.1 else another(random, value, item)
    merge = random.random() < 0.4
    return lambda session: session.apply(path, new, merge)


def several_edits(random: Random, session: Session) -> Deed:
    """Two settings at once, and fresh weights or not."""
    changes: dict[str, Any] = {}
    for path, value, item in random.sample([*settings(session.experiment)], 2):
        if not any(path.startswith(f"{other}.") or other.startswith(f"{path}.") for other in changes):
            changes[path] = another(random, value, item)
    fresh = random.random() < 0.3
    return lambda session: session.apply_all(changes, LABEL, fresh=fresh)


def data(random: Random, session: Session) -> Deed:
    """Another data set, new points, another split."""
    group = random.choice([*Group])
    kind: Any = random.choice([kind for kind in family_of(Source).values() if getattr(kind, "group", None) is group])
    source: Any = made(kind, random) if kind is not Points else Points(own(random))
    return random.choice([
        lambda session: session.choose_data(source), lambda session: session.apply("data.source", source),
        lambda session: session.new_data(), lambda session: session.new_split(),
    ])  # fmt: skip


def stroke(random: Random, session: Session) -> Deed:
    """One stroke with a tool on the points."""
    old, seed, at = session.dataset, random.randrange(1000), (random.uniform(-7, 7), random.uniform(-7, 7))
    ids = old.ids[:: random.choice((1, 2, 7))]
    label = float(random.randrange(old.class_count)) if old.is_classification else random.uniform(-1, 1)
    index = random.randrange(max(1, old.class_count))
    strokes: list[Callable[[], Dataset]] = [
        lambda: paint.add_point(old, at, label),
        lambda: paint.spray(old, [at], label, 1.0, 5, np.random.default_rng(seed)),
        lambda: paint.erase(old, at, 3.0), lambda: paint.erase_ids(old, ids), lambda: paint.move(old, ids, at),
        lambda: paint.relabel(old, ids, label), lambda: paint.clear(old), lambda: paint.add_class(old),
        lambda: paint.remove_class(old, index), lambda: paint.rename_class(old, index, "새 이름"),
        lambda: joined(old, own(Random(seed))),
    ]  # fmt: skip
    try:
        new = random.choice(strokes)()
    except (SpecError, TypeError, IndexError):  # a tool that these points do not know
        return Session.settle
    if np.array_equal(new.ids, old.ids) and new.classes != old.classes and random.random() < 0.5 and (
        len(new.classes) == len(old.classes)
    ):  # fmt: skip
        return lambda session: session.restyle(new.classes, plain("restyle"))
    merge = random.choice(("", "stroke"))
    return lambda session: session.paint(new, merge=merge)


def weight(random: Random, session: Session) -> Deed:
    """A weight by hand; one that is there or not, to a number or not."""
    units = session.prepared.plan.units
    layer = random.randrange(len(units) - 1) if random.random() < 0.9 else 99
    row, column = random.randrange(units[min(layer + 1, len(units) - 1)]), random.choice((0, 0, 1, 1, -1, 50))
    value = random.choice((0.0, 1.5, -3.0, 1e300, float("nan")))
    return lambda session: session.set_parameter(layer, row, column, value)


def history(random: Random, session: Session) -> Deed:
    """Somewhere else in the history."""
    place = random.randrange(len(session.history.entries) + 1)
    many = [lambda session: session.undo(), lambda session: session.redo()]
    return random.choice([*many, *many, lambda session: session.go_to(place)])


def other(random: Random, session: Session) -> Deed:
    """All that is but a word."""
    notes = random.choice(WORDS)
    return random.choice([
        lambda session: session.reset(), lambda session: session.new_weights(), lambda session: session.pause(),
        lambda session: session.settle(), lambda session: session.write_notes(notes),
    ])  # fmt: skip


def seal(random: Random, session: Session) -> Deed:
    """The test set opened or closed."""
    return random.choice([Session.open_test_set, Session.open_test_set, Session.close_test_set])


def wild(random: Random, session: Session) -> Deed:
    """Steps that are far too long, so that training may diverge."""
    rate = random.choice((3.0, 30.0, 100.0))
    changes = {"training.optimizer": SGD(), "training.learning_rate": rate, "training.loss": MeanSquaredError()}
    return lambda session: session.apply_all(changes, LABEL)


def training(random: Random, session: Session) -> Deed:
    """A few steps or epochs."""
    many = random.choice((1, 1, 2, 3))
    return random.choice([
        lambda session: session.step_batch(), lambda session: session.step_batch(),
        lambda session: session.step_epoch(), lambda session: session.play(epochs=many),
    ])  # fmt: skip


def branch(random: Random, session: Session) -> Deed:
    """On from an earlier epoch."""
    epoch = random.randrange(session._epoch + 1)
    return lambda session: session.branch(epoch)


def pins(random: Random, session: Session) -> Deed:
    """The run put aside, or runs that were put aside: removed, described, gone back to."""
    if not session.papers.runs or random.random() < 0.4:
        return Session.pin
    at, name = random.randrange(len(session.papers.runs)), random.choice(("", "가", "a long name"))

    def described(session: Session) -> None:
        runs = list(session.papers.runs)
        runs[at] = replace(runs[at], name=name, note=name)
        session.change_runs(LABEL, tuple(runs))

    def removed(session: Session) -> None:
        session.change_runs(LABEL, (*session.papers.runs[:at], *session.papers.runs[at + 1 :]))

    return random.choice([described, removed, lambda session: session.restore_run(session.papers.runs[at])])


def burst(random: Random, session: Session) -> Deed:
    """Undo and redo in quick succession, as with a key held down."""
    many = [random.choice((Session.undo, Session.undo, Session.redo)) for _ in range(random.randrange(2, 12))]
    return lambda session: [one(session) for one in many]


DEEDS = (edit,) * 6 + (training,) * 6 + (
    data, data, several_edits, stroke, stroke, weight, history, history, other, seal, seal, wild, branch, pins, pins,
    burst,
)  # fmt: skip


def deed(random: Random, session: Session) -> Deed:
    """Any deed. Now and then training is still going on while it is done."""
    chosen = random.choice(DEEDS)(random, session)
    if random.random() < 0.9:
        return chosen

    def while_it_runs(session: Session) -> None:
        session.play(epochs=1)
        chosen(session)

    return while_it_runs


def in_a_row(random: Random, session: Session) -> Deed:
    """What a quick hand does before anything of it is seen: strokes, mostly."""
    return random.choice((stroke, stroke, stroke, stroke, edit, history))(random, session)


def settings(config: Configuration, prefix: str = "") -> Iterator[tuple[str, Any, Item]]:
    """Every setting, those that hold others too, with its value and its declaration."""
    for item in spec.params(type(config)).values():
        value = getattr(config, item.name)
        yield f"{prefix}{item.name}", value, item
        if isinstance(value, Configuration):
            yield from settings(value, f"{prefix}{item.name}.")
    if not prefix:
        yield from tree.walk(config)


def another(random: Random, value: Any, item: Item) -> Any:
    """A value of the right kind for a setting, mostly legal."""
    kind = item.element or item.kind
    if isinstance(value, tuple):
        longest = min(item.param.longest or 4, 4)
        return tuple(_one(random, kind, item) for _ in range(random.randrange(item.param.shortest, longest + 1)))
    return _one(random, kind, item, value)


def _one(random: Random, kind: Any, item: Item, value: Any = None) -> Any:
    rules = item.param
    if rules.choices:
        return random.choice(rules.choices).value
    if kind is bool:
        return random.random() < 0.5
    if kind is str:
        return random.choice(WORDS)
    if kind in (int, float):
        low, high = rules.low or 0.0, 1000.0 if rules.high is None else rules.high
        high = min(high, SMALL.get(item.name, high))
        number = random.choice((low, high, random.uniform(low, high), random.uniform(low, min(high, low + 1)),
                                *rules.presets, high * 1.5 + 1.0))  # fmt: skip
        return kind(min(number, SMALL.get(item.name, number)))
    if issubclass(kind, Component):
        return made(random.choice([*family_of(kind).values()]), random)
    return made(kind, random) if value is None else value


def made(kind: Any, random: Random) -> Any:
    """A configuration as it comes, with one number changed where that is legal."""
    config = kind(**({"samples": SMALL["samples"]} if "samples" in spec.params(kind) else {}))
    for path, value, item in random.sample([*tree.walk(config)], k=len([*tree.walk(config)])):
        try:
            return tree.put(config, path, another(random, value, item))
        except SpecError:
            continue
    return config


def own(random: Random) -> Dataset:
    """Some points as they would be imported."""
    n, classes = random.choice((0, 1, 12, 40)), random.choice((0, 0, 2, 3, 5))
    numbers = np.random.default_rng(random.randrange(1000))
    y = numbers.integers(0, classes, n) if classes else numbers.normal(size=n)
    is_curve = not classes and random.random() < 0.5
    return Dataset.numbered(numbers.uniform(-6, 6, (n, 2)), y, default_classes(classes), is_curve=is_curve)
