"""Files from the window: what belongs where, whether it is saved, and that nothing is lost by leaving."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from window_maker import Desk

from playground import tree
from playground.data.dataset import Dataset, default_classes
from playground.examples import EXAMPLES
from playground.session import project
from playground.session.frame import Wants
from playground.ui import files, questions
from playground.ui.filing import Filing
from playground.ui.questions import Answer, Change

DRAWN = Dataset.numbered([[0, 0], [1, 1], [2, 0], [3, 1]], [0, 1, 0, 1], default_classes(2))


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file that a person chooses in every dialog."""
    path = tmp_path / "work.nnp"
    monkeypatch.setattr(files, "ask_save", lambda _window, _suggestion: path)
    monkeypatch.setattr(files, "ask_open", lambda _window: path)
    return path


def train(desk: Desk, epochs: int = 3) -> None:
    desk.session.play(epochs)
    desk.until(lambda: not desk.session.running)


def trigger(desk: Desk, key: str) -> None:
    """Choose an action, and let what it began come to its end."""
    desk.window.actions_[key].trigger()
    desk.until(lambda: not desk.window.filing.busy)


def filing(desk: Desk) -> Filing:
    return desk.window.filing


def open_file(desk: Desk, path: Path) -> None:
    """Open a file, and let it arrive."""
    filing(desk).open(path)
    desk.until(lambda: not filing(desk).busy)


def weights(desk: Desk) -> list[bytes]:
    found: list[bytes] = []

    def have_come() -> bool:
        desk.session.credit(Wants(weights=True))
        frame = desk.session.take_frame()
        if frame is not None and frame.weights is not None:
            found[:] = [matrix.tobytes() for matrix in frame.weights]
        return bool(found)

    desk.until(have_come)
    return found


def test_new_work_is_untitled_and_unmodified_until_something_is_done(desk: Desk) -> None:
    assert str(filing(desk).name) == "Untitled"
    assert not filing(desk).modified
    train(desk)
    assert filing(desk).modified
    assert desk.window.isWindowModified()


def test_saving_writes_the_trained_network_and_clears_the_mark(desk: Desk, chosen: Path) -> None:
    train(desk)
    trigger(desk, "save")
    assert not filing(desk).modified
    assert "work.nnp — saved" in desk.child("work").text()
    assert "work.nnp" in desk.window.windowTitle()
    saved = project.read(chosen).saved
    assert saved is not None
    assert saved.checkpoint.epoch == 3


