"""Makes the stored project of the present version: `python tests/data/projects/make_project.py`.

To be run once for each version, before the version after it is begun; files that were made once are never made again.
"""

from pathlib import Path

from playground.data.dataset import Dataset, default_classes
from playground.data.points import Points
from playground.engine.config import Layer
from playground.engine.normalization import BatchNorm
from playground.engine.stopping import EarlyStopping
from playground.experiment import Experiment, prepare, settled
from playground.session import project
from playground.session.commands import Saved
from playground.session.curves import CurveRecorder
from playground.session.migrations import VERSION

POINTS = [[0.5 * (i % 7) - 1.5, 0.25 * i - 2.5] for i in range(20)]


def main() -> None:
    """Train for some epochs and a bit, and save."""
    experiment = settled(
        Experiment(),
        {
            "data.source": Points(Dataset.numbered(POINTS, [i % 2 for i in range(20)], default_classes(2))),
            "network.layers": (Layer(4, normalization=BatchNorm(), dropout=0.2), Layer(2)),
            "training.batch_size": 4,
            "training.early_stopping": EarlyStopping(patience=50, restore_best_weights=True),
        },
    )
    prepared = prepare(experiment)
    trainer, recorder = prepared.trainer(), CurveRecorder()
    for record in (trainer.record(), *trainer.run(steps=30)):
        recorder.add(record)
    saved = Saved(trainer.checkpoint(), recorder.curves())
    target = Path(__file__).with_name(f"project-v{VERSION}.nnp")
    project.write(project.Project(prepared, saved, f"Stored by format {VERSION}.", {"test_openings": 1}), target)


if __name__ == "__main__":
    main()
