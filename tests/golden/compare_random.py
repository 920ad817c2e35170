"""Compares the program with PyTorch on random experiments, from outside, as anybody can; no test runs it.

It makes experiments of random settings, weights and points, lets `python -m playground run` train them, trains the same
with PyTorch, and compares losses, rates, weights, running statistics and answers. It knows nothing of our code:

    python -m venv /tmp/torch && /tmp/torch/bin/pip install torch==2.13.0 numpy==2.4.6
    /tmp/torch/bin/python tests/golden/compare_random.py --cases 300 --seed 1

A number disagrees when it differs by more than 1e-9, relative to its size or 1e-6 of the largest of its kind, unless
rounding alone explains it: PyTorch trains a second time from weights that differ by one part in 10^15, and what that
changes, a hundredfold, is allowed. Every disagreement is printed with the experiment that shows it; the exit code is 1.
With --store it keeps PyTorch's numbers of some cases in random.npz instead, for a test that needs no PyTorch.
"""

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from random_cases import FEATURES, FORMULAS, Case, Json, Numbers, draw_case
from torch import Tensor, nn
from torch.nn import functional
from torch.optim import lr_scheduler

ROOT = Path(__file__).parents[2]
TOLERANCE, NOISE, SMALL = 1e-9, 100.0, 1e-6

# The same with PyTorch ------------------------------------------------------------------------------------------------


ACTIVATIONS: dict[str, Callable[[Json], Callable[[Tensor], Tensor]]] = {
    "linear": lambda _: lambda z: z,
    "sigmoid": lambda _: torch.sigmoid,
    "tanh": lambda _: torch.tanh,
    "relu": lambda _: torch.relu,
    "leaky_relu": lambda made: lambda z: functional.leaky_relu(z, made["slope"]),
    "elu": lambda made: lambda z: functional.elu(z, made["alpha"]),
    "selu": lambda _: functional.selu,
    "gelu": lambda _: functional.gelu,
    "softplus": lambda _: functional.softplus,
    "silu": lambda _: functional.silu,
    "mish": lambda _: functional.mish,
    "sine": lambda _: torch.sin,
    "step": lambda _: lambda z: (z > 0).double() + 0.0 * z.detach(),
}


class Block(nn.Module):
    """A dense layer with what follows it."""

    def __init__(self, inputs: int, layer: Json) -> None:
        super().__init__()
        units, norm = layer["units"], layer["normalization"]
        self.dense = nn.Linear(inputs, units)
        self.after = layer["norm_position"] == "after"
        self.activation = ACTIVATIONS[layer["activation"]["type"]](layer["activation"])
        eps = norm.get("eps", 1e-5)
        made: dict[str, Callable[[], nn.Module]] = {
            "none": nn.Identity,
            "batch_norm": lambda: nn.BatchNorm1d(units, eps, norm["momentum"]),
            "layer_norm": lambda: nn.LayerNorm(units, eps),
            "group_norm": lambda: nn.GroupNorm(norm["groups"], units, eps),
            "instance_norm": lambda: nn.GroupNorm(units, units, eps),
        }
        self.norm = made[norm["type"]]()

    def normalize(self, x: Tensor) -> Tensor:
        if isinstance(self.norm, nn.BatchNorm1d) and len(x) == 1:  # PyTorch refuses it; see `BatchNorm` in the README
            norm = self.norm
            return functional.batch_norm(
                x, norm.running_mean, norm.running_var, norm.weight, norm.bias, False, 0.0, norm.eps
            )
        if isinstance(self.norm, nn.GroupNorm) and x.shape[1] == self.norm.num_groups:
            return x * 0.0 + self.norm.bias  # a group of one number is its own mean; PyTorch refuses a single point
        return self.norm(x)

    def forward(self, x: Tensor) -> Tensor:
        z = self.dense(x)
        return self.normalize(self.activation(z)) if self.after else self.activation(self.normalize(z))


