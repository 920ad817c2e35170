"""Points, weights and curves go out and come in without losing a bit, and wrong files are refused in words."""

import codecs
import csv
import json
from pathlib import Path

import numpy as np
import pytest

from playground import cli, exchange, i18n
from playground.data.axes import Axis, to_plane
from playground.data.dataset import Dataset
from playground.data.generators import Circle
from playground.data.points import Points
from playground.data.target import Target
from playground.engine.network import named_parameters
from playground.experiment import Experiment, prepare, settled, to_plain
from playground.session.judging import judge
from playground.spec import SpecError


def table(path: Path) -> list[list[str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """An experiment that uses all points, in their order."""
    path = tmp_path / "plain.json"
    experiment = settled(Experiment(), {"training.reshuffle": False, "data.split.train": 1.0})
    path.write_text(json.dumps(to_plain(experiment)), encoding="utf-8")
    return path


def points_file(path: Path, n: int = 30) -> Path:
    rng = np.random.default_rng(0)
    rows = [f"{x1},{x2},{int(x1 > x2)}" for x1, x2 in rng.uniform(-5, 5, (n, 2))]
    path.write_text("x1,x2,label\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_weights_are_named_as_in_pytorch(tmp_path: Path) -> None:
    trainer = prepare(Experiment()).trainer()
    exchange.save_weights(trainer, tmp_path / "w.npz")
    with np.load(tmp_path / "w.npz", allow_pickle=False) as archive:
        assert archive["layers.0.weight"].shape == (4, 2)
        assert archive["layers.0.bias"].shape == (4,)
        assert archive["layers.2.weight"].shape == (1, 2)


def test_weights_come_back_to_the_last_bit(tmp_path: Path) -> None:
    trained = prepare(Experiment()).trainer()
    trained.run(until_epoch=3)
    exchange.save_weights(trained, tmp_path / "w.npz")
    fresh = prepare(settled(Experiment(), {"seeds.weights": 9})).trainer()
    exchange.load_weights(fresh, tmp_path / "w.npz")
    assert fresh.theta.tobytes() == trained.theta.tobytes()


def test_a_run_from_outside_uses_exactly_these_weights_points_and_order(plain: Path, tmp_path: Path) -> None:
    """Plain gradient descent by hand on a network without hidden layers."""
    plain.write_text(
        json.dumps(
            {
                "data": {"split": {"train": 1.0}},
                "network": {"layers": []},
                "training": {"optimizer": "sgd", "learning_rate": 0.1, "batch_size": 8, "reshuffle": False},
            }
        ),
        encoding="utf-8",
    )
    data = points_file(tmp_path / "d.csv")
    weight, bias = np.array([[0.3, -0.2]]), np.array([0.1])
    np.savez(tmp_path / "w.npz", **{"layers.0.weight": weight, "layers.0.bias": bias})
    arguments = ["--language", "en", "run", str(plain), "--epochs", "2", "--quiet"]
    arguments += ["--data", str(data), "--init", str(tmp_path / "w.npz"), "--weights", str(tmp_path / "out.npz")]
    assert cli.main(arguments) == cli.DONE
    points = np.array([[float(cell) for cell in row] for row in table(data)[1:]])
    w, b = weight[0].copy(), float(bias[0])
    for _ in range(2):
        for start in range(0, 30, 8):
            x, y = points[start : start + 8, :2], points[start : start + 8, 2]
            error = 1.0 / (1.0 + np.exp(-(x @ w + b))) - y
            w, b = w - 0.1 * x.T @ error / len(y), b - 0.1 * error.mean()
    with np.load(tmp_path / "out.npz") as archive:
        np.testing.assert_allclose(archive["layers.0.weight"][0], w, rtol=1e-12)
        np.testing.assert_allclose(archive["layers.0.bias"][0], b, rtol=1e-12)


def test_history_and_predictions_are_tables(plain: Path, tmp_path: Path) -> None:
    asked = tmp_path / "ask.csv"
    asked.write_text("0,0\n1.5,-2\n", encoding="utf-8")
    history = tmp_path / "h.csv"
    arguments = ["--language", "en", "run", str(plain), "--epochs", "4", "--quiet", "--history", str(history)]
    assert cli.main([*arguments, "--predict", str(asked)]) == cli.DONE
    rows = table(history)
    assert rows[0][:2] == ["epoch", "train_loss"]
    assert [row[0] for row in rows[1:]] == ["0", "1", "2", "3", "4"]
    answers = table(tmp_path / "ask-answers.csv")
    assert answers[0] == ["x1", "x2", "output0"]
    assert all(0.0 <= float(row[2]) <= 1.0 for row in answers[1:])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("x1,x2,label\n1,2\n", "line 2"),
        ("1,2,0\n1,two,0\n", "two"),
        ("1,2,0\n1,nan,0\n", "finite"),
        ("1,2,0.5\n3,4,1\n", "class"),
    ],
)
def test_a_wrong_table_is_refused_with_the_line(
    content: str, words: str, plain: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(content, encoding="utf-8")
    assert cli.main(["--language", "en", "run", str(plain), "--data", str(path)]) == cli.WRONG_INPUT
    said = capsys.readouterr().err
    assert words in said
    assert "bad.csv" in said


def test_wrong_weights_are_refused_by_name_and_shape(tmp_path: Path) -> None:
    trainer = prepare(settled(Experiment(), {"data.source": Circle()})).trainer()
    named = dict(named_parameters(trainer.plan, trainer.theta[0]))
    del named["layers.1.bias"]
    named["layers.0.weight"] = np.zeros((5, 2))
    named["layers.9.weight"] = np.zeros(1)
    np.savez(tmp_path / "w.npz", **named)
    before = trainer.theta.copy()
    with pytest.raises(SpecError) as caught:
        exchange.load_weights(trainer, tmp_path / "w.npz")
    said = str(caught.value)
    assert "layers.1.bias" in said
    assert "(4, 2)" in said
    assert "layers.9.weight" in said
    assert np.array_equal(trainer.theta, before)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04broken"])
def test_a_damaged_weight_file_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "w.npz").write_bytes(content)
    with pytest.raises(SpecError):
        exchange.load_weights(prepare(Experiment()).trainer(), tmp_path / "w.npz")


def test_pickled_objects_are_never_loaded(tmp_path: Path) -> None:
    np.savez(tmp_path / "w.npz", **{"layers.0.weight": np.array([{"a": 1}], dtype=object)})
    with pytest.raises(SpecError):
        exchange.load_weights(prepare(Experiment()).trainer(), tmp_path / "w.npz")


def test_a_curve_is_a_table_of_x_and_y_and_answers_x_alone(tmp_path: Path) -> None:
    experiment, places = tmp_path / "curve.json", tmp_path / "places.csv"
    experiment.write_text('{"data": {"source": "wave"}, "features": ["x1"], "network": {"output": "linear"},'
                          ' "training": {"loss": "mse"}}', encoding="utf-8")  # fmt: skip
    points = tmp_path / "points.csv"
    points.write_text("x,y\n" + "\n".join(f"{x},{2 - x}" for x in range(-4, 5)) + "\n", encoding="utf-8")
    places.write_text("x\n0\n1.5\n", encoding="utf-8")
    given = [str(experiment), "--data", str(points), "--predict", str(places)]
    assert cli.main(["run", *given, "--epochs", "3"]) == 0
    rows = table(tmp_path / "places-answers.csv")
    assert rows[0] == ["x1", "output0"]
    assert [row[0] for row in rows[1:]] == ["0.0", "1.5"]


@pytest.mark.parametrize("is_curve", [False, True])
def test_answers_and_truths_are_in_own_units(is_curve: bool, tmp_path: Path) -> None:
    target, axes, factor = Target("price", 1000, 5000), (Axis("a", 0, 12), Axis("b", -1, 1)), 2.0 if is_curve else 1.0
    own = np.linspace(1500.0, 4500.0, 20)
    y = target.scaled(own)
    x = to_plane(axes, np.column_stack([np.arange(20) % 12, y]))
    points = Points(Dataset.numbered(x, y, (), axes, is_curve, target))
    prepared = prepare(settled(Experiment(), {"data.source": points, "data.stretch.x2": factor}))
    trainer, path = prepared.trainer(), tmp_path / "answers.csv"
    trainer.run(until_epoch=200)
    exchange.write_answers(prepared, trainer, path)
    rows = [row for row in table(path)[1:] if row[0] == "train"]
    truths, answers = (np.array([float(row[place]) for row in rows]) for place in (-2, -1))
    assert truths == pytest.approx(factor * own[prepared.parts.train])
    values = judge(trainer.evaluator, prepared, "train").report.values
    assert values is not None
    assert values.mae == pytest.approx(float(np.abs(truths - answers).mean()), rel=1e-5)
    assert 0 < values.mae < 1000 * factor


def test_points_from_outside_are_read_in_the_units_of_a_curve_that_is_stretched_too() -> None:
    target, axes = Target("people", 1000, 5000), (Axis("year", 0, 12), Axis("people", -1, 1))
    points = Points(Dataset.numbered([[0.0, 3.0], [1.0, -3.0]], [0.0, 0.0], (), axes, True, target))
    experiment = settled(Experiment(), {"data.source": points, "data.stretch.x2": 2.0})
    assert prepare(experiment).own_axes[1] == Axis("people", 2000, 10_000)
    given = prepare(exchange.with_data(experiment, np.array([[6.0, 7000.0]])))
    assert given.dataset.y.tolist() == [0.25]
    assert given.target.own(given.dataset.heights(given.axes)).tolist() == [7000.0]


def test_tables_for_people_have_their_words_and_open_in_spreadsheets(tmp_path: Path) -> None:
    prepared = prepare(settled(Experiment(), {"data.source.samples": 20}))
    trainer, path = prepared.trainer(), tmp_path / "answers.csv"
    i18n.use_language("ko")
    try:
        exchange.write_answers(prepared, trainer, path, in_words=True)
    finally:
        i18n.use_language("en")
    data = path.read_bytes()
    assert data.startswith(codecs.BOM_UTF8), "Excel takes what has no mark for text of another alphabet"
    head, first, *_others = data.decode("utf-8-sig").splitlines()
    assert head == "부분,x1,x2,정답,답"
    assert first.startswith("훈련,")
    assert "클래스" in first
    exchange.write_answers(prepared, trainer, path)
    assert path.read_bytes().startswith(b"part,x1,x2,target,output0"), "programs get plain names, and no mark"
