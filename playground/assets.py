"""Where the files of `resources/` are: in a checkout, in an installed wheel, or in a packaged program."""

import sys
from functools import cache
from pathlib import Path


@cache
def resources() -> Path:
    """The folder of resources, wherever this program runs from.

    >>> (resources() / "i18n").is_dir()
    True
    """
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)
    candidates = [package / "resources", package.parent / "resources"]
    if bundle is not None:
        candidates.insert(0, Path(bundle) / "resources")
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"no resources folder beside {package}")
