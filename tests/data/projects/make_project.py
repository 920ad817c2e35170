"""Makes the stored project of the present version: `python tests/data/projects/make_project.py`.

To be run once for each version, before the version after it is begun; files that were made once are never made again.
"""

from pathlib import Path
from time import perf_counter

from playground.data.dataset import Dataset, default_classes
from playground.data.points import Points
from playground.engine.config import Layer
from playground.engine.normalization import BatchNorm
from playground.engine.optimizers import Momentum
from playground.engine.stopping import EarlyStopping
from playground.experiment import Experiment, prepare, settled
from playground.session import project
from playground.session.camera import Camera
from playground.session.events import Handmade
from playground.session.migrations import VERSION
from playground.session.pins import PinnedRun, PinSlot
from playground.session.run import Run
from playground.session.work import Project

POINTS = [[0.5 * (i % 7) - 1.5, 0.25 * i - 2.5] for i in range(20)]


def main() -> None:
    """Train for some epochs and a bit, with changes on the way, and save."""
    experiment = settled(
        Experiment(),
        {
            "data.source": Points(Dataset.numbered(POINTS, [i % 2 for i in range(20)], default_classes(2))),
            "network.layers": (Layer(4, normalization=BatchNorm(), dropout=0.2), Layer(2)),
            "training.batch_size": 4,
            "training.early_stopping": EarlyStopping(patience=50, restore_best_weights=True),
        },
    )
    run = Run(prepare(experiment), perf_counter)
    run.train(18, None)
    slower = settled(experiment, {"training.learning_rate": 0.003, "training.optimizer": Momentum()})
    run.adjust(prepare(slower, run.prepared))
    run.happen(Handmade(run.trainer.step, 0, 0, 0, 0.5))
    run.train(12, None)
    work = Project(run.prepared, run.saved(), f"Stored by format {VERSION}.", {"test_openings": 1}, (_pinned(run),))
    project.write(work, Path(__file__).with_name(f"project-v{VERSION}.nnp"))


def _pinned(run: Run) -> PinnedRun:
    return PinnedRun(1, run.prepared, PinSlot(Camera().outcome(run)), "first", "a note")


if __name__ == "__main__":
    main()
