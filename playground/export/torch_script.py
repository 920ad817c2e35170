"""A PyTorch script that trains the same network on the same points, in the same order and from the same weights."""

from collections.abc import Iterator

from playground.engine import learner
from playground.engine.config import Layer
from playground.engine.losses import RootMeanSquaredError
from playground.engine.normalization import BatchNorm
from playground.experiment import Prepared
from playground.export import course, frame
from playground.export.pieces import settings
from playground.export.replay import Run
from playground.i18n import _

MODULES: dict[str, str] = {
    "linear": "nn.Identity()",
    "relu": "nn.ReLU()",
    "tanh": "nn.Tanh()",
    "sigmoid": "nn.Sigmoid()",
    "leaky_relu": "nn.LeakyReLU({slope})",
    "elu": "nn.ELU({alpha})",
    "selu": "nn.SELU()",
    "gelu": "nn.GELU()",
    "softplus": "nn.Softplus()",
    "silu": "nn.SiLU()",
    "mish": "nn.Mish()",
    "sine": "Sine()",
    "step": "Step()",
}
ANSWERS: dict[str, str] = {
    "sigmoid": "torch.sigmoid(z)", "tanh": "torch.tanh(z)", "linear": "z", "softmax": "torch.softmax(z, dim=1)",
}  # fmt: skip
LOSSES: dict[str, str] = {
    "binary_cross_entropy": 'F.binary_cross_entropy_with_logits(z, t, reduction="none").mean(dim=1)',
    "cross_entropy": "-(t * torch.log_softmax(z, dim=1)).sum(dim=1)",
    "mse": 'F.mse_loss(a, t, reduction="none").mean(dim=1)',
    "half_mse": '0.5 * F.mse_loss(a, t, reduction="none").sum(dim=1)',
    "rmse": 'F.mse_loss(a, t, reduction="none").mean(dim=1)',
    "mae": 'F.l1_loss(a, t, reduction="none").mean(dim=1)',
    "huber": 'F.huber_loss(a, t, reduction="none", delta={threshold}).mean(dim=1)',
    "log_cosh": "((a - t).abs() + torch.log1p(torch.exp(-2.0 * (a - t).abs())) - np.log(2.0)).mean(dim=1)",
    "hinge": "torch.clamp(1.0 - t * a, min=0.0).mean(dim=1)",
}
"""The loss of each point of a batch, for sums `z`, answers `a` and targets `t`, a row for each point."""
OPTIMIZERS: dict[str, str] = {
    "sgd": "torch.optim.SGD(parameters, lr={lr}{decay})",
    "momentum": "torch.optim.SGD(parameters, lr={lr}, momentum={momentum}{decay})",
    "nesterov": "torch.optim.SGD(parameters, lr={lr}, momentum={momentum}, nesterov={momentum} > 0{decay})",
    "adagrad": "torch.optim.Adagrad(parameters, lr={lr}, eps={eps}{decay})",
    "adadelta": "torch.optim.Adadelta(parameters, lr={lr}, rho={rho}, eps={eps}{decay})",
    "rmsprop": "torch.optim.RMSprop(parameters, lr={lr}, alpha={alpha}, eps={eps}, centered={centred}{decay})",
    "adam": "torch.optim.Adam(parameters, lr={lr}, betas=({beta1}, {beta2}), eps={eps}{decay})",
    "amsgrad": "torch.optim.Adam(parameters, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, amsgrad=True{decay})",
    "adamw": "torch.optim.AdamW(parameters, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, weight_decay={weight_decay})",
    "nadam": "torch.optim.NAdam(parameters, lr={lr}, betas=({beta1}, {beta2}), eps={eps}, "
             "momentum_decay={momentum_decay}{decay})",
    "adamax": "torch.optim.Adamax(parameters, lr={lr}, betas=({beta1}, {beta2}), eps={eps}{decay})",
    "lion": "Lion(parameters, lr={lr}, betas=({beta1}, {beta2}), weight_decay={weight_decay})",
}  # fmt: skip
_ROWS = ("def rows(columns):", "    return torch.from_numpy(columns.T.astype(NUMBERS))")
"""From columns, as NumPy has them here, to rows, as PyTorch has them."""
DECOUPLED = ("adamw", "lion")
"""Optimizers whose weight decay is their own, so that one in the gradient is added by hand."""

