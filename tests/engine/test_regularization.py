"""Penalties, limits, noise, smoothing, weighted classes and batches, each against a number worked out by hand.

That runs with them end where PyTorch's end, test_golden_training.py says.
"""

from dataclasses import replace

import numpy as np
import pytest

from playground.engine.config import TrainingConfig
from playground.engine.criterion import Criterion, balanced_weights
from playground.engine.limits import clip_norm, clip_value, limit_norm
from playground.engine.losses import CrossEntropy, HalfSquaredError, MeanSquaredError, RootMeanSquaredError
from playground.engine.noise import Noise
from playground.engine.optimizers import SGD, Adam
from playground.engine.outputs import LinearOutput, SigmoidOutput, SoftmaxOutput, TanhOutput
from playground.engine.records import TrainingSet
from playground.engine.samples import samples
from playground.engine.seeds import Seeds
from playground.engine.tasks import Kind, classification
from playground.engine.trainer import Trainer

from .builders import network, trainer, training_set


def sgd(**settings: object) -> TrainingConfig:
    return TrainingConfig(optimizer=SGD(), learning_rate=0.1, **{"batch_size": 8, "reshuffle": False, **settings})  # type: ignore[arg-type]


def several(training: TrainingConfig, n: int = 40) -> Trainer:
    return trainer(network((4,), output=SoftmaxOutput()), replace(training, loss=CrossEntropy()), Kind.MULTICLASS, n)


# Penalties -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "of_weights", "of_others"), [("half", 0.2, 0.0), ("per_point", 0.2 / 40, 0.0), ("pytorch", 0.2, 0.2)]
)
def test_what_each_form_of_l2_adds_to_the_gradient_and_to_the_loss(
    form: str, of_weights: float, of_others: float
) -> None:
    plain, heavy = trainer(training=sgd()), trainer(training=sgd(l2=0.2, l2_form=form))
    theta, weights = plain.theta.copy(), plain.plan.is_weight()
    strength = np.where(weights, of_weights, of_others)
    assert heavy.record().penalty[0] == pytest.approx((0.5 * strength * np.square(theta[0])).sum(), rel=1e-12)
    assert plain.record().penalty[0] == 0.0
    assert plain.record().train.loss == heavy.record().train.loss
    plain.run(steps=1)
    heavy.run(steps=1)
    np.testing.assert_allclose(heavy.gradient, plain.gradient + strength * theta, rtol=1e-10, atol=1e-14)


def test_the_points_of_the_textbook_form_are_the_training_points_as_they_are_now() -> None:
    subject = trainer(training=sgd(l2=0.2, l2_form="per_point"))
    before = subject.record().penalty[0]
    subject.use_data(training_set(subject.plan.output, n=20))
    assert subject.record().penalty[0] == pytest.approx(2 * before)


# Limits --------------------------------------------------------------------------------------------------------------


def test_a_long_gradient_is_shortened_and_a_short_one_stays() -> None:
    gradient = np.array([[3.0, 4.0], [0.3, 0.4]])
    clip_norm(gradient, 1.0)
    np.testing.assert_allclose(gradient, [[0.6, 0.8], [0.3, 0.4]], rtol=1e-6)
    assert gradient[1].tolist() == [0.3, 0.4]


def test_every_slope_is_kept_inside() -> None:
    gradient = np.array([[3.0, -4.0, 0.5]])
    clip_value(gradient, 1.0)
    assert gradient.tolist() == [[1.0, -1.0, 0.5]]


def test_the_incoming_weights_of_a_neuron_are_limited_and_its_bias_is_not() -> None:
    subject = trainer(network((2,)))
    first, _ = subject.plan.matrices(subject.theta[0])
    first[:] = [[3.0, 4.0, 7.0], [0.3, 0.4, -7.0]]
    limit_norm(subject.plan, subject.theta, 1.0)
    np.testing.assert_allclose(first, [[0.6, 0.8, 7.0], [0.3, 0.4, -7.0]], rtol=1e-6)


def test_no_neuron_ever_has_weights_longer_than_max_norm() -> None:
    subject = trainer(training=sgd(max_norm=0.5))
    for _ in range(20):
        subject.run(steps=1)
        for matrix in subject.plan.matrices(subject.theta[0]):
            assert (np.linalg.norm(matrix[:, :-1], axis=1) <= 0.5).all()


# Noise ---------------------------------------------------------------------------------------------------------------


KINDS = ("inputs", "weights", "labels", "gradients")


