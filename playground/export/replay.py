"""A run from its beginning: trained again from the seeds, to know that a script of it ends where the run did."""

from collections.abc import Callable
from dataclasses import dataclass

from playground.engine.records import Checkpoint, Record
from playground.engine.trainer import Trainer
from playground.experiment import Prepared
from playground.i18n import _
from playground.spec import SpecError, Violation

Progress = Callable[[float], object]
"""Is told the part that is done, from 0 to 1, and may raise to end the work."""


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A training from the first epoch on, as the program itself did it."""

    prepared: Prepared
    trainer: Trainer
    """At the end of the run."""
    records: tuple[Record, ...]
    """One for each epoch, and one before the first."""

    @property
    def epochs(self) -> int:
        """How many epochs are complete."""
        return self.trainer.epoch

    @property
    def ends_inside_an_epoch(self) -> bool:
        """Whether some points of the last epoch are still to come."""
        return self.trainer.position > 0


def _no_progress(part: float) -> None:
    """Nobody looks."""


def train(prepared: Prepared, epochs: int, steps: int = 0, progress: Progress = _no_progress) -> Run:
    """Train from the seeds for so many epochs, and then some more steps. Raises SpecError where nothing can train."""
    obstacle = prepared.obstacle()
    if obstacle is not None:
        raise SpecError((Violation("", obstacle),))
    trainer = prepared.trainer()
    records, piece = [trainer.record()], max(1, epochs // 100)
    while trainer.epoch < epochs and trainer.divergence is None and trainer.stopped is None:
        records += trainer.run(until_epoch=min(epochs, trainer.epoch + piece))
        progress(trainer.epoch / epochs)
    if steps:
        records += trainer.run(steps=steps)
    return Run(prepared, trainer, tuple(records))


def repeat(prepared: Prepared, end: Checkpoint, progress: Progress = _no_progress) -> Run:
    """The run that ended here, trained again. Raises SpecError where it does not end in the same bits.

    That is so when settings, points or weights were changed while it trained.
    """
    per_epoch = prepared.trainer().steps_per_epoch
    steps = end.step - end.epoch * per_epoch if end.position else 0
    run = train(prepared, end.epoch, max(0, steps), progress)
    must_match(run.trainer, end)
    return run


def must_match(trainer: Trainer, end: Checkpoint) -> None:
    """Raise SpecError unless a training from the beginning came to the same bits."""
    if trainer.theta.tobytes() != end.theta.tobytes() or trainer.step != end.step:
        message = _("This network can't be trained again from its seeds: settings, points or weights were changed "
                    "while it trained. Reset and train it again, or export a training from the beginning.")  # fmt: skip
        raise SpecError((Violation("", message),))