CLASSES: dict[str, str] = {
    "Sine": '''
class Sine(nn.Module):
    def forward(self, z):
        return torch.sin(z)
''',
    "Step": '''
class Step(nn.Module):
    def forward(self, z):
        return (z > 0).to(z.dtype) + 0.0 * z  # with a slope of 0
''',
    "Dropout": '''
class Dropout(nn.Module):  # as nn.Dropout, with the masks of Neural Playground
    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        if not self.training:
            return x
        kept = dropout.random((x.shape[1], x.shape[0]), NUMBERS) >= self.rate
        return x * torch.from_numpy(kept.T.astype(NUMBERS)) / (1.0 - self.rate)
''',
    "Lion": '''
class Lion(torch.optim.Optimizer):
    def __init__(self, parameters, lr, betas, weight_decay):
        super().__init__(parameters, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                p.mul_(1.0 - group["lr"] * group["weight_decay"])
                p.sub_(group["lr"] * torch.sign(beta1 * m + (1.0 - beta1) * p.grad))
                m.mul_(beta2).add_((1.0 - beta2) * p.grad)
''',
}  # fmt: skip


def refuse(prepared: Prepared) -> None:
    """Raise SpecError for what PyTorch can't do in the same way."""
    frame.refuse(prepared, "PyTorch")


def torch_script(run: Run, title: str) -> str:
    """The script of a run. Raises SpecError for what PyTorch can't do in the same way."""
    prepared = run.prepared
    refuse(prepared)
    kind = _("Trains the same network with PyTorch: the same points, initial weights and order of points.")
    body = "\n\n\n".join([
        frame.data(prepared),
        "\n".join(_model(run)),
        "\n".join([*_ROWS, "", "", *_loss(run), "", "", *frame.rate(run)]),
        "\n".join(_training(run)),
    ])  # fmt: skip
    classes = "\n".join(source for name, source in CLASSES.items() if f"{name}(" in body.replace(f"nn.{name}(", ""))
    imports = ["import numpy as np", "import torch", "import torch.nn.functional as F", "from torch import nn"]
    return frame.whole(run, title, kind, imports, classes, body)


def _model(run: Run) -> Iterator[str]:
    plan, network = run.prepared.plan, run.prepared.experiment.network
    yield from frame.initial_weights(run.prepared)
    yield f"NUMBERS = np.{network.precision}"
    yield f"torch.set_default_dtype(torch.{network.precision})"
    if any(layer.dropout for layer in plan.hidden):
        yield f'dropout = stream("{learner.DROPOUT}", {run.prepared.experiment.seeds.dropout})'
    yield "model = nn.Sequential("
    inputs = plan.inputs
    for layer in plan.hidden:
        yield f"    nn.Linear({inputs}, {layer.units}),"
        yield from (f"    {_stage(layer, stage)}," for stage in layer.stages())
        inputs = layer.units
    yield f"    nn.Linear({inputs}, {plan.outputs}),"
    yield ")"
    yield "linear = [layer for layer in model if isinstance(layer, nn.Linear)]"
    yield "with torch.no_grad():"
    yield "    for layer, W in zip(linear, WEIGHTS):"
    yield "        layer.weight.copy_(torch.from_numpy(W[:, :-1]))"
    yield "        layer.bias.copy_(torch.from_numpy(W[:, -1]))"


