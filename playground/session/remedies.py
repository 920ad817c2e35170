"""What can be tried against overfitting and underfitting: changes of an experiment, each with its words.

A remedy is tried fairly: the present run is put aside, and another begins with the same seeds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from playground.data.features import X1X2, X1Squared, X2Squared
from playground.data.sources import Generated
from playground.engine.config import MOST_LAYERS, Layer
from playground.engine.stopping import EarlyStopping, Never
from playground.experiment import Experiment
from playground.i18n import Text, _, plain
from playground.session.diagnosis import Fit
from playground.session.session import Session
from playground.spec import params

_MOST_UNITS = 64
_FASTEST = 0.3


@dataclass(frozen=True, slots=True)
class Remedy:
    """One change that may help."""

    label: Text
    changes: dict[str, Any]


def remedies(fit: Fit, experiment: Experiment) -> tuple[Remedy, ...]:
    """What may help against a finding, where it can be done to this experiment."""
    return tuple(remedy for find in _AGAINST.get(fit, ()) for remedy in find(experiment))


def try_remedy(session: Session, remedy: Remedy) -> bool:
    """Pin the present run, and train another with the change from the same seeds. Returns whether it began.

    A run that diverged is not worth keeping.
    """
    if not session.diverged and not session.pin():
        return False
    began = session.apply_all(remedy.changes, remedy.label, fresh=True)
    if began:
        session.play()
    return began


Finder = Callable[[Experiment], Iterator[Remedy]]


def _more_points(experiment: Experiment) -> Iterator[Remedy]:
    source = experiment.data.source
    if isinstance(source, Generated):
        samples = min(3 * source.samples, int(params(type(source))["samples"].param.high or source.samples))
        if samples > source.samples:
            label = _("More points: {n} instead of {before}", n=f"{samples:,}", before=f"{source.samples:,}")
            yield Remedy(label, {"data.source.samples": samples})


def _penalty(experiment: Experiment) -> Iterator[Remedy]:
    l2 = 0.01 if not experiment.training.l2 else 3.0 * experiment.training.l2
    if l2 <= 1.0:
        yield Remedy(_("Keep the weights small: L2 = {l2}", l2=plain(f"{l2:g}")), {"training.l2": l2})


def _dropout(experiment: Experiment) -> Iterator[Remedy]:
    layers = experiment.network.layers
    if layers and not any(layer.dropout for layer in layers) and min(layer.units for layer in layers) >= 4:
        changed = tuple(replace(layer, dropout=0.2) for layer in layers)
        yield Remedy(_("Dropout 0.2 in every hidden layer"), {"network.layers": changed})


def _stopping(experiment: Experiment) -> Iterator[Remedy]:
    if isinstance(experiment.training.early_stopping, Never):
        rule = EarlyStopping(patience=20, restore_best_weights=True)
        yield Remedy(_("Stop early, and go back to the best epoch"), {"training.early_stopping": rule})


def _fewer_neurons(experiment: Experiment) -> Iterator[Remedy]:
    layers = tuple(replace(layer, units=max(2, layer.units // 2)) for layer in experiment.network.layers)
    if layers != experiment.network.layers:
        yield Remedy(_("Half as many neurons: {sizes}", sizes=_sizes(layers)), {"network.layers": layers})


def _more_neurons(experiment: Experiment) -> Iterator[Remedy]:
    before = experiment.network.layers
    layers = tuple(replace(layer, units=max(layer.units, min(2 * layer.units, _MOST_UNITS))) for layer in before)
    if layers != before:
        yield Remedy(_("Twice as many neurons: {sizes}", sizes=_sizes(layers)), {"network.layers": layers})


def _more_layers(experiment: Experiment) -> Iterator[Remedy]:
    before = experiment.network.layers
    if len(before) < min(MOST_LAYERS, 6):
        layers = (replace(before[0], units=max(4, before[0].units)), *before) if before else (Layer(),)
        yield Remedy(_("One more hidden layer: {sizes}", sizes=_sizes(layers)), {"network.layers": layers})


def _more_inputs(experiment: Experiment) -> Iterator[Remedy]:
    known = {feature.identity for feature in experiment.features}
    is_curve = experiment.data.source.is_curve  # its second coordinate is the answer
    usual = (feature for feature in (X1Squared(), X2Squared(), X1X2()) if not (is_curve and feature.needs_x2))
    if more := tuple(feature for feature in usual if feature.identity not in known):
        names = plain(", ".join(str(feature.label) for feature in more))
        yield Remedy(_("More inputs: {names}", names=names), {"features": (*experiment.features, *more)})


def _no_brakes(experiment: Experiment) -> Iterator[Remedy]:
    layers = tuple(replace(layer, dropout=0.0) for layer in experiment.network.layers)
    training = experiment.training
    if training.l1 or training.l2 or layers != experiment.network.layers:
        changes = {"training.l1": 0.0, "training.l2": 0.0, "network.layers": layers}
        yield Remedy(_("Without penalties and dropout"), changes)


def _class_weights(experiment: Experiment) -> Iterator[Remedy]:
    if experiment.training.class_weights == "none":
        yield Remedy(_("Let points of rare classes count more"), {"training.class_weights": "balanced"})


def _resampling(experiment: Experiment) -> Iterator[Remedy]:
    if experiment.training.resampling == "none" and not experiment.training.balanced_batches:
        yield Remedy(_("Repeat points of rare classes"), {"training.resampling": "over"})


def _faster(experiment: Experiment) -> Iterator[Remedy]:
    rate = float(f"{3.0 * experiment.training.learning_rate:.1g}")
    if rate <= _FASTEST:
        yield Remedy(_("A larger learning rate: {rate}", rate=plain(f"{rate:g}")), {"training.learning_rate": rate})


def _slower(experiment: Experiment) -> Iterator[Remedy]:
    for part in (3.0, 10.0):
        rate = float(f"{experiment.training.learning_rate / part:.1g}")
        yield Remedy(_("A smaller learning rate: {rate}", rate=plain(f"{rate:g}")), {"training.learning_rate": rate})


def _clipping(experiment: Experiment) -> Iterator[Remedy]:
    if not experiment.training.clip_norm:
        yield Remedy(_("Gradients no longer than 1"), {"training.clip_norm": 1.0})


def _sizes(layers: tuple[Layer, ...]) -> Text:
    return plain(" · ".join(str(layer.units) for layer in layers))


_AGAINST: dict[Fit, tuple[Finder, ...]] = {
    Fit.OVERFITTING: (_more_points, _penalty, _dropout, _stopping, _fewer_neurons),
    Fit.UNDERFITTING: (_no_brakes, _more_neurons, _more_layers, _more_inputs, _faster),
    Fit.ONE_ANSWER: (_class_weights, _resampling),
    Fit.LEARNING: (_faster,),
    Fit.DIVERGED: (_slower, _clipping),
}