class Network(nn.Module):
    def __init__(self, case: Case, weights: Numbers) -> None:
        super().__init__()
        network = case.experiment["network"]
        inputs, blocks = len(case.experiment["features"]), []
        for layer in network["layers"]:
            blocks.append(Block(inputs, layer))
            inputs = layer["units"]
        self.blocks = nn.ModuleList(blocks)
        self.last = nn.Linear(inputs, len(weights[f"layers.{len(blocks)}.bias"]))
        self.double()
        with torch.no_grad():
            for name, tensor in self.named().items():
                tensor.copy_(torch.tensor(weights[name]))

    def forward(self, x: Tensor) -> Tensor:
        for block in self.blocks:
            x = block(x)
        return self.last(x)

    def dense(self) -> list[nn.Linear]:
        return [*(block.dense for block in self.blocks), self.last]

    def named(self) -> dict[str, Tensor]:
        found: dict[str, Tensor] = {}
        for index, dense in enumerate(self.dense()):
            found |= {f"layers.{index}.weight": dense.weight, f"layers.{index}.bias": dense.bias}
            norm = self.blocks[index].norm if index < len(self.blocks) else nn.Identity()
            for name in ("weight", "bias", "running_mean", "running_var"):
                if isinstance(getattr(norm, name, None), Tensor):
                    found[f"layers.{index}.norm.{name}"] = getattr(norm, name)
        return found


def answer(case: Case, z: Tensor) -> Tensor:
    output = case.experiment["network"]["output"]
    return {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "linear": lambda z: z, "softmax": lambda z: z.softmax(1)}[
        output
    ](z)


class Criterion:
    """The loss of one case, with class weights counted over all of its points."""

    def __init__(self, case: Case) -> None:
        training = case.experiment["training"]
        self.case, self.loss = case, training["loss"]
        self.smoothing = training.get("label_smoothing", 0.0)
        self.class_weights: Tensor | None = None
        if training.get("class_weights") == "balanced" and case.kind != "regression":
            counts = torch.bincount(torch.tensor(case.y).long()).double()
            self.class_weights = len(case.y) / (len(counts) * counts)

    def __call__(self, z: Tensor, y: Tensor) -> Tensor:
        if self.loss["type"] == "cross_entropy":
            return functional.cross_entropy(z, y.long(), weight=self.class_weights, label_smoothing=self.smoothing)
        w = torch.ones_like(y) if self.class_weights is None else self.class_weights[y.long()]
        value = (w * self.each(z, y)).sum() / w.sum()
        return torch.sqrt(value) if self.loss["type"] == "rmse" else value

    def each(self, z: Tensor, y: Tensor) -> Tensor:
        """The loss of each point, the mean over outputs."""
        a, t, key = answer(self.case, z), self.targets(z, y), self.loss["type"]
        if key == "binary_cross_entropy":
            t = t * (1 - self.smoothing) + self.smoothing / 2
            return functional.binary_cross_entropy_with_logits(z, t, reduction="none")[:, 0]
        if key == "half_mse":
            return 0.5 * ((a - t) ** 2).sum(1)
        losses = {
            "mse": lambda: functional.mse_loss(a, t, reduction="none"),
            "rmse": lambda: functional.mse_loss(a, t, reduction="none"),
            "mae": lambda: functional.l1_loss(a, t, reduction="none"),
            "huber": lambda: functional.huber_loss(a, t, reduction="none", delta=self.loss["threshold"]),
            "log_cosh": lambda: torch.log(torch.cosh(a - t)),
            "hinge": lambda: torch.clamp(1 - t * a, min=0),
        }
        return losses[key]().mean(1)

    def targets(self, z: Tensor, y: Tensor) -> Tensor:
        if self.case.kind == "several":
            return functional.one_hot(y.long(), z.shape[1]).double()
        low = 0.0 if self.case.experiment["network"]["output"] == "sigmoid" else -1.0
        return y[:, None] if self.case.kind == "regression" else torch.where(y == 1, 1.0, low)[:, None].double()


class Lion(torch.optim.Optimizer):
    """Algorithm 2 of Chen et al. 2023."""

    def __init__(self, params: Any, lr: float, betas: tuple[float, float], weight_decay: float) -> None:
        super().__init__(params, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self) -> None:
        for group in self.param_groups:
            one, two = group["betas"]
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p -= group["lr"] * torch.sign(one * m + (1 - one) * p.grad)
                m.mul_(two).add_(p.grad, alpha=1 - two)


