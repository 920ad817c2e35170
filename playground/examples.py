"""The experiments that come with the program, each a file in `resources/experiments`."""

from dataclasses import dataclass
from pathlib import Path

from playground.assets import resources
from playground.experiment import Experiment, read
from playground.i18n import Text, _


@dataclass(frozen=True, slots=True)
class Example:
    """One experiment to begin with. Those of one `topic` stand together."""

    key: str
    title: Text
    topic: str
    hint: Text
    """What to do and what to look at, in a sentence or two."""

    @property
    def path(self) -> Path:
        return resources() / "experiments" / f"{self.key}.json"

    def read(self) -> Experiment:
        """The experiment of the file."""
        return read(self.path)


EXAMPLES: tuple[Example, ...] = (
    Example("tensorflow-playground", _("As in TensorFlow Playground"), "first",
            _("The first experiment of TensorFlow Playground, with its loss, its optimizer and its weights.")),
    Example("spiral", _("Spiral, learned with Adam"), "first",
            _("Press Play: first blurred, then the border winds itself around the arms.")),
    Example("three-rings", _("Three rings, three classes"), "first",
            _("Softmax: one output for each class, and the map in three colours.")),
    Example("overfitting", _("Overfitting"), "fit",
            _("Press Play: the training loss falls, the validation loss rises. A click on the diagnosis offers what to "
              "try.")),
    Example("early-stopping", _("Overfitting, stopped early"), "fit",
            _("The same network stops when the validation loss no longer improves, and goes back to its best epoch.")),
    Example("weight-decay", _("Overfitting, held back by L2"), "fit",
            _("The same network with a penalty on large weights: the border becomes smooth.")),
    Example("dropout", _("Overfitting, held back by dropout"), "fit",
            _("The same network trains with other neurons left out at each step.")),
    Example("underfitting", _("Underfitting"), "fit",
            _("Without a hidden layer there is only a straight border. Add a layer with + and watch the diagnosis.")),
    Example("curve", _("A curve learned by heart"), "fit",
            _("Twenty noisy points and many neurons: the line goes to every point. Try fewer neurons or L2.")),
    Example("linear-layers", _("Linear layers collapse into one"), "depth",
            _("Three layers without a bend are still one straight line. Choose another activation.")),
    Example("vanishing-gradient", _("Vanishing gradient"), "depth",
            _("Eight sigmoid layers. The page Weights (Alt+2) shows how little gradient reaches the first ones.")),
    Example("batch-normalisation", _("Batch normalisation against it"), "depth",
            _("The same eight layers learn, as each is normalised.")),
    Example("equal-weights", _("Equal weights stay equal"), "depth",
            _("All weights begin alike, so the neurons of a layer are copies for ever. Choose Xavier and reset.")),
    Example("dead-neurons", _("Dead neurons"), "depth",
            _("Steps that are too large push ReLU neurons below 0 for all points: their gradient is 0 from then on.")),
    Example("too-fast", _("A learning rate that is too large"), "steps",
            _("Every step goes farther beyond the lowest place than the one before. Try 0.03, then Reset.")),
    Example("one-point-at-a-time", _("One point at a time"), "steps",
            _("Stochastic gradient descent: many small, noisy steps. Choose mini-batches above the batch size.")),
    Example("rare-class", _("Right 999 times in 1,000, and useless"), "measures",
            _("The accuracy is high, yet no rare point is found. The page Scores (Alt+3) shows recall and precision.")),
)  # fmt: skip
