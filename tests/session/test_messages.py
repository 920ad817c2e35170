import pytest

from playground.data.features import X1
from playground.engine.config import Layer
from playground.engine.divergence import Divergence, Failure
from playground.experiment import Experiment, prepare, settled
from playground.session.messages import divergence_text, edit_label, error_text, rebuilt_notice


@pytest.mark.parametrize(
    ("failure", "words"),
    [
        (Failure.NOT_FINITE, "infinite or NaN"),
        (Failure.WEIGHTS_EXPLODED, "weights have grown"),
        (Failure.LOSS_EXPLODED, "more than 100 times"),
        (Failure.DEAD_LAYER, "every neuron of hidden layer 2 outputs 0"),
    ],
)
def test_every_way_to_diverge_is_told_with_its_moment(failure: Failure, words: str) -> None:
    sentence = str(divergence_text(Divergence(failure, epoch=3, step=41, learning_rate=3.0, layer=1)))
    assert words in sentence
    assert "epoch 3, step 41" in sentence
    assert "the learning rate is 3. Try 0.03, then press Reset." in sentence


def test_all_failures_have_words() -> None:
    for failure in Failure:
        assert str(divergence_text(Divergence(failure, 1, 1, 1.0, 0)))


def test_a_small_learning_rate_is_not_blamed() -> None:
    sentence = str(divergence_text(Divergence(Failure.DEAD_LAYER, 3, 41, 0.001, 0)))
    assert "too large" not in sentence
    assert "another seed or another activation" in sentence


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("training.learning_rate", "Change Learning rate"),
        ("training.optimizer.beta1", "Change Beta 1"),
        ("network.layers", "Change Hidden layers"),
        ("network.layers.1.units", "Change Neurons"),
    ],
)
def test_an_edit_is_called_by_its_setting(path: str, label: str) -> None:
    assert str(edit_label(Experiment(), path)) == label


def test_a_rebuilt_network_says_how_much_was_kept() -> None:
    old = prepare(Experiment())
    wider = prepare(settled(Experiment(), {"network.layers.1.units": 3}), old)
    assert "25 of 31 parameters kept, 6 drawn anew" in str(rebuilt_notice(old, wider).text)
    narrower = prepare(settled(Experiment(), {"features": (X1(),)}), old)
    assert "21 of 25 parameters kept, the others dropped" in str(rebuilt_notice(old, narrower).text)
    other = prepare(settled(Experiment(), {"network.layers": (Layer(9),)}), old)
    assert "12 of 37 parameters kept" in str(rebuilt_notice(old, other).text)


def test_a_mistake_of_the_program_is_named() -> None:
    assert "KeyError: 'x'" in str(error_text(KeyError("x")))
