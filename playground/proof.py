"""Proof that the numbers are right, for the experiment at hand: shown in the window, and printed by `verify`.

Three things are checked. The gradient: backpropagation against central differences, layer by layer. The optimizer: its
first steps on a problem small enough for paper, against numbers made with PyTorch. The replay: training again from the
seeds must end in the same bits, and so must a training that was interrupted.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from playground.engine.arrays import Array
from playground.engine.gradcheck import check
from playground.engine.optimizers import Optimizer, Stepper, fresh_memory
from playground.experiment import Prepared
from playground.i18n import Text, _, plain
from playground.spec import family

LARGEST_ERROR = 1e-6
"""A relative error of the gradient above this is a mistake."""
EPOCHS = 3
"""How long the gradient is trained first, and how long the replay is."""

WORKED: dict[str, tuple[float, float, float]] = {
    "sgd": (0.9, 0.81, 0.729),
    "momentum": (0.9, 0.72, 0.486),
    "nesterov": (0.81, 0.5751, 0.327321),
    "adagrad": (0.90000000001, 0.8331035268523168, 0.7804561813655163),
    "adadelta": (0.9996837738151101, 0.9993593812486412, 0.9990294188089891),
    "rmsprop": (0.6837722439831617, 0.4988706201172374, 0.36918056742779404),
    "adam": (0.900000001, 0.8004122297123382, 0.701586274504415),
    "amsgrad": (0.900000001, 0.8004122297123382, 0.701586274504415),
    "adamw": (0.899000001, 0.7985190281887788, 0.6989111847156934),
    "nadam": (0.894354823220913, 0.8199730715315754, 0.7527292676155415),
    "adamax": (0.900000001, 0.8051683281165902, 0.7154994747368055),
    "lion": (0.9, 0.8, 0.7),
}
"""Three steps from w = 1 down f(w) = w² / 2, at learning rate 0.1 (Adadelta with 0.1 too) and the usual settings: by
PyTorch 2.13 (RMSprop with alpha 0.9), Lion by hand."""


@dataclass(frozen=True, slots=True)
class Check:
    """One claim, whether it holds, and the numbers that show it."""

    claim: Text
    holds: bool
    numbers: Text


def checks(prepared: Prepared) -> Iterator[Check]:
    """All claims about an experiment that can be trained, one after the other, as they are worked out."""
    yield from _gradient(prepared)
    yield _optimizer(prepared.experiment.training.optimizer)
    yield _replay(prepared)
    yield _interrupted(prepared)


def _gradient(prepared: Prepared) -> Iterator[Check]:
    """The network after a little training, and not as it begins, where many slopes are zero."""
    trainer = prepared.trainer()
    trainer.run(until_epoch=EPOCHS)
    for index, error in enumerate(check(trainer)):
        last = index == len(prepared.plan.hidden)
        place = _("output layer") if last else _("hidden layer {n}", n=index + 1)
        holds = bool(error < LARGEST_ERROR)
        yield Check(_("Gradient by backpropagation = central differences ({place})", place=place), holds,
                    _("relative error {error}", error=plain(f"{error:.1e}")))  # fmt: skip


def _optimizer(optimizer: Optimizer) -> Check:
    """The kind of optimizer in use, at its usual settings."""
    usual = family("optimizer")[optimizer.key]()
    assert isinstance(usual, Optimizer)
    theta, gradient, steps = np.ones((1, 1)), np.empty((2, 1, 1)), []
    stepper = Stepper(usual, theta, gradient, fresh_memory(usual, theta))
    for t in (1, 2, 3):
        gradient[0] = theta
        stepper.take(0.1, t)
        steps.append(float(theta[0, 0]))
    known = WORKED[optimizer.key]
    difference = max(abs(own - other) for own, other in zip(steps, known, strict=True))
    ours = ", ".join(f"{step:.6f}" for step in steps)
    return Check(_("Three steps from w = 1 down w² / 2 = worked example ({optimizer})", optimizer=optimizer.label),
                 difference < 1e-9, plain(ours))  # fmt: skip


def _replay(prepared: Prepared) -> Check:
    first, second = prepared.trainer(), prepared.trainer()
    first.run(until_epoch=EPOCHS)
    second.run(until_epoch=EPOCHS)
    return _same_bits(_("Training again from the seeds ends in the same bits"), first.theta, second.theta)


def _interrupted(prepared: Prepared) -> Check:
    """Stop in the middle of an epoch, put everything aside, and go on with a new trainer."""
    through, halted = prepared.trainer(), prepared.trainer()
    through.run(until_epoch=EPOCHS)
    halted.run(steps=max(1, EPOCHS * halted.steps_per_epoch // 2))
    resumed = prepared.trainer()
    resumed.restore(halted.checkpoint())
    resumed.run(until_epoch=EPOCHS)
    return _same_bits(_("A training that was interrupted ends in the same bits"), through.theta, resumed.theta)


def _same_bits(claim: Text, one: Array, other: Array) -> Check:
    equal = one.tobytes() == other.tobytes()
    count = one.size
    numbers = _("{n} of {n} parameters equal", n=count) if equal else _("the parameters differ")
    return Check(claim, equal, numbers)
