"""Carries out what a hand does: each stroke becomes one entry of the history; and remembers which points are chosen."""

from collections.abc import Callable
from secrets import randbits
from uuid import uuid4

import numpy as np
from PySide6.QtCore import QObject, Signal

from playground.data.dataset import Dataset, Integers
from playground.data.paint import erase_ids, relabel, select_rectangle
from playground.i18n import Text, n_, p_
from playground.session.notices import Level, Notice
from playground.session.session import Change, Session
from playground.spec import SpecError
from playground.ui.paint.gestures import ERASE, Erasing, Gesture, Moving, Place, Placing, Spraying
from playground.ui.paint.tools import PaintTools, Tool

RELABEL = p_("undo", "Change class of points")

Rectangle = tuple[Place, Place]
"""Two opposite corners."""


def fresh_seed() -> int:
    """A seed from the machine's own chance, for one stroke of the brush."""
    return randbits(63)


class Painter(QObject):
    """The hand's way to the data. Places are those of the plane."""

    selection_changed = Signal()
    """Other points are chosen, or those chosen have moved."""
    changed = Signal()
    """The rectangle that is being drawn has changed."""

    def __init__(
        self, session: Session, tools: PaintTools, parent: QObject | None = None, *,
        seed_source: Callable[[], int] = fresh_seed,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session, self._tools, self._seed_source = session, tools, seed_source
        self._selection: Integers = np.empty(0, np.int64)
        self._gesture: Gesture | None = None
        self._expected: Dataset | None = None
        self._merge = ""
        self._hidden_before: int | None = None
        self._corner: Place | None = None
        self._opposite: Place | None = None
        self._adding = False
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    @property
    def selection(self) -> Integers:
        """The ids of the chosen points."""
        return self._selection

    @property
    def rectangle(self) -> Rectangle | None:
        """The rectangle that is being drawn to choose points."""
        if self._corner is None or self._opposite is None:
            return None
        return self._corner, self._opposite

    @property
    def is_busy(self) -> bool:
        """Whether a stroke or a rectangle is under way."""
        return self._gesture is not None or self._corner is not None

    def frame(self) -> Rectangle | None:
        """The smallest rectangle around the chosen points."""
        if not len(self._selection):
            return None
        x = self._session.dataset.x[np.isin(self._session.dataset.ids, self._selection)]
        (left, bottom), (right, top) = x.min(axis=0).tolist(), x.max(axis=0).tolist()
        return (left, bottom), (right, top)

    # Strokes ---------------------------------------------------------------------------------------------------------

    def press(self, place: Place, *, erase: bool = False, add: bool = False, reach: float = 0.0) -> None:
        """Begin a stroke with the tool in use, or with the eraser. `reach` is how near counts as touching a point;
        with `add`, points are chosen in addition."""
        self.release()
        tool = Tool.ERASE if erase else self._tools.tool
        if tool is Tool.SELECT:
            self._press_selector(place, add, reach)
        else:
            self._begin(self._stroke(tool), place)

    def move(self, place: Place) -> None:
        """The hand has come here."""
        if self._corner is not None:
            self._opposite = place
            self.changed.emit()
        elif self._gesture is not None and self._session.dataset is not self._expected:
            self._gesture = None  # undo, or other data, came in between
        elif self._gesture is not None:
            self._draw(self._gesture, place)

    def release(self) -> None:
        """The stroke is over, or the rectangle is drawn."""
        if self._gesture is not None:
            self._gesture = None
            self._session.settle()
            self._tell_hidden()
        if self._corner is not None and self._opposite is not None:
            dataset = self._session.dataset
            was_drawn = self._corner != self._opposite  # else it was a click, which chose what it touched
            inside = np.setdiff1d(select_rectangle(dataset, self._corner, self._opposite), self._hidden())
            self._drop_rectangle()
            if was_drawn:
                self.select(np.union1d(self._selection, inside) if self._adding else inside)

    def cancel(self) -> None:
        """Give up a rectangle, end a stroke; where there is neither, choose no points."""
        if self._corner is not None:
            self._drop_rectangle()
        elif self._gesture is not None:
            self.release()
        else:
            self.select(np.empty(0, np.int64))

    def _stroke(self, tool: Tool) -> Gesture:
        dataset, brush = self._session.dataset, self._tools.brush
        label = self._tools.label(dataset)
        if tool is Tool.ERASE:
            return Erasing(brush.radius, self._hidden())
        if tool is Tool.SPRAY:
            rng = np.random.default_rng(np.random.SeedSequence(self._seed_source()))
            return Spraying(label, brush.radius, brush.density, rng)
        return Placing(dataset, label)

    def _begin(self, gesture: Gesture, place: Place) -> None:
        self._gesture, self._merge = gesture, uuid4().hex
        self._hidden_before = None if self._session.seal.is_open else len(self._hidden())
        self._draw(gesture, place)

    def _draw(self, gesture: Gesture, place: Place) -> None:
        try:
            dataset = gesture.to(place, self._session.dataset)
        except SpecError as error:  # more points than a data set may have
            self.release()
            self._session.tell(Notice(Level.WARNING, error.violations[0].message))
            return
        if dataset is not self._session.dataset:
            self._session.paint(dataset, gesture.label, self._merge)
        self._expected = self._session.dataset

    # Choosing points -------------------------------------------------------------------------------------------------

    def select(self, ids: Integers) -> None:
        """Choose these points and no others."""
        if not np.array_equal(ids, self._selection):
            self._selection = ids
            self.selection_changed.emit()

    def select_all(self) -> None:
        """Choose every point that may be seen."""
        self.select(self._session.dataset.ids[self._session.showable])

    def delete_selection(self) -> None:
        """Remove the chosen points."""
        self._edit(erase_ids(self._session.dataset, self._selection), ERASE)

    def relabel_selection(self, index: int) -> None:
        """Put the chosen points into another class, if there is such a class."""
        if index < self._session.dataset.class_count:
            self._edit(relabel(self._session.dataset, self._selection, index), RELABEL)

    def choose_class(self, index: int) -> None:
        """Put the chosen points into a class; where none are chosen, paint that class from now on."""
        if len(self._selection):
            self.relabel_selection(index)
        elif index < self._session.dataset.class_count:
            self._tools.set_class(index)

    def holds(self, place: Place, reach: float) -> bool:
        """Whether a place is inside the frame of the chosen points, or as near to it as `reach`."""
        frame = self.frame()
        if frame is None:
            return False
        (left, bottom), (right, top) = frame
        return left - reach <= place[0] <= right + reach and bottom - reach <= place[1] <= top + reach

    def _press_selector(self, place: Place, add: bool, reach: float) -> None:
        """Take hold of the chosen points, or of a point that stands alone; in a crowd, begin a rectangle."""
        near = self._near(place, reach)
        holds = self.holds(place, reach)
        if not add and (holds or len(near) == 1):
            self.select(self._selection if holds else near)
            self._begin(Moving(self._session.dataset, self._selection, place), place)
            return
        self._adding = add
        self._corner = self._opposite = place
        nearest = near[:1]
        self.select(np.union1d(self._selection, nearest) if add else nearest)

    def _near(self, place: Place, reach: float) -> Integers:
        """The ids of the points within reach, the nearest first."""
        dataset = self._session.dataset.take(self._session.showable)
        distance = np.linalg.norm(dataset.x - np.array(place), axis=1)
        order = np.argsort(distance)
        return dataset.ids[order[distance[order] <= reach]]

    def _tell_hidden(self) -> None:
        """Say why some of the new points can't be seen."""
        vanished = 0 if self._hidden_before is None else len(self._hidden()) - self._hidden_before
        if vanished > 0:
            words = n_(
                "{n} of the new points went into the sealed test set, so it is hidden.",
                "{n} of the new points went into the sealed test set, so they are hidden.",
                vanished,
            )
            self._session.tell(Notice(Level.INFO, words))

    def _hidden(self) -> Integers:
        """The ids of the points that nobody may see, nor change by chance."""
        dataset = self._session.dataset
        return np.delete(dataset.ids, self._session.showable)

    def _edit(self, dataset: Dataset, label: Text) -> None:
        if dataset is not self._session.dataset:
            self.release()
            self._session.paint(dataset, label)

    def _drop_rectangle(self) -> None:
        self._corner = self._opposite = None
        self.changed.emit()

    def _on_session_changed(self, change: Change) -> None:
        if not len(self._selection):
            return
        left = self._selection[np.isin(self._selection, change.new.dataset.ids[self._session.showable])]
        if change.old.dataset is change.new.dataset and len(left) == len(self._selection):
            return
        self._selection = left
        self.selection_changed.emit()
