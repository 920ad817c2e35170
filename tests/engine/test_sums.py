"""Adam and its kin keep sums; what they learn, put aside and take over is as if they kept the means of the formula."""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.config import TrainingConfig
from playground.engine.fitting import misfits
from playground.engine.optimizers import Adam, AdamW, AMSGrad, Nadam
from playground.engine.trainer import Trainer
from tests.engine.builders import network, trainer

KIN = [Adam(), AMSGrad(), AdamW()]


def training(optimizer: Adam, **settings: object) -> TrainingConfig:
    return TrainingConfig(optimizer=optimizer, batch_size=8, **settings)  # type: ignore[arg-type]


def means(subject: Trainer) -> dict[str, np.ndarray]:
    """What is remembered, as the letters of the formula."""
    put_aside = subject.checkpoint()
    return {
        letter: array * scale
        for (letter, array), scale in zip(put_aside.memory.items(), put_aside.memory_scales, strict=True)
    }


@pytest.mark.parametrize("optimizer", [*KIN, Nadam()], ids=lambda one: one.key)
def test_the_letters_are_those_of_the_formula(optimizer: Adam) -> None:
    subject = trainer(training=training(optimizer))
    m, v = (np.zeros_like(subject.theta) for _ in range(2))
    for _ in range(20):
        subject.run(steps=1)
        m += (1.0 - optimizer.beta1) * (subject.gradient - m)
        v += (1.0 - optimizer.beta2) * (np.square(subject.gradient) - v)
    told = means(subject)
    np.testing.assert_allclose(told["m"], m, rtol=1e-12)
    np.testing.assert_allclose(told["v"], v, rtol=1e-12)


@pytest.mark.parametrize("optimizer", KIN, ids=lambda one: one.key)
def test_the_means_stay_where_a_beta_is_changed(optimizer: Adam) -> None:
    subject = trainer(training=training(optimizer))
    subject.run(steps=7)
    before = means(subject)
    subject.configure(training(replace(optimizer, beta1=0.5, beta2=0.9)))
    m = before["m"].copy()
    subject.run(steps=1)
    m += 0.5 * (subject.gradient - m)
    np.testing.assert_allclose(means(subject)["m"], m, rtol=1e-12)


def test_a_beta_that_was_changed_and_taken_back_between_two_steps_leaves_no_trace() -> None:
    quiet, restless = (trainer(training=training(Adam())) for _ in range(2))
    for subject in (quiet, restless):
        subject.run(steps=7)
    restless.configure(training(Adam(beta1=0.3)))
    assert restless.step_ahead().tolist() != quiet.step_ahead().tolist()
    restless.configure(training(Adam()))
    assert restless.step_ahead().tolist() == quiet.step_ahead().tolist()
    for subject in (quiet, restless):
        subject.run(steps=20)
    assert np.array_equal(quiet.theta, restless.theta)


def test_a_copy_made_after_a_change_goes_on_as_the_trainer() -> None:
    subject = trainer(training=training(Adam()))
    subject.run(steps=7)
    subject.configure(training(Adam(beta1=0.3)))
    twin = subject.copy()
    for one in (subject, twin):
        one.run(steps=20)
    assert np.array_equal(subject.theta, twin.theta)


def test_a_checkpoint_of_an_older_program_which_kept_means_is_taken_up() -> None:
    subject = trainer(training=training(Adam()))
    subject.run(steps=13)
    old = replace(subject.checkpoint(), memory=means(subject), memory_scales=())
    twin = trainer(training=training(Adam()))
    twin.restore(old)
    for one in (subject, twin):
        one.run(steps=27)
    np.testing.assert_allclose(twin.theta, subject.theta, rtol=1e-9)


@pytest.mark.parametrize("scales", [(1.0,), (0.0, 1.0), (float("nan"), 1.0), (2.0, 1.0), (1.0, 1.0, 1.0)])
def test_scales_that_cannot_be_are_found_in_a_checkpoint(scales: tuple[float, ...]) -> None:
    subject = trainer(training=training(Adam()))
    subject.run(steps=3)
    assert [*misfits(subject.checkpoint(), subject)] == []
    assert [*misfits(replace(subject.checkpoint(), memory_scales=scales), subject)] == ["memory_scales"]


@pytest.mark.parametrize("units", [47, 48, 64])
def test_the_gradient_of_a_wide_layer_is_that_of_its_batch(units: int) -> None:
    """From 48 units on the inputs of a layer are copied to multiply by them."""
    subject = trainer(network((units, units)), TrainingConfig(batch_size=8))
    subject.run(steps=1)
    workspace = subject._learner.workspace(8)
    layer = workspace.pieces[2]
    expected = np.einsum("ob,ib->oi", layer.dz, layer.x)  # type: ignore[attr-defined]
    np.testing.assert_allclose(layer.dW, expected, rtol=1e-12, atol=1e-15)  # type: ignore[attr-defined]
