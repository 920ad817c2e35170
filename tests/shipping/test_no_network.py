"""The program opens no network connection, whatever entry of its menus one chooses."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from playground.ui.window_actions import ACTIONS

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux for the sockets")


def use_everything(folder: Path, *more: str) -> dict[str, Any]:
    script = Path(__file__).with_name("every_entry.py")
    done = subprocess.run(
        [sys.executable, str(script), str(folder), *more], check=False, capture_output=True, text=True, timeout=100,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder), "PYTHONPATH": str(ROOT)}, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def test_no_menu_entry_opens_a_socket_or_fails(tmp_path: Path) -> None:
    told = use_everything(tmp_path)
    assert told["sockets"] == []
    assert told["errors"] == []
    declared = {f"action.{spec.key}" for spec in ACTIONS}
    assert {"action.proof", "action.about", "action.open", "action.quit"} <= set(told["chosen"]) & declared
    assert len(told["chosen"]) > 40


def test_a_socket_would_be_seen_by_python_and_by_the_system(tmp_path: Path) -> None:
    sockets = use_everything(tmp_path, "--cheat")["sockets"]
    assert "socket.__new__" in sockets
    assert any(name.startswith("udp 0100007F") for name in sockets)
