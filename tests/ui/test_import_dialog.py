"""Importing a table by hand: what is shown before, what comes in, and that nothing is lost on the way."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtWidgets import QApplication, QListWidget, QWidget
from pytestqt.qtbot import QtBot
from window_maker import Desk

from playground.classics import CLASSICS, Classic
from playground.data.axes import Axis, to_units
from playground.data.dataset import Dataset, default_classes
from playground.data.features import X2
from playground.data.points import Points
from playground.data.table.assignment import Roles
from playground.data.typed_feature import Formula
from playground.session.drivers import InlineDriver
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.importing.bringing import APPEND, REPLACE, bring
from playground.ui.importing.dialog import ImportDialog, Origin, of_file, of_text
from playground.ui.importing.picture_dialog import PictureDialog
from playground.ui.language import LanguageManager

FLOWERS = "petal,sepal,kind\n1.4,5.1,rose\n6.9,7.9,lily\n,3,rose\n2.5,5.5,lily\n"


class Table:
    """A session and a look, without a window."""

    def __init__(self, app: QApplication) -> None:
        self.appearance, self.session = Appearance(app, "light"), Session(InlineDriver())
        self.languages = LanguageManager(app)


@pytest.fixture
def table(qapp: QApplication, qtbot: QtBot) -> Iterator[Table]:
    made = Table(qapp)
    yield made
    made.languages.use("en")
    qapp.removeTranslator(made.languages._qt_words)
    made.languages.deleteLater()
    made.appearance.deleteLater()
    made.session.close()


def opened(table: Table | Desk, origin: Origin, qtbot: QtBot, roles: Roles | None = None) -> ImportDialog:
    dialog = ImportDialog(table.session, table.appearance, origin, roles=roles)
    qtbot.addWidget(dialog)
    dialog.show()
    settled(dialog, qtbot)
    return dialog


def settled(dialog: ImportDialog, qtbot: QtBot) -> None:
    """Wait until the dialog has nothing to do any more."""
    qtbot.waitUntil(lambda: not dialog._soon.isActive() and dialog._progress.isHidden(), timeout=30_000)


def choose(dialog: ImportDialog, name: str, key: str, qtbot: QtBot) -> None:
    box = dialog.findChild(object, name)
    box.set_key(key)
    box.activated.emit(box.currentIndex())
    settled(dialog, qtbot)


def lines(dialog: ImportDialog) -> list[str]:
    found = dialog.findChild(QListWidget, "import.problems")
    return [found.item(row).text() for row in range(found.count())]


def test_a_table_is_understood_shown_and_imported_in_one_step_of_undo(table: Table, qtbot: QtBot) -> None:
    before = table.session.experiment
    dialog = opened(table, of_text(FLOWERS), qtbot)
    preview = dialog._preview
    assert [preview.headerData(at, Qt.Orientation.Horizontal) for at in range(3)] == [
        "x₁\npetal", "x₂\nsepal", "Label\nkind",
    ]  # fmt: skip
    assert [preview.headerData(row, Qt.Orientation.Vertical) for row in range(4)] == ["2", "3", "4", "5"]
    assert preview.data(preview.index(2, 0), Qt.ItemDataRole.ToolTipRole) == "Missing"
    assert lines(dialog) == [
        "1 row is left out, as a value or the label is missing.", "Line 4: A value is missing (petal).",
    ]  # fmt: skip
    assert table.session.experiment == before
    dialog._ok.click()
    data = table.session.dataset
    assert np.allclose(to_units(data.axes, data.x), [[1.4, 5.1], [6.9, 7.9], [2.5, 5.5]])
    assert [style.name for style in data.classes] == ["lily", "rose"]
    assert table.session.experiment.data.scaling.key == "standardise"
    table.session.undo()
    assert table.session.experiment == before


def test_cancelling_changes_nothing(table: Table, qtbot: QtBot) -> None:
    before = table.session.prepared
    opened(table, of_text(FLOWERS), qtbot).reject()
    assert table.session.prepared is before


def test_a_guess_can_be_changed_and_the_points_follow(table: Table, qtbot: QtBot) -> None:
    dialog = opened(table, of_text("a;b;k\n1,5;2,5;u\n3,5;1;v\n"), qtbot)
    assert (dialog._format.value().separator, dialog._format.value().decimal) == (";", ",")
    choose(dialog, "import.format.separator.editor", ",", qtbot)
    assert dialog._preview.columnCount() == 0
    assert dialog._state.text() == "There is no row of data in this table."
    assert not dialog._ok.isEnabled()
    choose(dialog, "import.format.separator.editor", ";", qtbot)
    choose(dialog, "import.label", "-1", qtbot)
    assert dialog._ok.isEnabled()
    assert "No column is the label: all points are of the first class." in lines(dialog)


def test_several_columns_are_projected_when_wished(table: Table, qtbot: QtBot) -> None:
    dialog = opened(table, of_file(CLASSICS[0].path), qtbot, CLASSICS[0].roles())
    choose(dialog, "import.first", "several", qtbot)
    assert dialog._columns.roles().inputs == (0, 1, 2, 3)
    assert lines(dialog)[0].startswith("4 columns are standardised and projected")
    dialog._ok.click()
    assert [axis.name for axis in table.session.dataset.axes] == ["PC1", "PC2"]


def test_two_columns_become_a_curve_that_trains(table: Table, qtbot: QtBot) -> None:
    rows = "".join(f"{i / 10},{i * i / 1000},{i % 2}\n" for i in range(40))
    dialog = opened(table, of_text("x,y,kind\n" + rows), qtbot)
    label = dialog.findChild(QWidget, "import.label")
    assert label.isEnabled()
    choose(dialog, "import.treatment.target.editor", "curve", qtbot)
    assert not label.isEnabled()
    assert "needs no label" in label.toolTip()
    assert dialog._preview.headerData(2, Qt.Orientation.Horizontal) == "–\nkind"
    dialog._ok.click()
    prepared = table.session.prepared
    assert prepared.dataset.is_curve
    assert prepared.obstacle() is None
    assert X2() not in prepared.experiment.features
    trainer = prepared.trainer()
    before = float(trainer.record().train.loss[0])
    trainer.run(until_epoch=20)
    assert float(trainer.record().train.loss[0]) < before


def test_points_can_be_added_to_the_present_ones(table: Table, qtbot: QtBot) -> None:
    n = table.session.dataset.n
    dialog = opened(table, of_text("x,y,k\n1,2,Class A\n3,4,new\n"), qtbot)
    choose(dialog, "import.mode", "append", qtbot)
    dialog._ok.click()
    data = table.session.dataset
    assert data.n == n + 2
    assert data.class_count == 3
    assert data.labels[-2:].tolist() == [0, 2]
    assert isinstance(table.session.experiment.data.source, Points)


def test_a_file_that_is_no_table_is_refused_in_words_and_the_work_is_untouched(
    table: Table, qtbot: QtBot, tmp_path: Path
) -> None:
    before = table.session.prepared
    path = tmp_path / "picture.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)))
    dialog = opened(table, of_file(path), qtbot)
    assert "this is not a table" in dialog._state.text() or "can't be read" in dialog._state.text()
    assert not dialog._ok.isEnabled()
    assert dialog._format.value().encoding in ("cp949", "cp1252")  # so that another can be tried
    assert dialog._columns._several.isHidden()
    missing = opened(table, of_file(tmp_path / "nobody.csv"), qtbot)
    assert missing._state.text() == "The file or its folder is not there."
    dialog.reject()
    missing.reject()
    assert table.session.prepared is before


def test_reading_can_be_given_up_at_any_time(table: Table, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("x,y\n" + "1.5,2.5\n" * 300_000)
    dialog = ImportDialog(table.session, table.appearance, of_file(path))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.reject()  # the thread must be gone: see conftest


def test_the_words_follow_the_language(table: Table, qtbot: QtBot) -> None:
    dialog = opened(table, of_text(FLOWERS), qtbot)
    table.languages.use("ko")
    assert dialog._ok.text() == "가져오기"
    assert dialog._state.text() == "점 3개"
    assert lines(dialog)[1] == "4행: 값이 없습니다 (petal)."
    assert dialog._preview.headerData(2, Qt.Orientation.Horizontal) == "레이블\nkind"
    dialog.reject()


def test_files_and_cells_are_received_and_an_empty_clipboard_is_told(desk: Desk, tmp_path: Path) -> None:
    door = desk.window._door
    empty, file = QMimeData(), QMimeData()
    file.setUrls([QUrl.fromLocalFile(str(tmp_path / "some.csv"))])
    assert not door.can_receive(empty)
    assert door.can_receive(file)
    QApplication.clipboard().clear()
    door.paste()
    assert desk.notices == ["There are no cells on the clipboard to paste."]


@pytest.mark.parametrize(("name", "kind"), [("a.PNG", PictureDialog), ("a.jpeg", PictureDialog),
                                            ("a.csv", ImportDialog), ("a", ImportDialog)])  # fmt: skip
def test_pictures_and_tables_are_told_apart_by_their_names(
    desk: Desk, qtbot: QtBot, tmp_path: Path, name: str, kind: type
) -> None:
    dialog = desk.window._door.dialog_for(tmp_path / name)
    qtbot.addWidget(dialog)
    assert type(dialog) is kind
    dialog.reject()


def test_the_classic_sets_are_in_the_menu(desk: Desk) -> None:
    assert [desk.child(f"classic.{classic.key}").text() for classic in CLASSICS] == [
        str(classic.title) for classic in CLASSICS
    ]


@pytest.mark.parametrize("classic", CLASSICS, ids=lambda classic: classic.key)
def test_every_classic_set_comes_in(table: Table, qtbot: QtBot, classic: Classic) -> None:
    dialog = opened(table, of_file(classic.path), qtbot, classic.roles())
    dialog._ok.click()
    assert table.session.dataset.class_count == 3
    assert [axis.name for axis in table.session.dataset.axes] == list(classic.inputs)
    assert table.session.prepared.obstacle() is None


@pytest.mark.parametrize("mode", [REPLACE, APPEND])
def test_points_that_do_not_come_in_are_not_told_to_have_come(table: Table, mode: str) -> None:
    session, told = table.session, list[str]()
    session.apply("features", (X2(), Formula("log(x1 + 7)")))
    session.subscribe_notices(lambda notice: told.append(str(notice.text)))
    before = session.experiment
    axes = (Axis("distance", -100.0, 100.0), Axis("mass", 0.0, 1.0))
    assert bring(session, Dataset.numbered([[-6, 0], [6, 1]], [0, 1], default_classes(2), axes), mode) is None
    assert session.experiment == before
    assert len(told) == 1
    assert "log(x1 + 7)" in told[0]


def test_columns_are_as_wide_as_their_longest_cells_however_far_down(
    qtbot: QtBot, session: Session, appearance: Appearance
) -> None:
    rows = [f"{at},{'w' * 12 if at == 150 else 'i'}" for at in range(199)]
    dialog = ImportDialog(session, appearance, of_text("\n".join(["number,word", *rows])))
    qtbot.addWidget(dialog)
    qtbot.waitUntil(dialog._ok.isEnabled)
    view = dialog._view
    wide = view.sizeHintForIndex(view.model().index(150, 1)).width()
    assert wide <= view.columnWidth(1) < wide + 20
