"""What a schedule is, and what it may remember."""

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from playground.spec import Component


@dataclass(frozen=True, slots=True)
class Watch:
    """What a schedule that watches the loss has seen: the best loss, epochs since, and the factor it came to."""

    best: float = math.inf
    waited: int = 0
    cooling: int = 0
    factor: float = 1.0


class Schedule(Component):
    """Base of the schedules. `by_step` ones count steps, the others epochs; one that `watches` depends on the loss."""

    __slots__ = ()
    by_step: ClassVar[bool] = False
    watches: ClassVar[bool] = False

    @abstractmethod
    def rate(self, base: float, t: int, watch: Watch) -> float:
        """The learning rate of epoch or step t (from 0)."""

    def observe(self, base: float, loss: float, watch: Watch) -> Watch:
        """What is remembered after an epoch that ended with this loss."""
        return watch
