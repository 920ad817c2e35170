"""Random experiments for compare_random.py: settings, points and weights of every kind the program knows, by a seed."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

Json = dict[str, Any]
Numbers = dict[str, np.ndarray]

SOURCES = {"binary": "circle", "several": "rings", "regression": "plane"}
"""A data set of each kind of problem; the points themselves come from a file."""
REGRESSION_LOSSES = ("mse", "half_mse", "rmse", "mae", "huber", "log_cosh")
PAIRS = {
    "binary": [("sigmoid", "binary_cross_entropy")] * 4
    + [(output, loss) for output in ("sigmoid", "tanh", "linear") for loss in REGRESSION_LOSSES]
    + [("linear", "hinge"), ("tanh", "hinge")],
    "several": [("softmax", "cross_entropy")] * 4 + [("softmax", loss) for loss in REGRESSION_LOSSES],
    "regression": [(output, loss) for output in ("linear", "tanh") for loss in REGRESSION_LOSSES],
}
FEATURES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "x1": lambda x: x[:, 0], "x2": lambda x: x[:, 1], "x1_squared": lambda x: x[:, 0] ** 2,
    "x2_squared": lambda x: x[:, 1] ** 2, "x1_x2": lambda x: x[:, 0] * x[:, 1], "sin_x1": lambda x: np.sin(x[:, 0]),
    "sin_x2": lambda x: np.sin(x[:, 1]),
}  # fmt: skip
ACTIVATIONS = (
    "linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "selu", "gelu", "softplus", "silu", "mish", "sine",
    "step",
)  # fmt: skip
OPTIMIZERS = (
    "sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "amsgrad", "adamw", "nadam", "adamax",
    "lion",
)  # fmt: skip
SCHEDULES = (
    "constant", "lambda_lr", "multiplicative_lr", "step_lr", "multi_step_lr", "exponential_lr", "cosine_annealing_lr",
    "cosine_annealing_warm_restarts", "cyclic_lr", "one_cycle_lr", "reduce_lr_on_plateau", "linear_lr",
    "polynomial_lr",
)  # fmt: skip
FORMULAS: dict[str, Callable[[int], float]] = {
    "0.9 ** epoch": lambda epoch: 0.9**epoch,
    "1 / (1 + 0.1 * epoch)": lambda epoch: 1 / (1 + 0.1 * epoch),
    "0.5 + 0.5 * cos(epoch)": lambda epoch: 0.5 + 0.5 * math.cos(epoch),
    "2 ** (-epoch / 4)": lambda epoch: 2 ** (-epoch / 4),
}


@dataclass(frozen=True)
class Case:
    """One experiment with everything it begins with."""

    kind: str
    experiment: Json
    epochs: int
    points: np.ndarray
    y: np.ndarray
    asked: np.ndarray
    weights: Numbers


class Dice:
    """Random choices of one case."""

    def __init__(self, seed: int) -> None:
        self.rng = np.random.default_rng(seed)

    def one(self, choices: Any) -> Any:
        return choices[int(self.rng.integers(len(choices)))]

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)

    def between(self, low: float, high: float, digits: int = 4) -> float:
        return round(float(self.rng.uniform(low, high)), digits)

    def size(self, low: float, high: float) -> float:
        """A number whose logarithm is uniform."""
        return float(f"{math.exp(self.rng.uniform(math.log(low), math.log(high))):.3g}")

    def whole(self, low: int, high: int) -> int:
        return int(self.rng.integers(low, high + 1))


def draw_case(seed: int) -> Case:
    dice = Dice(seed)
    kind = dice.one(("binary", "binary", "several", "several", "regression"))
    n, classes = dice.whole(5, 60), {"binary": 2, "several": dice.whole(3, 5), "regression": 1}[kind]
    points = dice.rng.normal(0, 1.5, (n, 2)).round(6)
    y = draw_targets(dice, kind, classes, points)
    features = [name for name in FEATURES if dice.chance(0.4)] or ["x1"]
    layers = [draw_layer(dice) for _ in range(dice.whole(0, 3))]
    output, loss = dice.one(PAIRS[kind])
    training = draw_training(dice, loss, n, [layer["normalization"] for layer in layers])
    experiment = {
        "data": {"source": SOURCES[kind], "split": {"train": 1.0}},
        "features": features,
        "network": {"layers": layers, "output": output},
        "training": training,
    }
    units = [len(features), *(layer["units"] for layer in layers), classes if kind == "several" else 1]
    epochs, asked = dice.whole(3, 15), dice.rng.uniform(-6, 6, (17, 2)).round(5)
    return Case(kind, experiment, epochs, points, y, asked, draw_weights(dice, units, layers))


def draw_targets(dice: Dice, kind: str, classes: int, points: np.ndarray) -> np.ndarray:
    if kind == "regression":
        return np.sin(points[:, 0]) + 0.3 * points[:, 1] + dice.rng.normal(0, 0.1, len(points)).round(4)
    y = dice.rng.permutation(np.r_[np.arange(classes), dice.rng.integers(0, classes, len(points) - classes)])
    return y.astype(float)


def draw_layer(dice: Dice) -> Json:
    units = dice.whole(1, 9)
    activation: Json = {"type": dice.one(ACTIVATIONS)}
    if activation["type"] == "leaky_relu":
        activation["slope"] = dice.between(0, 0.5)
    if activation["type"] == "elu":
        activation["alpha"] = dice.between(0.1, 2)
    norm: Json = {"type": dice.one(("none", "none", "batch_norm", "layer_norm", "group_norm", "instance_norm"))}
    if norm["type"] == "batch_norm":
        norm["momentum"] = dice.between(0.05, 1.0)
    if norm["type"] == "group_norm":
        norm["groups"] = dice.one([groups for groups in range(1, units + 1) if units % groups == 0])
    if norm["type"] != "none":
        norm["eps"] = dice.one((1e-5, 1e-3, 0.1))
    position = dice.one(("before", "after"))
    return {"units": units, "activation": activation, "normalization": norm, "norm_position": position}


def draw_training(dice: Dice, loss: str, n: int, norms: list[Json]) -> Json:
    optimizer = draw_optimizer(dice)
    largest = 0.003 if optimizer["type"] == "lion" or any(norm["type"] != "none" for norm in norms) else 0.05
    rate = 1.0 if optimizer["type"] == "adadelta" else dice.size(1e-4, largest)
    batch = dice.whole(1, n + 5)
    steps = -(-n // batch)
    made: Json = {
        "loss": {"type": loss, **({"threshold": dice.between(0.1, 2)} if loss == "huber" else {})},
        "optimizer": optimizer,
        "learning_rate": rate,
        "schedule": draw_schedule(dice, rate, steps),
        "batch_size": batch,
        "reshuffle": False,
    }
    optional: tuple[tuple[str, float, Callable[[], Any]], ...] = (
        ("whole_set", 0.1, lambda: True),
        ("l1", 0.2, lambda: dice.size(1e-4, 0.1)),
        ("l2", 0.4, lambda: dice.size(1e-4, 0.3)),
        ("l2_form", 0.7, lambda: dice.one(("half", "per_point", "pytorch"))),
        ("max_norm", 0.2, lambda: dice.between(0.3, 3)),
        ("clip_norm", 0.2, lambda: dice.size(0.01, 2)),
        ("clip_value", 0.2, lambda: dice.size(0.001, 0.5)),
        ("label_smoothing", 0.3, lambda: dice.between(0.01, 0.5)),
        ("class_weights", 0.3, lambda: "balanced"),
    )
    made |= {name: draw() for name, share, draw in optional if dice.chance(share)}
    return made


def draw_optimizer(dice: Dice) -> Json:
    key = dice.one(OPTIMIZERS)
    made: Json = {"type": key}
    if dice.chance(0.3):
        return made
    if key in ("momentum", "nesterov"):
        made["momentum"] = dice.between(0.1, 0.97)
    if key in ("adam", "amsgrad", "adamw", "nadam", "adamax", "lion"):
        made |= {"beta1": dice.between(0.5, 0.95), "beta2": dice.between(0.8, 0.999)}
    if key in ("adamw", "lion"):
        made["weight_decay"] = dice.size(1e-3, 0.3)
    if key in ("adagrad", "rmsprop", "adam", "amsgrad", "adamw", "nadam", "adamax", "adadelta"):
        made["eps"] = dice.one((1e-8, 1e-6, 1e-3))
    if key == "rmsprop":
        made |= {"alpha": dice.between(0.5, 0.99), "centred": dice.chance(0.5)}
    if key == "adadelta":
        made["rho"] = dice.between(0.5, 0.99)
    if key == "nadam":
        made["momentum_decay"] = dice.between(0.001, 0.05)
    return made


def draw_schedule(dice: Dice, rate: float, steps: int) -> Json:
    key = dice.one(SCHEDULES)
    low = float(f"{rate * dice.between(0, 0.5):.6g}")
    settings: dict[str, Callable[[], Json]] = {
        "constant": dict,
        "lambda_lr": lambda: {"formula": dice.one(list(FORMULAS))},
        "multiplicative_lr": lambda: {"formula": dice.one(list(FORMULAS))},
        "step_lr": lambda: {"step_size": dice.whole(1, 5), "gamma": dice.between(0.3, 1.2)},
        "multi_step_lr": lambda: {"milestones": sorted(dice.whole(1, 12) for _ in range(dice.whole(1, 3))),
                                  "gamma": dice.between(0.3, 1.2)},
        "exponential_lr": lambda: {"gamma": dice.between(0.7, 1.05)},
        "cosine_annealing_lr": lambda: {"T_max": dice.whole(2, 20), "eta_min": low},
        "cosine_annealing_warm_restarts": lambda: {"T_0": dice.whole(1, 5), "T_mult": dice.whole(1, 3),
                                                   "eta_min": low},
        "cyclic_lr": lambda: {"max_lr": 3 * rate, "step_size": dice.whole(1, 3 * steps),
                              "mode": dice.one(("triangular", "triangular2", "exp_range")),
                              "gamma": dice.between(0.9, 1.0)},
        "one_cycle_lr": lambda: {"max_lr": 2 * rate, "total_steps": 20 * steps + dice.whole(0, 9),
                                 "pct_start": dice.between(0.1, 0.9, 2), "div_factor": dice.between(2, 30, 1),
                                 "final_div_factor": dice.size(10, 1e4)},
        "reduce_lr_on_plateau": lambda: {"factor": dice.between(0.1, 0.9), "patience": dice.whole(0, 3),
                                         "threshold": dice.one((1e-4, 0.05, 0.3)), "cooldown": dice.whole(0, 2),
                                         "min_lr": low},
        "linear_lr": lambda: {"start_factor": dice.between(0.1, 1.0), "end_factor": dice.between(0.2, 1.0),
                              "total_iters": dice.whole(1, 12)},
        "polynomial_lr": lambda: {"total_iters": dice.whole(2, 20), "power": dice.between(0.5, 3.0)},
    }  # fmt: skip
    return {"type": key, **settings[key]()}


def draw_weights(dice: Dice, units: list[int], layers: list[Json]) -> Numbers:
    rng, weights = dice.rng, {}
    for index, (inputs, outputs) in enumerate(pairwise(units)):
        weights[f"layers.{index}.weight"] = rng.normal(0, 1 / math.sqrt(inputs), (outputs, inputs))
        weights[f"layers.{index}.bias"] = rng.normal(0, 0.3, outputs)
        norm = layers[index]["normalization"]["type"] if index < len(layers) else "none"
        if norm != "none":
            weights[f"layers.{index}.norm.weight"] = rng.normal(1, 0.2, outputs)
            weights[f"layers.{index}.norm.bias"] = rng.normal(0, 0.2, outputs)
        if norm == "batch_norm":
            weights[f"layers.{index}.norm.running_mean"] = rng.normal(0, 0.5, outputs)
            weights[f"layers.{index}.norm.running_var"] = rng.uniform(0.5, 2, outputs)
    return weights
