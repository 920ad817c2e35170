"""How old projects become new ones: for each version, one small function that changes an archive to the next.

Version 1: `project.json` with the experiment, the state of the training, the columns of the curves, notes and journal;
arrays under `data/`, `state/` and `curves/`. Later files of this version have pinned runs, the best epoch and the
gradients of the curves as well.
Version 2: all of that must be there; the record of the run in `record.json`, with arrays under `record/`.

A pinned run is a small project inside the file, with a version of its own.
"""

from collections.abc import Callable, Mapping

import numpy as np

from playground.archive import Archive, damaged, refused
from playground.i18n import _

VERSION = 2
"""The version that is written."""


def _from_1(archive: Archive) -> None:
    """What came with later files of version 1 is nothing in earlier ones. No file of that version has a record."""
    text = archive.texts["project"]
    archive.texts.pop("record", None)
    for name, nothing in (("notes", ""), ("journal", {}), ("runs", [])):
        text.setdefault(name, nothing)
    curves = text.get("curves")
    if isinstance(curves, dict) and "gradients" not in curves:
        archive.arrays["curves/gradients"] = np.empty((0, 1))
        curves |= {"best": None, "gradients": "curves/gradients"}


MIGRATIONS: Mapping[int, Callable[[Archive], None]] = {1: _from_1}
"""From each older version to the one after it, changing the archive in place."""


def migrate(
    archive: Archive, version: int = VERSION, steps: Mapping[int, Callable[[Archive], None]] = MIGRATIONS
) -> None:
    """Bring an archive to the present version. Raises SpecError for one of a newer program."""
    found = archive.texts["project"].get("version")
    if type(found) is not int or found < 1:
        raise damaged("version")
    if found > version:
        raise refused(
            _("This project was saved by a newer version of the program (its format is {found}, this program knows "
              "formats up to {known}). Update the program to open it.", found=found, known=version)
        )  # fmt: skip
    for older in range(found, version):
        steps[older](archive)
    archive.texts["project"]["version"] = version
