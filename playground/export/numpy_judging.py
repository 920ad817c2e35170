"""How a NumPy script judges itself after an epoch: loss, score and early stopping, as the engine does."""

from collections.abc import Iterator

from playground.engine.evaluation import CHUNK
from playground.engine.losses import RootMeanSquaredError
from playground.engine.stopping import EarlyStopping
from playground.engine.tasks import Kind
from playground.experiment import Prepared
from playground.export import pieces
from playground.export.header import comment
from playground.i18n import _


def judging(prepared: Prepared, weighs: bool) -> str:
    """The function `loss_and_score`."""
    training, network = prepared.experiment.training, prepared.experiment.network
    cast = f".astype(np.{network.precision})" if network.precision != "float64" else ""
    if max(prepared.data.train.n, prepared.data.validation.n) > CHUNK:
        parts = f"[answer(x[:, start : start + {CHUNK}].copy()) for start in range(0, x.shape[1], {CHUNK})]"
        answers = [f"parts = {parts}", "z, a = (np.hstack(pieces) for pieces in zip(*parts))"]
    else:
        answers = ["z, a = answer(x)"]
    mean = ".mean(axis=-1, dtype=np.float64)"
    lines = [f"x, t = columns(inputs){cast}, targets(labels)"]
    if weighs:
        lines.append("weights = CLASS_WEIGHTS[labels]")
        mean = " * (weights / weights.sum())).sum(axis=-1, dtype=np.float64)"
        if training.label_smoothing and training.loss.key == "cross_entropy":
            lines.append("t = t * CLASS_WEIGHTS[:, np.newaxis] / weights")
    value = pieces.value(training.loss)
    loss = f"({value}{mean}" if weighs else f"({value}){mean}"
    if isinstance(training.loss, RootMeanSquaredError):
        loss = f"np.sqrt({loss})"
    lines += [*answers, f"loss = {loss}", *_score(prepared), "return float(loss), float(score)"]
    return "\n".join(["def loss_and_score(inputs, labels):", *(f"    {line}" for line in lines)])


def _score(prepared: Prepared) -> Iterator[str]:
    kind, output = prepared.data.task.kind, prepared.plan.output
    if kind is Kind.REGRESSION:
        yield "unexplained = np.square(t[0] - a[0]).sum()"
        yield "total = np.square(t[0] - t[0].sum() / len(labels)).sum()"
        yield "score = 1.0 - unexplained / total if total > 0 else np.nan"
    elif kind is Kind.MULTICLASS:
        yield "score = (a.argmax(axis=0) == labels).sum() / len(labels)"
    else:
        yield f"score = ((a[0] > {(1.0 + output.low) / 2.0!r}) == labels).sum() / len(labels)"


def before_stopping(rule: EarlyStopping) -> list[str]:
    """What early stopping remembers at the beginning."""
    worst = "-math.inf" if rule.higher_is_better else "math.inf"
    return [f"best, wait = {worst}, 0", *(["kept = None"] if rule.restore_best_weights else [])]


def stopping_lines(rule: EarlyStopping, prepared: Prepared) -> Iterator[str]:
    """What early stopping does at the end of an epoch."""
    part, _dot, kind = rule.monitor.partition("_")
    prefix = "VALIDATION_" if part == "validation" else ""
    if prefix and not prepared.data.validation.n:
        return
    norms = [f"{name}{i}" for i, layer in enumerate(prepared.plan.hidden, start=1)
             if layer.normalization.has_statistics for name in ("mean", "variance")]  # fmt: skip
    kept = ["theta", *norms]
    copy = f"kept = [{', '.join(f'{name}.copy()' for name in kept)}]"
    better = "value - {delta} > {than}" if rule.higher_is_better else "value + {delta} < {than}"
    improves, beats = (
        better.format(delta=repr(rule.min_delta), than=than) for than in ("best", repr(rule.baseline))
    )  # fmt: skip
    yield comment(_("early stopping"))
    yield f"value = loss_and_score({prefix}INPUTS, {prefix}LABELS)[{0 if kind == 'loss' else 1}]"
    yield f"if epoch > {rule.start_from_epoch}:"
    inner = []
    if rule.restore_best_weights:
        inner += ["if kept is None:", f"    {copy}"]
    inner += ["wait += 1", f"if {improves}:", "    best = value"]
    if rule.restore_best_weights:
        inner.append(f"    {copy}")
    inner += [f"    if {beats}:", "        wait = 0"] if rule.use_baseline else ["    wait = 0"]
    inner.append(f"elif wait >= {rule.patience} and epoch > 1:")
    if rule.restore_best_weights:
        inner += [f"    {name}[:] = kept[{place}]" for place, name in enumerate(kept)]
    inner.append("    break")
    yield from (f"    {line}" for line in inner)