def test_save_writes_to_the_same_file_without_asking_again(
    desk: Desk, chosen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trigger(desk, "save")
    monkeypatch.setattr(files, "ask_save", None)  # calling it would fail
    train(desk)
    trigger(desk, "save")
    saved = project.read(chosen).saved
    assert saved is not None
    assert saved.checkpoint.epoch == 3


def test_work_that_was_closed_goes_on_with_the_same_weights(desk: Desk, chosen: Path) -> None:
    train(desk)
    before = weights(desk)
    trigger(desk, "save")
    train(desk)
    after = weights(desk)
    trigger(desk, "new")
    trigger(desk, "open")
    assert weights(desk) == before
    train(desk)
    assert weights(desk) == after


def test_saving_changes_nothing_in_the_training(desk: Desk, chosen: Path) -> None:
    train(desk, 2)
    trigger(desk, "save")
    train(desk, 2)
    saved = weights(desk)
    desk.session.reset()
    train(desk, 4)
    assert weights(desk) == saved


def test_undoing_an_open_brings_back_the_work_before_and_its_file(desk: Desk, chosen: Path) -> None:
    trigger(desk, "save")
    train(desk)
    before = weights(desk)
    filing(desk).open_example(EXAMPLES[-1])
    desk.until(lambda: not filing(desk).busy)
    assert desk.session.papers.file is None
    assert str(filing(desk).name) == str(EXAMPLES[-1].title)
    desk.session.undo()
    assert weights(desk) == before
    assert desk.session.papers.file == chosen
    assert filing(desk).modified


@pytest.mark.parametrize("answer", Answer)
def test_leaving_with_unsaved_work_asks(desk: Desk, chosen: Path, answer: Answer) -> None:
    train(desk)
    desk.answer = answer
    desk.window.close()
    desk.until(lambda: not filing(desk).busy)
    assert desk.window.isVisible() == (answer is Answer.CANCEL)
    assert chosen.exists() == (answer is Answer.SAVE)


def test_leaving_without_changes_asks_nothing(desk: Desk) -> None:
    desk.answer = Answer.CANCEL
    desk.window.close()
    assert not desk.window.isVisible()


def test_leaving_while_training_saves_it_paused(desk: Desk, chosen: Path) -> None:
    desk.session.play()
    desk.beat(5)
    desk.answer = Answer.SAVE
    desk.window.close()
    desk.until(lambda: not desk.window.isVisible())
    saved = project.read(chosen).saved
    assert saved is not None
    assert saved.checkpoint.step > 0


def test_a_save_that_fails_keeps_the_window_and_says_why(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "ask_save", lambda _window, _suggestion: tmp_path / "nowhere" / "work.nnp")
    train(desk)
    desk.answer = Answer.SAVE
    desk.window.close()
    desk.until(lambda: not filing(desk).busy)
    assert desk.window.isVisible()
    assert filing(desk).modified
    assert "not there" in desk.notices[-1]
    assert "work.nnp" in desk.notices[-1]


def test_drawn_points_are_asked_about_before_other_work_is_opened(desk: Desk) -> None:
    desk.session.paint(DRAWN)
    desk.answer = Answer.CANCEL
    filing(desk).new()
    desk.until(lambda: desk.session.dataset == DRAWN)
    desk.answer = Answer.LEAVE
    filing(desk).new()
    assert desk.session.dataset != DRAWN


def test_saving_before_new_work_saves_and_then_begins(desk: Desk, chosen: Path) -> None:
    desk.session.paint(DRAWN)
    desk.answer = Answer.SAVE
    filing(desk).new()
    desk.until(lambda: not filing(desk).busy)
    assert desk.session.dataset != DRAWN
    assert project.read(chosen).prepared.dataset == DRAWN
    assert not filing(desk).modified


def test_settings_alone_are_saved_as_such_and_the_work_stays_unsaved(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "only.json"
    monkeypatch.setattr(files, "ask_save", lambda _window, _suggestion: path)
    desk.session.apply("training.learning_rate", 0.03)
    saved = desk.session.experiment
    trigger(desk, "save_as")
    assert "without weights" in desk.notices[-1]
    assert filing(desk).modified
    desk.session.apply("training.learning_rate", 0.3)
    open_file(desk, path)
    assert desk.session.experiment == saved
    assert str(filing(desk).name) == "only"


def test_a_name_with_an_ending_of_its_own_is_a_project_too(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "work.v2"
    monkeypatch.setattr(files, "ask_save", lambda _window, _suggestion: path)
    train(desk)
    trigger(desk, "save")
    assert not filing(desk).modified
    trigger(desk, "new")
    open_file(desk, path)
    assert desk.session.papers.file == path
    assert desk.session.step > 0


def test_opened_and_saved_files_are_in_the_menu_of_recent_ones(desk: Desk, chosen: Path) -> None:
    trigger(desk, "save")
    menu = desk.child("menu.recent")
    menu.aboutToShow.emit()
    first = menu.actions()[0]
    assert first.text().startswith("work.nnp")
    train(desk)
    trigger(desk, "save")
    trigger(desk, "new")
    first.trigger()
    desk.until(lambda: not filing(desk).busy)
    assert desk.session.papers.file == chosen
    assert desk.session.step > 0


def test_a_recent_file_that_is_gone_is_told_and_forgotten(desk: Desk, chosen: Path) -> None:
    trigger(desk, "save")
    chosen.unlink()
    open_file(desk, chosen)
    assert "not there" in desk.notices[-1]
    menu = desk.child("menu.recent")
    menu.aboutToShow.emit()
    assert not any("work.nnp" in action.text() for action in menu.actions())


def test_a_recent_file_that_can_not_be_read_now_stays_in_the_list(desk: Desk, chosen: Path) -> None:
    trigger(desk, "save")
    chosen.write_bytes(b"no project")
    open_file(desk, chosen)
    assert "damaged" in desk.notices[-1]
    assert chosen in desk.window._preferences.recent


def test_pinned_runs_are_not_left_for_a_code_without_a_question(desk: Desk) -> None:
    other = tree.put(desk.session.experiment, "data.source.noise", 0.3)
    desk.session.pin()
    desk.answer = Answer.CANCEL
    filing(desk).open_code(other)
    assert len(desk.session.papers.runs) == 1
    desk.answer = Answer.LEAVE
    filing(desk).open_code(other)
    assert desk.session.experiment == other
    assert not desk.session.papers.runs
    desk.session.undo()
    assert len(desk.session.papers.runs) == 1


def test_a_project_that_is_dropped_on_the_window_is_opened(desk: Desk, chosen: Path) -> None:
    desk.session.paint(DRAWN)
    trigger(desk, "save")
    trigger(desk, "new")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(chosen))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys)
    desk.window.dragEnterEvent(enter)
    assert enter.isAccepted()
    desk.window.dropEvent(QDropEvent(QPoint(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys))
    desk.until(lambda: desk.session.dataset == DRAWN)


def test_a_file_given_at_the_start_is_work_by_its_name_or_its_contents_or_else_data(desk: Desk, chosen: Path) -> None:
    desk.session.paint(DRAWN)
    trigger(desk, "save")
    trigger(desk, "new")
    copy = chosen.with_suffix(".bak")
    copy.write_bytes(chosen.read_bytes())
    desk.window.open_file(copy)
    desk.until(lambda: not filing(desk).busy)
    assert desk.session.dataset == DRAWN
    desk.window.open_file(chosen.parent / "nothing.nnp")
    desk.until(lambda: not filing(desk).busy)
    assert "not there" in desk.notices[-1]
    table = chosen.parent / "points.csv"
    table.write_text("x,y,class\n1,2,a\n3,4,b\n")
    desk.window.open_file(table)
    seen: list[str] = []

    def look() -> None:
        dialog = desk.app.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(10, desk.window, look)
        else:
            seen.append(type(dialog).__name__)
            dialog.close()

    QTimer.singleShot(0, desk.window, look)
    desk.until(lambda: seen)
    assert seen == ["ImportDialog"]


def test_a_damaged_project_changes_nothing(desk: Desk, chosen: Path) -> None:
    trigger(desk, "save")
    chosen.write_bytes(chosen.read_bytes()[:-50])
    before = desk.session.experiment
    open_file(desk, chosen)
    assert desk.session.experiment is before
    assert "damaged" in desk.notices[-1]


def test_the_curves_and_numbers_of_a_project_are_there_at_once(desk: Desk, chosen: Path) -> None:
    train(desk, 5)
    trigger(desk, "save")
    trigger(desk, "new")
    open_file(desk, chosen)
    desk.session.credit(Wants(curves=True))
    frame = desk.session.take_frame()
    assert frame is not None
    assert frame.curves is not None
    assert frame.curves.column("epoch").tolist() == list(range(6))
    assert np.isfinite(frame.numbers.train_loss)


@pytest.mark.parametrize(("language", "word"), [("en", "saved"), ("ko", "저장")])
def test_the_corner_speaks_the_language_of_the_window(desk: Desk, chosen: Path, language: str, word: str) -> None:
    trigger(desk, "save")
    desk.languages.use(language)
    assert word in desk.child("work").text()


@pytest.fixture
def shared(desk: Desk, chosen: Path) -> Path:
    """A file that this window has saved, and another program has changed since."""
    trigger(desk, "save")
    chosen.write_bytes(b"what another program wrote")
    train(desk)
    return chosen


@pytest.mark.parametrize("answer", [Change.REPLACE, Change.CANCEL])
def test_a_file_that_another_program_has_changed_is_replaced_only_if_the_person_says_so(
    desk: Desk, shared: Path, answer: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(questions, "ask_about_change", lambda _window, name: asked.append(name) or answer)
    trigger(desk, "save")
    assert asked == ["work.nnp"]
    assert (shared.read_bytes() == b"what another program wrote") is (answer is Change.CANCEL)
    assert filing(desk).modified is (answer is Change.CANCEL)


def test_both_are_kept_when_the_work_is_saved_as_another_file(
    desk: Desk, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "ask_about_change", lambda _window, _name: Change.SAVE_AS)
    monkeypatch.setattr(files, "ask_save", lambda _window, _suggestion: tmp_path / "mine.nnp")
    trigger(desk, "save")
    assert shared.read_bytes() == b"what another program wrote"
    assert project.read(tmp_path / "mine.nnp").saved is not None
    assert desk.session.papers.file == tmp_path / "mine.nnp"


def test_a_file_that_changed_after_it_was_opened_is_noticed_too(
    desk: Desk, chosen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trigger(desk, "save")
    filing(desk).new()
    open_file(desk, chosen)
    chosen.write_bytes(chosen.read_bytes() + b"!")
    asked: list[str] = []
    monkeypatch.setattr(questions, "ask_about_change", lambda _window, name: asked.append(name) or Change.CANCEL)
    trigger(desk, "save")
    assert asked == ["work.nnp"]


def test_a_file_that_was_removed_is_written_anew_without_a_question(
    desk: Desk, chosen: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trigger(desk, "save")
    chosen.unlink()
    monkeypatch.setattr(questions, "ask_about_change", None)  # calling it would fail
    trigger(desk, "save")
    assert chosen.exists()
    trigger(desk, "save")  # and it is known again
