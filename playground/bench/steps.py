"""One training step as the program takes it, against the same step in other libraries."""

from collections.abc import Iterator

from playground.bench.cases import CASES, Case
from playground.bench.effort import Effort, Measured, Work, ratios, summary, take_turns
from playground.bench.rivals import missing, sklearn_epoch, torch_epoch
from playground.engine.trainer import Trainer
from playground.experiment import Prepared
from playground.session.curves import CurveRecorder

EPOCHS = {"torch": torch_epoch, "sklearn": sklearn_epoch}


def measure(effort: Effort) -> Iterator[Measured]:
    """Microseconds a step of each case, and how many times longer the others take."""
    for case in CASES if effort.key != "quickest" else CASES[:1]:
        yield from _compare(case, effort)


def _compare(case: Case, effort: Effort) -> Iterator[Measured]:
    prepared = case.prepared()
    there = [rival for rival in EPOCHS if not missing(rival)]
    times = take_turns([epochs(prepared), *(EPOCHS[rival](prepared) for rival in there)], effort)
    yield summary(f"step.{case.key}", [1e6 * seconds for seconds in times[0]])
    for rival in EPOCHS:
        key = f"{rival}.{case.key}"
        if rival in there:
            yield summary(key, ratios(times[1 + there.index(rival)], times[0]))
        else:
            yield Measured(key, None, trouble=rival)


def epochs(prepared: Prepared, trainer: Trainer | None = None) -> Work:
    """Whole epochs as the program trains them, curves included."""
    trainer = trainer or prepared.trainer()
    recorder = CurveRecorder()

    def epoch() -> int:
        before = trainer.step
        for record in trainer.run(until_epoch=trainer.epoch + 4):
            recorder.add(record)
        return trainer.step - before

    return epoch
