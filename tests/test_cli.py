"""The command line: train without a window, and say clearly what is wrong."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from playground import cli, display
from playground.assets import resources

EXAMPLES = sorted((resources() / "experiments").glob("*.json"))


def run(*arguments: str) -> int:
    return cli.main(["--language", "en", "run", *arguments])


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_runs_and_prints_its_scores(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(path), "--epochs", "3") == cli.DONE
    printed = capsys.readouterr().out
    assert "epochs: 3" in printed
    assert "validation" in printed


def test_the_result_can_be_read_by_a_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "result.json"
    assert run(str(EXAMPLES[0]), "--epochs", "5", "--json", str(target)) == cli.DONE
    result = json.loads(target.read_text(encoding="utf-8"))
    assert result["epochs"] == 5
    assert 0.0 <= result["train"]["accuracy"] <= 1.0
    assert result["diverged"] is None


def test_the_test_set_is_judged_only_when_asked_and_every_opening_is_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings, work = tmp_path / "settings.json", tmp_path / "work.nnp"
    settings.write_text('{"data": {"split": {"train": 0.6, "test": 0.25}}}', encoding="utf-8")
    assert run(str(settings), "--epochs", "2", "--json", "-", "--save", str(work)) == cli.DONE
    assert "test" not in json.loads(capsys.readouterr().out)
    for time, words in ((1, "opened 1 time."), (2, "opened 2 times.")):
        assert run(str(work), "--epochs", "1", "--test", "--json", "-", "--save", str(work)) == cli.DONE
        said = capsys.readouterr()
        result = json.loads(said.out)
        assert words in said.err
        assert (result["test"]["points"], result["epochs"]) == (100, 2 + time)
        assert result["metrics"]["test"]["accuracy"] == pytest.approx(result["test"]["accuracy"])


def test_without_test_points_the_test_set_can_not_be_opened(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(EXAMPLES[0]), "--epochs", "1", "--test") == cli.WRONG_INPUT
    assert "there are no test points" in capsys.readouterr().err


def test_json_on_standard_output_is_nothing_but_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(EXAMPLES[0]), "--epochs", "1", "--json", "-") == cli.DONE
    assert json.loads(capsys.readouterr().out)["epochs"] == 1


def test_a_place_where_the_result_can_not_be_written_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(str(EXAMPLES[0]), "--epochs", "1", "--json", str(tmp_path / "no" / "result.json")) == cli.WRONG_INPUT
    assert "result.json" in capsys.readouterr().err


def test_the_same_file_gives_the_same_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    results = []
    for _ in range(2):
        run(str(EXAMPLES[0]), "--epochs", "20", "--json", "-")
        result = json.loads(capsys.readouterr().out)
        del result["seconds"]
        results.append(result)
    assert results[0] == results[1]


def _points(x: list[list[float]], y: list[int]) -> dict[str, object]:
    return {"data": {"source": {"type": "points", "x": x, "y": y}}}


MANY = 100_001
BAD = {
    "wrong type": ({"training": {"batch_size": "ten"}}, "training.batch_size", "whole number"),
    "unknown key": ({"training": {"rate": 1}}, "training.rate", "not a known setting"),
    "negative rate": ({"training": {"learning_rate": -0.1}}, "training.learning_rate", "-0.1"),
    "unknown optimizer": ({"training": {"optimizer": "adamm"}}, "training.optimizer", "adamm"),
    "nan data": (_points([[0.0, float("nan")], [1, 1]], [0, 1]), "data.source.x.0", "finite"),
    "one point": (_points([[0, 0]], [0]), "", "2 points"),
    "one class": (_points([[0, 0], [1, 1], [2, 2]], [0, 0, 0]), "", "two classes"),
    "no points": (_points([], []), "", "2 points"),
    "too many points": (_points([[0, 0]] * MANY, [0] * MANY), "", "100,000"),
    "wrong pair": ({"network": {"output": "softmax"}}, "", "Softmax"),
    "a list": ([1, 2], "", "group of settings"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_with_the_place_and_the_rule(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, place, rule = BAD[case]
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert run(str(path)) == cli.WRONG_INPUT
    said = capsys.readouterr().err
    assert "bad.json" in said
    assert place in said
    assert rule in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe{}", b"[" * 100_000, b'{"seeds": {"weights": 1e400}}', b"null", b"\x00\x01"]
)
def test_a_damaged_file_is_refused_in_one_sentence(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "damaged.json"
    path.write_bytes(content)
    assert run(str(path)) == cli.WRONG_INPUT
    assert "damaged.json" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("nowhere.json") == cli.WRONG_INPUT
    assert "nowhere.json" in capsys.readouterr().err


def test_messages_come_in_korean_where_korean_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"training": {"learning_rate": -1}}', encoding="utf-8")
    assert cli.main(["--language", "ko", "run", str(path)]) == cli.WRONG_INPUT
    assert "학습률" in capsys.readouterr().err


def test_divergence_is_an_exit_code_and_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wild.json"
    wild = {
        "data": {"source": "plane"},
        "network": {"output": "linear", "layers": [{"units": 4, "activation": "relu"}]},
        "training": {"loss": "mse", "optimizer": "sgd", "learning_rate": 10},
    }
    path.write_text(json.dumps(wild), encoding="utf-8")
    assert run(str(path), "--epochs", "50") == cli.DIVERGED
    assert "learning rate is 10" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can be without a screen")
def test_without_a_screen_the_program_says_so_and_names_the_way_without() -> None:
    silent = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "-m", "playground", "--language", "en"],
        env=silent,
        capture_output=True,
        check=False,
        text=True,
        timeout=60,
    )
    assert done.returncode == cli.NO_WINDOW
    assert "playground run" in done.stderr or "apt-get" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries are looked for on Linux")
def test_a_missing_library_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setitem(display.LIBRARIES, "libnowhere.so.9", "libnowhere9")
    words = str(display.obstacle())
    assert "libnowhere.so.9" in words
    assert "sudo apt-get install -y libnowhere9" in words


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries are looked for on Linux")
def test_where_a_library_lacks_another_it_is_the_other_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> None:
        if "xcb" in name:
            raise OSError("libxcb.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(display.ctypes, "CDLL", load)
    words = str(display.obstacle())
    assert "not installed: libxcb.so.1." in words
    assert words.endswith("sudo apt-get install -y libxcb1")


@pytest.mark.parametrize("before", [[], ["--language", "ko"]])
def test_a_file_alone_means_the_window(before: list[str]) -> None:
    assert cli._with_open([*before, "work.nnp"]) == [*before, "open", "work.nnp"]
    assert cli._with_open(["work.nnp", *before]) == [*before, "open", "work.nnp"]
    assert cli._with_open([*before, "run", "work.nnp"]) == [*before, "run", "work.nnp"]
    assert cli._with_open([*before, "verify"]) == [*before, "verify"]


def test_any_file_can_be_opened_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "work").touch()
    assert cli._with_open([str(tmp_path / "work")]) == ["open", str(tmp_path / "work")]
    assert cli._with_open(["points.csv", "--language", "ko"]) == ["--language", "ko", "open", "points.csv"]


TOLD_WHEN_IT_TRAINS = """
import sys
from playground.cli import main
from playground.engine.trainer import Trainer

