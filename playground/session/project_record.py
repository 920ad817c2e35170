"""The record of a run in a project file: states on its way, what was changed between them, and under which settings.

It is a text of its own, `record.json`, with arrays under `record/`. All states have the points and the network of the
project; so of their settings only those groups are stored that have changed since.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import pairwise
from typing import Any

from playground import codec, tree
from playground.archive import Archive, damaged
from playground.engine.records import Checkpoint
from playground.experiment import Experiment, Prepared, prepare
from playground.session.curves import Best
from playground.session.events import Configured, Event, Handmade, WentOn
from playground.session.messages import wrong_weight
from playground.session.plain import flatten, unflatten
from playground.session.project_state import put_state, take_state
from playground.session.stacking import stack, unstacked
from playground.session.tape import MOST_BYTES, MOST_EVENTS, MOST_STATES, Past, Still, weight
from playground.spec import Effect, params

RECORD = "record"
"""The name of the text, and the folder of the arrays."""
_GROUPS = ("network", "training", "judgement")
"""Of the settings, those that may change while a run goes on."""


@dataclass(frozen=True, slots=True)
class Bound:
    """How large a record may become in a file; it is thinned evenly until it fits."""

    states: int = MOST_STATES
    nbytes: int = MOST_BYTES // 2


@dataclass(frozen=True, slots=True)
class _Moment:
    """What is stored of a state beside the network."""

    settings: int
    """Their place in the list of settings."""
    events: int
    best: Best | None


@dataclass(frozen=True, slots=True)
class _Change:
    """What is stored of an event."""

    step: int
    settings: int | None = None
    """Of `Configured`."""
    weight: tuple[int, int, int] | None = None
    """Of `Handmade`: layer, row, column."""
    value: float = 0.0


class _Settings:
    """A list of all settings of a record, without repetition."""

    def __init__(self) -> None:
        self.all: list[Prepared] = []
        self._places: dict[int, int] = {}

    def place(self, prepared: Prepared) -> int:
        """Where these are in the list, from now on."""
        place = self._places.setdefault(id(prepared), len(self.all))
        if place == len(self.all):
            self.all.append(prepared)
        return place


def put_record(past: Past | None, prepared: Prepared, bound: Bound, archive: Archive) -> None:
    """Put a record into the archive, as much of it as the bound allows."""
    past = None if past is None else past.thinned(bound.states, bound.nbytes)
    if past is None:
        return
    settings = _Settings()
    moments = [_Moment(settings.place(still.prepared), still.events, still.best) for still in past.stills]
    changes = [_change(event, settings) for event in past.events]
    states = (partial(put_state, still.checkpoint, still.prepared.data.train, RECORD) for still in past.stills)
    archive.dense.add(RECORD)
    archive.texts[RECORD] = {
        "settings": [_groups(one.experiment, prepared.experiment) for one in settings.all],
        "states": stack(states, archive),
        "moments": [flatten(moment, "", archive) for moment in moments],
        "events": [flatten(change, "", archive) for change in changes],
    }


def _change(event: Event, settings: _Settings) -> _Change:
    match event:
        case Configured():
            return _Change(event.step, settings=settings.place(event.prepared))
        case Handmade():
            return _Change(event.step, weight=(event.layer, event.row, event.column), value=event.value)
    return _Change(event.step)


def _groups(then: Experiment, now: Experiment) -> dict[str, Any]:
    """The groups of settings that have changed since."""
    changed = [name for name in _GROUPS if getattr(then, name) != getattr(now, name)]
    return {name: codec.encode(getattr(then, name)) for name in changed}


def take_record(archive: Archive, prepared: Prepared, now: Checkpoint) -> Past | None:
    """The record of the run that has come to the state `now`; None where there is none. Raises SpecError."""
    text = archive.texts.get(RECORD)
    if text is None:
        return None
    if not isinstance(text, dict) or set(text) != {"settings", "states", "moments", "events"}:
        raise damaged()
    most = {"settings": MOST_STATES + MOST_EVENTS, "states": MOST_STATES, "moments": MOST_STATES, "events": MOST_EVENTS}
    for name, plain in text.items():
        if not isinstance(plain, list) or len(plain) > most[name]:
            raise damaged(name)
    settings = [_settings(plain, prepared) for plain in text["settings"]]
    events = [_event(unflatten(_Change, plain, archive), settings) for plain in text["events"]]
    past = Past(tuple(_stills(text, settings, archive)), tuple(events))
    if not past.stills or not _is_in_order(past, now):
        raise damaged("states")
    return past


def _settings(plain: Any, now: Prepared) -> Prepared:
    """Settings of then. None of them may need other points or another network."""
    if not isinstance(plain, dict) or not plain.keys() <= set(_GROUPS):
        raise damaged("settings")
    kinds = params(Experiment)
    groups = {name: codec.decode(kinds[name].kind, group) for name, group in plain.items()}
    then = replace(now.experiment, **groups)
    if tree.cost(tree.diff(now.experiment, then)) >= Effect.NETWORK:
        raise damaged("settings")
    found = prepare(then, now)
    if found.data is not now.data or found.plan.units != now.plan.units:
        raise damaged("settings")
    return found


def _event(change: _Change, settings: Sequence[Prepared]) -> Event:
    if change.settings is not None:
        return Configured(change.step, _at(settings, change.settings))
    if change.weight is None:
        return WentOn(change.step)
    if not settings or wrong_weight(settings[0].plan, change.weight, change.value) is not None:
        raise damaged("events")
    return Handmade(change.step, *change.weight, change.value)


def _stills(text: dict[str, Any], settings: Sequence[Prepared], archive: Archive) -> Iterator[Still]:
    states, total = text["states"], 0
    if len(states) != len(text["moments"]):
        raise damaged("moments")
    arrays, trainer_at = unstacked(RECORD, len(states), archive), cache(lambda place: _at(settings, place).trainer())
    for plain, about in zip(states, text["moments"], strict=True):
        moment = unflatten(_Moment, about, archive)
        checkpoint = take_state(plain, trainer_at(moment.settings), arrays)
        still = Still(checkpoint, settings[moment.settings], moment.events, moment.best)
        total += weight(still, set())
        if total > MOST_BYTES:
            raise damaged("states")
        yield still


def _at(settings: Sequence[Prepared], place: int) -> Prepared:
    if not 0 <= place < len(settings):
        raise damaged("settings")
    return settings[place]


def _is_in_order(past: Past, now: Checkpoint) -> bool:
    """Whether states follow each other to the present one, and each event lies between the right two of them."""
    stills, events = past.stills, past.events
    states = [*(still.checkpoint for still in stills), now]
    counts = [*(still.events for still in stills), len(events)]
    steps = [event.step for event in events]
    return (
        counts[0] >= 0
        and all(before <= after for before, after in pairwise(steps))
        and all(one.step < other.step and one.epoch < other.epoch for one, other in pairwise(states[:-1]))
        and states[-2].step <= now.step
        and states[-2].epoch <= now.epoch
        and all(not state.position for state in states[1:-1])
        and all(
            count <= after and all(one.step <= step <= other.step for step in steps[count:after])
            for (one, other), (count, after) in zip(pairwise(states), pairwise(counts), strict=True)
        )
    )
