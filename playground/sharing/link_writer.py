"""Makes links of TensorFlow Playground, with a note for everything that a link can't hold."""

import math
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

from playground.data.dataset import default_classes
from playground.engine.activations import Tanh
from playground.engine.config import Layer, TrainingConfig
from playground.engine.initializers import Uniform, Zeros
from playground.engine.losses import HalfSquaredError
from playground.engine.optimizers import SGD
from playground.engine.outputs import LinearOutput, TanhOutput
from playground.experiment import Experiment
from playground.i18n import Text, _
from playground.sharing import link_names as names
from playground.spec import params


def link_of(experiment: Experiment) -> tuple[str, tuple[Text, ...]]:
    """The nearest link of TensorFlow Playground, and a sentence for each thing that it can't hold."""
    keys = _data_keys(experiment) | _feature_keys(experiment) | _network_keys(experiment) | _training_keys(experiment)
    notes = (*_data_notes(experiment), *_network_notes(experiment), *_training_notes(experiment))
    keys["seed"] = f"0.{experiment.seeds.weights:05d}"
    return f"{names.ADDRESS}#{urlencode(keys, safe=',')}", notes


def _data_keys(experiment: Experiment) -> dict[str, str]:
    source = experiment.data.source
    table, key = (names.CLASSES, "dataset") if source.classes else (names.VALUES, "regDataset")
    known = {made.key: name for name, made in table.items()}
    return {
        "problem": "classification" if source.classes else "regression",
        key: known.get(source.key, next(iter(table))),
        "noise": str(round(20 * getattr(source, "noise", 0.0)) * 5),
        "percTrainData": str(_training_percent(experiment)),
    }


def _training_percent(experiment: Experiment) -> int:
    """The share of the training points there: 10, 20 … 90 percent."""
    return 10 * min(max(round(10 * experiment.data.split.train), 1), 9)


def _data_notes(experiment: Experiment) -> Iterator[Text]:
    source = experiment.data.source
    name = next((key for key, made in (names.CLASSES | names.VALUES).items() if type(source) is made), None)
    if name is None:
        yield _("TensorFlow Playground does not have this data set ({name}).", name=source.label)
    elif source.styled(default_classes(len(source.classes))) != names.source(name, source.noise):  # type: ignore[attr-defined]
        yield _("The number of points and their balance can't be set there.")
    if source.classes != default_classes(len(source.classes)):
        yield _("The names and colours of classes can't be kept there.")
    if not math.isclose(_training_percent(experiment), 100 * experiment.data.split.train):
        yield _("The training share goes in steps of 10 % there; the nearest one is taken.")
    for feature in experiment.features:
        if type(feature) not in names.FEATURES.values():
            yield _("TensorFlow Playground does not have this input ({name}).", name=feature.caption)


def _feature_keys(experiment: Experiment) -> dict[str, str]:
    there = {type(feature) for feature in experiment.features}
    return {key: str(made in there).lower() for key, made in names.FEATURES.items()}


def _network_keys(experiment: Experiment) -> dict[str, str]:
    layers = experiment.network.layers[: names.MOST_LAYERS]
    known = {made.key: key for key, made in names.ACTIVATIONS.items()}
    return {
        "activation": known.get(layers[0].activation.key, "tanh") if layers else "tanh",
        "networkShape": ",".join(str(min(layer.units, names.MOST_UNITS)) for layer in layers),
        "initZero": str(_begins_with_zeros(experiment)).lower(),
    }


def _begins_with_zeros(experiment: Experiment) -> bool:
    return isinstance(experiment.network.initializer, Zeros) and experiment.network.bias == 0.0


def _network_notes(experiment: Experiment) -> Iterator[Text]:
    network, layers = experiment.network, experiment.network.layers
    stranger = next((layer for layer in layers if type(layer.activation) not in names.ACTIVATIONS.values()), None)
    if stranger is not None:
        yield _("TensorFlow Playground does not have this activation ({name}).", name=stranger.activation.label)
    if len({layer.activation for layer in layers}) > 1:
        yield _("All hidden layers have the same activation there; that of the first one is taken.")
    if any(replace(layer, units=1, activation=Tanh()) != Layer(1, Tanh()) for layer in layers):
        yield _("It has neither normalisation nor dropout.")
    if not _begins_with_zeros(experiment) and (network.initializer, network.bias) != (Uniform(limit=0.5), 0.1):
        yield _("All weights begin between −0.5 and 0.5 there, and biases at 0.1.")
    if len(layers) > names.MOST_LAYERS or any(layer.units > names.MOST_UNITS for layer in layers):
        yield _("It draws at most {layers} hidden layers of at most {units} neurons.",
                layers=names.MOST_LAYERS, units=names.MOST_UNITS)  # fmt: skip


def _training_keys(experiment: Experiment) -> dict[str, str]:
    training = experiment.training
    rate = max(training.l1, training.l2)
    return {
        "learningRate": f"{training.learning_rate:.12g}",
        "batchSize": str(min(training.batch_size, names.LARGEST_BATCH)),
        "regularization": "none" if not rate else "L1" if training.l1 == rate else "L2",
        "regularizationRate": f"{rate:.12g}",
    }


def _training_notes(experiment: Experiment) -> Iterator[Text]:
    training, output = experiment.training, experiment.network.output
    if training.l1 and training.l2:
        yield _("L1 and L2 can't be on together there; the stronger one is taken.")
    if not isinstance(training.loss, HalfSquaredError) or not isinstance(output, TanhOutput | LinearOutput):
        yield _("The loss there is always the half squared error, behind tanh where there are classes.")
    if not isinstance(training.optimizer, SGD):
        yield _("The optimizer there is always plain SGD, not this one ({name}).", name=training.optimizer.label)
    if training.batch_size > names.LARGEST_BATCH:
        yield _("A batch has at most {most} points there.", most=names.LARGEST_BATCH)
    usual, carried = TrainingConfig(), {"loss", "optimizer", "learning_rate", "batch_size", "l1", "l2"}
    for item in params(TrainingConfig).values():
        is_set = getattr(training, item.name) != getattr(usual, item.name)
        if is_set and item.name not in carried | {"reshuffle"}:
            yield _("It does not have this setting ({name}).", name=item.param.label)
