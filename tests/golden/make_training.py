"""Makes training.npz: runs of PyTorch with every optimizer, schedule, normalisation and regulariser.

Kept beside the numbers so that anybody can make them again; no test runs it. It knows nothing of our code:

    python -m venv /tmp/torch && /tmp/torch/bin/pip install torch==2.13.0 numpy==2.4.6
    /tmp/torch/bin/python tests/golden/make_training.py

Every run starts from stored weights and passes over 23 points in their stored order, in batches of 5 of which the last
has 3, for 200 steps. Parameters are one vector: layer after layer the weight matrix with the bias as its last column,
row by row, then the scale and the shift of the layer's normalisation. For a run called `name`, `<name>/final` are the
parameters at the end, `<name>/losses` the losses over all points, in evaluation mode and without penalties, after every
50 steps, and `<name>/statistics` the running means and variances of each layer, where there are some.
`start/<kind>` are the parameters at the beginning. What PyTorch lacks is written out here: Lion (Chen et al. 2023),
smoothed and weighted binary cross-entropy, and the max-norm of Keras.

Normalised networks are trained by optimizers that do not divide by the gradient: that of a bias before a normalisation
is 0 but for rounding, which they would enlarge. Their steps are ten times smaller, since in larger ones, which make a
chaos, rounding decides where they end.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim import lr_scheduler

POINTS, BATCH, EPOCHS, EVERY = 23, 5, 40, 10
CLASSES = 3


class Lion(torch.optim.Optimizer):
    """Algorithm 2 of Chen et al. 2023."""

    def __init__(self, params: Iterable[Tensor], lr: float) -> None:
        super().__init__(params, {"lr": lr})

    @torch.no_grad()
    def step(self) -> None:
        for group in self.param_groups:
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                p -= group["lr"] * torch.sign(0.9 * m + 0.1 * p.grad)
                m.mul_(0.99).add_(p.grad, alpha=0.01)


Build = Callable[..., torch.optim.Optimizer]
OPTIMIZERS: dict[str, tuple[Build, float]] = {
    "sgd": (torch.optim.SGD, 0.05),
    "momentum": (partial(torch.optim.SGD, momentum=0.9), 0.02),
    "nesterov": (partial(torch.optim.SGD, momentum=0.9, nesterov=True), 0.02),
    "adagrad": (torch.optim.Adagrad, 0.05),
    "adadelta": (torch.optim.Adadelta, 0.5),
    "rmsprop": (partial(torch.optim.RMSprop, alpha=0.9), 0.005),
    "centred": (partial(torch.optim.RMSprop, alpha=0.9, centered=True), 0.005),
    "adam": (torch.optim.Adam, 0.01),
    "amsgrad": (partial(torch.optim.Adam, amsgrad=True), 0.01),
    "adamw": (torch.optim.AdamW, 0.01),
    "nadam": (torch.optim.NAdam, 0.01),
    "adamax": (torch.optim.Adamax, 0.01),
    "lion": (Lion, 0.002),
}
BY_STEP = ("cyclic_lr", "one_cycle_lr")
SCHEDULES: dict[str, Callable[[torch.optim.Optimizer, float], Any]] = {
    "constant": lambda rule, _base: lr_scheduler.ConstantLR(rule, factor=1.0),
    "lambda_lr": lambda rule, _base: lr_scheduler.LambdaLR(rule, lambda epoch: 1 / (1 + 0.1 * epoch)),
    "multiplicative_lr": lambda rule, _base: lr_scheduler.MultiplicativeLR(rule, lambda epoch: 1 - 0.1 / epoch),
    "step_lr": lambda rule, _base: lr_scheduler.StepLR(rule, 7, 0.5),
    "multi_step_lr": lambda rule, _base: lr_scheduler.MultiStepLR(rule, [5, 20], 0.3),
    "exponential_lr": lambda rule, _base: lr_scheduler.ExponentialLR(rule, 0.97),
    "cosine_annealing_lr": lambda rule, base: lr_scheduler.CosineAnnealingLR(rule, 30, base / 10),
    "cosine_annealing_warm_restarts": lambda rule, base: lr_scheduler.CosineAnnealingWarmRestarts(
        rule, 5, 2, base / 10
    ),
    "cyclic_lr": lambda rule, base: lr_scheduler.CyclicLR(
        rule, base, 3 * base, 30, mode="triangular2", cycle_momentum=False
    ),
    "one_cycle_lr": lambda rule, base: lr_scheduler.OneCycleLR(
        rule, 2 * base, total_steps=210, cycle_momentum=False, final_div_factor=1e4
    ),
    "reduce_lr_on_plateau": lambda rule, _base: lr_scheduler.ReduceLROnPlateau(
        rule, factor=0.5, patience=1, threshold=0.02, cooldown=1
    ),
    "linear_lr": lambda rule, _base: lr_scheduler.LinearLR(rule, 0.25, 1.0, 8),
    "polynomial_lr": lambda rule, _base: lr_scheduler.PolynomialLR(rule, 60, 2.0),
}


def smoothed_binary(z: Tensor, t: Tensor, smoothing: float = 0.0, weights: Tensor | None = None) -> Tensor:
    """Binary cross-entropy of targets t (1 - e) + e / 2, the mean weighted by class."""
    w = torch.ones_like(t) if weights is None else weights[t.long()]
    losses = functional.binary_cross_entropy_with_logits(z, t * (1 - smoothing) + smoothing / 2, reduction="none")
    return (w * losses).sum() / w.sum()


@dataclass(frozen=True)
class Run:
    """One run; what is None or 0 is left out."""

    loss: Callable[..., Tensor] = smoothed_binary
    targets: str = "labels"
    outputs: int = 1
    norm: str = ""
    after: bool = False
    optimizer: str = "adam"
    schedule: str = "constant"
    clip_norm: float = 0.0
    clip_value: float = 0.0
    l2: float = 0.0
    decay: float = 0.0
    max_norm: float = 0.0
    smoothing: float = 0.0
    weighted: bool = False
    units: tuple[int, ...] = field(default=(4, 2))

    @property
    def start(self) -> str:
        return f"start/{'plain' if not self.norm else 'norm'}/{self.outputs}/{'-'.join(map(str, self.units))}"


def runs() -> Iterator[tuple[str, Run]]:
    """Every run by name."""
    for optimizer in OPTIMIZERS:
        for schedule in SCHEDULES:
            yield f"{optimizer}/{schedule}", Run(optimizer=optimizer, schedule=schedule)
    for norm in ("batch_norm", "layer_norm", "group_norm", "instance_norm"):
        for after in (False, True):
            for optimizer in ("sgd", "momentum"):
                yield (
                    f"{norm}/{'after' if after else 'before'}/{optimizer}",
                    Run(norm=norm, after=after, optimizer=optimizer, units=(8, 8)),
                )
    entropy = Run(functional.cross_entropy, "classes", CLASSES)
    for name, base in (("binary", Run()), ("several", entropy)):
        change = partial(_changed, base)
        yield f"{name}/smoothing", change(smoothing=0.1)
        yield f"{name}/weights", change(weighted=True)
        yield f"{name}/smoothing_and_weights", change(smoothing=0.2, weighted=True)
        for optimizer in ("sgd", "adam"):
            yield f"{name}/clip_norm/{optimizer}", change(optimizer=optimizer, clip_norm=0.1)
            yield f"{name}/clip_value/{optimizer}", change(optimizer=optimizer, clip_value=0.02)
            yield f"{name}/per_point/{optimizer}", change(optimizer=optimizer, l2=0.5)
            yield f"{name}/weight_decay/{optimizer}", change(optimizer=optimizer, decay=0.02)
            yield f"{name}/clipped_decay/{optimizer}", change(optimizer=optimizer, decay=0.02, clip_norm=0.1)
            yield f"{name}/max_norm/{optimizer}", change(optimizer=optimizer, max_norm=0.8)
    yield "norm_decay", Run(norm="batch_norm", optimizer="momentum", decay=0.02, units=(8, 8))


def _changed(run: Run, **changes: Any) -> Run:
    return Run(**{**run.__dict__, **changes})


def normalizer(norm: str, units: int) -> nn.Module:
    groups = {"layer_norm": 1, "group_norm": 2, "instance_norm": units}
    if norm == "batch_norm":
        return nn.BatchNorm1d(units)
    return nn.LayerNorm(units) if norm == "layer_norm" else nn.GroupNorm(groups[norm], units)


def build(run: Run) -> nn.Sequential:
    layers: list[nn.Module] = []
    before = 2
    for after in run.units:
        layers.append(nn.Linear(before, after))
        rest = [nn.Tanh(), normalizer(run.norm, after)] if run.norm else [nn.Tanh()]
        layers += rest if run.after else rest[::-1]
        before = after
    return nn.Sequential(*layers, nn.Linear(before, run.outputs)).double()


def blocks(network: nn.Sequential) -> list[tuple[nn.Linear, nn.Module | None]]:
    """Each linear layer with its normalisation."""
    found: list[tuple[nn.Linear, nn.Module | None]] = []
    for layer in network:
        if isinstance(layer, nn.Linear):
            found.append((layer, None))
        elif not isinstance(layer, nn.Tanh):
            found[-1] = (found[-1][0], layer)
    return found


def flat(network: nn.Sequential) -> np.ndarray:
    parts = []
    for dense, norm in blocks(network):
        parts.append(torch.cat([dense.weight, dense.bias[:, None]], dim=1).ravel())
        if norm is not None:
            parts += [norm.weight, norm.bias]
    return torch.cat(parts).detach().numpy().copy()


def statistics(network: nn.Sequential) -> np.ndarray:
    parts = [torch.cat([norm.running_mean, norm.running_var]) for _, norm in blocks(network) if norm is not None]
    return torch.cat(parts).numpy().copy()


def fill(network: nn.Sequential, values: np.ndarray) -> None:
    rest = torch.tensor(values)
    with torch.no_grad():
        for dense, norm in blocks(network):
            size = dense.out_features * (dense.in_features + 1)
            matrix, rest = rest[:size].reshape(dense.out_features, -1), rest[size:]
            dense.weight.copy_(matrix[:, :-1])
            dense.bias.copy_(matrix[:, -1])
            if norm is not None:
                units = dense.out_features
                norm.weight.copy_(rest[:units])
                norm.bias.copy_(rest[units : 2 * units])
                rest = rest[2 * units :]


def criterion(run: Run, t: Tensor) -> Callable[[Tensor, Tensor], Tensor]:
    options: dict[str, Any] = {}
    if run.weighted:
        counts = torch.bincount(t.ravel().long())
        options["weight" if run.outputs > 1 else "weights"] = len(t) / (len(counts) * counts.double())
    if run.smoothing:
        options["label_smoothing" if run.outputs > 1 else "smoothing"] = run.smoothing
    return partial(run.loss, **options)


def limit(network: nn.Sequential, most: float) -> None:
    """`keras.constraints.MaxNorm(most, axis=0)` on kernels, which Keras stores transposed."""
    with torch.no_grad():
        for dense, _ in blocks(network):
            norms = torch.sqrt(torch.square(dense.weight).sum(dim=1, keepdim=True))
            dense.weight.mul_(torch.clip(norms, 0, most) / (1e-7 + norms))


def train(run: Run, network: nn.Sequential, x: Tensor, t: Tensor) -> list[float]:
    make, base = OPTIMIZERS[run.optimizer]
    base = base / 10 if run.norm else base
    rule = make(network.parameters(), lr=base, **({"weight_decay": run.decay} if run.decay else {}))
    schedule = SCHEDULES[run.schedule](rule, base)
    loss = criterion(run, t)
    losses: list[float] = []
    for epoch in range(EPOCHS):
        network.train()
        for start in range(0, POINTS, BATCH):
            rule.zero_grad()
            penalty = sum(torch.square(dense.weight).sum() for dense, _ in blocks(network))
            value = loss(network(x[start : start + BATCH]), t[start : start + BATCH])
            (value + run.l2 / (2 * POINTS) * penalty).backward()
            if run.clip_norm:
                nn.utils.clip_grad_norm_(network.parameters(), run.clip_norm)
            if run.clip_value:
                nn.utils.clip_grad_value_(network.parameters(), run.clip_value)
            rule.step()
            if run.max_norm:
                limit(network, run.max_norm)
            if run.schedule in BY_STEP:
                schedule.step()
        network.eval()
        with torch.no_grad():
            whole = loss(network(x), t).item()
        if run.schedule == "reduce_lr_on_plateau":
            schedule.step(whole)
        elif run.schedule not in BY_STEP:
            schedule.step()
        if (epoch + 1) % EVERY == 0:
            losses.append(whole)
    return losses


def main() -> None:
    rng = np.random.default_rng(30)
    torch.manual_seed(30)
    torch.set_default_dtype(torch.float64)  # NAdam keeps a number of its own in it
    x = rng.normal(0, 1.5, (POINTS, 2))
    data = {
        "x": x,
        "labels": (x[:, 0] * x[:, 1] > 0.5).astype(np.int64),
        "classes": np.digitize(x[:, 0] + 0.5 * x[:, 1], [-0.5, 1.5]),
    }
    stored: dict[str, Any] = dict(data)
    for name, run in runs():
        network = build(run)
        if run.start not in stored:
            begin = flat(network)
            stored[run.start] = begin + 0.1 * rng.standard_normal(len(begin))
        fill(network, stored[run.start])
        t = torch.tensor(data[run.targets])
        t = t if run.outputs > 1 else t.double()[:, None]
        stored[f"{name}/losses"] = train(run, network, torch.tensor(x), t)
        stored[f"{name}/final"] = flat(network)
        if run.norm == "batch_norm":
            stored[f"{name}/statistics"] = statistics(network)
    np.savez_compressed(Path(__file__).with_name("training.npz"), **stored)


if __name__ == "__main__":
    main()
