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
    ("language", "last"), [("en", "The program works here."), ("ko", "이 컴퓨터에서 프로그램이 잘 작동합니다.")]
)
def test_the_program_works_here(language: str, last: str) -> None:
    done = run(language=language)
    assert done.returncode == 0, done.stdout + done.stderr
    lines = done.stdout.splitlines()
    assert lines[-1] == last
    assert len(lines) > 9
    assert all(line.startswith("✓") for line in lines[:-1])


@pytest.mark.parametrize(
    ("how", "claim"),
    [
        ("from playground.ui import fonts; fonts.FAMILIES[:] = ['No such family']", "Korean letters"),
        (
            "from playground import i18n; i18n.languages = lambda: ('en',); i18n.use_language = lambda code: None",
            "Korean",
        ),
        ("from playground.ui.views.curves_view import CurvesView; CurvesView.show_curves = lambda *_: None", "map and"),
        ("from playground.ui.pump import Pump; Pump.beat = lambda *_: 1 / 0", "no error was left unsaid"),
    ],
)
def test_what_does_not_work_is_named(how: str, claim: str) -> None:
    if "Pump" in how:
        how += "; import playground.selftest as tested; tested.PATIENCE_S = 0.3"
    done = run(how)
    assert done.returncode == 5, done.stdout + done.stderr
    assert any(line.startswith("✗") and claim in line for line in done.stdout.splitlines()), done.stdout
