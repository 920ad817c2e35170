"""The run as an animation."""

from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from playground.experiment import Experiment, prepare, settled
from playground.export.film import DARK, LIGHT, Film
from playground.session.commands import Saved
from playground.session.filming import first_epoch, scenes, with_record
from playground.session.run import Run
from playground.session.work import Project
from playground.spec import SpecError, family
from playground.ui.leaving.animation import SUFFIXES, animation, encoded, preview, write_animation
from playground.ui.leaving.animation_dialog import AnimationDialog
from playground.ui.leaving.documents import Document
from tests.ui.window_maker import Desk, open_desk

SHORT = Film(width=200, seconds=1, rate=6)
FAST = settled(Experiment(), {"training.learning_rate": 0.1, "data.source.samples": 60})


def silent(_part: float) -> None:
    """Nobody looks."""


def trained(experiment: Experiment = FAST, epochs: int = 5) -> tuple[Project, Saved]:
    """A run that was saved without a record."""
    run = Run(prepare(experiment), perf_counter)
    if epochs:
        run.train(1_000_000, epochs)
    saved = replace(run.saved(), past=None)
    return Project(run.prepared, saved=saved), saved


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("view", ["map", "curves", "network"])
def test_the_animation_has_every_epoch_and_is_small(suffix: str, view: str, qapp: QApplication, tmp_path: Path) -> None:
    film, told, path = replace(SHORT, view=view), [], tmp_path / f"run{suffix}"
    write_animation(animation(*trained(), film, told.append), path, film)
    assert told[-1] == 1.0
    with Image.open(path) as picture:
        assert (picture.n_frames, picture.width, picture.info["loop"]) == (6, 200, 0)
        first = np.asarray(picture.convert("RGB"))
        picture.seek(5)
        assert (np.asarray(picture.convert("RGB")) != first).any()
    assert path.stat().st_size < 20_000 * 6


def test_a_film_takes_as_long_as_was_asked_for_and_ends_where_it_shall(qapp: QApplication) -> None:
    work, saved = trained(epochs=30)
    film = Film(width=160, seconds=1.5, rate=7, start=10, end=20, repeats=False)
    epochs = [scene.epoch for scene in scenes(work, with_record(work, saved, silent), film, [10, 13, 20], silent)]
    assert epochs == [10, 13, 20]
    pictures = animation(work, saved, film, silent)
    assert len(pictures) == 10
    from io import BytesIO

    with Image.open(BytesIO(encoded(pictures, ".gif", film))) as picture:
        assert "loop" not in picture.info
        lengths = []
        for frame in range(picture.n_frames):
            picture.seek(frame)
            lengths.append(picture.info["duration"])
    assert sum(lengths[:-1]) + lengths[-1] - 2000 == pytest.approx(1500, abs=10)


