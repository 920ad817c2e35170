"""The training side: carries out commands, trains a slice at a time, and makes the frames that were asked for.

A runner lives in one thread (or in none, driven by tests or by a timer) and is the only one that touches the trainer.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import singledispatchmethod
from math import nan
from time import perf_counter

import numpy as np

from playground.data.dataset import DOMAIN
from playground.engine import probes
from playground.engine.arrays import Array, read_only
from playground.engine.health import health
from playground.engine.records import Record
from playground.engine.trainer import Trainer
from playground.engine.transplant import transplant, transplant_statistics
from playground.experiment import Prepared
from playground.session.commands import (
    Adjust,
    Branch,
    Command,
    Copy,
    Hold,
    JudgeTest,
    LookBack,
    Pause,
    Play,
    Rebuild,
    Renew,
    Restore,
    Saved,
    SetParameter,
    SetSpeed,
    Slot,
)
from playground.session.curves import CurveRecorder, until
from playground.session.events import Configured, Event, Handmade, WentOn
from playground.session.frame import Frame, Numbers, Span, State, Wants
from playground.session.ghosts import ghosts
from playground.session.judging import judge, open_parts, scores_at_threshold
from playground.session.mailbox import Mailbox
from playground.session.pictures import PictureBudget
from playground.session.pins import PICTURE, Outcome, Pin
from playground.session.pointlist import answers
from playground.session.rewind import Rewind
from playground.session.speed import MAXIMUM, Pace
from playground.session.tape import Tape

SLICE_SECONDS = 0.001
"""How long the thread trains before it looks at its mailbox again."""
BEAT_SECONDS = 0.004
"""The rhythm of a run that gets quicker: several pieces for each picture."""


class Runner:
    """One trainer and its mailbox. `turn` does a little and returns."""

    def __init__(self, mailbox: Mailbox, clock: Callable[[], float] = perf_counter) -> None:
        self._mailbox, self._clock = mailbox, clock
        self._trainer: Trainer | None = None
        self._prepared: Prepared | None = None
        self._generation = 0
        self._recorder = CurveRecorder()
        self._record: Record | None = None
        self._tape = Tape()
        self._rewind = Rewind(self._tape, clock)
        self._running = self._held = False
        self._steps_left: int | None = None
        self._epochs_left: int | None = None
        self._speed = MAXIMUM
        self._pace = Pace(MAXIMUM, clock())
        self._slice_steps = 1
        self._rate = _Rate()
        self._grids: dict[int, Array] = {}
        self._shown: Wants | None = None  # what the last frame showed, while nothing has changed since
        self._pictures = PictureBudget()
        self._error: BaseException | None = None
        self._judges_test = False
        self._heard = 0

    def turn(self) -> float | None:
        """Carry out commands, train one slice, make a frame if one is wanted.

        Returns how many seconds to wait before the next turn: 0 to go on at once, None to wait for news.
        """
        try:
            with np.errstate(all="ignore"):  # the numbers of a diverged network are shown as they are
                self._carry_out_all()
                self._train()
                self._look_further()
                self._show()
        except Exception as error:  # whatever it is, the window must tell it, and the thread must live on
            self._running, self._error = False, error
            self._mailbox.put(Frame(self._generation, self._heard, State.FAILED, error=error))
            return 0.0  # commands behind the one that failed are still waiting
        return self._rest()

    # Commands --------------------------------------------------------------------------------------------------------

    def _carry_out_all(self) -> None:
        for command in self._mailbox.commands():
            self._heard += 1
            self._shown = None
            self._pictures.answer()
            self._carry_out(command)

    @singledispatchmethod
    def _carry_out(self, command: Command) -> None:
        raise TypeError(f"unknown command {command!r}")

    @_carry_out.register
    def _renew(self, command: Renew) -> None:
        self._save(command.save)
        self._begin(command.prepared, command.generation)
        self._restart_curves()

    @_carry_out.register
    def _rebuild(self, command: Rebuild) -> None:
        if self._trainer is not None and self._trainer.divergence is not None:
            self._renew(Renew(command.prepared, command.generation, command.save))  # nobody wants broken weights kept
            return
        self._save(command.save)
        old, before = self._trainer, self._prepared
        self._begin(command.prepared, command.generation)
        if old is not None and before is not None and self._trainer is not None:
            transplant(before.named, old.theta, command.prepared.named, self._trainer.theta)
            transplant_statistics(before.named, old.statistics, command.prepared.named, self._trainer.statistics)
            self._trainer.epoch, self._trainer.step = old.epoch, old.step
        self._begin_tape()

    @_carry_out.register
    def _adjust(self, command: Adjust) -> None:
        self._prepared = command.prepared
        trainer = self._trainer
        if trainer is not None:
            if Configured.is_needed(trainer, command.prepared):
                self._happen(Configured(trainer.step, command.prepared))
            if trainer.data is not command.prepared.data:
                self._grids.clear()  # other points may mean other units or another scale
                trainer.use_data(command.prepared.data)
                self._begin_tape()
            self._slice_steps = 1
            self._measure()

    @_carry_out.register
    def _restore(self, command: Restore) -> None:
        self._save(command.save)
        self._begin(command.prepared, command.generation)
        saved = command.slot.saved
        if saved is not None and self._trainer is not None:
            self._trainer.restore(saved.checkpoint)
            self._recorder.restore(saved.curves)
        self._begin_tape()
        if saved is not None and saved.past is not None:
            self._tape.restore(saved.past)

    @_carry_out.register
    def _copy(self, command: Copy) -> None:
        self._save(command.into)
        command.into.deliver(command.into.saved)

    @_carry_out.register
    def _pin(self, command: Pin) -> None:
        trainer, prepared = self._trainer, self._prepared
        if trainer is not None and prepared is not None:
            saved = Saved(trainer.checkpoint(), self._recorder.curves())
            picture = probes.output_map(trainer.evaluator, self._grid(prepared, PICTURE))
            command.into.outcome = Outcome(saved, self._numbers(trainer, prepared), read_only(picture))

    @_carry_out.register
    def _look_back(self, command: LookBack) -> None:
        if self._running:
            self._stop()
        if command.epoch is None or self._trainer is None or command.epoch >= self._trainer.epoch:
            self._rewind.leave()
        else:
            self._rewind.look(command.epoch, command.exactly)

    @_carry_out.register
    def _branch(self, command: Branch) -> None:
        self._stop()
        self._save(command.save)
        self._generation = command.generation
        self._rewind.look(command.epoch, True)
        self._rewind.finish()
        prepared, twin = self._prepared, self._rewind.trainer
        if prepared is None or twin is None:
            return
        self._trainer, self._error = twin, None
        self._recorder.restore(until(self._recorder.curves(), twin.epoch, self._rewind.best))
        self._tape.cut(twin.epoch, self._rewind.events)
        self._rewind.leave()
        if Configured.is_needed(twin, prepared):
            self._happen(Configured(twin.step, prepared))
        self._measure()

    @_carry_out.register
    def _judge_test(self, command: JudgeTest) -> None:
        self._judges_test = command.on
        self._measure()

    @_carry_out.register
    def _set_parameter(self, command: SetParameter) -> None:
        self._save(command.save)
        self._rewind.leave()
        if self._trainer is not None:
            where = (command.layer, command.row, command.column)
            self._happen(Handmade(self._trainer.step, *where, command.value))
            self._measure()

    @_carry_out.register
    def _play(self, command: Play) -> None:
        if self._trainer is None or self._trainer.divergence is not None:
            return
        self._rewind.leave()
        self._running, self._error = True, None
        if self._trainer.stopped is not None:
            self._happen(WentOn(self._trainer.step))  # a mere pause leaves the patience as it is
        self._steps_left = command.steps
        self._epochs_left = command.epochs
        self._pace = Pace(MAXIMUM if command.at_once else self._speed, self._clock())
        self._rate = _Rate()

    @_carry_out.register
    def _pause(self, command: Pause) -> None:
        self._stop()

    @_carry_out.register
    def _hold(self, command: Hold) -> None:
        self._held = command.on
        self._rate = _Rate()

    @_carry_out.register
    def _set_speed(self, command: SetSpeed) -> None:
        self._speed = command.speed
        self._pace = Pace(command.speed, self._clock())

    def _begin(self, prepared: Prepared, generation: int) -> None:
        self._prepared, self._generation = prepared, generation
        self._trainer = prepared.trainer()
        self._grids.clear()
        self._pictures = PictureBudget()  # a new network may be quick
        self._slice_steps = 1  # a step of the new network may take a thousand times as long
        self._error = None

    def _save(self, slot: Slot | None) -> None:
        if slot is not None and self._trainer is not None:
            slot.saved = Saved(self._trainer.checkpoint(), self._recorder.curves(), self._tape.past())

    def _restart_curves(self) -> None:
        self._recorder = CurveRecorder()
        self._begin_tape()

    def _begin_tape(self) -> None:
        """Begin a new record of the run, here."""
        self._measure()
        self._rewind.leave()
        if self._trainer is not None and self._prepared is not None:
            self._tape.begin(self._trainer, self._prepared, self._recorder)

    def _happen(self, event: Event) -> None:
        if self._trainer is not None and self._prepared is not None:
            self._tape.happen(event, self._trainer, self._prepared, self._recorder)

    def _measure(self) -> None:
        """Judge the network as it is now, so that no number on screen is older than the last change."""
        if self._trainer is not None and self._prepared is not None:
            self._trainer.also_judge(self._prepared.test if self._judges_test else None)
        self._record = None if self._trainer is None else self._trainer.record()
        if self._record is not None and self._trainer is not None and self._trainer.position == 0:
            self._recorder.add(self._record)

    # Training --------------------------------------------------------------------------------------------------------

    def _train(self) -> None:
        trainer, prepared = self._trainer, self._prepared
        rests = not self._running or self._held
        if trainer is None or prepared is None or rests or self._pace.wait(self._clock()) > 0.0:
            return
        steps, epochs, started = trainer.step, trainer.epoch, self._clock()
        for record in self._tape.run(trainer, prepared, self._recorder, *self._budget(trainer)):
            self._record = record
            self._recorder.add(record)
        now = self._clock()
        self._account(trainer, trainer.step - steps, trainer.epoch - epochs, started, now)
        self._shown = None

    def _look_further(self) -> None:
        """Go on with an exact look at an earlier epoch."""
        if self._rewind.work():
            self._shown = None

    def _account(self, trainer: Trainer, steps: int, epochs: int, started: float, now: float) -> None:
        """Book what was done against the pace, the length of slices and the goal of this run."""
        speed = self._pace.speed
        if speed.steps is not None:
            self._measure()  # in slow motion the numbers follow every step
        if speed.growth:
            self._pace.took(now, steps / trainer.steps_per_epoch, trainer.epoch)
        elif speed.steps is not None or epochs:
            self._pace.took(now)
        self._rate.add(epochs, now)
        self._fit_slice(steps, now - started)
        if self._steps_left is not None:
            self._steps_left -= steps
        if self._epochs_left is not None:
            self._epochs_left -= epochs
        if not steps or self._is_done(trainer):
            self._stop()

    def _budget(self, trainer: Trainer) -> tuple[int, int | None]:
        """How many steps to take now, and the epoch at which to stop."""
        speed, steps = self._pace.speed, self._slice_steps
        until = None if self._epochs_left is None else trainer.epoch + self._epochs_left
        if speed.steps is not None:
            steps = 1
        elif speed.growth:
            due = (speed.rate(trainer.epoch) or 0.0) * trainer.steps_per_epoch * BEAT_SECONDS
            steps = max(1, min(steps, int(due)))  # parts of an epoch: the pictures flow
        elif speed.epochs is not None:
            until = trainer.epoch + 1
        return steps if self._steps_left is None else min(steps, self._steps_left), until

    def _fit_slice(self, steps: int, seconds: float) -> None:
        """Change the length of a slice towards the time it should take, at most twofold at once."""
        if steps and seconds > 0.0:
            ideal = steps * SLICE_SECONDS / seconds
            self._slice_steps = max(1, min(int(ideal), 2 * self._slice_steps, 100_000))

    def _is_done(self, trainer: Trainer) -> bool:
        reached = self._epochs_left is not None and self._epochs_left <= 0
        ended = trainer.divergence is not None or trainer.stopped is not None
        return ended or reached or self._steps_left == 0

    def _stop(self) -> None:
        self._running = False
        self._steps_left = self._epochs_left = None
        if self._trainer is not None and (self._trainer.position or self._trainer.stopped):
            self._measure()

    def _rest(self) -> float | None:
        if self._rewind.is_busy:
            return 0.0
        return self._pace.wait(self._clock()) if self._running and not self._held else None

    # Showing ---------------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        wants = self._mailbox.take_credit()
        if wants is None or self._prepared is None or self._trainer is None:
            return
        started = self._clock()
        if wants == self._shown and not self._running:
            return
        budget = self._pictures
        if self._running and budget.rests(started):
            self._mailbox.credit(wants)  # still wanted, a little later
            return
        is_news = self._running or self._shown is None
        shown = budget.scaled(wants) if is_news else wants  # at rest, quick maps come first, fine ones after them
        self._mailbox.put(self._frame(shown, self._prepared, self._trainer, self._rewind.trainer or self._trainer))
        self._shown = shown
        if self._running:
            budget.took(started, self._clock())

    def _frame(self, wants: Wants, prepared: Prepared, present: Trainer, trainer: Trainer) -> Frame:
        """A frame of one moment, which may be the present one."""
        frame = Frame(
            self._generation, self._heard, self._state(present), self._numbers(trainer, prepared),
            self._span(present), divergence=present.divergence, stopped=present.stopped, error=self._error,
        )  # fmt: skip
        evaluator = trainer.evaluator
        if wants.map_size:
            frame = replace(frame, output_map=probes.output_map(evaluator, self._grid(prepared, wants.map_size)))
        if wants.map_size and wants.neuron is not None and _has(trainer, wants.neuron):
            picture = probes.neuron_map(evaluator, self._grid(prepared, wants.map_size), *wants.neuron)
            frame = replace(frame, neuron=wants.neuron, neuron_map=picture)
        if wants.line_size and prepared.dataset.is_curve:
            frame = self._with_line(frame, wants, prepared, trainer)
        if wants.neuron_map_size:
            maps = probes.neuron_maps(evaluator, self._grid(prepared, wants.neuron_map_size))
            frame = replace(frame, neuron_maps=maps)
        if wants.weights:
            matrices = trainer.plan.matrices(read_only(trainer.theta[0].copy()))
            frame = replace(frame, weights=matrices)
        if wants.picture:
            frame = replace(frame, picture=probes.output_map(evaluator, self._grid(prepared, PICTURE)))
        if wants.health:
            frame = replace(frame, health=health(trainer))
        if wants.children:
            frame = replace(frame, children=ghosts(prepared, trainer))
        if wants.curves:
            frame = replace(frame, curves=self._recorder.curves())
        if wants.judge in open_parts(prepared, self._judges_test):
            frame = replace(frame, judged=judge(evaluator, prepared, wants.judge))
        if wants.answers:
            frame = replace(frame, answers=answers(evaluator, prepared, with_test=self._judges_test))
        return frame

    @staticmethod
    def _with_line(frame: Frame, wants: Wants, prepared: Prepared, trainer: Trainer) -> Frame:
        """The frame with the curve of the answer, and of the neuron that is wanted."""
        x = prepared.inputs(probes.places(wants.line_size, *DOMAIN))
        frame = replace(frame, line=probes.answer_line(trainer.evaluator, x))
        if wants.neuron is None or not _has(trainer, wants.neuron):
            return frame
        return replace(frame, neuron=wants.neuron, neuron_line=probes.neuron_line(trainer.evaluator, x, *wants.neuron))

    def _state(self, trainer: Trainer) -> State:
        if self._error is not None:
            return State.FAILED
        if trainer.divergence is not None:
            return State.DIVERGED
        return State.RUNNING if self._running else State.PAUSED

    def _numbers(self, trainer: Trainer, prepared: Prepared) -> Numbers:
        batch = -(-trainer.position // trainer.batch_size)
        rate = self._rate.per_second if self._running else 0.0
        numbers = Numbers(trainer.epoch, trainer.step, batch, epochs_per_second=rate,
                          learning_rate=trainer.learning_rate, patience_left=trainer.patience_left)  # fmt: skip
        record = self._record if trainer is self._trainer else self._record_of(trainer, prepared)
        if record is None:
            return numbers
        parts = (prepared.data.train, prepared.data.validation, prepared.test if record.test else None)
        scores = scores_at_threshold(trainer.evaluator, prepared, parts) or tuple(
            nan if part is None else float(part.score[0]) for part in (record.train, record.validation, record.test)
        )
        return replace(
            numbers,
            train_loss=float(record.train.loss[0]),
            validation_loss=float(record.validation.loss[0]),
            train_score=scores[0],
            validation_score=scores[1],
            penalty=float(record.penalty[0]),
            test_loss=nan if record.test is None else float(record.test.loss[0]),
            test_score=scores[2],
        )

    def _record_of(self, trainer: Trainer, prepared: Prepared) -> Record:
        trainer.also_judge(prepared.test if self._judges_test else None)
        return trainer.record()

    def _span(self, present: Trainer) -> Span:
        past, first = self._rewind.trainer, self._tape.first
        shown = None if past is None else past.epoch
        return Span(first, present.epoch, present.step, shown, not self._rewind.is_busy)

    def _grid(self, prepared: Prepared, size: int) -> Array:
        if size not in self._grids:
            self._grids[size] = prepared.inputs(probes.grid(size, *DOMAIN))
        return self._grids[size]


def _has(trainer: Trainer, neuron: tuple[int, int]) -> bool:
    layer, unit = neuron
    return layer < len(trainer.plan.units) and unit < trainer.plan.units[layer]


class _Rate:
    """Epochs per second over about the last second."""

    def __init__(self) -> None:
        self._since: float | None = None
        self._epochs = 0
        self.per_second = 0.0

    def add(self, epochs: int, now: float) -> None:
        """Count finished epochs."""
        if self._since is None:
            self._since = now
            return
        self._epochs += epochs
        if now - self._since >= 0.5:
            self.per_second = self._epochs / (now - self._since)
            self._since, self._epochs = now, 0
