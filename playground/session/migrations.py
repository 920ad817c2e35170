"""How old projects become new ones: for each version, one small function that changes an archive to the next.

Version 1: `project.json` with the experiment, the state of the training, the columns of the curves, notes and journal;
arrays under `data/`, `state/` and `curves/`.
"""

from collections.abc import Callable, Mapping

from playground.archive import Archive, damaged, refused
from playground.i18n import _

VERSION = 1
"""The version that is written."""

MIGRATIONS: Mapping[int, Callable[[Archive], None]] = {}
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
