"""Early stopping: end the training when it no longer helps on points that were not trained with.

It judges after every epoch, exactly as `keras.callbacks.EarlyStopping` does. `wait` counts the epochs since the last
improvement; training stops at the first epoch without one at which `wait` has reached `patience`.
"""

import math
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from playground.engine.arrays import Array
from playground.i18n import _
from playground.spec import Choice, Component, Effect, component, param

Keep = Callable[[], tuple[Array, ...]]
"""Copies the network as it is now: its parameters and its running statistics."""


@dataclass(frozen=True, slots=True)
class Patience:
    """What early stopping remembers. Epochs are counted from 1, as on screen; 0 is none yet."""

    best: float | None = None
    best_epoch: int = 0
    wait: int = 0
    kept: tuple[Array, ...] | None = None
    """The network of the best epoch, if it is to be restored."""
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    """That training stopped early: after which epoch, and which epoch was the best with which value."""

    epoch: int
    best_epoch: int
    best: float
    restored: bool


class Stopping(Component):
    """Base of the ways to end a training by itself. `monitor` names the value it judges."""

    __slots__ = ()
    watches: ClassVar[bool] = True
    monitor: str

    @abstractmethod
    def observe(self, patience: Patience, epoch: int, value: float | None, keep: Keep) -> Patience:
        """What is remembered after an epoch (from 1) that ended with this value; None where there is none to judge."""

    @abstractmethod
    def left(self, patience: Patience) -> int | None:
        """After how many more epochs without an improvement training stops; None for never."""


@component("stopping", key="never", label=_("Never"))
@dataclass(frozen=True, slots=True)
class Never(Stopping):
    """Training goes on until a person stops it."""

    watches: ClassVar[bool] = False
    monitor: ClassVar[str] = "train_loss"  # type: ignore[misc]

    def observe(self, patience: Patience, epoch: int, value: float | None, keep: Keep) -> Patience:
        return patience

    def left(self, patience: Patience) -> int | None:
        return None


@component("stopping", key="early_stopping", label=_("Early stopping"))
@dataclass(frozen=True, slots=True)
class EarlyStopping(Stopping):
    """Keras's `EarlyStopping`, setting by setting.

    A value is an improvement on another if it is better by more than `min_delta`. An improvement on the best value so
    far is the new best; only if it is one on the baseline too, `wait` begins again at 0. As in Keras, a patience of 0
    stops no sooner than one of 1, and training never stops after its first epoch.
    """

    monitor: str = param(
        "validation_loss", label=_("Monitor"), help=_("The number that is to become better."), effect=Effect.LIVE,
        choices=(Choice("validation_loss", _("Validation loss")), Choice("train_loss", _("Training loss")),
                 Choice("validation_score", _("Validation score")), Choice("train_score", _("Training score"))),
    )  # fmt: skip
    min_delta: float = param(
        0.0, label=_("Minimum change"), help=_("Changes up to this size don't count as an improvement."), low=0,
        high=100, digits=6, effect=Effect.LIVE,
    )  # fmt: skip
    patience: int = param(
        10, label=_("Patience"), help=_("How many epochs without an improvement are tolerated."), low=0, high=1_000_000,
        effect=Effect.LIVE,
    )  # fmt: skip
    mode: str = param(
        "auto", label=_("Mode"), help=_("Whether lower or higher is better; auto knows it of each monitor."),
        choices=(Choice("auto", _("auto")), Choice("min", _("min")), Choice("max", _("max"))), effect=Effect.LIVE,
    )  # fmt: skip
    use_baseline: bool = param(
        False, label=_("Use a baseline"), help=_("Only values better than the baseline restart the patience."),
        effect=Effect.LIVE,
    )  # fmt: skip
    baseline: float = param(
        0.5, label=_("Baseline"), help=_("The value to beat, if a baseline is used."), low=-1e6, high=1e6, digits=6,
        effect=Effect.LIVE,
    )  # fmt: skip
    restore_best_weights: bool = param(
        False, label=_("Restore best weights"), help=_("Go back to the weights of the best epoch when it stops."),
        effect=Effect.LIVE,
    )  # fmt: skip
    start_from_epoch: int = param(
        0, label=_("Start from epoch"), help=_("How many epochs pass before it begins to watch."), low=0,
        high=1_000_000, effect=Effect.LIVE,
    )  # fmt: skip

    def observe(self, patience: Patience, epoch: int, value: float | None, keep: Keep) -> Patience:
        if value is None or epoch <= self.start_from_epoch:
            return patience
        if self.restore_best_weights and patience.kept is None:  # without any improvement, the first epoch is the best
            patience = replace(patience, kept=keep(), best_epoch=epoch)
        patience = replace(patience, wait=patience.wait + 1)
        best = patience.best if patience.best is not None else self._worst()
        if self._improves(value, best):
            return self._improved(patience, epoch, value, keep)
        return replace(patience, stopped=patience.wait >= self.patience and epoch > 1)

    def left(self, patience: Patience) -> int | None:
        return 0 if patience.stopped else max(1, self.patience - patience.wait)

    @property
    def higher_is_better(self) -> bool:
        """The direction in which the monitored value is to go."""
        return self.mode == "max" or (self.mode == "auto" and self.monitor.endswith("score"))

    def _improved(self, patience: Patience, epoch: int, value: float, keep: Keep) -> Patience:
        kept = keep() if self.restore_best_weights else None
        beaten = not self.use_baseline or self._improves(value, self.baseline)
        return replace(patience, best=value, best_epoch=epoch, kept=kept, wait=0 if beaten else patience.wait)

    def _improves(self, value: float, on: float) -> bool:
        if self.higher_is_better:
            return value - self.min_delta > on
        return value + self.min_delta < on

    def _worst(self) -> float:
        return -math.inf if self.higher_is_better else math.inf
