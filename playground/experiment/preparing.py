"""From an experiment to what the engine trains: its points are made, split and read, and its network is planned."""

from dataclasses import dataclass, replace

import numpy as np

from playground import tree
from playground.data.axes import Axes, to_units
from playground.data.dataset import Dataset, Floats
from playground.data.features import Feature, matrix
from playground.data.reading import Reader
from playground.data.scaling import Scale
from playground.data.sources import Labelled
from playground.data.split import Parts, parts
from playground.data.target import Target
from playground.engine.arrays import Array
from playground.engine.children import Augment
from playground.engine.network import Plan, plan
from playground.engine.records import TrainingSet
from playground.engine.samples import Samples, samples
from playground.engine.seeds import stream
from playground.engine.tasks import Task
from playground.engine.trainer import Trainer
from playground.engine.transplant import Named
from playground.experiment.augmenting import Augmenter
from playground.experiment.config import Experiment
from playground.experiment.tasks import task_of
from playground.i18n import Text, _, n_


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
    def target(self) -> Target:
        """What the values, and the answers of the network, are in own units."""
        return self.experiment.data.target

    @property
    def own_axes(self) -> Axes:
        """The axes as a person reads them: the height of a curve, which the network knows scaled, is in own units."""
        first, second = self.axes
        return (first, self.target.axis(second)) if self.dataset.is_curve else (first, second)

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
        if self.dataset.is_classification and not np.any(training.y != training.y[:1]):
            return _("The training part has only one class ({n} points). Draw more points, or let more of them train.",
                     n=training.n)  # fmt: skip
        return None

    def trainer(self) -> Trainer:
        """A trainer at epoch 0."""
        experiment = self.experiment
        with np.errstate(all="ignore"):  # points from afar may be too large to calculate with: that is told, not raised
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
    if is_new and like is not None and _differ_in_names(experiment, like):
        dataset, is_new = replace(like.dataset, classes=source.classes), False
    if dataset is None:
        dataset = known.dataset if known else source.make(stream("data", experiment.data.seed))
    known = known if known and _same(experiment, known, "data.split") else None
    split = known.parts if known else parts(dataset, experiment.data.split)
    if is_new and source.shifts:
        dataset = source.shifted(dataset, split)
    task = task_of(source)
    known = known if known and _same(experiment, known, *_READING) else None
    if known:
        data, test, reader = known.data, known.test, known.reader
    else:
        data, test, reader = _read(experiment, dataset, split, task)
        data = like.data if like is not None and trains_alike(data, like.data) else data
    network = plan(experiment.network, len(experiment.features), task)
    return Prepared(experiment, dataset, split, network, data, test, reader)


_READING = (
    "data.stretch", "data.scaling", "data.scale_by_all", "data.augmentation", "features", "network.output",
)  # fmt: skip
"""What decides how the same points are read."""


def _same(experiment: Experiment, like: Prepared, *paths: str) -> bool:
    return all(tree.get(experiment, path) == tree.get(like.experiment, path) for path in paths)


def _differ_in_names(experiment: Experiment, like: Prepared) -> bool:
    """Whether the same rule made the points of `like`, and only their classes are called or coloured in another way."""
    source, other = experiment.data.source, like.experiment.data.source
    if not isinstance(source, Labelled) or not isinstance(other, Labelled) or other.styled(source.styles) != source:
        return False
    return _same(experiment, like, "data.seed") and (not source.shifts or _same(experiment, like, "data.split"))


def trains_alike(new: TrainingSet, old: TrainingSet) -> bool:
    """Whether what trains is the same to the last bit, as where a class was only called something else."""
    if new is old:
        return True
    if new.task != old.task or not _make_equal_children(new.augment, old.augment):
        return False
    return same_points(new.train, old.train) and same_points(new.validation, old.validation)


def same_points(one: Samples, other: Samples) -> bool:
    """Whether two samples are equal to the last bit, though they may have been made one after the other."""
    return one is other or all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ("x", "t", "y"))


def _make_equal_children(new: Augment | None, old: Augment | None) -> bool:
    if not isinstance(new, Augmenter) or not isinstance(old, Augmenter):
        return new is old
    rules = (new.rule, new.reader, new.is_curve) == (old.rule, old.reader, old.is_curve)
    return rules and np.array_equal(new.x, old.x)


def _read(experiment: Experiment, dataset: Dataset, split: Parts, task: Task) -> tuple[TrainingSet, Samples, Reader]:
    """The points as the network reads them, at a scale that is found in those that train."""
    inputs, output = matrix(experiment.features, to_units(experiment.data.axes, dataset.x)), experiment.network.output
    known = inputs if experiment.data.scale_by_all else inputs.take(split.train, axis=0)
    scale = experiment.data.scaling.fit(known)
    inputs, y = scale.apply(inputs), dataset.heights(experiment.data.axes)
    train, validation, test = (
        samples(inputs.take(chosen, axis=0), y[chosen], output, task)
        for chosen in (split.train, split.validation, split.test)
    )
    reader, rule = Reader(experiment.features, experiment.data.axes, scale), experiment.data.augmentation
    rule = rule.on_curve() if dataset.is_curve else rule
    augment = Augmenter(rule, dataset.x[split.train], reader, dataset.is_curve) if rule.is_on else None
    return TrainingSet(train, validation, task, augment), test, reader
