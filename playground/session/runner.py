"""The training side: carries out commands, trains a slice at a time, and makes the frames that were asked for.

A runner lives in one thread (or in none, driven by tests or by a timer) and is the only one that touches the trainer.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import singledispatchmethod
from time import perf_counter

import numpy as np

from playground.engine.trainer import Trainer
from playground.experiment import Prepared
from playground.session.camera import Camera, span
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
from playground.session.frame import Frame, State, Wants
from playground.session.mailbox import Mailbox
from playground.session.pictures import PictureBudget
from playground.session.pins import Pin
from playground.session.run import Run
from playground.session.stint import Stint


class Runner:
    """One run and its mailbox. `turn` does a little and returns."""

    def __init__(self, mailbox: Mailbox, clock: Callable[[], float] = perf_counter) -> None:
        self._mailbox, self._clock = mailbox, clock
        self._run: Run | None = None
        self._stint = Stint(clock)
        self._camera = Camera()
        self._pictures = PictureBudget()
        self._shown: Wants | None = None  # what the last frame showed, while nothing has changed since
        self._error: BaseException | None = None
        self._judges_test = False
        self._generation = self._heard = 0

    @property
    def trainer(self) -> Trainer | None:
        """What trains; whoever has no business here only reads it."""
        return None if self._run is None else self._run.trainer

    def turn(self) -> float | None:
        """Carry out commands, train one slice, make a frame if one is wanted.

        Returns how many seconds to wait before the next turn: 0 to go on at once, None to wait for news.
        """
        try:
            with np.errstate(all="ignore"):  # the numbers of a diverged network are shown as they are
                self._carry_out_all()
                if self._run is not None:
                    self._train(self._run)
                    self._look_further(self._run)
                    self._show(self._run)
        except Exception as error:  # whatever it is, the window must tell it, and the thread must live on
            self._stint.is_on, self._error = False, error
            self._mailbox.put(Frame(self._generation, self._heard, State.FAILED, error=error))
            return 0.0  # commands behind the one that failed are still waiting
        return 0.0 if self._run is not None and self._run.rewind.is_busy else self._stint.rest

    # Commands --------------------------------------------------------------------------------------------------------

    def _carry_out_all(self) -> None:
        for command in self._mailbox.commands():
            self._heard += 1
            self._shown = None
            self._pictures.answer()
            if not isinstance(command, Adjust):
                self._settle()
            self._carry_out(command)
        self._settle()

    @singledispatchmethod
    def _carry_out(self, command: Command) -> None:
        raise TypeError(f"unknown command {command!r}")

    @_carry_out.register
    def _renew(self, command: Renew) -> None:
        self._save(command.save)
        self._run = self._begin(command.prepared, command.generation)

    @_carry_out.register
    def _rebuild(self, command: Rebuild) -> None:
        if self._run is None or self._run.trainer.divergence is not None:
            self._renew(Renew(command.prepared, command.generation, command.save))  # nobody wants broken weights kept
            return
        self._save(command.save)
        self._expect_anything(command.generation)
        self._run = self._run.rebuilt(command.prepared)

    @_carry_out.register
    def _restore(self, command: Restore) -> None:
        self._save(command.save)
        self._run = self._begin(command.prepared, command.generation, command.slot.saved)

    @_carry_out.register
    def _adjust(self, command: Adjust) -> None:
        self._save(command.save)
        if self._run is not None:
            self._run.adjust(command.prepared)
            self._stint.begin_with_short_slices()

    @_carry_out.register
    def _copy(self, command: Copy) -> None:
        self._save(command.into)
        command.into.deliver(command.into.saved)

    @_carry_out.register
    def _pin(self, command: Pin) -> None:
        if self._run is not None:
            command.into.outcome = self._camera.outcome(self._run)

    @_carry_out.register
    def _look_back(self, command: LookBack) -> None:
        if self._run is None:
            return
        if self._stint.is_on:
            self._stop(self._run)
        if command.epoch is None or command.epoch >= self._run.trainer.epoch:
            self._run.rewind.leave()
        else:
            self._run.rewind.look(command.epoch, command.exactly)

    @_carry_out.register
    def _branch(self, command: Branch) -> None:
        if self._run is not None:
            self._stop(self._run)
            self._save(command.save)
            self._generation = command.generation
            self._run.branch(command.epoch)
            self._error = None

    @_carry_out.register
    def _judge_test(self, command: JudgeTest) -> None:
        self._judges_test = command.on
        if self._run is not None:
            self._run.judges_test = command.on
            self._run.measure()

    @_carry_out.register
    def _set_parameter(self, command: SetParameter) -> None:
        self._save(command.save)
        if self._run is not None:
            self._run.set_parameter(command.layer, command.row, command.column, command.value)

    @_carry_out.register
    def _play(self, command: Play) -> None:
        if self._run is None or self._run.trainer.divergence is not None:
            return
        self._run.rewind.leave()
        self._run.go_on()
        self._error = None
        self._stint.begin(command)

    @_carry_out.register
    def _pause(self, command: Pause) -> None:
        if self._run is not None:
            self._stop(self._run)

    @_carry_out.register
    def _hold(self, command: Hold) -> None:
        self._stint.hold(command.on)

    @_carry_out.register
    def _set_speed(self, command: SetSpeed) -> None:
        self._stint.set_speed(command.speed)

    def _begin(self, prepared: Prepared, generation: int, saved: Saved | None = None) -> Run:
        self._expect_anything(generation)
        return Run(prepared, self._clock, self._judges_test, saved)

    def _expect_anything(self, generation: int) -> None:
        """Another network comes, which may be as quick or as slow as it likes."""
        self._generation, self._error = generation, None
        self._pictures = PictureBudget()
        self._stint.begin_with_short_slices()

    def _settle(self) -> None:
        """Judge what an edit left to be judged: only the next edit needs not know of it."""
        if self._run is not None:
            self._run.settle()

    def _save(self, slot: Slot | None) -> None:
        if slot is not None and self._run is not None:
            self._run.settle()
            slot.saved = self._run.saved()

    # Training --------------------------------------------------------------------------------------------------------

    def _train(self, run: Run) -> None:
        if self._stint.rest != 0.0:
            return
        trainer = run.trainer
        steps, epochs, started = trainer.step, trainer.epoch, self._clock()
        run.train(*self._stint.budget(trainer))
        steps, epochs, now = trainer.step - steps, trainer.epoch - epochs, self._clock()
        if self._stint.follows_steps:
            run.measure()  # in slow motion the numbers follow every step
        self._stint.account(trainer, steps, epochs, started, now)
        has_ended = trainer.divergence is not None or trainer.stopped is not None
        if not steps or has_ended or self._stint.is_done:
            self._stop(run)
        self._shown = None

    def _look_further(self, run: Run) -> None:
        """Go on with an exact look at an earlier epoch."""
        if run.rewind.work():
            self._shown = None

    def _stop(self, run: Run) -> None:
        self._stint.end()
        if run.trainer.position or run.trainer.stopped:
            run.measure()

    # Showing ---------------------------------------------------------------------------------------------------------

    def _show(self, run: Run) -> None:
        wants, is_on = self._mailbox.take_credit(), self._stint.is_on
        if wants is None:
            return
        wants = wants if self._stint.shows_batches else replace(wants, batch=False)
        started = self._clock()
        if wants == self._shown and not is_on:
            return
        if is_on and self._pictures.rests(started):
            self._mailbox.credit(wants)  # still wanted, a little later
            return
        is_news = is_on or self._shown is None
        shown = self._pictures.scaled(wants) if is_news else wants  # at rest, quick maps come first, fine ones later
        self._mailbox.put(self._camera.frame(self._bare_frame(run), shown, run))
        self._shown = shown
        if is_on:
            self._pictures.took(shown, started, self._clock())
        elif is_news:
            self._pictures.learn(shown, self._clock() - started)

    def _bare_frame(self, run: Run) -> Frame:
        """A frame with what every frame has."""
        present, shown = run.trainer, run.rewind.trainer or run.trainer
        return Frame(
            self._generation, self._heard, self._state(present),
            self._camera.numbers(run, shown, self._stint.epochs_per_second), span(run),
            divergence=present.divergence, stopped=present.stopped, error=self._error,
        )  # fmt: skip

    def _state(self, trainer: Trainer) -> State:
        if self._error is not None:
            return State.FAILED
        if trainer.divergence is not None:
            return State.DIVERGED
        return State.RUNNING if self._stint.is_on else State.PAUSED
