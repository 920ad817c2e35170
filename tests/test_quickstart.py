"""A quick start leaves nothing else than it found it."""

import gc
import subprocess
import sys

import pytest

from playground.quickstart import resting_collector

LOAD = """
import builtins, json, linecache, sys
before = builtins.__import__
from playground.quickstart import load_libraries
load_libraries()
import PySide6.QtWidgets, pyqtgraph, csv
print(json.dumps({
    "import statement": builtins.__import__ is before,
    "mirror": pyqtgraph.Qt.QtWidgets is PySide6.QtWidgets,
    "listed": "QPushButton" in dir(PySide6.QtWidgets),
    "sources": [name for name in linecache.cache if name.endswith("csv.py")],
}))
"""


def test_the_libraries_are_loaded_without_mirrors_and_without_reading_every_source() -> None:
    said = subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True, check=True, timeout=60).stdout
    assert said == '{"import statement": true, "mirror": true, "listed": true, "sources": []}\n'


def test_the_collector_works_again_afterwards_even_where_something_failed() -> None:
    gc.collect()  # what is garbage now would stay

    def fail() -> None:
        with resting_collector():
            assert not gc.isenabled()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert gc.isenabled()
