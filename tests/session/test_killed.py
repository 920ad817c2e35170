"""A program that is killed at any moment, in the middle of saving too, loses nothing that was told to be safe.

The suite kills a few; `PLAYGROUND_KILLS=200 pytest tests/session/test_killed.py` kills many.
"""

import os
import subprocess
import sys
from pathlib import Path
from random import Random
from threading import Timer

import pytest

from playground.session import files
from playground.session.vault import Vault

KILLS = int(os.environ.get("PLAYGROUND_KILLS", "4"))
ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from pathlib import Path
from time import perf_counter
from playground.experiment import Experiment, prepare
from playground.session import files
from playground.session.papers import Papers
from playground.session.run import Run
from playground.session.vault import Vault
from playground.session.work import Project
folder = Path(sys.argv[1])
vault, run = Vault(folder / "autosave"), Run(prepare(Experiment()), perf_counter)
while True:
    run.train(1_000_000, run.trainer.epoch + 1)
    work = Project(run.prepared, run.saved())
    files.save_file(work, folder / "work.nnp")
    vault.keep(work, Papers())
    print(run.trainer.epoch, flush=True)
"""
"""Saves all the time, and tells what is safe."""


@pytest.mark.parametrize("seed", range(KILLS))
def test_what_was_told_to_be_safe_is_there_after_a_kill(seed: int, tmp_path: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert program.stdout is not None
    with program.stdout:
        safe = int(program.stdout.readline())
        killer = Timer(Random(seed).uniform(0.0, 0.4), program.kill)
        killer.start()
        for line in program.stdout:
            safe = int(line) if line.endswith("\n") else safe
        killer.join()
        program.wait(10)
    saved = files.open_file(tmp_path / "work.nnp").saved
    assert saved is not None
    assert saved.checkpoint.epoch - safe in (0, 1)
    assert saved.past is not None
    assert saved.past.stills[0].checkpoint.epoch == 0
    [found] = Vault(tmp_path / "autosave").leftovers()
    assert found.epoch - safe in (0, 1)
    found.discard()
    assert not [*(tmp_path / "autosave").glob("*.nnp")]
