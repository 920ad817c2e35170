"""One start of the program, which says how long it took since the moment it is given; see `start.py`."""

import json
import os
import sys
from time import time

from playground import display
from playground.quickstart import load_libraries, resting_collector


def main(started: float) -> None:
    """Open the window, note the first painted frame, press Play, note the first frame that moved, and close."""
    display.obstacle()
    with resting_collector():
        load_libraries()
        from playground.bench.desk import open_desk

    with open_desk() as desk:
        painted = time() - started
        desk.program.window.actions_["play"].trigger()
        desk.seconds_until(lambda frame: frame.numbers.step > 0)
        moving = time() - started
    print(json.dumps({"painted": painted, "moving": moving, "files": _files()}))


def _files() -> list[str]:
    """The files that this process read: modules with their byte code, and libraries."""
    modules = [module for module in list(sys.modules.values()) if getattr(module, "__file__", None)]
    found = {str(path) for module in modules for path in (module.__file__, getattr(module, "__cached__", None)) if path}
    if os.path.exists("/proc/self/maps"):
        with open("/proc/self/maps", encoding="utf-8") as maps:
            found |= {words[-1] for line in maps if (words := line.split())[-1].startswith("/")}
    return sorted(path for path in found if os.path.isfile(path))
