from itertools import pairwise

import numpy as np
import pytest

from playground.data.dataset import Dataset
from playground.experiment import Experiment, prepare, settled
from playground.i18n import plain
from playground.session.commands import Slot
from playground.session.history import LONGEST, Entry, History, Version

POINTS = prepare(Experiment()).dataset
STATES = [Version(settled(Experiment(), {"training.batch_size": size}), POINTS) for size in range(1, 9)]


def entry(before: int, after: int, merge: str = "", slot: Slot | None = None) -> Entry:
    return Entry(plain(f"{before} to {after}"), STATES[before], STATES[after], merge, slot)


def test_undo_goes_back_one_by_one_and_redo_forward_again() -> None:
    history = History()
    entries = [entry(0, 1), entry(1, 2)]
    for one in entries:
        history.add(one)
    assert [history.undo(), history.undo()] == entries[::-1]
    assert history.undoable is None
    assert [history.redo(), history.redo()] == entries
    assert history.redoable is None


def test_a_new_edit_forgets_what_was_undone() -> None:
    history = History()
    history.add(entry(0, 1))
    history.undo()
    history.add(entry(0, 2))
    assert history.redoable is None


def test_a_drag_is_one_entry_from_its_beginning_to_its_end() -> None:
    history = History()
    for step in range(4):
        history.add(entry(step, step + 1, "slider"))
    one = history.undo()
    assert (one.before, one.after) == (STATES[0], STATES[4])
    assert history.undoable is None


def test_another_drag_after_the_first_was_let_go_is_another_entry() -> None:
    history = History()
    history.add(entry(0, 1, "slider"))
    history.settle()
    history.add(entry(1, 2, "slider"))
    assert history.undo().before == STATES[1]


def test_drags_of_two_settings_and_single_edits_are_never_merged() -> None:
    history = History()
    for step, merge in enumerate(("a", "b", "", "", "b")):
        history.add(entry(step, step + 1, merge))
    assert [history.undo().before for _ in range(5)] == STATES[4::-1]


def test_a_drag_right_after_an_undo_does_not_continue_the_one_before() -> None:
    history = History()
    history.add(entry(0, 1, "slider"))
    history.add(entry(1, 2, "other"))
    history.undo()
    history.add(entry(1, 3, "slider"))
    assert history.undo().before == STATES[1]


def test_a_drag_keeps_the_first_network_that_was_lost() -> None:
    first, second = Slot(), Slot()
    history = History()
    for slot in (None, first, second):
        history.add(entry(0, 1, "slider", slot))
    assert history.undo().network_before is first


def test_a_drag_that_makes_another_network_later_keeps_the_one_of_its_beginning() -> None:
    beginning, later = Slot(), Slot()
    history = History()
    assert history.begins("slider")
    history.add(entry(0, 1, "slider"), aside=beginning)
    assert not history.begins("slider")
    history.add(entry(1, 2, "slider", later))
    assert history.undo().network_before is beginning


def test_what_a_drag_put_aside_is_not_kept_for_the_next() -> None:
    later = Slot()
    history = History()
    history.add(entry(0, 1, "slider"), aside=Slot())
    history.settle()
    history.add(entry(1, 2, "slider", later), aside=later)
    assert history.undo().network_before is later
    assert history.undo().network_before is None


def test_the_history_is_not_endless() -> None:
    history = History()
    for _ in range(LONGEST + 20):
        history.add(entry(0, 1))
    for _ in range(LONGEST):
        history.undo()
    assert history.undoable is None
    with pytest.raises(IndexError):
        history.undo()


def test_of_huge_data_sets_as_many_are_remembered_as_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    history, versions = History(), [Version(Experiment(), crowd(1000)) for _ in range(31)]
    monkeypatch.setattr("playground.session.history.LARGEST", 10 * 32 * 1000)
    for before, after in pairwise(versions):
        history.add(Entry(plain("stroke"), before, after))
    assert [entry.after for entry in history.entries] == versions[-10:]
    history = History()
    for _ in range(30):
        history.add(Entry(plain("setting"), versions[0], versions[0]))
    assert len(history.entries) == 30


def crowd(points: int) -> Dataset:
    return Dataset.numbered(np.zeros((points, 2)), np.zeros(points))