def make_optimizer(params: list[Tensor], made: Json, lr: float, decay: float) -> torch.optim.Optimizer:
    """`decay` is what PyTorch adds to the gradient; AdamW and Lion have none of that kind."""
    key, optim = made["type"], torch.optim
    betas = (made.get("beta1", 0.9), made.get("beta2", 0.99 if key == "lion" else 0.999))
    eps = made.get("eps", {"adagrad": 1e-10, "adadelta": 1e-6}.get(key, 1e-8))
    momentum = made.get("momentum", 0.9)
    makers: dict[str, Callable[[], torch.optim.Optimizer]] = {
        "sgd": lambda: optim.SGD(params, lr, weight_decay=decay),
        "momentum": lambda: optim.SGD(params, lr, momentum, weight_decay=decay),
        "nesterov": lambda: optim.SGD(params, lr, momentum, weight_decay=decay, nesterov=True),
        "adagrad": lambda: optim.Adagrad(params, lr, eps=eps, weight_decay=decay),
        "adadelta": lambda: optim.Adadelta(params, lr, made.get("rho", 0.9), eps, decay),
        "rmsprop": lambda: optim.RMSprop(params, lr, made.get("alpha", 0.9), eps, decay,
                                         centered=made.get("centred", False)),
        "adam": lambda: optim.Adam(params, lr, betas, eps, decay),
        "amsgrad": lambda: optim.Adam(params, lr, betas, eps, decay, amsgrad=True),
        "adamw": lambda: optim.AdamW(params, lr, betas, eps, made.get("weight_decay", 0.01)),
        "nadam": lambda: optim.NAdam(params, lr, betas, eps, decay, made.get("momentum_decay", 0.004)),
        "adamax": lambda: optim.Adamax(params, lr, betas, eps, decay),
        "lion": lambda: Lion(params, lr, betas, made.get("weight_decay", 0.0)),
    }  # fmt: skip
    return makers[key]()


def make_schedule(rule: torch.optim.Optimizer, made: Json, lr: float) -> Any:
    key, given = made["type"], {name: value for name, value in made.items() if name not in ("type", "formula")}
    if key == "constant":
        return lr_scheduler.ConstantLR(rule, factor=1.0)
    if key in ("lambda_lr", "multiplicative_lr"):
        cls = lr_scheduler.LambdaLR if key == "lambda_lr" else lr_scheduler.MultiplicativeLR
        return cls(rule, FORMULAS[made["formula"]])
    if key == "cyclic_lr":
        return lr_scheduler.CyclicLR(
            rule, lr, given["max_lr"], given["step_size"], mode=given["mode"], gamma=given["gamma"],
            cycle_momentum=False,
        )  # fmt: skip
    if key == "one_cycle_lr":
        return lr_scheduler.OneCycleLR(rule, cycle_momentum=False, **given)
    classes = {
        "step_lr": "StepLR", "multi_step_lr": "MultiStepLR", "exponential_lr": "ExponentialLR",
        "cosine_annealing_lr": "CosineAnnealingLR", "cosine_annealing_warm_restarts": "CosineAnnealingWarmRestarts",
        "reduce_lr_on_plateau": "ReduceLROnPlateau", "linear_lr": "LinearLR", "polynomial_lr": "PolynomialLR",
    }  # fmt: skip
    return getattr(lr_scheduler, classes[key])(rule, **given)


def inputs(case: Case, points: np.ndarray) -> Tensor:
    columns = [FEATURES[name](points) for name in case.experiment["features"]]
    return torch.tensor(np.column_stack(columns))


