import numpy as np
import pytest

from playground.engine.activations import ReLU, Tanh
from playground.engine.arrays import Array
from playground.engine.config import Layer
from playground.engine.network import Plan
from playground.engine.outputs import LinearOutput, Output, SigmoidOutput, SoftmaxOutput
from playground.engine.transplant import Named, kept_parameters, transplant

INPUTS = ("x1", "x2")


def named(*units: int, inputs: tuple[str, ...] = INPUTS, output: Output = SigmoidOutput(), outputs: int = 1) -> Named:
    return Named(Plan(len(inputs), tuple(Layer(count) for count in units), outputs, output), inputs)


def numbered(of: Named) -> Array:
    """Parameters that are all different: 1, 2, 3 and so on."""
    return np.arange(1.0, of.plan.size + 1)[np.newaxis]


def carried(old: Named, new: Named) -> tuple[Array, ...]:
    """The new network's matrices after a transplant into zeros; the number kept is checked on the way."""
    theta = np.zeros((1, new.plan.size))
    kept = transplant(old, numbered(old), new, theta)
    assert kept == np.count_nonzero(theta) == kept_parameters(old, new)
    return new.plan.matrices(theta[0])


def test_the_same_network_keeps_everything() -> None:
    old = named(4, 2)
    theta = np.zeros((1, old.plan.size))
    assert transplant(old, numbered(old), old, theta) == old.plan.size
    assert np.array_equal(theta, numbered(old))


def test_another_activation_keeps_everything() -> None:
    tanh = Named(Plan(2, (Layer(3, Tanh()),), 1, SigmoidOutput()), INPUTS)
    relu = Named(Plan(2, (Layer(3, ReLU()),), 1, SigmoidOutput()), INPUTS)
    assert kept_parameters(tanh, relu) == relu.plan.size


def test_a_new_neuron_begins_fresh_and_the_others_keep_their_weights() -> None:
    first, last = carried(named(2), named(3))
    assert first.tolist() == [[1, 2, 3], [4, 5, 6], [0, 0, 0]]
    assert last.tolist() == [[7, 8, 0, 9]]  # the bias of the output stays with it


def test_a_removed_neuron_takes_only_its_own_weights_away() -> None:
    first, last = carried(named(3), named(2))
    assert first.tolist() == [[1, 2, 3], [4, 5, 6]]
    assert last.tolist() == [[10, 11, 13]]


def test_inputs_are_found_again_by_their_names() -> None:
    first, last = carried(named(1, inputs=("x1", "x2")), named(1, inputs=("x2", "sin_x1", "x1")))
    assert first.tolist() == [[2, 0, 1, 3]]
    assert last.tolist() == [[4, 5]]


def test_a_layer_put_before_the_output_keeps_the_layers_before_it_but_not_the_output() -> None:
    first, second, last = carried(named(2), named(2, 2))
    assert first.all()
    assert not second.any()
    assert not last.any()


@pytest.mark.parametrize("output", [named(2, output=LinearOutput()), named(2, output=SoftmaxOutput(), outputs=3)])
def test_an_output_that_answers_another_question_begins_fresh(output: Named) -> None:
    first, last = carried(named(2), output)
    assert first.all()
    assert not last.any()


def test_every_network_of_a_stack_is_carried_over() -> None:
    old, new = named(2), named(3)
    theta = np.zeros((2, new.plan.size))
    transplant(old, np.concatenate([numbered(old), -numbered(old)]), new, theta)
    assert np.array_equal(theta[0], -theta[1])
    assert theta[0].any()
