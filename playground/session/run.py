"""One run as the training thread has it: a network with its settings, its curves, its record, and a look back at it."""

from collections.abc import Callable
from dataclasses import replace

from playground.engine.records import Record
from playground.engine.trainer import Trainer
from playground.engine.transplant import transplant, transplant_statistics
from playground.experiment import Prepared, trains_alike
from playground.session.commands import Saved
from playground.session.curves import CurveRecorder, until
from playground.session.events import Configured, Event, Handmade, WentOn
from playground.session.rewind import Rewind
from playground.session.tape import Tape

ONLY_LEARNING = ("learning_rate", "optimizer", "schedule", "batch_size", "reshuffle", "early_stopping")
"""Settings that make no number of a network as it is another one, but the learning rate."""


class Run:
    """Whatever is done to the trainer goes through here, so that it is judged and recorded."""

    def __init__(
        self, prepared: Prepared, clock: Callable[[], float], judges_test: bool = False, saved: Saved | None = None
    ) -> None:
        """Begin with fresh weights, or where a network was put aside."""
        self.prepared, self._clock, self.judges_test = prepared, clock, judges_test
        self.trainer: Trainer = prepared.trainer()
        self.recorder = CurveRecorder()
        self.tape = Tape()
        self.rewind = Rewind(self.tape, clock)
        self._points_wait = False  # other points came, and the trainer has not heard of them yet
        self._judging_waits = False  # other settings came, and the network is not judged by them yet
        if saved is None:
            self.begin_record()
        else:
            self._restore(saved)

    def rebuilt(self, prepared: Prepared) -> "Run":
        """It goes on with another network; weights that fit are kept."""
        run = Run(prepared, self._clock, self.judges_test)
        transplant(self.prepared.named, self.trainer.theta, prepared.named, run.trainer.theta)
        transplant_statistics(self.prepared.named, self.trainer.statistics, prepared.named, run.trainer.statistics)
        run.trainer.epoch, run.trainer.step = self.trainer.epoch, self.trainer.step
        run.recorder = self.recorder
        run.begin_record()
        return run

    def _restore(self, saved: Saved) -> None:
        self.trainer.restore(saved.checkpoint)
        self.recorder.restore(saved.curves)
        self.begin_record()
        if saved.past is not None:
            self.tape.restore(saved.past)

    def saved(self) -> Saved:
        """The network as it is now, to be put aside."""
        return Saved(self.trainer.checkpoint(), self.recorder.curves(), self.tape.past())

    def begin_record(self, judged: Record | None = None) -> None:
        """Begin a new record of the run, here; the network is judged, unless it was already."""
        self._put(judged or self.judged(self.trainer))
        self.rewind.leave()
        self.tape.begin(self.trainer, self.prepared, self.recorder)

    def adjust(self, prepared: Prepared) -> None:
        """Go on with other settings or other points, but the same network.

        Points that came back by undo are the same points, even if they were made anew.

        Judging waits for `settle`: a quick hand draws on, and then what is overtaken is never judged. That leaves no
        trace. Of points that come and go between two steps, the trainer only remembers whether they were told apart,
        where none were before; the curves have one row for each epoch; and the record begins anew with the last.
        """
        data = self.prepared.data if self._points_wait else self.trainer.data
        has_other_data = not trains_alike(prepared.data, data)
        is_overtaking = has_other_data and self.trainer.has_told_apart
        if (self._points_wait and not is_overtaking) or self.tape.is_full:
            self.settle()
        old, self.prepared = self.prepared, prepared if has_other_data else replace(prepared, data=data)
        self._configure()
        if has_other_data:
            self._points_wait = True
        elif not _judge_alike(old, prepared):
            self._judging_waits = True
        else:
            self._put(replace(self.record, learning_rate=self.trainer.learning_rate))

    def settle(self) -> None:
        """Judge what the last edit left to be judged; other points begin a new record."""
        points_wait, judging_waits = self._points_wait, self._judging_waits
        self._points_wait = self._judging_waits = False
        if points_wait:
            self._prepare_to_judge(self.trainer)
            self.begin_record(self.trainer.use_data(self.prepared.data))
        elif judging_waits:
            self.measure()

    def happen(self, event: Event) -> Record | None:
        """Have an event happen to the network, and record it; returns how the network is judged, if that judged it."""
        return self.tape.happen(event, self.trainer, self.prepared, self.recorder)

    def set_parameter(self, layer: int, row: int, column: int, value: float) -> None:
        """Set one weight or bias by hand, in the present."""
        self.rewind.leave()
        self._prepare_to_judge(self.trainer)
        judged = self.happen(Handmade(self.trainer.step, layer, row, column, value))
        self._put(judged or self.judged(self.trainer))

    def train(self, steps: int, until_epoch: int | None) -> list[Record]:
        """Take so many steps, or go on until so many epochs are complete; returns a record of each that is now."""
        records = []
        for record in self.tape.run(self.trainer, self.prepared, self.recorder, steps, until_epoch):
            records.append(record)
            self.record = record
            self.recorder.add(record)
        return records

    def go_on(self) -> None:
        """Train on after an early stop; a mere pause leaves the patience as it is."""
        if self.trainer.stopped is not None:
            self.happen(WentOn(self.trainer.step))

    def measure(self) -> None:
        """Judge the network as it is now, so that no number on screen is older than the last change."""
        self._put(self.judged(self.trainer))

    def judged(self, trainer: Trainer) -> Record:
        """The scores of the network as it is now, or as it was in an earlier epoch."""
        self._prepare_to_judge(trainer)
        return trainer.record()

    def _prepare_to_judge(self, trainer: Trainer) -> None:
        trainer.also_judge(self.prepared.test if self.judges_test else None)

    def branch(self, epoch: int) -> None:
        """Go on from an earlier epoch, or from the last one, with the settings of now."""
        self.rewind.look(min(epoch, self.trainer.epoch), True)
        self.rewind.finish()
        twin = self.rewind.trainer
        if twin is None:
            return
        self.trainer = twin
        self.recorder.restore(until(self.recorder.curves(), twin.epoch, self.rewind.best))
        self.tape.cut(twin.epoch, self.rewind.events)
        self.rewind.leave()
        self._configure()
        self.measure()

    def _put(self, record: Record) -> None:
        """Show this; between two epochs it is a point of the curves too."""
        self.record = record
        if self.trainer.position == 0:
            self.recorder.add(record)

    def _configure(self) -> None:
        if Configured.is_needed(self.trainer, self.prepared):
            self.happen(Configured(self.trainer.step, self.prepared))


def _judge_alike(one: Prepared, other: Prepared) -> bool:
    """Whether nothing differs but settings that say how the network learns, so that no score of it can."""
    old, new = one.experiment.training, other.experiment.training
    return one.plan == other.plan and replace(old, **{name: getattr(new, name) for name in ONLY_LEARNING}) == new