def train(case: Case, weights: Numbers) -> Numbers:
    """Everything that is compared, by PyTorch."""
    settings = case.experiment["training"]
    network, criterion = Network(case, weights), Criterion(case)
    x, y = inputs(case, case.points), torch.tensor(case.y)
    n, params = len(y), list(network.parameters())
    l2, form = settings.get("l2", 0.0), settings.get("l2_form", "half")
    own = settings["optimizer"]["type"] in ("adamw", "lion")
    decay = l2 if form == "pytorch" else 0.0
    rule = make_optimizer(params, settings["optimizer"], settings["learning_rate"], 0.0 if own else decay)
    schedule = make_schedule(rule, settings["schedule"], settings["learning_rate"])
    batch = n if settings.get("whole_set") else settings["batch_size"]
    by_step = settings["schedule"]["type"] in ("cyclic_lr", "one_cycle_lr")
    losses, rates = [], []

    def whole_loss() -> float:
        network.eval()
        with torch.no_grad():
            return float(criterion(network(x), y))

    losses.append(whole_loss())
    for _ in range(case.epochs):
        network.train()
        for start in range(0, n, batch):
            rule.zero_grad()
            loss = criterion(network(x[start : start + batch]), y[start : start + batch])
            l1 = settings.get("l1", 0.0) * sum(dense.weight.abs().sum() for dense in network.dense())
            squares = sum((dense.weight**2).sum() for dense in network.dense())
            strength = {"half": l2, "per_point": l2 / n, "pytorch": 0.0}[form]
            (loss + l1 + strength / 2 * squares).backward()
            for p in params:
                p.grad = torch.zeros_like(p) if p.grad is None else p.grad
            if settings.get("clip_norm"):
                nn.utils.clip_grad_norm_(params, settings["clip_norm"])
            if settings.get("clip_value"):
                nn.utils.clip_grad_value_(params, settings["clip_value"])
            if own and decay:
                for p in params:
                    p.grad += decay * p.detach()
            rate = rule.param_groups[0]["lr"]
            rule.step()
            if settings.get("max_norm"):
                limit(network, settings["max_norm"])
            if by_step:
                schedule.step()
        losses.append(whole_loss())
        rates.append(rate)
        if settings["schedule"]["type"] == "reduce_lr_on_plateau":
            schedule.step(losses[-1])
        elif not by_step:
            schedule.step()
    with torch.no_grad():
        answers = answer(case, network(inputs(case, case.asked))).numpy().copy()
    named = {name: tensor.detach().numpy().copy() for name, tensor in network.named().items()}
    return {"losses": np.array(losses), "rates": np.array(rates), "answers": answers, **named}


def limit(network: Network, most: float) -> None:
    """`keras.constraints.MaxNorm(most, axis=0)` on kernels, which Keras stores transposed."""
    with torch.no_grad():
        for dense in network.dense():
            norms = torch.sqrt(torch.square(dense.weight).sum(dim=1, keepdim=True))
            dense.weight.mul_(torch.clip(norms, 0, most) / (1e-7 + norms))


# The program itself, from outside -------------------------------------------------------------------------------------


def run_program(case: Case, folder: Path, python: str) -> Numbers:
    """Everything that is compared, by the program."""
    files = {name: folder / name for name in ("e.json", "d.csv", "w.npz", "out.npz", "history.csv", "ask.csv")}
    files["e.json"].write_text(json.dumps(case.experiment))
    write_table(files["d.csv"], np.column_stack([case.points, case.y]))
    write_table(files["ask.csv"], case.asked)
    np.savez(files["w.npz"], **case.weights)
    command = [
        python, "-m", "playground", "--language", "en", "run", files["e.json"], "--init", files["w.npz"], "--data",
        files["d.csv"], "--epochs", str(case.epochs), "--weights", files["out.npz"], "--history",
        files["history.csv"], "--predict", files["ask.csv"], "--quiet",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr or f"exit code {done.returncode}")
    history = read_table(files["history.csv"])
    with np.load(files["out.npz"]) as archive:
        named = {name: archive[name] for name in archive.files}
    answers = read_table(folder / "ask-answers.csv")
    columns = [answers[name] for name in answers if name.startswith("output")]
    return {
        "losses": history["train_loss"], "rates": history["learning_rate"][1:], "answers": np.column_stack(columns),
        **named,
    }  # fmt: skip


def write_table(path: Path, rows: np.ndarray) -> None:
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([repr(float(value)) for value in row] for row in rows)


def read_table(path: Path) -> Numbers:
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name] or "nan") for row in rows]) for name in rows[0]}


# Comparing ------------------------------------------------------------------------------------------------------------


