"""The self-test as one runs it: it must pass here, and must be able to fail."""

import os
import subprocess
import sys

import pytest

BREAK = (
    "import sys\n{how}\nfrom playground.cli import main\nsys.exit(main(['--language', '{language}', '--self-test']))"
)


def run(how: str = "", language: str = "en") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "QT_QPA_PLATFORM": "offscreen"}
    code = BREAK.format(how=how, language=language)
    return subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, encoding="utf-8", env=environment, timeout=100
    )


@pytest.mark.parametrize(
    ("language", "last"), [("en", "The program works here."), ("ko", "이 컴퓨터에서 프로그램이 잘 작동합니다.")],
    ids=["en", "ko"],
)  # fmt: skip
def test_the_program_works_here(language: str, last: str) -> None:
    done = run(language=language)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == last
    assert len(lines) > 9
    assert all(line.startswith("✓") for line in lines[:-1])


BREAKS = {
    "Korean letters are really drawn": "from playground.ui import fonts; fonts.FAMILIES[:] = ['No such family']",
    "Korean and English, light and dark":
        "from playground import i18n; i18n.languages = lambda: ('en',); i18n.use_language = lambda code: None",
    "The map and the learning curves show it":
        "from playground.ui.views.curves_view import CurvesView; CurvesView.show_curves = lambda *_: None",
    "Everything ends, and no error was left unsaid":
        "from playground.ui.pump import Pump; Pump.beat = lambda *_: 1 / 0; "
        "import playground.selftest as tested; tested.PATIENCE_S = 0.3",
}  # fmt: skip


@pytest.mark.parametrize("claim", BREAKS)
def test_what_does_not_work_is_named(claim: str) -> None:
    done = run(BREAKS[claim])
    assert done.returncode == 5, done.stdout + done.stderr
    assert f"✗ {claim}: " in done.stdout