@pytest.mark.parametrize("kind", KINDS)
def test_noise_changes_training_and_its_seed_changes_the_noise_alone(kind: str) -> None:
    noise = Noise(**{kind: 0.3})
    noisy, other, quiet = (
        trainer(training=sgd(noise=amount), seeds=Seeds(noise=seed))
        for amount, seed in ((noise, 1), (noise, 2), (Noise(), 2))
    )
    assert np.array_equal(noisy.theta, other.theta)
    for subject in (noisy, other, quiet):
        subject.run(steps=6)
    assert not np.array_equal(noisy.theta, quiet.theta)
    assert not np.array_equal(noisy.theta, other.theta)


@pytest.mark.parametrize("models", [1, 3])
def test_noisy_training_goes_on_exactly_from_a_checkpoint(models: int) -> None:
    training = sgd(noise=Noise(0.1, 0.1, 0.1, 0.01), batch_size=7)
    whole, again = (trainer(training=training, models=models) for _ in range(2))
    whole.run(steps=8)
    saved = whole.checkpoint()
    whole.run(steps=20)
    again.restore(saved)
    again.run(steps=20)
    assert np.array_equal(whole.theta, again.theta)


def test_one_kind_of_noise_leaves_the_others_as_they_are() -> None:
    """With a learning rate too small to matter, the gradient differs by the noise added to it alone."""
    one, both = (
        trainer(training=replace(sgd(noise=noise), learning_rate=1e-300))
        for noise in (Noise(gradients=0.5), Noise(gradients=0.5, weights=1e-12))
    )
    for subject in (one, both):
        subject.run(steps=3)
    np.testing.assert_allclose(one.gradient, both.gradient, atol=1e-9)


def test_weight_noise_is_gone_after_the_step() -> None:
    subject = trainer(training=replace(sgd(noise=Noise(weights=1.0)), learning_rate=1e-300))
    before = subject.theta.copy()
    subject.run(steps=5)
    assert np.array_equal(subject.theta, before)


def test_gradient_noise_has_the_deviation_asked_for() -> None:
    config = network((100, 100))
    quiet, noisy = (
        trainer(config, replace(sgd(noise=Noise(gradients=deviation)), learning_rate=1e-300)) for deviation in (0, 0.25)
    )
    for subject in (quiet, noisy):
        subject.run(steps=1)
    added = noisy.gradient - quiet.gradient
    assert added.std() == pytest.approx(0.25, rel=0.05)
    assert abs(added.mean()) < 0.01


@pytest.mark.parametrize("output", [SigmoidOutput(), TanhOutput()], ids=lambda output: output.key)
def test_false_labels_of_two_classes_are_the_other_class(output: SigmoidOutput | TanhOutput) -> None:
    loss = HalfSquaredError() if isinstance(output, TanhOutput) else TrainingConfig().loss
    subject = trainer(network(output=output), sgd(loss=loss, noise=Noise(labels=0.25), batch_size=4000), n=4000)
    subject.run(steps=1)
    batch = subject._learner.workspace(4000)
    true = subject.data.train.t
    assert set(np.unique(batch.t)) == set(np.unique(true))
    assert np.mean(batch.t != true) == pytest.approx(0.25, abs=0.03)


def test_false_labels_of_several_classes_are_any_other_class() -> None:
    subject = several(sgd(noise=Noise(labels=0.3), batch_size=4000), n=4000)
    subject.run(steps=1)
    given, true = subject._learner.workspace(4000).t.argmax(axis=0), subject.data.train.t.argmax(axis=0)
    assert (subject._learner.workspace(4000).t.sum(axis=0) == 1.0).all()
    assert np.mean(given != true) == pytest.approx(0.3, abs=0.03)
    for name in range(3):
        others = given[(true == name) & (given != name)]
        assert np.mean(others == (name + 1) % 3) == pytest.approx(0.5, abs=0.1)


def test_values_get_normal_noise() -> None:
    training = sgd(loss=MeanSquaredError(), noise=Noise(labels=0.5), batch_size=4000)
    subject = trainer(network(output=LinearOutput()), training, Kind.REGRESSION, 4000)
    subject.run(steps=1)
    assert (subject._learner.workspace(4000).t - subject.data.train.t).std() == pytest.approx(0.5, rel=0.05)


# Smoothed labels and weighted classes --------------------------------------------------------------------------------


def test_smoothed_targets_by_hand() -> None:
    three = several(sgd(label_smoothing=0.3))
    targets = Criterion(three.training, three.data.task, three.data.train.y).targets(three.data.train)
    np.testing.assert_allclose(np.unique(targets), [0.1, 0.8])
    two = trainer(training=sgd(label_smoothing=0.3))
    targets = Criterion(two.training, two.data.task, two.data.train.y).targets(two.data.train)
    np.testing.assert_allclose(np.unique(targets), [0.15, 0.85])


