"""The facts of a run, one line each: what it is called, how it is worded, and what it means."""

from collections.abc import Callable
from dataclasses import dataclass

from playground.engine.resampling import epoch_size
from playground.engine.stopping import Never
from playground.engine.tasks import Kind
from playground.experiment import Prepared
from playground.i18n import Text, _, p_, plain
from playground.session.frame import Frame, State
from playground.session.messages import divergence_text, error_text, stopped_text
from playground.ui.controls.numerals import show_number
from playground.ui.views.numbers_words import UNDEFINED, count_text, loss_text, parameters_text, updates_text

Words = Callable[[Prepared, Frame], Text]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: caption, value, and the tip that explains both. `shown` says whether the line is there at all."""

    name: str
    caption: Text
    words: Words
    tip: Words
    shown: Callable[[Prepared], bool] = lambda _prepared: True


def _same(tip: Text) -> Words:
    return lambda _prepared, _frame: tip


def _sizes(prepared: Prepared) -> tuple[int, int]:
    return points_per_epoch(prepared), _batch_size(prepared)


def points_per_epoch(prepared: Prepared) -> int:
    """How many training points an epoch has."""
    data = prepared.data
    resampling = prepared.experiment.training.resampling if data.task.kind is not Kind.REGRESSION else "none"
    return epoch_size(resampling, data.train.y)


def _updates(prepared: Prepared, _frame: Frame) -> Text:
    return updates_text(*_sizes(prepared))


def _updates_tip(prepared: Prepared, _frame: Frame) -> Text:
    points, batch = _sizes(prepared)
    return _(
        "One epoch shows all {points} training points, {batch} at a time, and changes the weights after each batch. "
        "A last batch with fewer points counts as well, so the division is rounded up.",
        points=points, batch=batch,
    )  # fmt: skip


def _batch(prepared: Prepared, frame: Frame) -> Text:
    points, batch = _sizes(prepared)
    updates = -(-points // batch)
    if updates == 0:
        return plain(UNDEFINED)
    done = min(frame.numbers.batch, updates)  # an epoch that was begun with more points ends with those
    return _("{done} of {updates}", done=done, updates=updates)


def _points(prepared: Prepared, _frame: Frame) -> Text:
    train, validation = count_text(prepared.data.train.n), count_text(prepared.data.validation.n)
    if prepared.test.n:
        return _("{train} train · {validation} val. · {test} test",
                 train=train, validation=validation, test=count_text(prepared.test.n))  # fmt: skip
    return _("{train} train · {validation} validation", train=train, validation=validation)


def _batch_size(prepared: Prepared) -> int:
    """How many points one step is made of, before the last short one."""
    training = prepared.experiment.training
    return max(1, points_per_epoch(prepared)) if training.whole_set else training.batch_size


def _parameters_tip(prepared: Prepared, _frame: Frame) -> Text:
    words = _("Weights and biases of each layer: {sum}", sum=parameters_text(prepared.plan.units))
    dense = sum(rows * columns for rows, columns in prepared.plan.shapes)
    if prepared.plan.size == dense:
        return words
    return _("{words} + {n} of the normalisation (γ and β)", words=words, n=prepared.plan.size - dense)


def _penalty(_prepared: Prepared, frame: Frame) -> Text:
    return plain(f"{loss_text(frame.numbers.train_loss)} + {loss_text(frame.numbers.penalty)}")


def _has_penalty(prepared: Prepared) -> bool:
    return bool(prepared.experiment.training.l1 or prepared.experiment.training.l2)


def _patience(_prepared: Prepared, frame: Frame) -> Text:
    left = frame.numbers.patience_left
    return plain(UNDEFINED if left is None else count_text(left))


def _can_stop_early(prepared: Prepared) -> bool:
    return not isinstance(prepared.experiment.training.early_stopping, Never)


def _speed(_prepared: Prepared, frame: Frame) -> Text:
    rate = frame.numbers.epochs_per_second
    return plain(f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}" if rate > 0 else UNDEFINED)


def _rate(_prepared: Prepared, frame: Frame) -> Text:
    rate = frame.numbers.learning_rate
    return plain(show_number(rate, 4) if rate > 0.0 else UNDEFINED)


FACTS: tuple[Fact, ...] = (
    Fact("step", _("Step"), lambda _prepared, frame: plain(count_text(frame.numbers.step)),
         _same(_("How often the weights have been changed since training began; also called iterations."))),
    Fact("updates", _("Updates per epoch"), _updates, _updates_tip),
    Fact("batch", _("Batch"), _batch, _same(_("How many batches of the present epoch are done."))),
    Fact("parameters", _("Parameters"), lambda prepared, _frame: plain(count_text(prepared.plan.size)),
         _parameters_tip),
    Fact("points", _("Points"), _points,
         _same(_("The network learns from the training points; the validation points only judge it."))),
    Fact("learning_rate", _("Learning rate"), _rate, _same(_("The learning rate in use now."))),
    Fact("penalty", _("Loss + penalty"), _penalty,
         _same(_("Training makes this sum small: the mean loss of the training points, and the penalty on weights.")),
         _has_penalty),
    Fact("patience", _("Patience left"), _patience,
         _same(_("After how many more epochs without an improvement training stops.")), _can_stop_early),
    Fact("speed", _("Epochs per second"), _speed, _same(_("How fast training goes now."))),
)  # fmt: skip

_STATES = {State.PAUSED: _("Paused"), State.RUNNING: p_("state", "Training"), State.FAILED: _("Stopped by an error")}


def state_words(frame: Frame) -> Text:
    """What the run is doing, in a few words."""
    if frame.divergence is not None:
        epoch, step = count_text(frame.divergence.epoch), count_text(frame.divergence.step)
        return _("Diverged at epoch {epoch}, step {step}", epoch=epoch, step=step)
    if frame.state is State.DIVERGED:
        return _("Diverged")
    if frame.stopped is not None:
        return _("Stopped early")
    return _STATES[frame.state]


def state_tip(frame: Frame) -> Text:
    """The same in whole sentences."""
    if frame.divergence is not None:
        return divergence_text(frame.divergence)
    if frame.error is not None:
        return error_text(frame.error)
    if frame.stopped is not None:
        return stopped_text(frame.stopped)
    return _("What the training is doing now.")
