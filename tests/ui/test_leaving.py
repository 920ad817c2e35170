"""File > Export: pictures of views, and documents of the work as it is now."""

from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from playground.experiment import Experiment, prepare, settled
from playground.session.commands import Saved
from playground.session.work import Project
from playground.spec import SpecError, family
from playground.ui.leaving import exporting
from playground.ui.leaving.documents import DOCUMENTS, Document, Material
from playground.ui.leaving.exporting import DocumentExporter
from playground.ui.leaving.picture_dialog import PictureDialog
from playground.ui.leaving.picture_settings import PictureSettings
from playground.ui.leaving.pictures import paint, picture
from tests.ui.window_maker import Desk, open_desk


def export(desk: Desk, document: Document, path: Path) -> str:
    """Write a document; returns what the person is told."""
    exporter = DocumentExporter(desk.session, desk.window)
    told, deadline = len(desk.notices), perf_counter() + 20.0
    exporter.write(document, path)
    while len(desk.notices) == told and perf_counter() < deadline:
        desk.beat()
    return desk.notices[-1]


def write(widget: QWidget, path: Path, settings: PictureSettings) -> None:
    path.write_bytes(picture(widget, path.suffix, settings)())


def save(desk: Desk, dialog: PictureDialog, path: Path) -> str:
    """Have the dialog write its picture; returns what the person is told."""
    told = len(desk.notices)
    dialog.save(path)
    desk.until(lambda: len(desk.notices) > told and "Writing" not in desk.notices[-1])
    return desk.notices[-1]


def document(key: str) -> Document:
    return next(one for one in DOCUMENTS if one.key == key)


def trained(desk: Desk, epochs: int = 3) -> None:
    desk.session.play(epochs=epochs)
    deadline = perf_counter() + 20.0
    while desk.session.running and perf_counter() < deadline:
        desk.beat()


@pytest.mark.parametrize("one", DOCUMENTS, ids=lambda one: one.key)
def test_every_document_is_written(one: Document, qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path, experiment=settled(Experiment(), {"data.source.samples": 60})) as desk:
        trained(desk)
        path = tmp_path / f"made{one.suffix}"
        assert "made" in export(desk, one, path)
        assert path.stat().st_size > 200
        if one.suffix == ".py":
            source = path.read_text(encoding="utf-8")
            compile(source, str(path), "exec")
            assert "EPOCHS = 3" in source