train = Trainer.run

def told(*words, **more):
    print("training", flush=True)
    return train(*words, **more)

Trainer.run = told
sys.exit(main())
"""


@pytest.mark.parametrize("command", ["run", "export"])
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is no signal to another process there")
def test_control_c_ends_with_130_and_leaves_no_half_file(command: str, tmp_path: Path) -> None:
    settings, written = tmp_path / "long.json", tmp_path / "weights.npz"
    settings.write_text("{}", encoding="utf-8")
    words = [sys.executable, "-c", TOLD_WHEN_IT_TRAINS]
    options = ["--language", "en", command, str(settings), "--epochs", "1000000", "--weights", str(written)]
    with subprocess.Popen([*words, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        child.stdout.readline()  # it has begun
        for _patience in range(200):
            child.send_signal(signal.SIGINT)
            try:
                said = child.communicate(timeout=0.5)[1]
                break
            except subprocess.TimeoutExpired:
                continue
    assert child.returncode == cli.INTERRUPTED
    assert "Interrupted" in said
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["long.json"]


def test_help_and_mistakes_are_in_the_language_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--language", "ko", "run", "--help"])
    assert ended.value.code == cli.DONE
    said = capsys.readouterr().out
    assert said.startswith("사용법: playground run")
    assert "show this help" not in said
    with pytest.raises(SystemExit) as ended:
        cli.main(["--language=ko", "run"])
    assert ended.value.code == cli.WRONG_INPUT
    assert "required" not in capsys.readouterr().err


def test_help_lists_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--language", "en", "--help"])
    said = " ".join(capsys.readouterr().out.split())
    for code, words in ((cli.DIVERGED, "training diverged"), (cli.FALSE, "a proof failed"), (130, "interrupted")):
        assert f"{code} {words}" in said


def test_verify_and_convert_can_be_read_by_a_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["verify", str(EXAMPLES[0]), "--json"]) == cli.DONE
    found = json.loads(capsys.readouterr().out)
    assert found["holds"] is True
    assert all(claim["holds"] and claim["claim"] for claim in found["claims"])
    target = tmp_path / "one.nnp"
    assert cli.main(["convert", str(EXAMPLES[0]), str(target), "--json"]) == cli.DONE
    told = json.loads(capsys.readouterr().out)
    assert told == {"kind": "project", "file": str(target), "bytes": target.stat().st_size, "complete": True}
