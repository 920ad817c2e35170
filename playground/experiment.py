"""One experiment: data, inputs, network, training and seeds, as one frozen configuration that a file can hold.

`prepare` turns it into what the engine trains: the data set, its parts, and the plan of the network.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import numpy as np

from playground import codec, tree
from playground.data.augmentation import Augmentation, Brood, brood
from playground.data.axes import Axes, to_units
from playground.data.config import DataConfig
from playground.data.dataset import Dataset, Floats
from playground.data.features import X1, X2, Feature, fitting, matrix
from playground.data.reading import Reader
from playground.data.scaling import Scale
from playground.data.sources import Source
from playground.data.split import Parts, parts
from playground.data.typed_feature import wild
from playground.engine.arrays import Array, Indices
from playground.engine.children import Children
from playground.engine.config import NetworkConfig, TrainingConfig, pairing
from playground.engine.judgement import Judgement
from playground.engine.losses import BinaryCrossEntropy, CrossEntropy, Loss, MeanSquaredError
from playground.engine.network import Plan, plan
from playground.engine.outputs import LinearOutput, Output, SigmoidOutput, SoftmaxOutput
from playground.engine.records import TrainingSet
from playground.engine.samples import Samples, samples
from playground.engine.seeds import Seeds, stream
from playground.engine.tasks import REGRESSION, Kind, Task, classification
from playground.engine.trainer import Trainer
from playground.engine.transplant import Named
from playground.i18n import Text, _, n_
from playground.spec import Component, Configuration, Effect, SpecError, Violation, check, family_of, param, params
from playground.storage import write_safely


@dataclass(frozen=True, slots=True)
class Experiment(Configuration):
    """Everything that decides how a run goes; two runs of equal experiments end in equal weights."""

    data: DataConfig = param(DataConfig(), label=_("Data"), help=_("The points and their split."), effect=Effect.DATA)
    features: tuple[Feature, ...] = param(
        (X1(), X2()), label=_("Inputs"), help=_("What the network is told of each point."), shortest=1, longest=12
    )
    network: NetworkConfig = param(NetworkConfig(), label=_("Network"), help=_("Layers and initial weights."))
    training: TrainingConfig = param(
        TrainingConfig(), label=_("Training"), help=_("How the weights are changed."), effect=Effect.LIVE
    )
    seeds: Seeds = param(Seeds(), label=_("Seeds"), help=_("The numbers that chance is drawn from."))
    judgement: Judgement = param(
        Judgement(), label=_("Evaluation"), help=_("How the answers are judged."), effect=Effect.VIEW
    )

    def constraints(self) -> Iterator[Violation]:
        keys = [feature.identity for feature in self.features]
        if len(set(keys)) < len(keys):
            yield Violation("features", _("Inputs must differ from each other: {keys}.", keys=", ".join(keys)))
        if self.data.source.is_curve:
            for feature in self.features:
                if feature.needs_x2:
                    yield Violation("features", height_as_input(feature))
        for index, feature in enumerate(self.features):
            if (message := wild(feature, self.data.axes)) is not None:
                yield Violation(f"features.{index}", message)
        yield from pairing(self.network, self.training)
        task = task_of(self.data.source)
        if task.kind not in self.training.loss.kinds:
            yield Violation("training.loss", wrong_loss(self.training.loss, task))
        if task.kind not in self.network.output.kinds:
            yield Violation(
                "network.output",
                _("{output} can't answer this data set ({problem}).",
                  output=self.network.output.label, problem=problem_name(task)),
            )  # fmt: skip


def height_as_input(feature: Feature) -> Text:
    """Why a feature is refused where the data are a curve."""
    return _("These data ask for the height of a curve, so an input can't look at it ({name}).", name=feature.caption)


def task_of(source: Source) -> Task:
    """The task that a data set sets, known without making its points."""
    return classification(len(source.classes)) if source.classes else REGRESSION


def problem_name(task: Task) -> Text:
    """A task in a person's words."""
    if task.kind is Kind.REGRESSION:
        return _("a number for each point")
    return _("two classes") if task.kind is Kind.BINARY else _("{n} classes", n=task.classes)


