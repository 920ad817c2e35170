"""Changing settings so that the parts of an experiment go on fitting each other: inputs, output and loss follow."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

from playground import tree
from playground.data.features import fitting
from playground.engine.config import NetworkConfig, TrainingConfig
from playground.engine.losses import BinaryCrossEntropy, CrossEntropy, Loss, MeanSquaredError
from playground.engine.outputs import LinearOutput, Output, SigmoidOutput, SoftmaxOutput
from playground.engine.tasks import Kind, Task
from playground.experiment.config import Experiment
from playground.experiment.tasks import task_of, wrong_loss
from playground.spec import Component, SpecError, Violation, check, family_of, params

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
