"""Every optimizer, schedule, normalisation and regulariser trains as in PyTorch; see tests/golden/make_training.py."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground.engine.activations import Tanh
from playground.engine.config import Layer, NetworkConfig, TrainingConfig
from playground.engine.losses import BinaryCrossEntropy, CrossEntropy
from playground.engine.network import plan
from playground.engine.normalization import BatchNorm, GroupNorm, InstanceNorm, LayerNorm, Normalization
from playground.engine.optimizers import (
    SGD,
    Adadelta,
    AdaGrad,
    Adam,
    Adamax,
    AdamW,
    AMSGrad,
    Lion,
    Momentum,
    Nadam,
    Nesterov,
    Optimizer,
    RMSprop,
)
from playground.engine.outputs import SigmoidOutput, SoftmaxOutput
from playground.engine.records import TrainingSet
from playground.engine.samples import samples
from playground.engine.schedules import (
    Constant,
    CosineAnnealingLR,
    CosineAnnealingWarmRestarts,
    CyclicLR,
    ExponentialLR,
    LambdaLR,
    LinearLR,
    MultiplicativeLR,
    MultiStepLR,
    OneCycleLR,
    PolynomialLR,
    ReduceLROnPlateau,
    Schedule,
    StepLR,
)
from playground.engine.seeds import Seeds
from playground.engine.tasks import classification
from playground.engine.trainer import Trainer

GOLDEN = np.load(Path(__file__).parents[1] / "golden" / "training.npz", allow_pickle=False)
EPOCHS, EVERY = 40, 10
OPTIMIZERS: dict[str, tuple[Optimizer, float]] = {
    "sgd": (SGD(), 0.05),
    "momentum": (Momentum(), 0.02),
    "nesterov": (Nesterov(), 0.02),
    "adagrad": (AdaGrad(), 0.05),
    "adadelta": (Adadelta(), 0.5),
    "rmsprop": (RMSprop(), 0.005),
    "centred": (RMSprop(centred=True), 0.005),
    "adam": (Adam(), 0.01),
    "amsgrad": (AMSGrad(), 0.01),
    "adamw": (AdamW(), 0.01),
    "nadam": (Nadam(), 0.01),
    "adamax": (Adamax(), 0.01),
    "lion": (Lion(), 0.002),
}
SCHEDULES = (
    "constant", "lambda_lr", "multiplicative_lr", "step_lr", "multi_step_lr", "exponential_lr", "cosine_annealing_lr",
    "cosine_annealing_warm_restarts", "cyclic_lr", "one_cycle_lr", "reduce_lr_on_plateau", "linear_lr", "polynomial_lr",
)  # fmt: skip
NORMS: dict[str, Normalization] = {
    "batch_norm": BatchNorm(), "layer_norm": LayerNorm(), "group_norm": GroupNorm(2), "instance_norm": InstanceNorm(),
}  # fmt: skip
LIMITS: dict[str, dict[str, Any]] = {
    "clip_norm": {"clip_norm": 0.1},
    "clip_value": {"clip_value": 0.02},
    "per_point": {"l2": 0.5, "l2_form": "per_point"},
    "weight_decay": {"l2": 0.02, "l2_form": "pytorch"},
    "clipped_decay": {"l2": 0.02, "l2_form": "pytorch", "clip_norm": 0.1},
    "max_norm": {"max_norm": 0.8},
}
TARGETS: dict[str, dict[str, Any]] = {
    "smoothing": {"label_smoothing": 0.1},
    "weights": {"class_weights": "balanced"},
    "smoothing_and_weights": {"label_smoothing": 0.2, "class_weights": "balanced"},
}


def schedule(name: str, base: float) -> Schedule:
    """The schedules of the script."""
    return {
        "constant": Constant(),
        "lambda_lr": LambdaLR("1 / (1 + 0.1 * epoch)"),
        "multiplicative_lr": MultiplicativeLR("1 - 0.1 / epoch"),
        "step_lr": StepLR(7, 0.5),
        "multi_step_lr": MultiStepLR((5, 20), 0.3),
        "exponential_lr": ExponentialLR(0.97),
        "cosine_annealing_lr": CosineAnnealingLR(30, base / 10),
        "cosine_annealing_warm_restarts": CosineAnnealingWarmRestarts(5, 2, base / 10),
        "cyclic_lr": CyclicLR(3 * base, 30, "triangular2"),
        "one_cycle_lr": OneCycleLR(2 * base, 210),
        "reduce_lr_on_plateau": ReduceLROnPlateau(0.5, 1, 0.02, 1),
        "linear_lr": LinearLR(0.25, 1.0, 8),
        "polynomial_lr": PolynomialLR(60, 2.0),
    }[name]


def make(
    settings: TrainingConfig, answer: str = "binary", units: tuple[int, ...] = (4, 2),
    norm: Normalization | None = None, position: str = "before",
) -> Trainer:  # fmt: skip
    """A trainer at the beginning that PyTorch had."""
    layers = tuple(Layer(count, Tanh()) for count in units)
    if norm is not None:
        layers = tuple(replace(layer, normalization=norm, norm_position=position) for layer in layers)
    several = answer == "several"
    network = NetworkConfig(layers, SoftmaxOutput() if several else SigmoidOutput())
    task = classification(3 if several else 2)
    y = GOLDEN["classes" if several else "labels"].astype(np.float64)
    train = samples(GOLDEN["x"], y, network.output, task)
    nothing = samples(np.empty((0, 2)), np.empty(0), network.output, task)
    loss = CrossEntropy() if several else BinaryCrossEntropy()
    rate = settings.learning_rate / (1 if norm is None else 10)
    training = replace(settings, loss=loss, learning_rate=rate, batch_size=5, reshuffle=False)
    made = Trainer(network, training, Seeds(), plan(network, 2, task), TrainingSet(train, nothing, task))
    kind = "plain" if norm is None else "norm"
    made.set_parameters(GOLDEN[f"start/{kind}/{3 if several else 1}/{'-'.join(map(str, units))}"][np.newaxis])
    return made


def training(optimizer: str = "adam", **settings: Any) -> TrainingConfig:
    rule, rate = OPTIMIZERS[optimizer]
    return TrainingConfig(optimizer=rule, learning_rate=rate, **settings)


def assert_ends_alike(trainer: Trainer, name: str) -> None:
    records = trainer.run(until_epoch=EPOCHS)
    assert trainer.step == 200
    losses = [record.train.loss[0] for record in records[EVERY - 1 :: EVERY]]
    np.testing.assert_allclose(losses, GOLDEN[f"{name}/losses"], rtol=1e-9)
    np.testing.assert_allclose(trainer.theta[0], GOLDEN[f"{name}/final"], rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("name", SCHEDULES)
@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_under_every_schedule(optimizer: str, name: str) -> None:
    settings = training(optimizer)
    settings = replace(settings, schedule=schedule(name, settings.learning_rate))
    assert_ends_alike(make(settings), f"{optimizer}/{name}")


@pytest.mark.parametrize("optimizer", ["sgd", "momentum"])
@pytest.mark.parametrize("position", ["before", "after"])
@pytest.mark.parametrize("norm", NORMS)
def test_every_normalisation_before_and_after_the_activation(norm: str, position: str, optimizer: str) -> None:
    trainer = make(training(optimizer), "binary", (8, 8), NORMS[norm], position)
    name = f"{norm}/{position}/{optimizer}"
    assert_ends_alike(trainer, name)
    if norm == "batch_norm":
        np.testing.assert_allclose(trainer.statistics[0], GOLDEN[f"{name}/statistics"], rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("settings", TARGETS)
@pytest.mark.parametrize("answer", ["binary", "several"])
def test_smoothed_labels_and_weighted_classes(answer: str, settings: str) -> None:
    assert_ends_alike(make(training(**TARGETS[settings]), answer), f"{answer}/{settings}")


@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
@pytest.mark.parametrize("settings", LIMITS)
@pytest.mark.parametrize("answer", ["binary", "several"])
def test_clipping_weight_decay_and_max_norm(answer: str, settings: str, optimizer: str) -> None:
    assert_ends_alike(make(training(optimizer, **LIMITS[settings]), answer), f"{answer}/{settings}/{optimizer}")


def test_the_weight_decay_of_pytorch_takes_gamma_and_beta_too() -> None:
    assert_ends_alike(make(training("momentum", **LIMITS["weight_decay"]), "binary", (8, 8), BatchNorm()), "norm_decay")