def wrong_loss(loss: Loss, task: Task) -> Text:
    """Why a loss is refused."""
    return _("{loss} can't be used here ({problem}).", loss=loss.label, problem=problem_name(task))


USUAL: dict[Kind, tuple[Output, Loss]] = {
    Kind.BINARY: (SigmoidOutput(), BinaryCrossEntropy()),
    Kind.MULTICLASS: (SoftmaxOutput(), CrossEntropy()),
    Kind.REGRESSION: (LinearOutput(), MeanSquaredError()),
}
"""The output and the loss that each kind of problem usually has."""


def fit_output(
    network: NetworkConfig, training: TrainingConfig, task: Task, before: Task
) -> tuple[NetworkConfig, TrainingConfig]:
    """The same settings with an output and a loss that are legal for the task; kept where they are already.

    The usual pair of the task before was not chosen on purpose, and makes place for the usual one of another kind of
    task. Another loss is kept when one of its outputs can answer the task.
    """
    loss, kind, output = training.loss, task.kind, network.output
    if kind is before.kind or (output, loss) != USUAL[before.kind]:
        if kind in loss.kinds and kind in output.kinds and output.key in loss.outputs:
            return network, training
        fitting = next((made for made in _outputs(loss) if kind in made.kinds), None)
        if fitting is not None and kind in loss.kinds:
            return replace(network, output=fitting), training
    usual_output, usual_loss = USUAL[kind]
    return replace(network, output=usual_output), replace(training, loss=usual_loss)


def _outputs(loss: type[Loss] | Loss) -> Iterator[Output]:
    """The outputs that a loss may follow, the usual one first."""
    members = family_of(Output)
    for key in loss.outputs:
        yield cast(type[Output], members[key])()


def legal_losses(experiment: Experiment) -> dict[str, type[Component]]:
    """The losses by key that some output can lead to for the present data set."""
    kind = task_of(experiment.data.source).kind
    losses = cast(dict[str, type[Loss]], family_of(Loss))
    return {
        key: loss
        for key, loss in losses.items()
        if kind in loss.kinds and any(kind in output.kinds for output in _outputs(loss))
    }


def legal_outputs(experiment: Experiment) -> dict[str, type[Component]]:
    """The outputs by key that can answer the present data set."""
    kind = task_of(experiment.data.source).kind
    return {key: output for key, output in family_of(Output).items() if kind in cast(type[Output], output).kinds}


def settled(experiment: Experiment, changes: dict[str, Any]) -> Experiment:
    """A copy with some settings changed, and an output and a loss that fit the data.

    The parts are changed first and put together once, since two changes may be legal only together. A loss or an output
    that a person chose is not replaced: where it can't be used, SpecError says why, as for any illegal value.
    """
    pieces = {name: getattr(experiment, name) for name in params(Experiment)}
    for path, value in changes.items():
        head, _dot, rest = path.partition(".")
        pieces[head] = tree.put(pieces[head], rest, value) if rest else value
    _require_kinds(pieces)
    task, heads = task_of(pieces["data"].source), {path.partition(".")[0] for path in changes}
    if "features" not in heads:
        pieces["features"] = fitting(pieces["features"], pieces["data"].source, experiment.data.source)
    if {"training.loss", "network.output"} <= changes.keys():
        return Experiment(**pieces)  # both were chosen
    if "training.loss" in changes:
        pieces["network"] = _output_for(pieces["network"], pieces["training"].loss, task)
    elif "network.output" in changes:
        pieces["training"] = _loss_for(pieces["training"], pieces["network"].output, task)
    else:
        pieces["network"], pieces["training"] = fit_output(
            pieces["network"], pieces["training"], task, task_of(experiment.data.source)
        )
    return Experiment(**pieces)


