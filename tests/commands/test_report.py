"""`report` as a person at a terminal has it."""

import json
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from playground import experiment
from playground.cli import main
from playground.data.dataset import ClassStyle, Dataset
from playground.data.features import X1
from playground.data.points import Points
from playground.data.typed_feature import Formula
from playground.engine.activations import ReLU
from playground.engine.config import Layer
from playground.engine.normalization import BatchNorm
from playground.experiment import Experiment, prepare, settled
from playground.export import colours, mapping
from playground.export.ticks import ticks
from playground.session import files
from playground.session.work import Project
from playground.spec import family
from playground.ui.leaving.animation import colours_of
from playground.ui.palette import TINT, marker_path
from playground.ui.theme import DARK, LIGHT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small experiment with a test set."""
    path = tmp_path / "small.json"
    changes = {"data.source.samples": 60, "data.split.train": 0.5, "data.split.test": 0.2}
    experiment.write(settled(Experiment(), changes), path)
    return path


class Reader(HTMLParser):
    """The words of a page, and whether every tag is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(path: Path) -> str:
    reader = Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    assert reader.open == []
    return "\n".join(reader.words)


def test_a_page_has_settings_results_pictures_seeds_proof_and_versions(file: Path, tmp_path: Path) -> None:
    project, page = tmp_path / "small.nnp", tmp_path / "page.html"
    assert main(["run", str(file), "--epochs", "5", "--quiet", "--save", str(project)]) == 0
    assert main(["report", str(project), "--output", str(page), "--title", "A <b>run</b>"]) == 0
    words, source = read(page), page.read_text(encoding="utf-8")
    for part in ("A <b>run</b>", "5 epochs", "Accuracy", "Confusion matrix", "Weight seed", "same bits", "NumPy",
                 "Samples 60"):  # fmt: skip
        assert part in words
    assert source.count("<svg") == 3
    assert "http://" not in source.replace("http://www.w3.org/", "")
    assert "✗" not in words


