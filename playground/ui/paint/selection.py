"""Which points are chosen, and the rectangle or the loop that is being drawn to choose them."""

import numpy as np
from PySide6.QtCore import QObject, Signal

from playground.data.dataset import Dataset, Integers
from playground.data.paint import NOBODY, distances, select_rectangle
from playground.data.stamps import select_loop
from playground.session.session import Change, Session
from playground.ui.paint.handles import Rectangle
from playground.ui.paint.trail import Place


class Selection(QObject):
    """Points that nobody may see are never chosen. Points that go away are chosen no longer."""

    changed = Signal()
    """Other points are chosen, or those chosen have moved."""
    region_changed = Signal()
    """The rectangle or the loop that is being drawn has changed."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ids: Integers = NOBODY
        self._frame: tuple[Dataset, Integers, Rectangle] | None = None
        self._way: list[Place] = []
        self._is_loop = self._adding = False
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    @property
    def ids(self) -> Integers:
        """The ids of the chosen points."""
        return self._ids

    def __len__(self) -> int:
        return len(self._ids)

    def frame(self) -> Rectangle | None:
        """The smallest rectangle around the chosen points."""
        dataset, ids = self._session.dataset, self._ids
        if not len(ids):
            return None
        if self._frame is None or self._frame[0] is not dataset or self._frame[1] is not ids:
            x = dataset.x[np.isin(dataset.ids, ids)]
            (left, bottom), (right, top) = x.min(axis=0).tolist(), x.max(axis=0).tolist()
            self._frame = dataset, ids, ((left, bottom), (right, top))
        return self._frame[2]

    def holds(self, place: Place, reach: float) -> bool:
        """Whether a place is inside the frame of the chosen points, or as near to it as `reach`."""
        frame = self.frame()
        if frame is None:
            return False
        (left, bottom), (right, top) = frame
        return left - reach <= place[0] <= right + reach and bottom - reach <= place[1] <= top + reach

    def near(self, place: Place, reach: float) -> Integers:
        """The ids of the points within reach that may be seen, the nearest first."""
        dataset = self._session.dataset.take(self._session.showable)
        distance = distances(dataset.x, place)
        order = np.argsort(distance)
        return dataset.ids[order[distance[order] <= reach]]

    def hidden(self) -> Integers:
        """The ids of the points that nobody may see, nor change by chance."""
        return np.delete(self._session.dataset.ids, self._session.showable)

    # Choosing --------------------------------------------------------------------------------------------------------

    def select(self, ids: Integers) -> None:
        """Choose these points and no others."""
        if not np.array_equal(ids, self._ids):
            self._ids = ids
            self.changed.emit()

    def select_all(self) -> None:
        """Choose every point that may be seen."""
        self.select(self._session.dataset.ids[self._session.showable])

    def invert(self) -> None:
        """Choose the points that are not chosen, of those that may be seen."""
        self.select(np.setdiff1d(self._session.dataset.ids[self._session.showable], self._ids))

    # A region that is drawn ------------------------------------------------------------------------------------------

    @property
    def is_drawing(self) -> bool:
        """Whether a rectangle or a loop is being drawn."""
        return bool(self._way)

    @property
    def rectangle(self) -> Rectangle | None:
        """The rectangle that is being drawn."""
        return None if self._is_loop or not self._way else (self._way[0], self._way[-1])

    @property
    def loop(self) -> tuple[Place, ...]:
        """The line of the loop that is being drawn, or nothing."""
        return tuple(self._way) if self._is_loop else ()

    def begin(self, place: Place, reach: float, *, loop: bool, add: bool) -> None:
        """Begin a region at a place; a point there is chosen at once. With `add`, others stay chosen."""
        self._is_loop, self._adding, self._way = loop, add, [place]
        nearest = self.near(place, reach)[:1]
        self.select(np.union1d(self._ids, nearest) if add else nearest)

    def extend(self, place: Place) -> None:
        """The hand that draws the region has come here."""
        if place != self._way[-1]:
            self._way = [*self._way, place] if self._is_loop else [self._way[0], place]
            self.region_changed.emit()

    def finish(self) -> None:
        """Choose what is in the region; where nothing was drawn, it was a click, which chose what it touched."""
        way, dataset = self._way, self._session.dataset
        self.give_up()
        if len(way) > 1:
            inside = select_loop(dataset, way) if self._is_loop else select_rectangle(dataset, way[0], way[-1])
            inside = np.setdiff1d(inside, self.hidden())
            self.select(np.union1d(self._ids, inside) if self._adding else inside)

    def give_up(self) -> None:
        """Draw no region."""
        self._way = []
        self.region_changed.emit()

    def _on_session_changed(self, change: Change) -> None:
        if not len(self._ids):
            return
        left = self._ids[np.isin(self._ids, change.new.dataset.ids[self._session.showable])]
        if change.old.dataset is change.new.dataset and len(left) == len(self._ids):
            return
        self._ids = left
        self.changed.emit()
