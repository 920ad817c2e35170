"""What links of TensorFlow Playground name (playground.tensorflow.org, state.ts at commit 02469bd), in our terms."""

from playground.data.features import X1, X1X2, X2, Feature, SinX1, SinX2, X1Squared, X2Squared
from playground.data.generators import Circle, ExclusiveOr, Gaussians, Spiral
from playground.data.regression_sets import MultiGaussian, Plane
from playground.data.sources import Source
from playground.engine.activations import Activation, Linear, ReLU, Sigmoid, Tanh

ADDRESS = "https://playground.tensorflow.org/"
MOST_LAYERS, MOST_UNITS, LARGEST_BATCH = 6, 8, 30
"""What its page can draw; a link may hold more."""
SAMPLES_OF_CLASSES, SAMPLES_OF_VALUES = 500, 1200

FEATURES: dict[str, type[Feature]] = {
    "x": X1, "y": X2, "xSquared": X1Squared, "ySquared": X2Squared, "xTimesY": X1X2, "sinX": SinX1, "sinY": SinX2,
}  # fmt: skip
ACTIVATIONS: dict[str, type[Activation]] = {"relu": ReLU, "tanh": Tanh, "sigmoid": Sigmoid, "linear": Linear}
CLASSES: dict[str, type[Source]] = {"circle": Circle, "xor": ExclusiveOr, "gauss": Gaussians, "spiral": Spiral}
VALUES: dict[str, type[Source]] = {"reg-plane": Plane, "reg-gauss": MultiGaussian}


def source(key: str, noise: float) -> Source:
    """The data set of a key, with as many points as that program makes; `noise` from 0 to 0.5."""
    samples = SAMPLES_OF_VALUES if key in VALUES else SAMPLES_OF_CLASSES
    return (VALUES | CLASSES)[key](samples=samples, noise=noise)  # type: ignore[call-arg]
