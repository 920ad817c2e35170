"""What a trainer is given and what it gives back: the training set, records of epochs, checkpoints."""

from dataclasses import dataclass

from playground.engine.arrays import Array, Indices
from playground.engine.children import Augment, Children
from playground.engine.divergence import Divergence
from playground.engine.evaluation import FirstScores, Scores
from playground.engine.optimizers import Memory
from playground.engine.samples import Samples
from playground.engine.schedules import Watch
from playground.engine.seeds import StreamStates
from playground.engine.stops import Stops
from playground.engine.tasks import Task


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One point of the learning curves, after a whole epoch (or before the first); scores have shape (models,)."""

    epoch: int
    train: Scores
    validation: Scores
    penalty: Array
    learning_rate: float
    """That of the last step of the epoch."""
    gradients: Array
    """The length of the gradient of the last step, for each layer, (models, layers); 0 before the first step."""
    test: Scores | None = None
    """Of samples that were to be judged as well; see `Trainer.also_judge`."""


@dataclass(frozen=True, slots=True, eq=False)
class Checkpoint:
    """All that a trainer needs to go on exactly from here, copied.

    It is plain data of declared types, so that undo, project files and autosave can all keep it; a new field needs a
    default, which is what older files then have.
    """

    theta: Array
    statistics: Array
    memory: Memory
    epoch: int
    step: int
    optimizer_step: int
    position: int
    order: Indices
    random_state: StreamStates
    first: FirstScores
    epoch_samples: Samples
    watch: Watch
    stops: Stops
    divergences: tuple[Divergence | None, ...]
    children: tuple[Children, ...] = ()
    """What trains in the place of the points of the epoch, of each network; nothing where those train themselves."""
    gradient: Array | None = None
    """That of the last step, which says how healthy the network is; None in files of older programs."""
    memory_scales: tuple[float, ...] = ()
    """By what each array of the memory must be multiplied to be its letter; in files of older programs by 1."""


@dataclass(frozen=True, slots=True, eq=False)
class TrainingSet:
    """The samples that train, those that only judge, and the task they set."""

    train: Samples
    validation: Samples
    task: Task
    augment: Augment | None = None
    """Makes children that train in the place of the training points; None where those train themselves."""