def test_a_curve_can_be_animated_and_cancelling_ends_it(qapp: QApplication) -> None:
    work, saved = trained(settled(Experiment(), {"data.source": family("dataset")["wave"]()}), 2)
    assert len(animation(work, saved, SHORT, silent)) == 3

    class Cancelled(Exception):
        pass

    def cancel(part: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        animation(work, saved, SHORT, cancel)


def test_a_network_that_was_not_trained_is_refused(qapp: QApplication) -> None:
    with pytest.raises(SpecError, match="nothing to animate"):
        animation(*trained(epochs=0), SHORT, silent)


@pytest.mark.parametrize("view", ["map", "curves"])
@pytest.mark.parametrize("source", ["rings", "plane", "wave"])
def test_the_guess_of_the_size_is_right_to_a_tenth(source: str, view: str, qapp: QApplication) -> None:
    work, saved = trained(settled(FAST, {"data.source": family("dataset")[source]()}), epochs=60)
    film = replace(SHORT, view=view, seconds=5, rate=10)
    guess, pictures = preview(work, saved, film, silent), animation(work, saved, film, silent)
    for suffix in SUFFIXES:
        assert guess.sizes[suffix] == pytest.approx(len(encoded(pictures, suffix, film)), rel=0.1)
    assert (guess.first, guess.last, len(guess.epochs), guess.height) == (0, 60, 50, pictures[0].height)


@pytest.mark.parametrize("epochs", [1, 2, 20])
def test_the_size_of_a_short_film_is_known(epochs: int, qapp: QApplication) -> None:
    work, saved = trained(epochs=epochs)
    film = replace(SHORT, rate=30)
    guess, pictures = preview(work, saved, film, silent), animation(work, saved, film, silent)
    for suffix in SUFFIXES:
        assert guess.sizes[suffix] == pytest.approx(len(encoded(pictures, suffix, film)), abs=8)


# In the window ----------------------------------------------------------------------------------------------------


def run_to(desk: Desk, epochs: int) -> None:
    desk.session.play(epochs=epochs)
    desk.until(lambda: not desk.session.running)


def test_the_dialog_knows_the_run_and_writes_the_film(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path, experiment=FAST) as desk:
        run_to(desk, 4)
        desk.session.apply("training.learning_rate", 0.02)  # the record of the run knows this, the seeds do not
        run_to(desk, 4)
        made: list[tuple[Document, Path]] = []
        dialog = AnimationDialog(
            desk.session, desk.appearance, lambda document, path: made.append((document, path)), desk.window, SHORT
        )
        desk.until(dialog._save.isEnabled)
        assert (dialog.film.start, dialog.film.end) == (0, 8)
        assert "6 pictures of 200" in dialog._told.text()
        assert not dialog._shown.pixmap().isNull()
        dialog.save(tmp_path / "run")
        assert [(document.key, path.name) for document, path in made] == [("gif", "run.gif")]
        dialog.deleteLater()


def test_an_untrained_network_is_told_and_nothing_can_be_saved(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path, experiment=FAST) as desk:
        dialog = AnimationDialog(desk.session, desk.appearance, lambda _document, _path: None, desk.window, SHORT)
        desk.until(lambda: "nothing to animate" in dialog._told.text())
        assert not dialog._save.isEnabled()
        dialog.reject()
        dialog.deleteLater()


def test_states_come_from_the_record_equal_to_the_last_bit(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path, experiment=FAST) as desk:
        run_to(desk, 3)
        desk.session.apply("training.learning_rate", 0.02)
        run_to(desk, 3)
        delivery, work = desk.session.copy()
        desk.until(lambda: delivery.saved is not None)
        assert delivery.saved is not None
        assert first_epoch(delivery.saved) == 0
        last = [*scenes(work, delivery.saved, SHORT, [0, 6], silent)][-1]
        now = work.prepared.trainer()
        now.restore(delivery.saved.checkpoint)
        assert f"{float(now.record().train.loss[0]):.4f}" in last.svg


@pytest.mark.parametrize("view", ["map", "curves", "network"])
def test_a_dark_film_is_dark_all_over(view: str, qapp: QApplication) -> None:
    work, saved = trained(epochs=2)
    means = {}
    for look in (LIGHT, DARK):
        [*_first, last] = animation(work, saved, replace(SHORT, view=view, look=look), silent)
        means[look] = np.asarray(last.convert("L")).reshape(-1)
    assert np.quantile(means[LIGHT], 0.2) > 128 > np.quantile(means[DARK], 0.8)
    assert means[DARK].max() > 180, "its words can be read"


def test_the_dialog_begins_with_the_look_of_the_window(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path, experiment=FAST) as desk:
        run_to(desk, 1)
        desk.appearance.set_mode("dark")
        looks: list[str] = []

        def look_and_leave() -> None:
            dialog = desk.child("animation_dialog")
            desk.until(dialog._save.isEnabled)
            looks.append(dialog.film.look)
            dialog.reject()

        QTimer.singleShot(0, desk.window, look_and_leave)
        desk.window.actions_["export_animation"].trigger()
        assert looks == [DARK]


def test_a_film_has_the_colours_of_data_that_a_person_chose(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path, experiment=FAST) as desk:
        run_to(desk, 1)
        desk.appearance.set_colours("purple_green")
        dialog = AnimationDialog(desk.session, desk.appearance, lambda _document, _path: None, desk.window, SHORT)
        desk.until(dialog._save.isEnabled)
        picture = dialog._shown.pixmap().toImage()
        greens = [picture.pixelColor(x, y) for x in range(0, 480, 2) for y in range(0, picture.height(), 2)]
        assert any(abs(c.red() - 0x1B) + abs(c.green() - 0x8A) + abs(c.blue() - 0x4B) < 30 for c in greens)
        dialog.reject()
        dialog.deleteLater()
