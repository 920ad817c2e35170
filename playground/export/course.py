"""The course of a training as Python text that all scripts share: targets, weights of classes, the order of points.

The targets are columns, shape (outputs, n).
"""

from playground.engine import batches
from playground.engine.losses import BinaryCrossEntropy, CrossEntropy
from playground.engine.resampling import RESAMPLING
from playground.engine.tasks import Kind
from playground.experiment import Prepared
from playground.export.header import comment
from playground.i18n import _


def weighs(prepared: Prepared) -> bool:
    """Whether points of rare classes count more."""
    is_classes = prepared.data.task.kind is not Kind.REGRESSION
    return is_classes and prepared.experiment.training.class_weights == "balanced"


def smoothing(prepared: Prepared) -> float:
    """How much the targets are smoothed; only those of a cross-entropy are."""
    training = prepared.experiment.training
    return training.label_smoothing if isinstance(training.loss, BinaryCrossEntropy | CrossEntropy) else 0.0


def is_uneven(prepared: Prepared) -> bool:
    """Whether the targets of a point need not add up to 1."""
    is_softmax = isinstance(prepared.experiment.training.loss, CrossEntropy)
    return weighs(prepared) and smoothing(prepared) > 0.0 and is_softmax


def targets(prepared: Prepared) -> list[str]:
    """The function `targets`, from labels or values to what the answers are compared with."""
    task, soft, lines = prepared.data.task, smoothing(prepared), []
    if task.kind is Kind.REGRESSION:
        made = "labels[np.newaxis].astype(float)"
    elif task.kind is Kind.MULTICLASS:
        made = f"(np.arange({task.classes})[:, np.newaxis] == labels).astype(float)"
    else:
        made = f"np.where(labels == 1, 1.0, {prepared.plan.output.low})[np.newaxis]"
    if soft:
        lines.append(f"t = {made}")
        made = f"t * (1.0 - {soft!r}) + {soft!r} / {max(2, prepared.plan.outputs)}"
    return ["def targets(labels):", *(f"    {line}" for line in (*lines, f"return {made}"))]


def class_weights(prepared: Prepared) -> list[str]:
    """How much each point counts, and what that makes of uneven targets `T`; nothing where all count alike."""
    if not weighs(prepared):
        return []
    classes = prepared.data.task.classes
    lines = [
        comment(_("points of rare classes count more")),
        f"COUNTS = np.bincount(LABELS, minlength={classes})",
        f"CLASS_WEIGHTS = np.where(COUNTS > 0, N / ({classes} * np.maximum(COUNTS, 1)), 1.0)",
        "POINT_WEIGHTS = CLASS_WEIGHTS[LABELS][np.newaxis]",
    ]
    if is_uneven(prepared):
        lines.append("T = T * CLASS_WEIGHTS[:, np.newaxis] / CLASS_WEIGHTS[LABELS]")
    return lines


def order_stream(prepared: Prepared) -> list[str]:
    """Where the order of the points is drawn from."""
    experiment = prepared.experiment
    training, seed = experiment.training, experiment.seeds.order
    lines = [f'order_of_points = stream("{batches.ORDER}", {seed})']
    if training.resampling != "none":
        lines.append(f'choice_of_points = stream("{RESAMPLING}", {seed})')
    return lines if training.reshuffle else []


def _resampled(kind: str, reshuffle: bool) -> list[str]:
    """As many points of each class: some of the smaller ones again, or only some of the larger ones."""
    if kind == "over":
        size, again = "max", "np.concatenate([own, choice_of_points.choice(own, size - len(own))])"
        first = "np.resize(own, size)"
    else:
        size, again, first = "min", "choice_of_points.choice(own, size, replace=False)", "own[:size]"
    lines = [
        comment(_("as many points of each class")),
        "classes = [np.flatnonzero(LABELS == label) for label in np.unique(LABELS)]",
        f"size = {size}(len(own) for own in classes)",
        f"drawn = [{again if reshuffle else first} for own in classes]",
        "order = np.stack(drawn, axis=1).ravel()",
    ]
    if reshuffle:
        lines.append("order = order_of_points.permutation(order)")
    return [f"    {line}" for line in lines]


def order(prepared: Prepared) -> list[str]:
    """The order of the points of an epoch, as lines inside its loop."""
    training, task = prepared.experiment.training, prepared.data.task
    if training.resampling != "none" and task.kind is not Kind.REGRESSION:
        return _resampled(training.resampling, training.reshuffle)
    if not training.balanced_batches or task.kind is Kind.REGRESSION:
        return ["    order = order_of_points.permutation(N)" if training.reshuffle else "    order = np.arange(N)"]
    if training.reshuffle:
        return [
            "    " + comment(_("with repetition, so that all classes are equally likely")),
            f"    counts = np.bincount(LABELS, minlength={task.classes})",
            f"    chances = np.where(counts > 0, N / ({task.classes} * np.maximum(counts, 1)), 1.0)[LABELS]",
            "    order = order_of_points.choice(N, N, p=chances / chances.sum())",
        ]
    return [
        "    " + comment(_("the classes take turns")),
        "    queues = [np.flatnonzero(LABELS == label) for label in np.unique(LABELS)]",
        "    turns = [(queues[turn % len(queues)], turn // len(queues)) for turn in range(N)]",
        "    order = np.array([queue[turn % len(queue)] for queue, turn in turns])",
    ]
