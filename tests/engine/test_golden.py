"""The engine trains networks to the numbers PyTorch got; see tests/golden/make_golden.py."""

from pathlib import Path

import numpy as np
import pytest

from playground.engine.activations import Activation, Linear, ReLU, Sigmoid, Tanh
from playground.engine.config import Layer, NetworkConfig, TrainingConfig
from playground.engine.losses import BinaryCrossEntropy, CrossEntropy, HalfSquaredError, Loss, MeanSquaredError
from playground.engine.network import plan
from playground.engine.optimizers import SGD, Adam, Momentum, Optimizer, RMSprop
from playground.engine.outputs import LinearOutput, Output, SigmoidOutput, SoftmaxOutput, TanhOutput
from playground.engine.records import TrainingSet
from playground.engine.samples import samples
from playground.engine.seeds import Seeds
from playground.engine.tasks import REGRESSION, Task, classification
from playground.engine.trainer import Trainer

GOLDEN = np.load(Path(__file__).parents[1] / "golden" / "golden.npz", allow_pickle=False)
NETWORKS: dict[str, tuple[tuple[int, ...], Activation]] = {
    "tanh": ((4, 2), Tanh()), "relu": ((6,), ReLU()), "sigmoid": ((5, 4, 3), Sigmoid()), "none": ((), Linear()),
}  # fmt: skip
ANSWERS: dict[str, tuple[Loss, Output, Task, str]] = {
    "binary_cross_entropy": (BinaryCrossEntropy(), SigmoidOutput(), classification(2), "labels"),
    "cross_entropy": (CrossEntropy(), SoftmaxOutput(), classification(3), "classes"),
    "mse": (MeanSquaredError(), LinearOutput(), REGRESSION, "values"),
    "half_mse": (HalfSquaredError(), TanhOutput(), classification(2), "labels"),
}
OPTIMIZERS: tuple[tuple[Optimizer, float], ...] = (
    (SGD(), 0.05), (Momentum(0.9), 0.03), (RMSprop(0.9, 1e-8), 0.01), (Adam(0.9, 0.999, 1e-8), 0.02),
)  # fmt: skip
STRENGTHS = (0.0, 0.02)


def golden_trainer(name: str, answer: str, optimizer: int, l2: float) -> Trainer:
    (units, activation), (loss, output, task, y) = NETWORKS[name], ANSWERS[answer]
    network = NetworkConfig(tuple(Layer(count, activation) for count in units), output)
    rule, rate = OPTIMIZERS[optimizer]
    training = TrainingConfig(loss, rule, rate, batch_size=5, reshuffle=False, l2=l2)
    all_of_them = samples(GOLDEN["x"], GOLDEN[y].astype(np.float64), output, task)
    nothing = samples(np.empty((0, 2)), np.empty(0), output, task)
    data = TrainingSet(all_of_them, nothing, task)
    trainer = Trainer(network, training, Seeds(), plan(network, 2, task), data)
    trainer.set_parameters(GOLDEN[f"{name}/{answer}/start"][np.newaxis])
    return trainer


@pytest.mark.parametrize("l2", STRENGTHS)
@pytest.mark.parametrize("optimizer", range(len(OPTIMIZERS)))
@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("name", NETWORKS)
def test_200_steps_end_where_pytorch_ends(name: str, answer: str, optimizer: int, l2: float) -> None:
    trainer, place = golden_trainer(name, answer, optimizer, l2), (optimizer, STRENGTHS.index(l2))
    losses = []
    for _ in range(10):
        trainer.run(steps=20)
        losses.append(trainer.record().train.loss[0])
    np.testing.assert_allclose(losses, GOLDEN[f"{name}/{answer}/losses"][place], rtol=1e-9)
    np.testing.assert_allclose(trainer.theta[0], GOLDEN[f"{name}/{answer}/final"][place], rtol=1e-9, atol=1e-12)