def test_a_loss_that_is_no_cross_entropy_is_not_smoothed() -> None:
    smooth, plain = (trainer(training=sgd(loss=MeanSquaredError(), label_smoothing=e)) for e in (0.5, 0.0))
    assert smooth.record().train.loss == plain.record().train.loss


def test_balanced_weights_make_every_class_count_alike() -> None:
    y = np.array([0.0] * 6 + [1.0] * 3 + [3.0])
    weights = balanced_weights(y, 4)
    assert weights.tolist() == [10 / 24, 10 / 12, 1.0, 2.5]
    assert (weights[[0, 1, 3]] * [6, 3, 1]).tolist() == [2.5, 2.5, 2.5]


@pytest.mark.parametrize("loss", [MeanSquaredError(), RootMeanSquaredError()], ids=lambda loss: loss.key)
def test_the_weighted_loss_by_hand(loss: MeanSquaredError) -> None:
    """Three points of the first class, wrong by 0.5 each, and one of the second, wrong by 0.1."""
    task, output = classification(2), SigmoidOutput()
    data = samples(np.zeros((4, 2)), np.array([0.0, 0.0, 0.0, 1.0]), output, task)
    a = np.array([[[0.5, 0.5, 0.5, 0.9]]])
    criterion = Criterion(sgd(loss=loss, class_weights="balanced"), task, data.y)
    weighted = criterion.loss.value(a, a, criterion.targets(data), criterion.share(data))
    plain = loss.value(a, a, data.t)
    root = isinstance(loss, RootMeanSquaredError)
    assert weighted[0] == pytest.approx(((0.25 + 0.01) / 2) ** (0.5 if root else 1))
    assert plain[0] == pytest.approx(((0.75 + 0.01) / 4) ** (0.5 if root else 1))


def test_a_change_in_the_middle_of_an_epoch_is_used_from_the_next_step_on() -> None:
    changed, always = (trainer(training=sgd()) for _ in range(2))
    for subject in (changed, always):
        subject.run(steps=2)
    changed.configure(replace(changed.training, label_smoothing=0.5, class_weights="balanced"))
    for subject in (changed, always):
        subject.run(steps=1)
    assert changed.position == always.position
    assert not np.array_equal(changed.theta, always.theta)


# Batches -------------------------------------------------------------------------------------------------------------


def test_the_whole_set_is_one_step_for_each_epoch() -> None:
    subject = trainer(training=sgd(whole_set=True))
    assert (subject.batch_size, subject.steps_per_epoch) == (40, 1)
    subject.run(until_epoch=3)
    assert subject.step == 3
    by_hand = trainer(training=sgd(batch_size=40))
    by_hand.run(until_epoch=3)
    assert np.array_equal(subject.theta, by_hand.theta)


def unbalanced(reshuffle: bool = True, n: int = 400, models: int = 1) -> Trainer:
    """Nineteen points of the first class for each of the second."""
    x = np.random.default_rng(0).normal(0, 1, (n, 2))
    task, config = classification(2), network()
    data = samples(x, (np.arange(n) % 20 == 0).astype(np.float64), config.output, task)
    training = TrainingConfig(optimizer=Adam(), balanced_batches=True, reshuffle=reshuffle, batch_size=10)
    made = trainer(config, training, models=models)
    made.use_data(TrainingSet(data, data, task))
    return made


def drawn(subject: Trainer) -> np.ndarray:
    subject.run(until_epoch=subject.epoch + 1)
    return subject._batches.order


def test_balanced_batches_draw_rare_classes_as_often_as_the_others() -> None:
    subject = unbalanced()
    orders = np.concatenate([drawn(subject)[0] for _ in range(10)])
    y = subject.data.train.y[orders]
    assert y.mean() == pytest.approx(0.5, abs=0.03)
    assert subject.step == 10 * 40


def test_balanced_batches_without_reshuffling_take_turns() -> None:
    subject = unbalanced(reshuffle=False)
    first, second = drawn(subject)[0].copy(), drawn(subject)[0]
    assert np.array_equal(first, second)
    assert subject.data.train.y[first].tolist() == [0.0, 1.0] * 200
    assert first[:6].tolist() == [1, 0, 2, 20, 3, 40]
    assert first[40:44].tolist() == [22, 0, 23, 20]  # the second class begins again


def test_every_network_of_a_stack_draws_its_own_balanced_batches() -> None:
    one, other = drawn(unbalanced(models=2))
    assert not np.array_equal(one, other)


def test_values_have_no_classes_to_balance() -> None:
    config, training = network(output=LinearOutput()), sgd(loss=MeanSquaredError(), balanced_batches=True)
    subject = trainer(config, replace(training, class_weights="balanced"), Kind.REGRESSION)
    assert sorted(drawn(subject)[0]) == list(range(40))