def test_a_document_is_offered_beside_the_project_and_never_under_its_name(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[Path] = []
    monkeypatch.setattr(exporting, "ask_where", lambda *asked: offered.append(asked[2]))
    with open_desk(qapp, tmp_path) as desk:
        desk.session.papers = replace(desk.session.papers, file=tmp_path / "houses 2.5.nnp")
        DocumentExporter(desk.session, desk.window).ask()
    assert offered == [tmp_path / "houses 2.5.html"]


def test_a_script_of_a_network_that_was_changed_by_hand_is_refused_in_words(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        trained(desk, 1)
        desk.session.set_parameter(0, 0, 0, 1.5)
        assert "changed while it trained" in export(desk, document("numpy"), tmp_path / "no.py")
        assert not (tmp_path / "no.py").exists()


def test_a_script_that_can_not_be_is_refused_before_anything_is_trained_again() -> None:
    """A network that would be trained again has no checkpoint here."""
    work = Project(prepare(settled(Experiment(), {"training.noise.inputs": 0.1})))
    material = Material(work, Saved(None, None), "work", lambda _part: None)  # type: ignore[arg-type]
    for key in ("pytorch", "keras"):
        with pytest.raises(SpecError, match="Noise"):
            document(key).make(material)


def test_a_folder_that_is_not_there_is_told(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        path = tmp_path / "no" / "curves.csv"
        assert "not there" in export(desk, document("curves"), path)


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_picture_has_the_width_that_was_asked_for(suffix: str, qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        trained(desk, 1)
        path, view = tmp_path / f"map{suffix}", desk.window._map
        write(view, path, PictureSettings(width=1000, density=254))
        data = path.read_bytes()
        if suffix == ".png":
            image = QImage(str(path))
            assert (image.width(), image.dotsPerMeterX()) == (1000, 10_000)
            assert len({image.pixel(x, 500) for x in range(0, 1000, 7)}) > 20
        elif suffix == ".svg":
            assert QSvgRenderer(QByteArray(data)).isValid()
            assert b'width="264.583mm"' in data  # 1000 pixels of CSS
            assert b'viewBox="0 0 1000 ' in data
        else:
            width = float(data.split(b"/MediaBox [0 0 ")[1].split()[0])
            assert width == pytest.approx(1000 / 254 * 72, abs=0.5)


@pytest.mark.parametrize("source", ["circle", "wave"])
def test_a_drawing_of_the_map_has_points_axes_and_lines_that_stay_sharp(
    source: str, qapp: QApplication, tmp_path: Path
) -> None:
    settings = settled(Experiment(), {"data.source": family("dataset")[source](samples=50)})
    with open_desk(qapp, tmp_path, experiment=settings) as desk:
        trained(desk, 1)
        write(desk.window._map, tmp_path / "map.svg", PictureSettings())
        words = (tmp_path / "map.svg").read_text(encoding="utf-8")
        assert words.count("<image") == (0 if source == "wave" else 1), "only the tints of the map are an image"
        assert words.count("<path") + words.count("<polyline") + words.count("<circle") > 50
        assert "Noto Sans KR" in words, "who lacks our typeface sees another one with Korean"
        write(desk.window._map, tmp_path / "map.pdf", PictureSettings())


def test_a_drawing_of_the_network_has_its_connections_as_lines(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        trained(desk, 1)
        write(desk.window._network, tmp_path / "network.svg", PictureSettings())
        words = (tmp_path / "network.svg").read_text(encoding="utf-8")
        curves = [line for line in words.split("<path")[1:] if " C" in line.split("d=")[1][:80] or "C" in line]
        assert len(curves) >= 2 * 4 + 4 * 2 + 2


def test_a_large_picture_is_painted_anew_and_not_stretched(qapp: QApplication, tmp_path: Path) -> None:
    """Of what is stretched, a row of pixels between two others is their mean."""
    with open_desk(qapp, tmp_path, experiment=settled(Experiment(), {"data.source.samples": 60})) as desk:
        trained(desk, 1)
        large = paint(desk.window._map, PictureSettings(width=4 * desk.window._map.width()))
        small = paint(desk.window._map, PictureSettings(width=desk.window._map.width()))
        again = small.scaled(large.size()).scaled(small.size())
        assert large.scaled(small.size()) != again


def test_the_dialog_shows_what_it_will_write(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        dialog = picture_dialog(desk, PictureSettings(width=640, density=64))
        dialog.show()
        dialog._what.set_key("window")
        assert dialog._told.text().startswith("640 × ")
        assert "on paper 25.4 × " in dialog._told.text()
        assert not dialog._shown.pixmap().isNull()
        dialog.show()
        save(desk, dialog, tmp_path / "window")
        assert not dialog.isVisible()
        assert QImage(str(tmp_path / "window.png")).width() == 640
        dialog.deleteLater()


def test_a_picture_can_be_dark_while_the_window_is_light(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        before = desk.window._appearance.theme
        assert not before.dark
        for look in ("light", "dark"):
            dialog = picture_dialog(desk, PictureSettings(width=400, look=look))
            dialog._what.set_key("window")
            save(desk, dialog, tmp_path / f"{look}.png")
            dialog.deleteLater()
        light, dark = (
            QImage(str(tmp_path / f"{look}.png")).pixelColor(2, 120).lightness() for look in ("light", "dark")
        )
        assert light > 200
        assert dark < 60
        assert desk.window._appearance.theme == before


def test_a_picture_that_would_be_too_large_is_told_before(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        dialog = picture_dialog(desk, PictureSettings(width=10_000))
        assert "too large" in dialog._told.text()
        assert not dialog._save.isEnabled()
        dialog.deleteLater()


def test_a_picture_that_can_not_be_written_is_told(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        dialog = picture_dialog(desk)
        dialog.show()
        assert "can't be saved (map.png)" in save(desk, dialog, tmp_path / "no" / "map.png")
        assert dialog.isVisible()
        assert dialog._save.isEnabled()
        dialog.reject()
        dialog.deleteLater()


def picture_dialog(desk: Desk, settings: PictureSettings | None = None) -> PictureDialog:
    window = desk.window
    return PictureDialog(desk.session, window._appearance, window._subjects, window, settings)
