"""What it does to the score when the scale is found in the points that are to judge: both ways, on several splits.

Each split is trained twice from the same seeds, once with the scale found in its training points and once with that
found in all, and judged on its validation points. Often the two are close; the second is never a score for new points.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean, stdev

from playground.experiment import Experiment, prepare, settled

SPLITS = 10
"""How many splits are tried."""
EPOCHS = 150
"""How long each network trains."""
_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """The validation scores of one split: accuracy, or R² for values."""

    seed: int
    honest: float
    leaking: float

    @property
    def difference(self) -> float:
        """How much better the score looks with the leak."""
        return self.leaking - self.honest


def pairs(experiment: Experiment, splits: int = SPLITS, epochs: int = EPOCHS) -> Iterator[Pair | None]:
    """The scores of one split after the other; None now and then, so that whoever asks may stop."""
    first = experiment.data.split.seed
    for seed in range(first, first + splits):
        scores: list[float] = []
        for leaks in (False, True):
            settings = settled(experiment, {"data.split.seed": seed, "data.scale_by_all": leaks})
            trainer = prepare(settings).trainer()
            while trainer.epoch < epochs and trainer.divergence is None and trainer.stopped is None:
                trainer.run(until_epoch=min(epochs, trainer.epoch + _AT_ONCE))
                yield None
            scores.append(float(trainer.record().validation.score[0]))
        yield Pair(seed, *scores)


def mean_and_error(found: Sequence[Pair]) -> tuple[float, float]:
    """The mean difference of two or more pairs, and the standard error of that mean.

    >>> mean_and_error([Pair(1, 0.75, 1.0), Pair(2, 0.5, 0.5)])
    (0.125, 0.125)
    """
    differences = [round(pair.difference, 12) for pair in found]
    return fmean(differences), stdev(differences) / len(differences) ** 0.5
