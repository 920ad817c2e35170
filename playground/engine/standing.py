"""What a training consists of and where it stands, and how that is put aside and taken up again.

It goes on in `trainer.py`.
"""

import math

import numpy as np
import numpy.typing as npt

from playground.engine import batches
from playground.engine.arrays import Array, Indices, read_only
from playground.engine.batches import Batches
from playground.engine.children import Children, Nursery
from playground.engine.config import NetworkConfig, TrainingConfig
from playground.engine.divergence import Casualties, Divergence
from playground.engine.evaluation import Evaluator, Exam
from playground.engine.learner import Learner
from playground.engine.network import Plan, lengths_of
from playground.engine.records import Checkpoint, TrainingSet
from playground.engine.resampling import RESAMPLING, epoch_size
from playground.engine.samples import Samples
from playground.engine.schedules import Watch
from playground.engine.seeds import Seeds
from playground.engine.stopping import Stopped
from playground.engine.stops import EarlyStops
from playground.engine.tasks import Kind
from playground.engine.watchdog import Watchdog


class Standing:
    """The parts of a training of one network, or of a stack of networks of one plan, and what can be asked of them."""

    def __init__(
        self, network: NetworkConfig, training: TrainingConfig, seeds: Seeds, plan: Plan, data: TrainingSet,
        models: int = 1,
    ) -> None:  # fmt: skip
        self.network, self.training, self.seeds, self.data = network, training, seeds, data
        self._learner = Learner(network, training, plan, data, seeds, models)
        self.theta, self.statistics = self._learner.theta, self._learner.statistics
        self.gradient = self._learner.gradient
        self._streams = streams = self._learner.streams
        self._batches = Batches(data.train, data.task, streams[batches.ORDER], self.theta.dtype, streams[RESAMPLING])
        self.epoch = self.step = 0
        self._watch = Watch()
        self._also: Samples | None = None
        self._look(plan)
        self._settle()
        with np.errstate(all="ignore"):  # a network may begin with weights that are far too large
            self._watchdog = Watchdog(plan, self._exam.first(self._exam.scores()[0]))
        self._stops = EarlyStops(self.theta, self.statistics)
        self.casualties = Casualties(self.theta)

    def _look(self, plan: Plan) -> None:
        """Look at the network of this plan from now on."""
        self.plan = plan
        self._lengths = np.empty((len(self.theta), len(plan.starts)))
        """The length of the gradient of each layer, (models, layers), when it was measured last."""
        self._measure = tuple(lengths_of(self.gradient, plan.starts, self._lengths))
        self.evaluator = Evaluator(plan, self.theta, self.data.task, self.statistics)

    def _settle(self) -> None:
        """Work out what follows from the settings, once for many steps."""
        training, n = self.training, self.data.train.n
        self._learner.settle(self.plan, training, self.data)
        is_regression = self.data.task.kind is Kind.REGRESSION
        self._epoch_size = n if is_regression else epoch_size(training.resampling, self.data.train.y)
        self._batch_size = max(1, self._epoch_size) if training.whole_set else training.batch_size
        self._can_train = n > 0
        self._rate = self.learning_rate
        self._asks_rate = training.schedule.by_step or not math.isfinite(self._rate)
        self._prepare_exams()

    def _prepare_exams(self) -> None:
        """What is judged at the end of every epoch."""
        judges = (self.evaluator, self._learner.criterion)
        self._exam = Exam(*judges, self.data.train, self.data.validation)
        self._other_exam = None if self._also is None else Exam(*judges, self._also)

    def _nursery(self, epoch: int) -> Nursery | None:
        """What makes the children of an epoch, if points have any."""
        augment = self.data.augment
        return None if augment is None else Nursery(augment, self.seeds.augmentation, epoch)

    # Where it stands -------------------------------------------------------------------------------------------------

    @property
    def batch_size(self) -> int:
        """How many points a full batch has: all of them, or as many as are set."""
        return self._batch_size

    @property
    def steps_per_epoch(self) -> int:
        """ceil(n / batch), for the n points that an epoch has."""
        return -(-self._epoch_size // self._batch_size)

    @property
    def epoch_samples(self) -> Samples:
        """What the present epoch, or the last one, was begun with."""
        return self._batches.samples

    @property
    def epoch_order(self) -> Indices:
        """The positions among those of the points of the epoch, (models, n)."""
        return read_only(self._batches.order.copy())

    @property
    def last_batch(self) -> Indices:
        """Which of those points the last step was made of, (models, batch); none before the first one."""
        return read_only(self._batches.last.copy())

    @property
    def epoch_nursery(self) -> Nursery | None:
        """What makes the children of that epoch, by the present rule; None where it had none, or there is no rule."""
        return self._nursery(self.epoch - (self.position == 0)) if self._batches.children else None

    @property
    def epoch_children(self) -> tuple[Children, ...]:
        """The children that trained, or train, in that epoch, of each network; none where its points did."""
        return self._batches.children

    @property
    def position(self) -> int:
        """How many points of the present epoch are done; 0 between epochs."""
        return self._batches.position

    @property
    def learning_rate(self) -> float:
        """The rate of the next step, by the schedule; not finite where it has none."""
        schedule = self.training.schedule
        t = self.step if schedule.by_step else self.epoch
        return schedule.rate(self.training.learning_rate, t, self._watch)

    @property
    def divergence(self) -> Divergence | None:
        """What went wrong, once no network is left that can train; of a stack, the first that was noticed."""
        return self.casualties.first if self.casualties.all else None

    @property
    def divergences(self) -> tuple[Divergence | None, ...]:
        """What went wrong with each network of the stack, or None."""
        return self.casualties.told

    @property
    def diverged(self) -> npt.NDArray[np.bool_]:
        """Which networks of the stack have diverged, shape (models,); the others train on."""
        return self.casualties.mask

    @property
    def stopped(self) -> Stopped | None:
        """That training stopped early, once no network is left that trains; of a stack, what the first one says."""
        return self._stops.first if self._stops.some and not self._active() else None

    @property
    def stops(self) -> tuple[Stopped | None, ...]:
        """That a network of the stack stopped early, or None; the others train on."""
        return tuple(stopped for _, stopped in self._stops.state)

    @property
    def patience_left(self) -> int | None:
        """After how many more epochs without an improvement training stops; None where it never does.

        Of a stack, that of the network which has most of it left.
        """
        left = [self.training.early_stopping.left(patience) for patience, _ in self._stops.state]
        return max((epochs for epochs in left if epochs is not None), default=None)

    @property
    def best(self) -> tuple[int, float] | None:
        """The best epoch so far and its monitored value, where early stopping watches and has seen one."""
        return self.best_of(0)

    def best_of(self, model: int) -> tuple[int, float] | None:
        """The same of one network of the stack."""
        patience = self._stops.patience(model)
        return None if patience.best is None else (patience.best_epoch, patience.best)

    @property
    def has_told_apart(self) -> bool:
        """Whether each network has told points apart once: what others are like then leaves no trace in the watch."""
        return bool((self._watchdog.first.spread > 0.0).all())

    def step_ahead(self) -> Array:
        """What the optimizer would now add to the parameters for the last gradient, (models, size); nothing changes."""
        return self._learner.step_ahead(self._rate)

    def _active(self) -> list[int]:
        """The networks that neither diverged nor stopped."""
        if not (self.casualties.some or self._stops.some):
            return list(range(len(self.theta)))
        return np.flatnonzero(~(self.casualties.mask | self._stops.mask)).tolist()

    # Remembering -----------------------------------------------------------------------------------------------------

    def checkpoint(self) -> Checkpoint:
        """A copy of everything that the next step depends on."""
        return Checkpoint(
            read_only(self.theta.copy()),
            read_only(self.statistics.copy()),
            {letter: read_only(array.copy()) for letter, array in self._learner.letters()},
            self.epoch,
            self.step,
            self._learner.steps,
            self.position,
            read_only(self._batches.order.copy()),
            self._streams.state(),
            self._watchdog.first,
            self._batches.samples,
            self._watch,
            self._stops.state,
            self.divergences,
            self._batches.children,
            read_only(self.gradient.copy()),
            self._learner.scales,
        )

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go back to a checkpoint of the same plan, data and optimizer, to go on exactly as from there."""
        np.copyto(self.theta, checkpoint.theta)
        np.copyto(self.statistics, checkpoint.statistics)
        for letter, array in self._learner.letters():
            np.copyto(array, checkpoint.memory[letter])
        self._learner.scales = checkpoint.memory_scales or (1.0,) * len(checkpoint.memory)
        self.epoch, self.step = checkpoint.epoch, checkpoint.step
        self._learner.steps = checkpoint.optimizer_step
        self._streams.restore(checkpoint.random_state)
        self._watchdog.first, self._watch = checkpoint.first, checkpoint.watch
        self._stops.restore(checkpoint.stops)
        self.casualties.restore(checkpoint.divergences)
        self._batches.restore(checkpoint.epoch_samples, checkpoint.order, checkpoint.position, self.training,
                              checkpoint.children)  # fmt: skip
        self.gradient[...] = 0.0 if checkpoint.gradient is None else checkpoint.gradient
        self._rate = self.learning_rate
