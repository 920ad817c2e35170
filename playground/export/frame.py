"""What the scripts of the frameworks have in common: points, initial weights, the loop over epochs and batches."""

from collections.abc import Iterator

from playground.engine.network import initial_parameters
from playground.experiment import Prepared
from playground.export import course, header, literals, pieces
from playground.export.rates import rate_function
from playground.export.replay import Run
from playground.i18n import Text, _


def refuse(prepared: Prepared, framework: str) -> None:
    """Raise SpecError where a framework can't follow: chance that only our engine draws, norms of a single number."""
    header.refuse_children(prepared)
    noise, layers = prepared.experiment.training.noise, prepared.plan.hidden
    if noise.inputs or noise.weights or noise.labels or noise.gradients:
        words = _("Noise can't be repeated by {framework}. Switch it off, or export a NumPy script.",
                  framework=framework)  # fmt: skip
        raise header.refused(words, "training.noise")
    if any(layer.normalization.group_count(layer.units) == layer.units for layer in layers):
        words = _("A normalisation over a single neuron leaves nothing but rounding, which {framework} does "
                  "otherwise. Export a NumPy script.", framework=framework)  # fmt: skip
        raise header.refused(words, "network.layers")
    batch, n = header.batch_size(prepared), header.points_of_epoch(prepared)
    if any(layer.normalization.is_there for layer in layers) and (batch == 1 or n % batch == 1):
        words = _("A batch of a single point can't be normalised by {framework}. Choose another batch size, or "
                  "export a NumPy script.", framework=framework)  # fmt: skip
        raise header.refused(words, "training.batch_size")


def whole(run: Run, title: str, kind: Text, imports: list[str], classes: str, body: str) -> str:
    """A script from its parts."""
    helpers = pieces.helpers(body + classes).strip("\n")
    text = f"{helpers}\n{classes}\n{body}"
    needed = (("math.", "import math"), ("bisect_right(", "from bisect import bisect_right"),
              ("crc32(", "from zlib import crc32"))  # fmt: skip
    standard = [line for name, line in needed if name in text]
    start = [
        header.docstring(run.prepared, title, kind, caveats(run.prepared)),
        *standard,
        *([""] * bool(standard)),
        *imports,
        "",
        "",
        "",
    ]
    return header.tidy("\n".join(start) + text)


def caveats(prepared: Prepared) -> list[Text]:
    """What makes two right programs end at different weights."""
    layers, found = prepared.plan.hidden, []
    if any(layer.normalization.group_count(layer.units) * 2 == layer.units for layer in layers):
        found.append(_("A normalisation over pairs of neurons magnifies rounding: two right programs part after some "
                       "hundred steps."))  # fmt: skip
    elif any(layer.normalization.is_there for layer in layers):
        found.append(_("The gradients of biases before a normalisation are nothing but rounding, which optimizers with "
                       "a memory of squares make as large as others: such biases may differ."))  # fmt: skip
    return found


def data(prepared: Prepared) -> str:
    """The points, and what is made of them."""
    watches = prepared.experiment.training.schedule.watches
    return "\n".join([
        header.points(prepared, validation=watches),
        "",
        "",
        "def columns(inputs):",
        "    return np.vstack([inputs.T, np.ones(len(inputs))])",
        "",
        "",
        *course.targets(prepared),
        "",
        "",
        "X, T = columns(INPUTS), targets(LABELS)",
        "N = len(LABELS)",
        *course.class_weights(prepared),
    ])  # fmt: skip


def initial_weights(prepared: Prepared) -> Iterator[str]:
    """The matrices before the first step, the last column of each the bias."""
    network, seeds = prepared.experiment.network, prepared.experiment.seeds
    theta = initial_parameters(network, prepared.plan, seeds.weights)
    yield header.comment(_("the initial weights, a row for each neuron, its bias last"))
    yield "WEIGHTS = ["
    for matrix in prepared.plan.matrices(theta[0]):
        yield "    " + literals.array(matrix).replace("\n", "\n    ") + ","
    yield "]"


def rate(run: Run) -> list[str]:
    """The function `rate`."""
    training = run.prepared.experiment.training
    return rate_function(training.schedule, training.learning_rate).splitlines()


def epochs(run: Run) -> int:
    """How many epochs lead to the weights of the run: those before the best one is restored do not count."""
    stopped = run.trainer.stopped
    if stopped is not None and stopped.restored:
        return stopped.best_epoch
    return run.epochs + run.ends_inside_an_epoch


def loop(run: Run, step: list[str]) -> Iterator[str]:
    """The loop over epochs and batches, with the lines of one step for the columns `x`, `t` and their `share`."""
    prepared, training = run.prepared, run.prepared.experiment.training
    by_step, weighs = training.schedule.by_step, course.weighs(prepared)
    yield f"EPOCHS = {epochs(run)}"
    yield f"BATCH = {header.batch_size(prepared)}"
    if run.ends_inside_an_epoch:
        yield f"STEPS = {run.trainer.step}"
    yield "done = 0"
    yield from course.order_stream(prepared)
    yield ""
    yield "for epoch in range(1, EPOCHS + 1):"
    yield from course.order(prepared)
    if not by_step:
        yield "    lr = rate(epoch - 1)"
    yield "    for start in range(0, len(order), BATCH):"
    if run.ends_inside_an_epoch:
        yield "        if done == STEPS:"
        yield "            break"
    yield "        batch = order[start : start + BATCH]"
    yield "        x, t = X[:, batch], T[:, batch]"
    if by_step:
        yield "        lr = rate(done)"
    if weighs:
        yield "        share = POINT_WEIGHTS[:, batch] / POINT_WEIGHTS[:, batch].sum()"
    else:
        yield "        share = 1.0 / len(batch)"
    yield "        done += 1"
    yield from (f"        {line}" for line in step)


def watched(prepared: Prepared) -> tuple[str, str, str]:
    """What the learning rate depends on: columns of inputs, targets and shares of the points that are watched."""
    part = "VALIDATION_" if prepared.data.validation.n else ""
    labels, wanted = f"{part}LABELS", f"targets({part}LABELS)"
    if not course.weighs(prepared):
        return f"columns({part}INPUTS)", wanted, f"1.0 / len({labels})"
    if course.is_uneven(prepared):
        wanted = f"({wanted} * CLASS_WEIGHTS[:, np.newaxis] / CLASS_WEIGHTS[{labels}])"
    return f"columns({part}INPUTS)", wanted, f"(CLASS_WEIGHTS[{labels}] / CLASS_WEIGHTS[{labels}].sum())"


def end(run: Run) -> list[str]:
    """Say the training loss beside ours."""
    here, there = str(_("training loss:")), str(_("in Neural Playground:"))
    ours = float(run.trainer.record().train.loss[0])
    return [f"print({here!r}, loss, {there!r}, {ours!r})"]
