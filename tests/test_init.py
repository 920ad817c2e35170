"""What happens as soon as anything of the program is imported."""

import os
import subprocess
import sys

import pytest

COUNT_THREADS = """
import os
import playground
import numpy as np
np.ones((600, 600)) @ np.ones((600, 600))
print(os.environ["OPENBLAS_NUM_THREADS"], len(os.listdir("/proc/self/task")))
"""


def said(**environment: str) -> str:
    """What a new process says, with only these threads asked for."""
    clean = {name: value for name, value in os.environ.items() if not name.endswith("_THREADS")}
    return subprocess.run(
        [sys.executable, "-c", COUNT_THREADS], env=clean | environment, capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads are counted in /proc")
def test_arithmetic_leaves_the_other_processors_to_the_window() -> None:
    assert said() == "1 1"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads are counted in /proc")
def test_who_wants_more_threads_gets_them() -> None:
    assert said(OPENBLAS_NUM_THREADS="2").startswith("2 ")