def _require_kinds(pieces: dict[str, Any]) -> None:
    """Raise SpecError for a part of an experiment that is something else altogether."""
    for name, item in params(Experiment).items():
        message = check(pieces[name], item.kind, item.param)
        if message is not None:
            raise SpecError((Violation(name, message),))


def _output_for(network: NetworkConfig, loss: Loss, task: Task) -> NetworkConfig:
    """The network with an output that a chosen loss can follow."""
    if network.output.key in loss.outputs and task.kind in network.output.kinds:
        return network
    for output in _outputs(loss):
        if task.kind in output.kinds and task.kind in loss.kinds:
            return replace(network, output=output)
    raise SpecError((Violation("training.loss", wrong_loss(loss, task)),))


def _loss_for(training: TrainingConfig, output: Output, task: Task) -> TrainingConfig:
    """The training with a loss that can follow a chosen output."""
    if output.key in training.loss.outputs:
        return training
    losses = [USUAL[task.kind][1], *(cast(type[Loss], loss)() for loss in family_of(Loss).values())]
    fitting = next((loss for loss in losses if output.key in loss.outputs and task.kind in loss.kinds), None)
    return training if fitting is None else replace(training, loss=fitting)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """An experiment with its points made, ready to train."""

    experiment: Experiment
    dataset: Dataset
    parts: Parts
    plan: Plan
    data: TrainingSet
    test: Samples
    """The test points as the network reads them; who shows anything of them asks first whether they are sealed."""
    reader: Reader
    """How the network reads places of the plane."""

    @property
    def scale(self) -> Scale:
        """What every input is scaled by."""
        return self.reader.scale

    @property
    def axes(self) -> Axes:
        """What the plane is in own units."""
        return self.experiment.data.axes

    @property
    def named(self) -> Named:
        """The plan with its inputs by name, for carrying weights over."""
        return Named(self.plan, tuple(feature.identity for feature in self.experiment.features))

    def column(self, feature: Feature, points: Floats) -> Floats:
        """One feature (n,) at places of the plane (n, 2): from own units, and scaled where it is an input."""
        return self.reader.column(feature, points)

    def inputs(self, points: Floats) -> Array:
        """Places of the plane (n, 2) as the network reads them: (features + 1, n) from own units, the last row ones."""
        return self.reader.inputs(points)

    def obstacle(self) -> Text | None:
        """Why this can't be trained, or None."""
        if self.dataset.n < 2:
            return n_("Training needs at least 2 points; there is {n}. Draw some more, or pick a data set.",
                      "Training needs at least 2 points; there are {n}. Draw some more, or pick a data set.",
                      self.dataset.n)  # fmt: skip
        if self.dataset.is_classification and np.count_nonzero(self.dataset.counts) < 2:
            return _("Training needs points of at least two classes; all {n} points are of one class.",
                     n=self.dataset.n)  # fmt: skip
        training = self.data.train
        if self.dataset.is_classification and len(np.unique(training.y)) < 2:
            return _("The training part has only one class ({n} points). Draw more points, or let more of them train.",
                     n=training.n)  # fmt: skip
        return None

    def trainer(self) -> Trainer:
        """A trainer at epoch 0."""
        experiment = self.experiment
        return Trainer(experiment.network, experiment.training, experiment.seeds, self.plan, self.data)


