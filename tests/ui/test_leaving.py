"""File > Export: pictures of views, and documents of the work as it is now."""

from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from playground.experiment import Experiment, settled
from playground.ui.exporting import Subject
from playground.ui.leaving.documents import DOCUMENTS, Document
from playground.ui.leaving.exporting import DocumentExporter
from playground.ui.leaving.picture_dialog import PictureDialog
from playground.ui.leaving.pictures import write
from tests.ui.window_maker import Desk, open_desk


def export(desk: Desk, document: Document, path: Path) -> str:
    """Write a document; returns what the person is told."""
    exporter = DocumentExporter(desk.session, desk.window)
    told, deadline = len(desk.notices), perf_counter() + 20.0
    exporter.write(document, path)
    while len(desk.notices) == told and perf_counter() < deadline:
        desk.beat()
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


def test_a_script_of_a_network_that_was_changed_by_hand_is_refused_in_words(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        trained(desk, 1)
        desk.session.set_parameter(0, 0, 0, 1.5)
        assert "changed while it trained" in export(desk, document("numpy"), tmp_path / "no.py")
        assert not (tmp_path / "no.py").exists()


def test_a_folder_that_is_not_there_is_told(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        path = tmp_path / "no" / "curves.csv"
        assert "No such file" in export(desk, document("curves"), path)


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_picture_has_the_width_that_was_asked_for(suffix: str, qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        trained(desk, 1)
        path, view = tmp_path / f"map{suffix}", desk.window._map
        assert write(view, path, 1000)
        data = path.read_bytes()
        if suffix == ".png":
            image = QImage(str(path))
            assert image.width() == 1000
            assert len({image.pixel(x, 500) for x in range(0, 1000, 7)}) > 20
        elif suffix == ".svg":
            assert QSvgRenderer(QByteArray(data)).isValid()
            assert b'width="264.583mm"' in data  # 1000 pixels of CSS
            assert b'viewBox="0 0 1000 ' in data
        else:
            assert data.startswith(b"%PDF-")


def test_the_dialog_shows_what_it_will_write(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        dialog = PictureDialog(desk.session, desk.window._subjects, desk.window)
        dialog.show()
        dialog._what.setCurrentIndex(dialog._what.findData("window"))
        dialog._width.setValue(640)
        assert dialog._size.text().startswith("640 × ")
        assert not dialog._shown.pixmap().isNull()
        dialog.save(tmp_path / "window")
        assert QImage(str(tmp_path / "window.png")).width() == 640
        dialog.deleteLater()


def test_a_picture_that_can_not_be_written_is_told(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        subject = Subject("map", desk.window._subjects[0].words, desk.window._map)
        dialog = PictureDialog(desk.session, [subject], desk.window)
        dialog.save(tmp_path / "no" / "map.png")
        assert "can't be written" in desk.notices[-1]
        dialog.deleteLater()
