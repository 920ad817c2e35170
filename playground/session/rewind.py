"""A look at an earlier moment of the run, at a copy of the network: the run itself is not touched."""

from collections.abc import Callable

from playground.engine.records import Record
from playground.engine.trainer import Trainer
from playground.session.curves import Best, lower
from playground.session.tape import Still, Tape

_SLICE_SECONDS = 0.004
_FIRST_STEPS = 8


class Rewind:
    """Shows the nearest state of a record at once, and the very epoch after a little work."""

    def __init__(self, tape: Tape, clock: Callable[[], float]) -> None:
        self._tape, self._clock = tape, clock
        self.trainer: Trainer | None = None
        """The network as it was; None while the present is shown."""
        self._goal: int | None = None
        self._still: Still | None = None
        self.events = 0
        """How many events have happened to it."""
        self.best: Best | None = None
        self.record: Record | None = None
        """How the epoch that is shown was judged; None where it is that of a state, or the present."""
        self._steps = _FIRST_STEPS

    @property
    def is_busy(self) -> bool:
        """Whether it is still on its way."""
        return self._goal is not None

    def leave(self) -> None:
        """Show the present again."""
        self.trainer = self._goal = self._still = self.record = None

    def look(self, epoch: int, exactly: bool) -> None:
        """Look at the end of an epoch, or at the nearest state there is."""
        epoch = max(epoch, self._tape.first)
        if not exactly:
            self._goal = None
            self._take(self._tape.nearest(epoch))
            return
        still, now = self._tape.before(epoch), self.trainer
        if now is None or not still.checkpoint.step <= now.step or now.epoch > epoch or (
            now.epoch == epoch and now.position
        ):  # fmt: skip
            self._take(still)
        self._goal = epoch

    def work(self) -> bool:
        """Go a little further towards the epoch that is wanted; whether there was anything to do."""
        trainer, started = self.trainer, self._clock()
        if trainer is None or self._goal is None:
            return False
        while self._goal is not None and self._clock() - started < _SLICE_SECONDS:
            self._advance(trainer, self._goal)
        return True

    def finish(self) -> None:
        """Go all the way."""
        while self.trainer is not None and self._goal is not None:
            self._advance(self.trainer, self._goal)

    def _take(self, still: Still) -> None:
        if self.trainer is None or self._still is None or self._still.prepared is not still.prepared or (
            self.events != self._still.events  # settings have changed on the way
        ):  # fmt: skip
            self.trainer = still.prepared.trainer()
        self.trainer.restore(still.checkpoint)
        self._still, self.events, self.best, self.record = still, still.events, still.best, None

    def _advance(self, trainer: Trainer, goal: int) -> None:
        """Have happen what happened now, and take some steps, up to the next event or the goal."""
        events = self._tape.events
        while self.events < len(events) and events[self.events].step == trainer.step:
            events[self.events].happen_to(trainer)
            self.events += 1
        if trainer.epoch >= goal:
            self._goal = None
            return
        next_step = events[self.events].step if self.events < len(events) else None
        steps = self._steps if next_step is None else min(self._steps, next_step - trainer.step)
        before, started = trainer.step, self._clock()
        for record in trainer.run(steps, goal):
            self.best, self.record = lower(self.best, record), record
        if trainer.step == before:  # it had ended there
            self._goal = None
        self._steps = max(1, self._steps * 2 if self._clock() - started < _SLICE_SECONDS / 4 else self._steps // 2)
