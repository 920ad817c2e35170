"""What every script says of itself, and the points it carries."""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from playground import __version__
from playground.engine.resampling import epoch_size
from playground.engine.tasks import Kind
from playground.experiment import Prepared
from playground.export import literals
from playground.i18n import Text, _
from playground.spec import SpecError, Violation

MOST_POINTS = 20_000
"""A script with more points in it is no longer text that anybody reads, and is refused."""


def refused(message: Text, path: str) -> SpecError:
    """The error that says why there is no script."""
    return SpecError((Violation(path, message),))


def refuse_children(prepared: Prepared) -> None:
    """Raise SpecError where other points train than those that a script holds, or more than it can hold."""
    if prepared.data.augment is not None:
        raise refused(_("Augmentation can't be exported: each epoch trains other points than those of the data. "
                        "Switch it off, and train again."), "data.augmentation")  # fmt: skip
    if prepared.dataset.n > MOST_POINTS:
        raise refused(_("A script holds at most {most} points, not {n}.", most=MOST_POINTS, n=prepared.dataset.n),
                      "data.source")  # fmt: skip


def docstring(prepared: Prepared, title: str, kind: Text, more: Sequence[Text] = ()) -> str:
    """The first lines of a script: what it is, what it trains on, and with what."""
    experiment, plan = prepared.experiment, prepared.plan
    hidden = [f"{layer.units} {layer.activation.label}" for layer in plan.hidden]
    network = " → ".join([str(plan.inputs), *hidden, f"{plan.outputs} {plan.output.label}"])
    training = experiment.training
    facts = (
        _("Data: {data}, {n} training points and {m} validation points.", data=experiment.data.source.label,
          n=prepared.data.train.n, m=prepared.data.validation.n),
        *_units(prepared),
        _("Network: {network}.", network=network),
        _("Training: {optimizer}, learning rate {rate}, batches of {batch}, loss: {loss}.",
          optimizer=training.optimizer.label, rate=repr(training.learning_rate), batch=batch_size(prepared),
          loss=training.loss.label),
        *more,
        _("Made by Neural Playground {version}.", version=__version__),
    )  # fmt: skip
    lines = [line for fact in (kind, *facts) for line in wrap(str(fact), 108)]
    words = "\n".join([title, "", *lines]).replace("\\", "\\\\").replace('"""', "'''")
    return f'"""{words}\n"""\n'


def _units(prepared: Prepared) -> Iterator[Text]:
    """What the values of a script are, where they are not in own units."""
    target = prepared.target
    if not target.is_plain:
        yield _("Values and answers are scaled: −1 is {low} and +1 is {high} ({name}).",
                low=f"{target.low:.12g}", high=f"{target.high:.12g}", name=target.name or _("value"))  # fmt: skip


def comment(words: Text) -> str:
    """A sentence as a comment."""
    return "\n".join(f"# {line}" for line in wrap(str(words), 108))


def heading(words: Text) -> str:
    """The head of a part of a script."""
    return f"\n\n# {words} {'-' * max(3, 100 - len(str(words)))}\n"


def batch_size(prepared: Prepared) -> int:
    """How many points a full batch has."""
    training, size = prepared.experiment.training, points_of_epoch(prepared)
    return max(1, size) if training.whole_set else min(training.batch_size, size)


def points_of_epoch(prepared: Prepared) -> int:
    """How many points an epoch has; resampling makes them more or fewer than train."""
    train, training = prepared.data.train, prepared.experiment.training
    is_regression = prepared.data.task.kind is Kind.REGRESSION
    return train.n if is_regression else epoch_size(training.resampling, train.y)


def columns(prepared: Prepared) -> Text:
    """What the numbers of a point are."""
    names = ", ".join(feature.caption for feature in prepared.experiment.features)
    if set(prepared.scale.widths) == {1.0} and set(prepared.scale.centres) == {0.0}:
        return _("one row for each point: {names}", names=names)
    centres, widths = (", ".join(f"{value:.6g}" for value in values)
                       for values in (prepared.scale.centres, prepared.scale.widths))  # fmt: skip
    return _("one row for each point: {names}; less {centres}, then divided by {widths}",
             names=names, centres=centres, widths=widths)  # fmt: skip


def points(prepared: Prepared, validation: bool) -> str:
    """The training points, and those of the validation where they are wanted; never any of the test set."""
    is_regression = prepared.data.task.kind is Kind.REGRESSION
    labels = _("the value of each point") if is_regression else _("the class of each point, from 0")
    parts = [("", prepared.data.train)]
    if validation and prepared.data.validation.n:
        parts.append(("VALIDATION_", prepared.data.validation))
    text = []
    for name, samples in parts:
        text.append(f"{comment(columns(prepared))}\n{name}INPUTS = {literals.array(samples.x[:-1].T)}\n"
                    f"{comment(labels)}\n{name}LABELS = {literals.vector(samples.y)}")  # fmt: skip
    return "\n".join(text)


def tidy(text: str) -> str:
    """No more than two empty lines together, and none with spaces at its end."""
    lines = [line.rstrip() for line in text.splitlines()]
    kept: list[str] = []
    for line in lines:
        if line or kept[-2:] != ["", ""]:
            kept.append(line)
    return "\n".join(kept).rstrip("\n") + "\n"