def prepare(experiment: Experiment, like: Prepared | None = None, dataset: Dataset | None = None) -> Prepared:
    """Make the points, split them, and plan the network; what `like` has already is not made again.

    Points that were made before, perhaps by another machine, can be given as `dataset`.
    """
    source = experiment.data.source
    known = like if like is not None and _same(experiment, like, "data.source", "data.seed") else None
    if known and source.shifts and not _same(experiment, known, "data.split"):
        known = None  # other points are to be shifted
    is_new = dataset is None and known is None
    if dataset is None:
        dataset = known.dataset if known else source.make(stream("data", experiment.data.seed))
    known = known if known and _same(experiment, known, "data.split") else None
    split = known.parts if known else parts(dataset, experiment.data.split)
    if is_new and source.shifts:
        dataset = source.shifted(dataset, split)
    task = task_of(source)
    known = known if known and _same(experiment, known, *_READING) else None
    data, test, reader = (known.data, known.test, known.reader) if known else _read(experiment, dataset, split, task)
    network = plan(experiment.network, len(experiment.features), task)
    return Prepared(experiment, dataset, split, network, data, test, reader)


_READING = (
    "data.stretch", "data.scaling", "data.scale_by_all", "data.augmentation", "features", "network.output",
)  # fmt: skip
"""What decides how the same points are read."""


def _same(experiment: Experiment, like: Prepared, *paths: str) -> bool:
    return all(tree.get(experiment, path) == tree.get(like.experiment, path) for path in paths)


def _read(experiment: Experiment, dataset: Dataset, split: Parts, task: Task) -> tuple[TrainingSet, Samples, Reader]:
    """The points as the network reads them, at a scale that is found in those that train."""
    inputs, output = matrix(experiment.features, to_units(experiment.data.axes, dataset.x)), experiment.network.output
    known = inputs if experiment.data.scale_by_all else inputs[split.train]
    scale = experiment.data.scaling.fit(known)
    inputs, y = scale.apply(inputs), dataset.heights(experiment.data.axes)
    train, validation, test = (
        samples(inputs[chosen], y[chosen], output, task) for chosen in (split.train, split.validation, split.test)
    )
    reader, rule = Reader(experiment.features, experiment.data.axes, scale), experiment.data.augmentation
    rule = rule.on_curve() if dataset.is_curve else rule
    augment = Augmenter(rule, dataset.x[split.train], reader, dataset.is_curve) if rule.is_on else None
    return TrainingSet(train, validation, task, augment), test, reader


@dataclass(frozen=True, slots=True, eq=False)
class Augmenter:
    """Makes children of the training points `x` (m, 2) for the engine; see `data.augmentation`."""

    rule: Augmentation
    x: Floats
    reader: Reader
    is_curve: bool

    def brood(self, order: Indices, random: np.random.Generator) -> Brood:
        """The children of points, by their positions in the training part; those on a curve stay at their height."""
        made = brood(self.rule, self.x, order, random)
        if self.is_curve:
            heights = self.x[order, 1] if made.share is None or made.partners is None else (
                made.share * self.x[order, 1] + (1.0 - made.share) * self.x[made.partners, 1]
            )  # fmt: skip
            return replace(made, places=np.column_stack([made.places[:, 0], heights]))
        return made

    def children(self, order: Indices, random: np.random.Generator) -> Children:
        """The children as the network reads them."""
        made = self.brood(order, random)
        return Children(self.reader.inputs(made.places), made.partners, made.share)


def read(path: Path) -> Experiment:
    """An experiment from a JSON file. Raises SpecError for a file that breaks a rule, OSError for one not there."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SpecError((Violation("", _("The file is not UTF-8 text.")),)) from error
    except (ValueError, RecursionError) as error:
        place = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else "?"
        raise SpecError((Violation("", _("The file is not JSON (line:column {place}).", place=place)),)) from error
    return codec.decode(Experiment, data)


def write(experiment: Experiment, path: Path) -> None:
    """An experiment as a JSON file that a person can read. A failure leaves what was there before as it was."""
    words = json.dumps(to_plain(experiment), ensure_ascii=False, indent=2) + "\n"
    write_safely(path, lambda file: file.write(words.encode("utf-8")))


def to_plain(experiment: Experiment) -> Any:
    """An experiment as plain JSON values."""
    return codec.encode(experiment)
