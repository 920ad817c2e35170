"""Whether a checkpoint that came from outside can be that of a trainer, found out before it is used."""

from collections.abc import Iterator

from playground.engine.arrays import Array
from playground.engine.children import Children
from playground.engine.records import Checkpoint
from playground.engine.samples import Samples
from playground.engine.trainer import Trainer

MOST_STEPS = 2**53


def misfits(checkpoint: Checkpoint, trainer: Trainer) -> Iterator[str]:
    """The names of the parts that do not fit the trainer; none if it can go on from there."""
    own = trainer.checkpoint()
    models = len(own.theta)
    fits = {
        "theta": _alike(checkpoint.theta, own.theta),
        "statistics": _alike(checkpoint.statistics, own.statistics),
        "memory": checkpoint.memory.keys() == own.memory.keys()
        and all(_alike(array, own.memory[letter]) for letter, array in checkpoint.memory.items()),
        "memory_scales": len(checkpoint.memory_scales) in (0, len(own.memory))
        and all(0.0 < scale <= 1.0 for scale in checkpoint.memory_scales),
        "random_state": _streams_fit(checkpoint, own),
        "first": all(_is_score(getattr(checkpoint.first, name), models) for name in ("loss", "score", "spread")),
        "stops": len(checkpoint.stops) == models
        and all(patience.kept is None or _kept_fits(patience.kept, own) for patience, _ in checkpoint.stops),
        "divergences": len(checkpoint.divergences) == models
        and all(one is None or one.model == place for place, one in enumerate(checkpoint.divergences)),
        "epoch": 0 <= checkpoint.epoch <= checkpoint.step <= MOST_STEPS,
        "optimizer_step": 0 <= checkpoint.optimizer_step <= checkpoint.step,
        "order": _order_fits(checkpoint, own, models),
        "epoch_samples": _samples_fit(checkpoint.epoch_samples, trainer.data.train),
        "children": not checkpoint.children
        or (len(checkpoint.children) == models and all(_children_fit(one, checkpoint) for one in checkpoint.children)),
        "gradient": checkpoint.gradient is None or _alike(checkpoint.gradient, trainer.gradient),
    }  # fmt: skip
    yield from (name for name, is_right in fits.items() if not is_right)


def _alike(array: Array, own: Array) -> bool:
    return array.shape == own.shape and array.dtype == own.dtype


def _is_score(array: Array, models: int) -> bool:
    """A number for each network; where there were no points it is not one, and of either precision."""
    return array.shape == (models,) and array.dtype.kind == "f"


def _kept_fits(kept: tuple[Array, ...], own: Checkpoint) -> bool:
    """What is kept of the best epoch of one network is its row of parameters and its row of statistics."""
    return len(kept) == 2 and _alike(kept[0], own.theta[0]) and _alike(kept[1], own.statistics[0])


def _streams_fit(checkpoint: Checkpoint, own: Checkpoint) -> bool:
    """A stream that an older program did not know begins at its beginning."""
    return all(
        name in own.random_state
        and len(states) == len(own.random_state[name])
        and all(state.is_possible for state in states)
        for name, states in checkpoint.random_state.items()
    )


def _order_fits(checkpoint: Checkpoint, own: Checkpoint, models: int) -> bool:
    """Between epochs no order is needed; inside one it names points of the epoch."""
    order, n = checkpoint.order, checkpoint.epoch_samples.n
    if order.dtype != own.order.dtype or order.ndim != 2 or len(order) != models:
        return False
    names_points = order.size == 0 or bool((order >= 0).all() and (order < n).all())
    return names_points and (checkpoint.position == 0 or 0 < checkpoint.position < order.shape[1])


def _children_fit(children: Children, checkpoint: Checkpoint) -> bool:
    """One child for each place of the order, which is mixed, if at all, with a point of the epoch."""
    points, n = checkpoint.epoch_samples, checkpoint.order.shape[-1]
    if children.x.shape != (len(points.x), n) or children.x.dtype.kind != "f":
        return False
    partners, share = children.partners, children.share
    if partners is None or share is None:
        return partners is None and share is None
    are_points = partners.dtype.kind == "i" and bool(((partners >= 0) & (partners < points.n)).all())
    return are_points and partners.shape == share.shape == (n,) and share.dtype.kind == "f"


def _samples_fit(samples: Samples, train: Samples) -> bool:
    n = samples.n
    return (
        (samples.x.ndim, samples.t.ndim, samples.y.shape) == (2, 2, (n,))
        and samples.x.shape == (train.x.shape[0], n)
        and samples.t.shape == (train.t.shape[0], n)
        and all(array.dtype.kind == "f" for array in (samples.x, samples.t, samples.y))
    )
