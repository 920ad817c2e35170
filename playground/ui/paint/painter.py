"""Carries out what a hand does: each stroke becomes one entry of the history."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from secrets import randbits
from time import perf_counter
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from playground.data.dataset import Dataset
from playground.data.paint import NOBODY
from playground.experiment import Prepared
from playground.session.messages import PAINT
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.spec import SpecError
from playground.ui.paint.editing import SelectionEdits
from playground.ui.paint.gestures import Gesture, Moving
from playground.ui.paint.handles import REACH_PX, Handle, Scaling, Turning, touched
from playground.ui.paint.sealed import tell_sealed
from playground.ui.paint.selection import Selection
from playground.ui.paint.stroke import Stroke, begin, replay
from playground.ui.paint.tools import PaintTools, Tool
from playground.ui.paint.trail import TICK_S, Place, Touch


def fresh_seed() -> int:
    """A seed from the machine's own chance, for one stroke of the brush."""
    return randbits(63)


class Painter(QObject):
    """The hand's way to the data. Places are in the plane; `pixel` is the length of a pixel there."""

    repeatable_changed = Signal(bool)
    """There is a stroke that can be repeated."""

    def __init__(
        self, session: Session, tools: PaintTools, parent: QObject | None = None, *,
        seed_source: Callable[[], int] = fresh_seed, clock: Callable[[], float] = perf_counter,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._session, self._tools, self._seed_source, self._clock = session, tools, seed_source, clock
        self.selection = Selection(session, self)
        self.edits = SelectionEdits(session, self.selection, tools, self.release)
        self.holds_training = False
        """Whether training waits for as long as a stroke lasts."""
        self.undisturbed: Callable[[], AbstractContextManager[None]] = nullcontext
        """Keeps the training thread from competing with the few milliseconds of one touch."""
        self._gesture: Gesture | None = None
        self._stroke: Stroke | None = None
        self._touches: list[Touch] = []
        self._last: tuple[Stroke, tuple[Touch, ...]] | None = None
        self._expected: Dataset | None = None
        self._before: Prepared | None = None
        self._merge = ""
        self._timer = QTimer(self, interval=round(1000 * TICK_S))
        self._timer.timeout.connect(self._on_tick)

    @property
    def is_busy(self) -> bool:
        """Whether a stroke or a region is under way."""
        return self._gesture is not None or self.selection.is_drawing

    @property
    def last(self) -> tuple[Stroke, tuple[Touch, ...]] | None:
        """The last whole stroke of a painting tool, as it can be repeated."""
        return self._last

    def handle_at(self, place: Place, pixel: float) -> Handle | None:
        """The handle of the chosen points' frame at a place, where the tool in use has handles."""
        frame = self.selection.frame() if self._tools.tool.selects else None
        return None if frame is None else touched(frame, place, pixel)

    # Strokes ---------------------------------------------------------------------------------------------------------

    def press(
        self, place: Place, *, erase: bool = False, add: bool = False, pixel: float = 0.0, pressure: float = 1.0
    ) -> None:
        """Begin a stroke with the tool in use, or with the eraser. With `add`, points are chosen in addition, and
        handles scale evenly or turn in steps."""
        self.release()
        tool = Tool.ERASE if erase else self._tools.tool
        if tool.selects:
            self._press_selector(place, add, pixel)
            return
        first = Touch(*place, self._clock(), pressure)
        self._stroke = Stroke(tool, self._tools.label(self._session.dataset), self._tools.brush, self._seed_source())
        self._start(begin(self._stroke, self._session.dataset, first, self.selection.hidden()), first)
        if self._gesture is not None and (tool in (Tool.JITTER, Tool.MAGNET) or self._is_timed(self._stroke)):
            self._timer.start()

    def move(self, place: Place, *, pressure: float = 1.0) -> None:
        """The hand has come here."""
        if self.selection.is_drawing:
            self.selection.extend(place)
        elif self._gesture is not None and self._session.dataset is not self._expected:
            self._gesture = self._stroke = None  # undo, or other data, came in between
            self._end()
        elif self._gesture is not None:
            self._draw(self._gesture, Touch(*place, self._clock(), pressure))

    def release(self) -> None:
        """The stroke is over, or the region is drawn."""
        if self._gesture is not None:
            self._gesture = None
            self._session.settle()
            if self._stroke is not None:
                self._last = self._stroke, tuple(self._touches)
                self.repeatable_changed.emit(True)
            before, self._stroke = self._before, None
            self._end()
            if before is not None:
                tell_sealed(self._session, before)
        if self.selection.is_drawing:
            self.selection.finish()

    def cancel(self) -> None:
        """Give up a region, end a stroke; where there is neither, choose no points."""
        if self.selection.is_drawing:
            self.selection.give_up()
        elif self._gesture is not None:
            self.release()
        else:
            self.selection.select(NOBODY)

    def repeat(self) -> None:
        """Paint the last stroke once more, with the same chance, on the points as they are, in the class in use."""
        self.release()
        if self._last is None:
            return
        stroke, touches = self._last
        stroke = replace(stroke, label=self._tools.label(self._session.dataset))
        before = self._session.prepared
        try:
            dataset = replay(stroke, touches, before.dataset, self.selection.hidden())
        except SpecError as error:
            self._session.tell(Notice(Level.WARNING, error.violations[0].message))
            return
        if dataset is not before.dataset and self._session.paint(dataset, PAINT):
            tell_sealed(self._session, before)

    def _press_selector(self, place: Place, add: bool, pixel: float) -> None:
        """Take hold of a handle, of the chosen points, or of a point that stands alone; in a crowd, begin a region."""
        chosen, reach = self.selection, REACH_PX * pixel
        handle, frame, dataset = self.handle_at(place, pixel), chosen.frame(), self._session.dataset
        first = Touch(*place)
        if handle is not None and frame is not None:
            turns = handle is Handle.TURN
            self._start(
                Turning(dataset, chosen.ids, frame, place, add) if turns
                else Scaling(dataset, chosen.ids, frame, handle, place, add), first
            )  # fmt: skip
            return
        near, holds = chosen.near(place, reach), chosen.holds(place, reach)
        if not add and (holds or (len(near) == 1 and self._tools.tool is Tool.SELECT)):
            chosen.select(chosen.ids if holds else near)
            self._start(Moving(dataset, chosen.ids, place), first)
            return
        chosen.begin(place, reach, loop=self._tools.tool is Tool.LASSO, add=add)

    def _start(self, gesture: Gesture, first: Touch) -> None:
        self._gesture, self._merge, self._touches = gesture, uuid4().hex, []
        self._before = self._session.prepared
        if self.holds_training:
            self._session.hold(True)
        self._draw(gesture, first)

    def _draw(self, gesture: Gesture, touch: Touch) -> None:
        self._touches.append(touch)
        try:
            with self.undisturbed():
                dataset = gesture.to(touch, self._session.dataset)
                if dataset is not self._session.dataset:
                    self._session.paint(dataset, gesture.label, self._merge)
        except SpecError as error:  # more points than a data set may have
            self._touches.pop()
            self.release()
            self._session.tell(Notice(Level.WARNING, error.violations[0].message))
            return
        self._expected = self._session.dataset

    def _end(self) -> None:
        self._timer.stop()
        self._before = None
        self._session.hold(False)

    def _on_tick(self) -> None:
        """A hand that rests goes on working."""
        last = self._touches[-1]
        self.move(last.place, pressure=last.pressure)

    @staticmethod
    def _is_timed(stroke: Stroke) -> bool:
        return stroke.brush.by_speed and "by_speed" in stroke.tool.settings
