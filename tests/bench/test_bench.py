"""The benchmark works; what it measures is not judged here, since machines are noisy."""

import json
from pathlib import Path

import pytest

from playground import cli
from playground.bench.claims import SECTIONS, Claim
from playground.bench.effort import Measured, ratios, summary
from playground.bench.rivals import RIVALS
from playground.bench.sizes import exponent
from playground.i18n import plain


def bench(*arguments: str) -> int:
    return cli.main(["--language", "en", "bench", "--quickest", *arguments])


@pytest.fixture(autouse=True)
def _no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def test_the_quickest_benchmark_measures_every_section(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "bench.json"
    assert bench("--json", str(target), "--output", str(tmp_path / "out")) == cli.DONE
    rows = json.loads(target.read_text(encoding="utf-8"))["rows"]
    troubles = {row["key"]: row["trouble"] for row in rows if row["trouble"] not in (None, *RIVALS)}
    assert not troubles
    for section, claims in SECTIONS.items():
        assert {claim.key for claim in claims} & {row["key"] for row in rows}, section
    assert (tmp_path / "out" / "cost-against-size.png").stat().st_size > 1000
    table = capsys.readouterr().out
    assert all(str(claim.label) in table for section in ("window", "start", "memory") for claim in SECTIONS[section])


def test_an_unknown_section_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench("--only", "speed") == cli.WRONG_INPUT
    assert "speed" in capsys.readouterr().err


def test_a_place_that_cannot_be_written_is_told_before_the_wait(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "nowhere" / "bench.json"
    assert bench("--only", "maps", "--json", str(target), "--output", str(tmp_path)) == cli.WRONG_INPUT
    printed = capsys.readouterr()
    assert str(target) in printed.err
    assert "Decision map" not in printed.out


def test_the_verdict_knows_both_directions() -> None:
    fast, small = (
        Claim("fast", plain(""), plain("×"), 25.0, at_least=True),
        Claim("small", plain(""), plain("ms"), 20.0),
    )
    assert fast.holds(Measured("fast", 25.0)) is True
    assert fast.holds(Measured("fast", 24.9)) is False
    assert small.holds(Measured("small", 20.1)) is False
    assert small.holds(Measured("small", None, trouble="no window")) is None
    assert Claim("told", plain(""), plain("")).holds(Measured("told", 1.0)) is None


def test_ratios_are_taken_round_by_round() -> None:
    found = summary("key", ratios([10.0, 30.0, 20.0], [1.0, 2.0, 1.0]))
    assert (found.value, found.low, found.high) == (15.0, 10.0, 20.0)


def test_the_exponent_of_a_parabola_is_two() -> None:
    sizes = [1.0, 2.0, 4.0, 8.0]
    assert exponent(sizes, [3.0 * size**2 for size in sizes]) == pytest.approx(2.0)
