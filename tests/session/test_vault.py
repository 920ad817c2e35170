"""What a program keeps in case it ends unexpectedly, and what another program finds of it."""

import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

from playground.experiment import Experiment, prepare
from playground.session.commands import Saved
from playground.session.curves import CurveRecorder
from playground.session.papers import Papers
from playground.session.run import Run
from playground.session.vault import KEPT_DAYS, KEPT_RECORD, Lock, Vault
from playground.session.work import Project


def work(epochs: int = 2) -> Project:
    prepared = prepare(Experiment())
    trainer = prepared.trainer()
    trainer.run(until_epoch=epochs)
    return Project(prepared, Saved(trainer.checkpoint(), CurveRecorder().curves()), "my notes")


def lost(folder: Path, epochs: int = 2, title: str = "") -> Path:
    """Work of a program that is no more: its file, and nobody who holds the lock."""
    vault = Vault(folder)
    vault.keep(work(epochs), Papers(Path("/home/a/mine.nnp"), title))
    vault._lock.drop()
    return vault._path


def test_what_a_program_that_still_runs_keeps_is_nobody_elses(tmp_path: Path) -> None:
    running = Vault(tmp_path)
    running.keep(work(), Papers())
    assert Vault(tmp_path).leftovers() == []
    running.clear()
    assert [*tmp_path.iterdir()] == []


def test_lost_work_is_found_with_its_papers(tmp_path: Path) -> None:
    lost(tmp_path, 3)
    [found] = Vault(tmp_path).leftovers()
    assert found.epoch == 3
    assert found.papers == Papers(Path("/home/a/mine.nnp"), "", "my notes")
    found.release()


def test_two_programs_that_start_together_do_not_both_find_it(tmp_path: Path) -> None:
    lost(tmp_path)
    [found] = Vault(tmp_path).leftovers()
    assert Vault(tmp_path).leftovers() == []
    found.release()
    [again] = Vault(tmp_path).leftovers()
    again.discard()
    assert [*tmp_path.iterdir()] == []


def test_the_newest_comes_first(tmp_path: Path) -> None:
    for age, epochs in ((100, 1), (50, 2)):
        path = lost(tmp_path, epochs)
        os.utime(path, (path.stat().st_atime, path.stat().st_mtime - age))
    found = Vault(tmp_path).leftovers()
    assert [leftover.epoch for leftover in found] == [2, 1]
    for leftover in found:
        leftover.release()


def test_damaged_work_is_not_offered_and_not_removed(tmp_path: Path) -> None:
    path = lost(tmp_path)
    path.write_bytes(path.read_bytes()[:-9])
    assert Vault(tmp_path).leftovers() == []
    assert path.exists()


def test_what_is_very_old_is_forgotten(tmp_path: Path) -> None:
    path = lost(tmp_path)
    before = path.stat().st_mtime - (KEPT_DAYS + 1) * 86_400
    os.utime(path, (before, before))
    assert Vault(tmp_path).leftovers() == []
    assert not path.exists()


def test_a_failure_while_writing_leaves_what_was_kept_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = Vault(tmp_path)
    vault.keep(work(1), Papers())
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", _full)
        with pytest.raises(OSError, match="full"):
            vault.keep(work(2), Papers())
    vault._lock.drop()
    [found] = Vault(tmp_path).leftovers()
    assert found.epoch == 1
    found.release()


def _full(_handle: int) -> None:
    raise OSError("the disk is full")


def test_the_lock_of_a_process_that_is_killed_is_free(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from playground.session.vault import Lock\n"
        "lock = Lock(Path(sys.argv[1])); print(lock.take(), flush=True); time.sleep(60)"
    )
    path = tmp_path / "a.lock"
    root = Path(__file__).parents[2]
    holder = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, cwd=root)
    assert holder.stdout is not None
    with holder.stdout:
        assert holder.stdout.readline().strip() == b"True"
        mine = Lock(path)
        assert not mine.take()
        holder.kill()
        holder.wait(10)
    assert mine.take()
    mine.drop()


def test_what_was_left_before_anything_was_kept_is_swept_away_when_it_is_old(tmp_path: Path) -> None:
    for name in ("1-a.lock", ".1-a.nnp.x.new", "2-b.lock"):
        (tmp_path / name).write_bytes(b"")
        os.utime(tmp_path / name, (0, 0))
    (tmp_path / "3-c.lock").write_bytes(b"")
    held = Lock(tmp_path / "2-b.lock")
    assert held.take()
    assert Vault(tmp_path).leftovers() == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2-b.lock", "3-c.lock"]
    held.drop()


def test_what_is_kept_has_a_thin_record_that_still_reaches_the_beginning(tmp_path: Path) -> None:
    run = Run(prepare(Experiment()), perf_counter)
    run.train(1_000_000, 200)
    vault = Vault(tmp_path)
    vault.keep(Project(run.prepared, run.saved()), Papers())
    vault.leave()
    [found] = Vault(tmp_path).leftovers()
    assert found.work.saved is not None
    past = found.work.saved.past
    assert past is not None
    assert past.stills[0].checkpoint.epoch == 0
    assert len(past.stills) <= KEPT_RECORD.states
    found.release()
