"""What a network is made of and how it is trained, as frozen configurations."""

from collections.abc import Iterator
from dataclasses import dataclass

from playground.engine.activations import Activation, Tanh
from playground.engine.initializers import Initializer, XavierUniform
from playground.engine.losses import BinaryCrossEntropy, Loss
from playground.engine.optimizers import Adam, Optimizer
from playground.engine.outputs import Output, SigmoidOutput
from playground.i18n import _
from playground.spec import Choice, Configuration, Effect, Violation, param

MOST_LAYERS = 12
MOST_UNITS = 512


@dataclass(frozen=True, slots=True)
class Layer(Configuration):
    """One hidden layer."""

    units: int = param(4, label=_("Neurons"), help=_("How many neurons the layer has."), low=1, high=MOST_UNITS)
    activation: Activation = param(
        Tanh(), label=_("Activation"), help=_("What a neuron does with its weighted sum.")
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NetworkConfig(Configuration):
    """The layers between inputs and output, and how the weights begin."""

    layers: tuple[Layer, ...] = param(
        (Layer(4), Layer(2)), label=_("Hidden layers"), help=_("The layers between the inputs and the output."),
        longest=MOST_LAYERS,
    )  # fmt: skip
    output: Output = param(
        SigmoidOutput(), label=_("Output"), help=_("How the last sum becomes an answer; it follows the problem.")
    )
    initializer: Initializer = param(
        XavierUniform(), label=_("Initial weights"), help=_("How the weights are drawn before training."),
        effect=Effect.WEIGHTS,
    )  # fmt: skip
    bias: float = param(
        0.0, label=_("Initial bias"), help=_("The value that every bias begins with."), low=-10, high=10, digits=2,
        effect=Effect.WEIGHTS,
    )  # fmt: skip
    precision: str = param(
        "float64", label=_("Precision"), help=_("How many digits numbers have: float64 about 16, float32 about 7."),
        choices=(Choice("float64", _("float64")), Choice("float32", _("float32"))),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TrainingConfig(Configuration):
    """How the weights are changed, step by step."""

    loss: Loss = param(
        BinaryCrossEntropy(), label=_("Loss"), help=_("The number that training makes small."), effect=Effect.LIVE
    )
    optimizer: Optimizer = param(
        Adam(), label=_("Optimizer"), help=_("How a gradient becomes a step."), effect=Effect.OPTIMIZER
    )
    learning_rate: float = param(
        0.01, label=_("Learning rate"), help=_("How far one step goes."), low=0, open_low=True, high=100,
        logarithmic=True, digits=6, effect=Effect.LIVE,
        presets=(0.00001, 0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0),
    )  # fmt: skip
    batch_size: int = param(
        32, label=_("Batch size"), help=_("How many training points are averaged for one step."), low=1, high=100_000,
        presets=(1, 2, 4, 8, 10, 16, 32, 64, 128, 256, 512, 1024), effect=Effect.LIVE,
    )  # fmt: skip
    reshuffle: bool = param(
        True,
        label=_("Reshuffle"),
        help=_("Draw a new order of the training points in every epoch."),
        effect=Effect.LIVE,
    )
    l1: float = param(
        0.0, label=_("L1"), help=_("Adds l1 times the sum of |w| to the loss; pushes weights to exactly zero."), low=0,
        high=10, logarithmic=True, digits=6, presets=(0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0),
        effect=Effect.LIVE,
    )  # fmt: skip
    l2: float = param(
        0.0, label=_("L2"), help=_("Adds l2 / 2 times the sum of w² to the loss; keeps weights small."), low=0,
        high=10, logarithmic=True, digits=6, presets=(0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0),
        effect=Effect.LIVE,
    )  # fmt: skip


def pairing(network: NetworkConfig, training: TrainingConfig) -> Iterator[Violation]:
    """The rule between the two: a loss follows only the outputs that it is defined for."""
    loss, output = training.loss, network.output
    if output.key not in loss.outputs:
        legal = ", ".join(loss.outputs)
        yield Violation(
            "training.loss",
            _("{loss} needs one of these outputs: {legal}. It can't follow {output}.",
              loss=loss.label, legal=legal, output=output.label),
        )  # fmt: skip
