"""Output and loss follow the problem, and leave alone what was chosen."""

from typing import Any

import pytest

from playground.data.generators import Circle
from playground.data.regression_sets import Plane
from playground.data.several_sets import Blobs, Rings
from playground.data.sources import Source
from playground.engine.losses import BinaryCrossEntropy, HalfSquaredError, MeanSquaredError
from playground.engine.outputs import LinearOutput, SigmoidOutput, SoftmaxOutput, TanhOutput
from playground.engine.tasks import Kind
from playground.experiment import Experiment, fit_output, legal_losses, prepare, problem_name, settled, task_of
from playground.spec import SpecError, family

from .makers import drawn, with_source


@pytest.mark.parametrize("loss", family("loss").values(), ids=lambda loss: loss.key)
@pytest.mark.parametrize("source", [Circle(), Rings(), Plane()], ids=lambda s: s.key)
def test_whatever_loss_was_chosen_every_problem_gets_a_legal_output_and_loss(loss: Any, source: Source) -> None:
    for begin in (Circle(), Rings(), Plane()):
        experiment = with_source(begin)
        if loss.key in legal_losses(experiment):
            experiment = settled(experiment, {"training.loss": loss()})
            assert experiment.training.loss == loss()
        changed = settled(experiment, {"data.source": source})
        assert task_of(source).kind in changed.network.output.kinds
        assert changed.network.output.key in changed.training.loss.outputs
        assert task_of(source).kind in changed.training.loss.kinds


def test_a_loss_that_suits_the_new_problem_is_kept() -> None:
    experiment = settled(Experiment(), {"training.loss": MeanSquaredError()})
    assert settled(experiment, {"data.source": Blobs()}).training.loss == MeanSquaredError()


def test_an_output_that_suits_the_new_problem_is_kept() -> None:
    scored = settled(Experiment(), {"network.output": TanhOutput(), "training.loss": HalfSquaredError()})
    changed = settled(scored, {"data.source": Plane()})
    assert (changed.network.output, changed.training.loss) == (TanhOutput(), HalfSquaredError())


def test_settings_that_are_legal_already_are_left_alone() -> None:
    experiment = Experiment()
    task = task_of(experiment.data.source)
    network, training = fit_output(experiment.network, experiment.training, task, task)
    assert (network, training) == (experiment.network, experiment.training)


def test_the_usual_pair_of_one_problem_makes_place_for_that_of_another() -> None:
    plane = settled(Experiment(), {"data.source": Plane()})
    assert plane.training.loss == MeanSquaredError()
    assert settled(plane, {"data.source": Circle()}).training.loss == BinaryCrossEntropy()


def test_a_pair_chosen_on_purpose_survives_every_other_edit() -> None:
    """Also where it is the usual pair of another kind of problem."""
    chosen = settled(Experiment(), {"training.loss": MeanSquaredError()})
    assert chosen.network.output.key in MeanSquaredError.outputs
    later = settled(chosen, {"training.learning_rate": 0.5})
    assert later.training.loss == MeanSquaredError()


def test_a_chosen_output_brings_a_loss_that_can_follow_it() -> None:
    assert settled(Experiment(), {"network.output": TanhOutput()}).training.loss.key in ("mse", "half_mse")


def test_an_output_that_can_not_answer_is_refused_in_words() -> None:
    with pytest.raises(SpecError, match="Softmax"):
        settled(Experiment(), {"network.output": SoftmaxOutput()})


def test_a_loss_that_can_not_follow_the_problem_is_refused_in_words() -> None:
    with pytest.raises(SpecError, match=r"Cross-entropy can't be used here \(3 classes\)"):
        settled(with_source(Rings()), {"training.loss": Experiment().training.loss})


def test_several_settings_may_be_legal_only_together() -> None:
    changed = settled(Experiment(), {"network.output": LinearOutput(), "training.loss": MeanSquaredError()})
    assert (changed.network.output, changed.training.loss) == (LinearOutput(), MeanSquaredError())


def test_another_class_turns_the_output_into_softmax_and_back() -> None:
    two = with_source(drawn([0, 1, 0, 1]))
    three = settled(two, {"data.source": drawn([0, 1, 2, 1], classes=3)})
    assert three.network.output.key == "softmax"
    assert prepare(three).plan.outputs == 3
    assert settled(three, {"data.source": drawn([0, 1])}).network.output == SigmoidOutput()


def test_a_problem_has_words() -> None:
    names = [str(problem_name(task_of(source))) for source in (Circle(), Rings(), Plane())]
    assert names == ["two classes", "3 classes", "a number for each point"]
    assert task_of(drawn([0, 1])).kind is Kind.BINARY
