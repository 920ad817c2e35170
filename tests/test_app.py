"""The whole program as it is at a start: the teacher's settings hold, and a place that keeps nothing is told."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
START = """
import json, sys
from pathlib import Path
from playground import i18n, teacher
from playground.app import Program
from playground.places import find
from playground.ui.questions import leave_unsaved

folder = Path(sys.argv[1])
program = Program(None, find(folder), leave_unsaved, teacher.read(teacher.find(folder)))
notices = []
program.session.subscribe_notices(lambda notice: notices.append(str(notice.text)))
program.open()
program.app.processEvents()
actions = program.window.actions_
told = {
    "language": i18n.language(), "dark": program.appearance.theme.dark, "notices": notices,
    "source": type(program.session.experiment.data.source).__name__,
    "proof": actions["proof"].isVisible(), "about": actions["about"].isVisible(),
    "settings": str(program.preferences.file),
}
program.preferences.language = "en"
program.window.close()
program.close()
print(json.dumps(told))
"""


def start(folder: Path, **said: str) -> dict[str, Any]:
    """Start the program as if it lay in a folder, with more in its environment, and return what it looks like."""
    environment = {
        **os.environ,
        **said,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder / "home"),
    }
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-c", START, str(folder)], check=False, capture_output=True, encoding="utf-8",
        env=environment, timeout=100,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_teachers_settings_hold_at_every_start_and_a_mistake_in_them_is_told(tmp_path: Path) -> None:
    (tmp_path / "portable.ini").touch()
    (tmp_path / "today.json").write_text('{"data": {"source": {"type": "spiral"}}}')
    (tmp_path / "teacher.toml").write_text(
        'language = "ko"\ntheme = "dark"\nstart = "today.json"\nhide = ["proof", "nothing_of_this_name"]'
    )
    for _ in range(2):  # the second start finds what the first one remembered
        told = start(tmp_path)
        assert (told["language"], told["dark"], told["source"]) == ("ko", True, "Spiral")
        assert (told["proof"], told["about"]) == (False, True)
        assert [words for words in told["notices"] if "nothing_of_this_name" in words]
    assert told["settings"].startswith(str(tmp_path / "neural-playground-data"))
    assert Path(told["settings"]).is_file()
    assert not (tmp_path / "home").exists()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the environment does not say the language there")
def test_the_first_start_on_a_korean_desktop_is_in_korean_even_where_that_locale_is_not_installed(
    tmp_path: Path,
) -> None:
    (tmp_path / "portable.ini").touch()
    assert start(tmp_path, LANGUAGE="", LC_ALL="", LC_MESSAGES="", LANG="ko_KR.UTF-8")["language"] == "ko"


def test_where_nothing_can_be_kept_it_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "portable.ini").touch()
    (tmp_path / "neural-playground-data").write_text("a file is in the way")
    notices = start(tmp_path)["notices"]
    assert len([words for words in notices if "not kept this time" in words]) == 1
