"""Links of TensorFlow Playground: what they name arrives, what can't arrive is said."""

import pytest

from playground import tree
from playground.data.dataset import ClassStyle
from playground.data.features import SinX1, X1Squared
from playground.data.generators import Circle, Moons, Spiral
from playground.data.regression_sets import MultiGaussian
from playground.engine.activations import ReLU, Sigmoid
from playground.engine.config import Layer
from playground.engine.initializers import Zeros
from playground.engine.optimizers import SGD, Adam
from playground.engine.outputs import LinearOutput, TanhOutput
from playground.examples import EXAMPLES
from playground.experiment import Experiment
from playground.sharing.link_reader import experiment_of, looks_like_link
from playground.sharing.link_writer import link_of
from playground.spec import SpecError

LINK = (
    "https://playground.tensorflow.org/#activation=relu&regularization=L2&batchSize=17&dataset=spiral"
    "&regDataset=reg-gauss&learningRate=0.1&regularizationRate=0.003&noise=25&networkShape=8,5,3&seed=0.59704"
    "&showTestData=false&discretize=false&percTrainData=70&x=true&y=false&xTimesY=false&xSquared=true&ySquared=false"
    "&cosX=false&sinX=true&cosY=false&sinY=false&collectStats=false&problem=classification&initZero=false&hideText=false"
)


def notes_of(link: str) -> str:
    return "\n".join(str(note) for note in experiment_of(link).notes)


def test_every_setting_of_a_link_arrives() -> None:
    experiment = experiment_of(LINK).experiment
    assert experiment.data.source == Spiral(samples=500, noise=0.25)
    assert experiment.data.split.train == pytest.approx(0.7)
    assert [layer.units for layer in experiment.network.layers] == [8, 5, 3]
    assert {type(layer.activation) for layer in experiment.network.layers} == {ReLU}
    assert [feature.key for feature in experiment.features] == ["x1", "x1_squared", "sin_x1"]
    assert isinstance(experiment.network.output, TanhOutput)
    assert isinstance(experiment.training.optimizer, SGD)
    assert (experiment.training.learning_rate, experiment.training.batch_size) == (0.1, 17)
    assert (experiment.training.l1, experiment.training.l2) == (0.0, 0.003)
    assert not experiment.training.reshuffle
    assert experiment.seeds.weights == 59704


def test_an_empty_link_is_that_programs_start() -> None:
    experiment, shipped = experiment_of("playground.tensorflow.org/#").experiment, EXAMPLES[0].read()
    assert experiment.network == shipped.network
    assert experiment.data.source == shipped.data.source
    assert experiment.features == shipped.features
    assert experiment.training.learning_rate == shipped.training.learning_rate
    assert experiment.training.batch_size == shipped.training.batch_size == 10
    assert experiment_of("#").notes == ()


def test_regression_and_zero_weights_arrive() -> None:
    experiment = experiment_of("#problem=regression&regDataset=reg-gauss&initZero=true&networkShape=").experiment
    assert experiment.data.source == MultiGaussian(samples=1200)
    assert isinstance(experiment.network.output, LinearOutput)
    assert (experiment.network.initializer, experiment.network.bias) == (Zeros(), 0.0)
    assert experiment.network.layers == ()


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ("#dataset=banana", "dataset must be one of circle, xor, gauss, spiral, not banana"),
        ("#learningRate=abc", "learningRate must be a number, not abc"),
        ("#learningRate=1e9", "learningRate must be from 1e-06 to 100, not 1e9"),
        ("#networkShape=4,9999", "networkShape must be from 1 to 512, not 9999"),
        ("#networkShape=" + ",".join("4" * 20), "20 hidden layers; the first 12"),
        ("#x=false&y=false", "no input at all"),
        ("#cosX=true", "(cosX)"),
        ("#seed=0.5", "other random numbers"),
        ("#learningRate_hide=true", "hides some controls"),
        ("#regularization=L1&regularizationRate=0.1", "brings to 0 stays there"),
    ],
)
def test_what_cannot_carry_over_is_said(link: str, told: str) -> None:
    assert told in notes_of(link)


@pytest.mark.parametrize("words", ["", "https://example.org/#x=true", "1QY0-0010-001T-3W20", "#" + "x" * 20_000])
def test_another_text_is_refused_in_words(words: str) -> None:
    with pytest.raises(SpecError, match="not a link"):
        experiment_of(words)


def test_a_link_made_of_a_links_experiment_is_the_same_again() -> None:
    experiment = experiment_of(LINK).experiment
    link, notes = link_of(experiment)
    assert notes == ()
    assert experiment_of(link).experiment == experiment


def test_a_link_says_what_it_cannot_hold() -> None:
    start = EXAMPLES[0].read()
    richer = tree.put_all(
        start,
        {
            "data.source": Moons(),
            "training.optimizer": Adam(),
            "training.max_norm": 2.0,
            "network.layers": (Layer(9), Layer(4, ReLU(), dropout=0.5)),
            "features": (X1Squared(), SinX1()),
        },
    )
    told = "\n".join(str(note) for note in link_of(richer)[1])
    for part in ("(Moons)", "(Adam)", "(Max-norm)", "same activation", "neither normalisation", "at most 6 hidden"):
        assert part in told


def test_a_link_has_the_activation_of_the_first_layer_and_the_largest_batch_that_program_knows() -> None:
    start = EXAMPLES[0].read()
    layers = (Layer(3, ReLU()), Layer(2, Sigmoid()))
    link, notes = link_of(tree.put_all(start, {"network.layers": layers, "training.batch_size": 31}))
    assert "activation=relu&" in link
    assert "batchSize=30&" in link
    assert "A batch has at most 30 points there." in [str(note) for note in notes]
    assert "activation=sigmoid&" in link_of(tree.put(start, "network.layers", layers[1:]))[0]


def test_links_are_told_from_other_texts() -> None:
    assert looks_like_link("http://playground.tensorflow.org/#a=b")
    assert not looks_like_link("anything")


def test_names_of_classes_are_the_one_thing_such_a_link_loses() -> None:
    link, usual = link_of(Experiment())
    named = tree.put(Experiment(), "data.source", Circle(styles=(ClassStyle("cats"), ClassStyle("dogs", 1))))
    there, notes = link_of(named)
    assert there == link
    assert "The names and colours of classes can't be kept there." in [str(note) for note in notes]
    assert len(notes) == len(usual) + 1
