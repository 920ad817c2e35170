"""Dropout: PyTorch's inverted form, only while it trains, with a stream of its own."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine import probes
from playground.engine.activations import ReLU, Tanh
from playground.engine.arrays import Array
from playground.engine.config import Layer, NetworkConfig, TrainingConfig
from playground.engine.layers import Drop
from playground.engine.network import plan
from playground.engine.normalization import BatchNorm, LayerNorm
from playground.engine.outputs import SigmoidOutput
from playground.engine.recipes import carry_out
from playground.engine.seeds import Seeds, stream
from playground.engine.tasks import classification
from playground.engine.trainer import Trainer
from playground.engine.workspace import Workspace

from .builders import network, trainer


def dropping(rate: float = 0.5, units: int = 12, **settings: object) -> Trainer:
    config = network((units, units))
    layers = tuple(replace(layer, dropout=rate, **settings) for layer in config.layers)  # type: ignore[arg-type]
    return trainer(replace(config, layers=layers))


def drop(rate: float, shape: tuple[int, ...]) -> tuple[Drop, Array]:
    x, y = np.ones(shape), np.empty(shape)
    return Drop(rate, x, y, np.ones(shape), np.empty(shape)), y


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_the_share_that_is_dropped_is_the_rate_and_the_rest_makes_up_for_it(rate: float) -> None:
    piece, y = drop(rate, (100, 1000))
    piece.draw([stream("dropout", 1)])
    carry_out(piece.forward())
    assert np.mean(y == 0.0) == pytest.approx(rate, abs=0.01)
    assert set(np.unique(y)) == {0.0, 1.0 / (1.0 - rate)}
    assert y.mean() == pytest.approx(1.0, abs=0.05)


def test_the_mask_stays_until_the_next_draw() -> None:
    piece, y = drop(0.5, (10, 10))
    random = [stream("dropout", 1)]
    piece.draw(random)
    carry_out(piece.forward())
    first = y.copy()
    carry_out(piece.forward())
    assert np.array_equal(y, first)
    piece.draw(random)
    carry_out(piece.forward())
    assert not np.array_equal(y, first)


def test_a_dropped_neuron_gets_a_gradient_of_exactly_0() -> None:
    subject = dropping()
    shape, theta = subject.plan, subject.theta
    gradient = np.full_like(theta, np.nan)
    workspace = Workspace(shape, theta, 6, gradient, loss=subject.training.loss)
    np.copyto(workspace.x, subject.data.train.x[:, :6])
    np.copyto(workspace.t, subject.data.train.t[:, :6])
    first, second = workspace.drops
    first.mask[:] = second.mask[:] = 2.0
    first.mask[3] = second.mask[5] = 0.0
    workspace.forward()
    workspace.backward()
    into_first, into_second, into_output = shape.matrices(gradient[0])
    assert not into_first[3].any()
    assert not into_second[5].any()
    assert not into_second[:, 3].any()
    assert not into_output[:, 5].any()
    assert into_first[2].all()
    assert into_second[4, :3].all()


def test_answers_pictures_and_scores_never_drop() -> None:
    with_dropout, without = dropping(), dropping(rate=0.0)
    x = with_dropout.data.train.x
    for subject in (with_dropout, without):
        subject.run(steps=3)
    without.set_parameters(with_dropout.theta)
    assert np.array_equal(with_dropout.evaluator.answers(x), without.evaluator.answers(x))
    assert with_dropout.record().train.loss == without.record().train.loss
    grid = np.vstack([probes.grid(8, -3, 3).T, np.ones(64)])
    for mine, same in zip(*(probes.neuron_maps(it.evaluator, grid) for it in (with_dropout, without)), strict=True):
        assert np.array_equal(mine, same)


def test_the_seed_of_dropout_changes_nothing_but_the_masks() -> None:
    config = replace(network((8,)), layers=(Layer(8, dropout=0.5),))
    one, other = (trainer(config, seeds=Seeds(dropout=seed)) for seed in (1, 2))
    assert np.array_equal(one.theta, other.theta)
    one.run(steps=1)
    other.run(steps=1)
    assert not np.array_equal(one.theta, other.theta)
    plain, same = (trainer(network((8,)), seeds=Seeds(dropout=seed)) for seed in (1, 2))
    plain.run(steps=9)
    same.run(steps=9)
    assert np.array_equal(plain.theta, same.theta)


@pytest.mark.parametrize("models", [1, 3])
def test_a_restored_checkpoint_draws_the_same_masks(models: int) -> None:
    config = NetworkConfig((Layer(6, dropout=0.4), Layer(5, dropout=0.2, normalization=BatchNorm())))
    whole, again = (trainer(config, TrainingConfig(batch_size=7), models=models) for _ in range(2))
    whole.run(steps=16)
    saved = whole.checkpoint()
    whole.run(steps=40)
    again.run(steps=3)
    again.restore(saved)
    again.run(steps=40)
    assert np.array_equal(whole.theta, again.theta)
    assert np.array_equal(whole.statistics, again.statistics)


def test_the_first_network_of_a_stack_drops_what_it_would_alone() -> None:
    config = NetworkConfig((Layer(6, dropout=0.4),))
    stack, alone = trainer(config, models=3), trainer(config)
    stack.run(steps=40)
    alone.run(steps=40)
    np.testing.assert_allclose(stack.theta[0], alone.theta[0], rtol=1e-9, atol=1e-10)


def test_the_rate_can_be_changed_while_it_trains() -> None:
    subject, same = dropping(rate=0.0), dropping(rate=0.0)
    subject.run(steps=7)
    same.run(steps=7)
    layers = tuple(replace(layer, dropout=0.5) for layer in subject.plan.hidden)
    memory = subject.checkpoint().memory["m"]
    subject.use_plan(replace(subject.plan, hidden=layers))
    assert np.array_equal(subject.theta, same.theta)
    assert np.array_equal(subject.checkpoint().memory["m"], memory)
    subject.run(steps=1)
    same.run(steps=1)
    assert subject.position == same.position
    assert not np.array_equal(subject.theta, same.theta)


def test_a_plan_of_another_size_is_refused() -> None:
    subject = dropping()
    other = plan(network((3,)), 2, classification(2))
    with pytest.raises(ValueError, match="parameters"):
        subject.use_plan(other)


@pytest.mark.parametrize(
    ("settings", "order"),
    [
        ({}, ("norm", "activation", "dropout")),
        ({"norm_position": "after"}, ("activation", "norm", "dropout")),
        ({"norm_position": "after", "dropout_position": "before_norm"}, ("activation", "dropout", "norm")),
        ({"dropout_position": "before_norm"}, ("dropout", "norm", "activation")),
    ],
)
def test_normalisation_and_dropout_can_be_in_either_order(settings: dict[str, str], order: tuple[str, ...]) -> None:
    layer = Layer(4, ReLU(), normalization=LayerNorm(), dropout=0.5, **settings)  # type: ignore[arg-type]
    assert layer.stages() == order
    shape = plan(NetworkConfig((layer,), SigmoidOutput()), 2, classification(2))
    theta = np.zeros((1, shape.size))
    names = [type(piece).__name__ for piece in Workspace(shape, theta, 3, np.zeros_like(theta)).pieces]
    kinds = {"norm": "NormalizeNeurons", "activation": "Activate", "dropout": "Drop"}
    assert names == ["Dense", *(kinds[stage] for stage in order), "Dense"]
    answering = [type(piece).__name__ for piece in Workspace(shape, theta, 3).pieces]
    assert answering == ["Dense", *(kinds[stage] for stage in order if stage != "dropout"), "Dense"]


def test_without_normalisation_dropout_is_last_wherever_it_is_asked_for() -> None:
    assert Layer(4, Tanh(), dropout=0.5, dropout_position="before_norm").stages() == ("activation", "dropout")
