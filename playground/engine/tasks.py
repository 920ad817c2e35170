"""What a network is asked to do, as far as its last layer and its loss need to know."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of question that a data set can ask."""

    BINARY = "binary"
    MULTICLASS = "multiclass"
    REGRESSION = "regression"


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of question, and between how many classes (0 for regression)."""

    kind: Kind
    classes: int = 0


def classification(classes: int) -> Task:
    """The task of telling this many classes apart, two or more."""
    if classes < 2:
        raise ValueError(f"classification needs two classes or more, not {classes}")
    return Task(Kind.BINARY if classes == 2 else Kind.MULTICLASS, classes)


REGRESSION = Task(Kind.REGRESSION)
