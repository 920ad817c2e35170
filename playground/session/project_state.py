"""One state of a network in training, in a project file."""

from dataclasses import replace
from typing import Any

import numpy as np

from playground.archive import Archive, refused
from playground.engine.fitting import misfits
from playground.engine.records import Checkpoint
from playground.engine.samples import Samples
from playground.engine.trainer import Trainer
from playground.i18n import _
from playground.session.plain import flatten, unflatten

_NONE = np.empty((0, 0))


def put_state(checkpoint: Checkpoint, usual: Samples, name: str, archive: Archive) -> Any:
    """The plain value; the points of the epoch that was going on are stored only where they are not the usual ones."""
    mine, plain = checkpoint.epoch_samples, flatten(checkpoint, name, archive)
    if mine is usual or all(np.array_equal(getattr(mine, part), getattr(usual, part)) for part in "xty"):
        for part in plain["epoch_samples"].values():
            del archive.arrays[part]
        plain["epoch_samples"] = None
    return plain


def take_state(plain: Any, trainer: Trainer, archive: Archive) -> Checkpoint:
    """The state from what `put_state` made, where the trainer can go on from it. Raises SpecError."""
    is_usual = isinstance(plain, dict) and plain.get("epoch_samples") is None
    if is_usual:  # read with no points at first
        archive = Archive(arrays={**archive.arrays, "": _NONE})
        plain = {**plain, "epoch_samples": {"x": "", "t": "", "y": ""}}
    checkpoint = unflatten(Checkpoint, plain, archive)
    if is_usual:
        checkpoint = replace(checkpoint, epoch_samples=trainer.data.train)
    wrong = next(misfits(checkpoint, trainer), None)
    if wrong is not None:
        raise refused(_("The saved state of the training does not fit the network."), wrong)
    return checkpoint