def disagreements(ours: Numbers, theirs: Numbers, shaken: Numbers, tally: Counter[str]) -> list[str]:
    """What differs by more than rounding explains."""
    found, rounded = [], False
    for name in sorted(theirs):
        if ours[name].shape != theirs[name].shape:
            found.append(f"{name}: shape {ours[name].shape}, PyTorch {theirs[name].shape}")
            continue
        scale = np.maximum(np.abs(theirs[name]), SMALL * np.abs(theirs[name]).max(initial=1e-300))
        difference, noise = np.abs(ours[name] - theirs[name]), np.abs(shaken[name] - theirs[name]).max(initial=0.0)
        rounded |= bool((difference > TOLERANCE * scale).any())
        wrong = ~(difference <= TOLERANCE * scale + NOISE * noise)
        if wrong.any():
            worst = float((difference / scale).max())
            found.append(f"{name}: {int(wrong.sum())} of {wrong.size} numbers, by up to {worst:.1e} of their size")
    tally["disagree" if found else "differ by rounding alone" if rounded else "agree"] += 1
    return found


def shaken_weights(case: Case, seed: int) -> Numbers:
    """The weights of a case, each changed in its last digit."""
    rng = np.random.default_rng(seed)
    return {name: values * (1 + 1e-15 * rng.standard_normal(values.shape)) for name, values in case.weights.items()}


def compare(seed: int, python: str, tally: Counter[str]) -> list[str]:
    case = draw_case(seed)
    theirs = train(case, case.weights)
    if not all(np.isfinite(values).all() for values in theirs.values()):
        tally["diverged in PyTorch"] += 1
        return []
    with tempfile.TemporaryDirectory() as folder:
        try:
            ours = run_program(case, Path(folder), python)
        except RuntimeError as error:
            tally["refused"] += 1
            found = [str(error).strip()]
        else:
            found = disagreements(ours, theirs, train(case, shaken_weights(case, seed)), tally)
    return [*found, json.dumps(case.experiment), f"{len(case.y)} points"] if found else []


def say(*lines: str) -> None:
    sys.stdout.write("\n  ".join(lines) + "\n")
    sys.stdout.flush()


def store(seeds: Iterable[int], path: Path) -> None:
    """Keep cases that rounding does not blur, with what PyTorch makes of them, for the tests of the program."""
    kept: Numbers = {}
    for seed in seeds:
        case = draw_case(seed)
        theirs, shaken = train(case, case.weights), train(case, shaken_weights(case, seed))
        alike = (np.allclose(theirs[name], shaken[name], rtol=1e-13, atol=1e-15) for name in theirs)
        if all(np.isfinite(values).all() for values in theirs.values()) and all(alike):
            table = np.column_stack([case.points, case.y])
            kept |= {f"{seed}/experiment": np.array(json.dumps(case.experiment)), f"{seed}/table": table,
                     f"{seed}/epochs": np.array(case.epochs), f"{seed}/asked": case.asked}  # fmt: skip
            kept |= {f"{seed}/begin/{name}": values for name, values in case.weights.items()}
            kept |= {f"{seed}/end/{name}": values for name, values in theirs.items()}
    np.savez_compressed(path, **kept)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=int, default=100, help="how many experiments (default 100)")
    parser.add_argument("--seed", type=int, default=1, help="the number of the first one (default 1)")
    parser.add_argument("--python", default=sys.executable, help="the Python that runs the program (default: this one)")
    parser.add_argument("--store", action="store_true", help="make random.npz, which the tests of the program read")
    given = parser.parse_args()
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)  # NAdam keeps a number of its own in it
    seeds = range(given.seed, given.seed + given.cases)
    if given.store:
        store(seeds, Path(__file__).with_name("random.npz"))
        return 0
    tally: Counter[str] = Counter()
    for seed in seeds:
        found = compare(seed, given.python, tally)
        if found:
            say(f"case {seed}:", *found)
    say(f"{given.cases} experiments against PyTorch {torch.__version__}: {dict(tally)}")
    return 1 if tally["disagree"] or tally["refused"] else 0


if __name__ == "__main__":
    sys.exit(main())
