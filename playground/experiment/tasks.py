"""The task that a data set sets a network, and how it is called."""

from playground.data.sources import Source
from playground.engine.losses import Loss
from playground.engine.tasks import REGRESSION, Kind, Task, classification
from playground.i18n import Text, _


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
