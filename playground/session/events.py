"""What happens to a network between its steps, other than learning: as values, so that it can happen again.

The training thread changes its trainer only through these, and remembers them. A run that is computed anew meets the
same events at the same steps.
"""

from dataclasses import dataclass

from playground.engine.records import Record
from playground.engine.trainer import Trainer
from playground.experiment import Prepared


@dataclass(frozen=True, slots=True, eq=False)
class Event:
    """Base of all events. It happens after so many steps of the run."""

    step: int

    def happen_to(self, trainer: Trainer) -> Record | None:
        """Change a trainer as it was changed; returns how it is judged then, where that had to be found out."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, eq=False)
class Configured(Event):
    """Settings changed that need no other network and no other points."""

    prepared: Prepared

    def happen_to(self, trainer: Trainer) -> None:
        trainer.configure(self.prepared.experiment.training)
        if trainer.plan != self.prepared.plan:
            trainer.use_plan(self.prepared.plan)

    @staticmethod
    def is_needed(trainer: Trainer, prepared: Prepared) -> bool:
        """Whether the trainer has other settings."""
        return trainer.training != prepared.experiment.training or trainer.plan != prepared.plan


@dataclass(frozen=True, slots=True, eq=False)
class Handmade(Event):
    """One weight or bias was set by hand."""

    layer: int
    row: int
    column: int
    value: float

    def happen_to(self, trainer: Trainer) -> Record:
        theta = trainer.theta.copy()
        trainer.plan.matrices(theta[0])[self.layer][self.row, self.column] = self.value
        return trainer.set_parameters(theta)


@dataclass(frozen=True, slots=True, eq=False)
class WentOn(Event):
    """Training went on after it had stopped early."""

    def happen_to(self, trainer: Trainer) -> None:
        trainer.go_on()