def _stage(layer: Layer, stage: str) -> str:
    """One module behind a linear one."""
    if stage == "activation":
        return MODULES[layer.activation.key].format(**settings(layer.activation))
    if stage == "dropout":
        return f"Dropout({layer.dropout!r})"
    norm = layer.normalization
    if isinstance(norm, BatchNorm):
        return f"nn.BatchNorm1d({layer.units}, eps={norm.eps!r}, momentum={norm.momentum!r})"
    return f"nn.GroupNorm({norm.group_count(layer.units)}, {layer.units}, eps={norm.eps!r})"


def _loss(run: Run) -> Iterator[str]:
    """The function `loss_of`."""
    training, output = run.prepared.experiment.training, run.prepared.plan.output
    points = LOSSES[training.loss.key].format(**settings(training.loss))
    yield "def loss_of(z, t, share):"
    if training.loss.key not in ("binary_cross_entropy", "cross_entropy"):
        yield f"    a = {ANSWERS[output.key]}"
    root = isinstance(training.loss, RootMeanSquaredError)
    mean = f"(share * {points}).sum()"
    yield f"    return torch.sqrt({mean})" if root else f"    return {mean}"


def _training(run: Run) -> Iterator[str]:
    prepared = run.prepared
    training = prepared.experiment.training
    decay = training.l2 if training.l2_form == "pytorch" else 0.0
    by_hand = bool(decay) and training.optimizer.key in DECOUPLED
    words = f", weight_decay={decay!r}" if decay and not by_hand else ""
    yield "parameters = list(model.parameters())"
    known = settings(training.optimizer) | {"lr": repr(training.learning_rate), "decay": words}
    yield f"optimizer = {OPTIMIZERS[training.optimizer.key].format(**known)}"
    yield from frame.loop(run, list(_step(run, decay if by_hand else 0.0)))
    if training.schedule.watches:
        inputs, wanted, share = frame.watched(prepared)
        shares = f"torch.from_numpy({share})" if course.weighs(prepared) else share
        yield "    model.eval()"
        yield "    with torch.no_grad():"
        yield f"        watched = loss_of(model(rows({inputs}[:-1])), rows({wanted}), {shares})"
        yield "    watch.observe(watched.item())"
    yield ""
    yield "model.eval()"
    yield "with torch.no_grad():"
    yield (
        "    loss = loss_of(model(rows(X[:-1])), rows(T), 1.0 / N).item()"
        if not course.weighs(prepared)
        else (
            "    loss = loss_of(model(rows(X[:-1])), rows(T), rows(POINT_WEIGHTS / POINT_WEIGHTS.sum())[:, 0]).item()"
        )
    )
    yield from frame.end(run)


def _step(run: Run, decay: float) -> Iterator[str]:
    """One step, for the columns `x`, `t` and the shares of a batch."""
    training = run.prepared.experiment.training
    yield "model.train()"
    yield 'optimizer.param_groups[0]["lr"] = lr'
    yield "optimizer.zero_grad()"
    yield "loss = loss_of(model(rows(x[:-1])), rows(t), share if np.isscalar(share) else rows(share)[:, 0])"
    strength = f"{training.l2!r} / N" if training.l2_form == "per_point" else repr(training.l2)
    if training.l1:
        yield f"loss = loss + {training.l1!r} * sum(layer.weight.abs().sum() for layer in linear)"
    if training.l2 and training.l2_form != "pytorch":
        yield f"loss = loss + 0.5 * ({strength}) * sum(layer.weight.square().sum() for layer in linear)"
    yield "loss.backward()"
    if training.clip_norm:
        yield f"nn.utils.clip_grad_norm_(parameters, {training.clip_norm!r})"
    if training.clip_value:
        yield f"nn.utils.clip_grad_value_(parameters, {training.clip_value!r})"
    if decay:
        yield "for p in parameters:"
        yield f"    p.grad.add_(p.detach(), alpha={decay!r})"
    yield "optimizer.step()"
    if training.max_norm:
        yield "with torch.no_grad():"
        yield "    for layer in linear:"
        yield "        length = layer.weight.norm(dim=1, keepdim=True)"
        yield f"        layer.weight.mul_(torch.clamp(length, max={training.max_norm!r}) / (length + 1e-7))"
