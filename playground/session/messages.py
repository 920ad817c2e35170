"""What the session says, in plain words: labels for undo, what was re-made, and why training broke down."""

from playground import tree
from playground.engine.divergence import EXPLODED_WEIGHT, Divergence, Failure
from playground.engine.network import Plan
from playground.engine.stopping import Stopped
from playground.engine.transplant import kept_parameters
from playground.experiment import Experiment, Prepared
from playground.i18n import Text, _, p_, plain
from playground.session.frame import Frame
from playground.session.notices import Level, Notice
from playground.spec import Param, check

PAINT = p_("undo", "Paint points")
RESET = p_("undo", "Reset")
NEW_WEIGHTS = p_("undo", "New weights")
NEW_SPLIT = p_("undo", "Split anew")
NEW_DATA = p_("undo", "Draw new points")
CHOOSE_DATA = p_("undo", "Choose data set")
OPEN = p_("undo", "Open experiment")
PIN = p_("undo", "Pin run")
UNPIN = p_("undo", "Remove pinned run")
DESCRIBE_RUN = p_("undo", "Name or note of a pinned run")
RESTORE_RUN = p_("undo", "Go back to pinned run")
EDIT_WEIGHT = p_("undo", "Edit weight")

RESET_FIRST = _("Training has stopped because it diverged. Press Reset before you go on.")


SEALED_AGAIN = _("The points or their split have changed: the test set is sealed again.")

BALANCED_TWICE = _(
    "Class weights and evened classes correct the same imbalance, and together they correct it twice: "
    "rare classes now count too much. Use one of the two."
)


def balanced_twice(old: Experiment, new: Experiment) -> bool:
    """Whether the same imbalance is corrected twice from now on."""
    return _is_balanced_twice(new) and not _is_balanced_twice(old)


def _is_balanced_twice(experiment: Experiment) -> bool:
    training = experiment.training
    evens = training.balanced_batches or training.resampling != "none"
    return evens and training.class_weights == "balanced"


SAFE_RATE = 0.03
"""A learning rate at which networks of this size rarely diverge, whatever the optimizer."""


WEIGHT = Param(
    label=_("Weight"), help=_("How much one number counts for the next."),
    low=-EXPLODED_WEIGHT, high=EXPLODED_WEIGHT,
)  # fmt: skip


def wrong_weight(plan: Plan, place: tuple[int, int, int], value: float) -> Text | None:
    """Why the weight at a place (layer, row, column) can't be this, or None."""
    layer, row, column = place
    shape = plan.shapes[layer] if 0 <= layer < len(plan.shapes) else (0, 0)
    if not (0 <= row < shape[0] and 0 <= column < shape[1]):
        return _("The network has no such weight any more.")
    return check(value, float, WEIGHT)


def edit_label(experiment: Experiment, path: str) -> Text:
    """What an edit of one setting is called in the undo menu."""
    return change_label(tree.declaration(experiment, path).param)


def full_text(most: int) -> Text:
    """That no more runs can be pinned."""
    return _("There are {most} pinned runs already. Remove one on the page Compare runs to pin another.", most=most)


def branch_label(epoch: int) -> Text:
    """What going on from an earlier epoch is called."""
    return p_("undo", "Go on from epoch {epoch}", epoch=epoch)


def change_label(setting: Param) -> Text:
    """What an edit of a declared setting is called."""
    return p_("undo", "Change {setting}", setting=setting.label)


def rebuilt_notice(old: Prepared, new: Prepared) -> Notice:
    """What a rebuilt network kept, and what began fresh."""
    kept, before, now = kept_parameters(old.named, new.named), old.plan.size, new.plan.size
    if kept == before == now:
        text = _("The network was rebuilt; all {n} parameters were kept. The optimizer starts afresh.", n=now)
    elif kept == now:
        text = _(
            "The network was rebuilt: {kept} of {n} parameters kept, the others dropped. The optimizer starts afresh.",
            kept=kept, n=before,
        )  # fmt: skip
    else:
        text = _(
            "The network was rebuilt: {kept} of {n} parameters kept, {fresh} drawn anew. The optimizer starts afresh.",
            kept=kept, n=now, fresh=now - kept,
        )  # fmt: skip
    return Notice(Level.INFO, text)


def divergence_text(divergence: Divergence) -> Text:
    """What happened and what to try, for a person who may be twelve."""
    return _(
        "{what} This happened at epoch {epoch}, step {step}. {advice}",
        what=_what(divergence), epoch=divergence.epoch, step=divergence.step, advice=_advice(divergence),
    )  # fmt: skip


def stopped_text(stopped: Stopped) -> Text:
    """That training stopped early, and which epoch was the best."""
    if stopped.restored:
        return _(
            "Early stopping ended the training after epoch {epoch}. Epoch {best} was the best ({value}); "
            "its weights are back.",
            epoch=stopped.epoch, best=stopped.best_epoch, value=plain(f"{stopped.best:.4g}"),
        )  # fmt: skip
    return _(
        "Early stopping ended the training after epoch {epoch}. Epoch {best} was the best ({value}).",
        epoch=stopped.epoch, best=stopped.best_epoch, value=plain(f"{stopped.best:.4g}"),
    )  # fmt: skip


def _what(divergence: Divergence) -> Text:
    match divergence.failure:
        case Failure.DEAD_LAYER:
            return _(
                "Training broke down: every neuron of hidden layer {layer} outputs 0 for all training points, "
                "so nothing can be learned any more.",
                layer=(divergence.layer or 0) + 1,
            )  # fmt: skip
        case Failure.SATURATED_LAYER:
            return _(
                "Training broke down: every neuron of hidden layer {layer} is at a flat end of its activation for all "
                "training points, so no gradient comes through.",
                layer=(divergence.layer or 0) + 1,
            )  # fmt: skip
        case Failure.RATE_NOT_FINITE:
            return _("The schedule gives no number for the learning rate here; look at its formula.")
        case Failure.LOSS_EXPLODED:
            return _("Training diverged: the loss is more than 100 times what it began with.")
        case Failure.WEIGHTS_EXPLODED:
            return _("Training diverged: the weights have grown beyond all measure.")
        case Failure.NOT_FINITE:
            return _("Training diverged: the numbers became too large to calculate with (infinite or NaN).")


def _advice(divergence: Divergence) -> Text:
    rate = divergence.learning_rate
    if divergence.failure is not Failure.RATE_NOT_FINITE and rate >= SAFE_RATE:
        return _(
            "The steps were too large: the learning rate is {rate}. Try {smaller}, then press Reset.",
            rate=plain(f"{rate:g}"), smaller=plain(f"{min(rate / 10, SAFE_RATE):.1g}"),
        )  # fmt: skip
    return _("Press Reset to begin again; try a smaller learning rate, another seed or another activation.")


def error_text(error: BaseException) -> Text:
    """A mistake of the program itself."""
    return _(
        "The training stopped because of an error in the program ({error}).", error=f"{type(error).__name__}: {error}"
    )


def trouble_notice(frame: Frame) -> Notice | None:
    """What a person should be told of the state of training, or None."""
    if frame.error is not None:
        return Notice(Level.ERROR, error_text(frame.error))
    if frame.divergence is not None:
        return Notice(Level.ERROR, divergence_text(frame.divergence))
    return None if frame.stopped is None else Notice(Level.INFO, stopped_text(frame.stopped))
