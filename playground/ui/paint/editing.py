"""What is done to the chosen points at once, from a menu or by a key: each is one entry of the history."""

from collections.abc import Callable

import numpy as np

from playground.data import shaping
from playground.data.dataset import Dataset
from playground.data.paint import clear, erase_ids, relabel
from playground.i18n import Text, p_
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.spec import SpecError
from playground.ui.paint.gestures import ERASE, RELABEL
from playground.ui.paint.handles import SCALE, TURN
from playground.ui.paint.sealed import tell_sealed
from playground.ui.paint.selection import Selection
from playground.ui.paint.tools import PaintTools

DUPLICATE = p_("undo", "Duplicate points")
FLIP = p_("undo", "Flip points")
CLEAR = p_("undo", "Clear all points")

TURN_STEP = np.pi / 12
GROW_STEP = 1.1


class SelectionEdits:
    """Edits of the chosen points. `before` is called first, to end a stroke that is under way."""

    def __init__(
        self, session: Session, selection: Selection, tools: PaintTools, before: Callable[[], None]
    ) -> None:  # fmt: skip
        self._session, self._selection, self._tools, self._before = session, selection, tools, before

    def delete(self) -> None:
        """Remove the chosen points."""
        self._edit(lambda dataset: erase_ids(dataset, self._selection.ids), ERASE)

    def clear(self) -> None:
        """Remove every point, hidden ones too."""
        self._edit(clear, CLEAR)

    def relabel(self, index: int) -> None:
        """Put the chosen points into another class, if there is such a class."""
        if index < self._session.dataset.class_count:
            self._edit(lambda dataset: relabel(dataset, self._selection.ids, index), RELABEL)

    def choose_class(self, index: int) -> None:
        """Put the chosen points into a class; where none are chosen, paint that class from now on."""
        if len(self._selection):
            self.relabel(index)
        elif index < self._session.dataset.class_count:
            self._tools.set_class(index)

    def duplicate(self) -> None:
        """Put copies of the chosen points beside them, and choose the copies."""
        n = self._session.dataset.n
        if self._edit(lambda dataset: shaping.duplicate(dataset, self._selection.ids), DUPLICATE):
            self._selection.select(np.setdiff1d(self._session.dataset.ids[n:], self._selection.hidden()))

    def turn(self, steps: int) -> None:
        """Turn the chosen points about their middle by so many steps of 15°, counter-clockwise."""
        self._edit(
            lambda dataset: shaping.rotate(dataset, self._selection.ids, self._middle(), steps * TURN_STEP), TURN
        )

    def grow(self, factor: float) -> None:
        """Make the arrangement of the chosen points larger or smaller."""
        self._scale((factor, factor), SCALE)

    def flip(self, across: bool) -> None:
        """Mirror the chosen points from left to right, or from top to bottom."""
        self._scale((-1.0, 1.0) if across else (1.0, -1.0), FLIP)

    def _scale(self, factors: tuple[float, float], label: Text) -> None:
        self._edit(
            lambda dataset: shaping.scale(dataset, self._selection.ids, self._middle(), factors, whole=True), label
        )

    def _middle(self) -> tuple[float, float]:
        frame = self._selection.frame()
        assert frame is not None
        (left, bottom), (right, top) = frame
        return (left + right) / 2, (bottom + top) / 2

    def _edit(self, edit: Callable[[Dataset], Dataset], label: Text) -> bool:
        """Make an edit, of the chosen points where there are any; returns whether something changed."""
        self._before()
        before = self._session.prepared
        if label is not CLEAR and not len(self._selection):
            return False
        try:
            dataset = edit(before.dataset)
        except SpecError as error:  # more points than a data set may have
            self._session.tell(Notice(Level.WARNING, error.violations[0].message))
            return False
        if dataset is before.dataset or not self._session.paint(dataset, label):
            return False
        tell_sealed(self._session, before)
        return True