def test_the_numbers_are_those_of_the_network(file: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert main(["report", str(file), "--output", str(page), "--epochs", "4"]) == 0
    trainer = experiment.prepare(experiment.read(file)).trainer()
    trainer.run(until_epoch=4)
    record = trainer.record()
    words = read(page).split("\n")
    at = words.index("Accuracy")
    assert words[at + 1 : at + 3] == [f"{record.train.score[0]:.4g}", f"{record.validation.score[0]:.4g}"]


@pytest.mark.parametrize("from_project", [False, True])
def test_the_curves_go_from_the_first_epoch_to_the_last(from_project: bool, file: Path, tmp_path: Path) -> None:
    page, given = tmp_path / "page.html", file
    if from_project:
        given = tmp_path / "small.nnp"
        assert main(["run", str(file), "--epochs", "3", "--quiet", "--save", str(given)]) == 0
    assert main(["report", str(given), "--output", str(page), "--epochs", "3"]) == 0
    lines = [part.split('"')[0] for part in page.read_text(encoding="utf-8").split('<polyline points="')[1:]]
    assert len(lines) == 4
    for line in lines:
        across = [float(spot.split(",")[0]) for spot in line.split()]
        assert across == sorted(across)
        assert (across[0], across[-1], len(across)) == (52.0, 428.0, 7 if from_project else 4)


def test_nothing_of_the_test_set_is_in_the_page(file: Path, tmp_path: Path) -> None:
    page, all_shown = tmp_path / "page.html", tmp_path / "all.html"
    assert main(["report", str(file), "--output", str(page), "--epochs", "1"]) == 0
    whole = settled(experiment.read(file), {"data.split.test": 0.0})
    experiment.write(whole, tmp_path / "all.json")
    assert main(["report", str(tmp_path / "all.json"), "--output", str(all_shown), "--epochs", "1"]) == 0
    markers = [path.read_text(encoding="utf-8").split("<image")[1] for path in (page, all_shown)]
    counts = [source.count("<circle") + source.count("<polygon") for source in markers]
    assert counts == [48 + 2, 60 + 2], "the points, and the legend's two"


@pytest.mark.parametrize("source", ["plane", "wave", "rings"])
def test_every_kind_of_problem_has_a_page_in_korean_too(source: str, tmp_path: Path) -> None:
    path, page = tmp_path / "one.json", tmp_path / "page.html"
    changes = {"data.source": family("dataset")[source](), "features": (X1(),)}
    experiment.write(settled(Experiment(), changes), path)
    assert main(["--language", "ko", "report", str(path), "--output", str(page), "--epochs", "1"]) == 0
    assert 'lang="ko"' in page.read_text(encoding="utf-8")
    assert "시드" in read(page)


def test_typed_inputs_are_told_as_they_are_written_by_hand(tmp_path: Path) -> None:
    path, page = tmp_path / "one.json", tmp_path / "page.html"
    experiment.write(settled(Experiment(), {"features": (X1(), Formula("x1 ** 2 * x2"))}), path)
    assert main(["report", str(path), "--output", str(page), "--epochs", "1"]) == 0
    assert "x₁, x₁²·x₂" in page.read_text(encoding="utf-8")


def test_a_pdf_is_one_page(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: object) -> None:
    page = tmp_path / "page.pdf"
    assert main(["report", str(file), "--output", str(page), "--epochs", "2", "--json"]) == 0
    told, data = json.loads(capsys.readouterr().out), page.read_bytes()
    assert told == {"kind": "pdf", "file": str(page), "bytes": len(data)}
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") == 1
    assert data.count(b"/Subtype /Image") == 1, "charts are lines; only the ground of the map is an image"


def test_many_settings_and_long_notes_are_made_smaller_to_fit_the_page(tmp_path: Path, qapp: object) -> None:
    deep = tuple(Layer(units, ReLU(), BatchNorm(), dropout=0.1) for units in (8, 7, 6, 5, 4, 3))
    work = Project(prepare(settled(Experiment(), {"network.layers": deep})), notes="One more line of notes.\n" * 9)
    files.save_file(work, tmp_path / "long.nnp")
    page = tmp_path / "page.pdf"
    assert main(["report", str(tmp_path / "long.nnp"), "--output", str(page)]) == 0
    assert page.read_bytes().count(b"/Type /Page\n") == 1


def test_classes_have_their_own_names_colours_and_shapes(tmp_path: Path) -> None:
    styles = (ClassStyle("cats", 6, 5), ClassStyle("dogs", 3))
    data = Dataset.numbered([[x, x] for x in range(-5, 5)], [float(x > 0) for x in range(-5, 5)], styles)
    experiment.write(settled(Experiment(), {"data.source": Points(data)}), tmp_path / "own.json")
    page = tmp_path / "page.html"
    assert main(["report", str(tmp_path / "own.json"), "--output", str(page), "--epochs", "1"]) == 0
    source = page.read_text(encoding="utf-8")
    assert source.count(f'fill="{colours.LIGHT.classes[6]}"') == 7, "six points and one in the legend"
    assert ">cats<" in source


@pytest.mark.parametrize("shape", range(10))
def test_markers_are_those_of_the_window(shape: int) -> None:
    drawn = mapping.marker(shape, 0.0, 0.0, "#000000", "#ffffff", 10.0)
    box = marker_path(shape, 10.0).boundingRect()
    if shape == mapping.DISC:
        assert 'r="10"' in drawn
        return
    x, y = np.array([spot.split(",") for spot in drawn.split('"')[1].split()], float).T
    assert np.allclose(
        [x.min(), x.max(), y.min(), y.max()], [box.left(), box.right(), box.top(), box.bottom()], atol=0.11
    )


def test_numbers_on_axes_are_round_and_few() -> None:
    for low, high in ((0.07, 0.69), (-3.2e-7, 9e-7), (0, 1e9), (-6, 6), (0.5, 0.5000001), (12.0, 13.0)):
        made = ticks(low, high)
        assert 2 <= len(made) <= 6
        assert all(low - 1e-9 * abs(low) <= tick.value <= high + 1e-9 * abs(high) for tick in made)
        assert len({tick.words for tick in made}) == len(made)


def test_another_ending_and_a_missing_folder_are_told(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(file), "--output", str(tmp_path / "page.doc")]) == 2
    assert ".html or .pdf" in capsys.readouterr().err
    assert main(["report", str(file), "--epochs", "1", "--output", str(tmp_path / "no" / "page.html")]) == 2
    assert "page.html" in capsys.readouterr().err


def test_the_colours_are_those_of_the_window() -> None:
    assert mapping.TINT == TINT
    for theme, picture in ((LIGHT, colours.LIGHT), (DARK, colours.DARK)):
        assert picture == colours_of(theme)
