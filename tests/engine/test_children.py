"""Mixed points have the losses and gradients that PyTorch finds for them."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from playground.engine.children import Children, mixed
from playground.engine.config import TrainingConfig
from playground.engine.criterion import Criterion
from playground.engine.losses import BinaryCrossEntropy, CrossEntropy, MeanSquaredError
from playground.engine.outputs import LinearOutput, Output, SigmoidOutput, SoftmaxOutput
from playground.engine.recipes import carry_out
from playground.engine.samples import samples
from playground.engine.tasks import REGRESSION, classification

CASES = json.loads((Path(__file__).parents[1] / "golden" / "mixup.json").read_text(encoding="utf-8"))
PAIRS: dict[str, tuple[Output, Any, Any]] = {
    "softmax": (SoftmaxOutput(), CrossEntropy(), classification(3)),
    "sigmoid": (SigmoidOutput(), BinaryCrossEntropy(), classification(2)),
    "linear": (LinearOutput(), MeanSquaredError(), REGRESSION),
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']} {'weighted' if case['weighted'] else ''}")
def test_loss_and_gradient_are_those_of_pytorch(case: dict[str, Any]) -> None:
    output, loss, task = PAIRS[case["kind"]]
    y, z = np.array(case["y"], np.float64), np.array(case["z"])
    points = samples(np.zeros((len(y), 1)), y, output, task)
    training = TrainingConfig(loss=loss, class_weights="balanced" if case["weighted"] else "none")
    criterion = Criterion(training, task, y)
    children = Children(points.x, np.array(case["partners"]), np.array(case["share"]))
    t, weights = mixed(criterion.targets(points), criterion.weights(points), np.arange(len(y)), children)
    share = np.full((1, len(y)), 1 / len(y)) if weights is None else (weights / weights.sum())[np.newaxis]
    a, delta = np.empty_like(z), np.empty_like(z)
    carry_out(output.forward(z, a))
    carry_out(loss.delta(output, a, t, np.broadcast_to(loss.shares(share, len(z)), a.shape), delta))
    assert float(loss.value(z, a, t, share)) == pytest.approx(case["loss"], rel=1e-12)
    assert delta == pytest.approx(np.array(case["gradient"]), rel=1e-9, abs=1e-15)


def test_without_mixing_a_child_has_the_target_of_its_parent() -> None:
    t, weights = np.arange(6.0).reshape(2, 3), np.array([1.0, 2.0, 3.0])
    own_t, own_weights = mixed(t, weights, np.array([2, 0]), Children(np.zeros((1, 2))))
    assert own_t.tolist() == [[2, 0], [5, 3]]
    assert own_weights is not None
    assert own_weights.tolist() == [3, 1]
