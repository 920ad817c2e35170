"""What a network is made of and how it is trained, as frozen configurations."""

from collections.abc import Iterator
from dataclasses import dataclass

from playground.engine.activations import Activation, Tanh
from playground.engine.initializers import Initializer, XavierUniform
from playground.engine.losses import BinaryCrossEntropy, Loss
from playground.engine.noise import Noise
from playground.engine.normalization import NoNormalization, Normalization
from playground.engine.optimizers import Adam, Optimizer
from playground.engine.outputs import Output, SigmoidOutput
from playground.engine.schedules import Constant, Schedule
from playground.engine.stopping import Never, Stopping
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
    normalization: Normalization = param(
        NoNormalization(), label=_("Normalisation"), help=_("Bring the numbers of the layer to mean 0 and variance 1.")
    )
    norm_position: str = param(
        "before", label=_("Normalise"), help=_("Whether the sums are normalised or what the activation makes of them."),
        choices=(Choice("before", _("before the activation")), Choice("after", _("after the activation"))),
    )  # fmt: skip
    dropout: float = param(
        0.0, label=_("Dropout"), help=_("The share of neurons that is left out at random in each step of training."),
        low=0, high=0.9, digits=2, effect=Effect.LIVE,
    )  # fmt: skip
    dropout_position: str = param(
        "last", label=_("Dropout comes"), help=_("Its place beside the normalisation; last is the usual advice."),
        choices=(Choice("last", _("last")), Choice("before_norm", _("before the normalisation"))), effect=Effect.LIVE,
    )  # fmt: skip

    def stages(self) -> tuple[str, ...]:
        """What happens to the sums, in order: `activation`, and where they are there `norm` and `dropout`."""
        order = ["activation"]
        if self.normalization.is_there:
            order.insert(0 if self.norm_position == "before" else 1, "norm")
        if self.dropout:
            early = self.dropout_position == "before_norm" and "norm" in order
            order.insert(order.index("norm") if early else len(order), "dropout")
        return tuple(order)

    def constraints(self) -> Iterator[Violation]:
        groups = self.normalization.group_count(self.units)
        if groups and self.units % groups:
            yield Violation(
                "normalization",
                _("{units} neurons can't be divided into {groups} equal groups.", units=self.units, groups=groups),
            )


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
        0.0, label=_("L2"), help=_("λ of a penalty that keeps weights small; the form of L2 says what it adds."), low=0,
        high=10, logarithmic=True, digits=6, presets=(0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0),
        effect=Effect.LIVE,
    )  # fmt: skip
    schedule: Schedule = param(
        Constant(), label=_("Schedule"), help=_("How the learning rate changes while training goes on."),
        effect=Effect.LIVE,
    )  # fmt: skip
    early_stopping: Stopping = param(
        Never(), label=_("Stop early"), help=_("End the training when it no longer helps."), effect=Effect.LIVE
    )
    l2_form: str = param(
        "half", label=_("Form of L2"), help=_("What exactly L2 adds; see the formula of each form."),
        choices=(Choice("half", _("λ/2 · Σw², weights only")),
                 Choice("per_point", _("λ/(2m) · Σw², m training points, weights only")),
                 Choice("pytorch", _("PyTorch's weight_decay: λ times every parameter, biases too"))),
        effect=Effect.LIVE,
    )  # fmt: skip
    max_norm: float = param(
        0.0, label=_("Max-norm"), help=_("The incoming weights of a neuron are never longer than this; 0 is off."),
        low=0, high=100, digits=3, presets=(0.0, 1.0, 2.0, 3.0, 4.0), effect=Effect.LIVE,
    )  # fmt: skip
    clip_norm: float = param(
        0.0, label=_("Clip gradient length"), help=_("A longer gradient is shortened to this length; 0 is off."), low=0,
        high=1000, digits=4, logarithmic=True, presets=(0.0, 0.1, 0.5, 1.0, 5.0, 10.0), effect=Effect.LIVE,
    )  # fmt: skip
    clip_value: float = param(
        0.0, label=_("Clip gradient values"), help=_("Every slope is kept between minus this and this; 0 is off."),
        low=0, high=1000, digits=4, logarithmic=True, presets=(0.0, 0.1, 0.5, 1.0, 5.0, 10.0), effect=Effect.LIVE,
    )  # fmt: skip
    noise: Noise = param(
        Noise(), label=_("Noise"), help=_("Chance added on purpose while training."), effect=Effect.LIVE
    )
    label_smoothing: float = param(
        0.0, label=_("Label smoothing"),
        help=_("Moves the targets of a cross-entropy this far towards all classes being equally likely."), low=0,
        high=1, open_high=True, digits=3, presets=(0.0, 0.05, 0.1, 0.2, 0.3), effect=Effect.LIVE,
    )  # fmt: skip
    class_weights: str = param(
        "none", label=_("Class weights"), help=_("Whether points of rare classes count more in the loss."),
        choices=(Choice("none", _("all points count alike")), Choice("balanced", _("all classes count alike"))),
        effect=Effect.LIVE,
    )  # fmt: skip
    balanced_batches: bool = param(
        False, label=_("Balanced batches"),
        help=_("Draw the points of an epoch with repetition, so that all classes are equally likely."),
        effect=Effect.LIVE,
    )  # fmt: skip
    resampling: str = param(
        "none", label=_("Resampling"),
        help=_("Give every class the same number of training points in each epoch; other points are left alone."),
        choices=(Choice("none", _("classes as they are")),
                 Choice("over", _("repeat points of smaller classes")),
                 Choice("under", _("leave out points of larger classes"))),
        effect=Effect.LIVE,
    )  # fmt: skip
    whole_set: bool = param(
        False, label=_("Whole set"), help=_("One step for each epoch, with all training points at once."),
        effect=Effect.LIVE,
    )  # fmt: skip

    def constraints(self) -> Iterator[Violation]:
        if self.balanced_batches and self.resampling != "none":
            yield Violation("resampling", _("Balanced batches and resampling do the same; only one of them can be on."))


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
