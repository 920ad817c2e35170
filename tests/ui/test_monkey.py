"""A random but seeded user: draws, drags, switches, builds, while training runs in its real thread.

A few seconds of it run with every test. For a long run, which measures freezes too:

    PLAYGROUND_MONKEY_SECONDS=60 .venv/bin/python -m pytest tests/ui/test_monkey.py
"""

import os
import random
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QSlider, QWidget
from shiboken6 import isValid
from window_maker import Desk, open_desk

from playground.data.sources import Source
from playground.engine.config import Layer
from playground.session.drivers import PaintGate, ThreadDriver
from playground.spec import family

SECONDS = float(os.environ.get("PLAYGROUND_MONKEY_SECONDS", "5"))
MEASURES = SECONDS >= 30
CLOCK, LONGEST_FREEZE_S = (perf_counter, 0.2) if MEASURES else (process_time, 1.0)
"""A short run shares the machine with others, so only the time of this program counts; the long one measures."""


class Heart:
    """Beats every 10 ms in the event loop and remembers the longest pause between two beats."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = CLOCK()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(10)

    def stop(self) -> None:
        self._timer.stop()

    def _beat(self) -> None:
        now = CLOCK()
        self.longest = max(self.longest, now - self._last)
        self._last = now


class Monkey:
    """Does one random thing at a time, with real mouse and key events."""

    def __init__(self, desk: Desk, seed: int, folder: Path) -> None:
        self.desk, self.chance, self.folder = desk, random.Random(seed), folder
        self.did: list[str] = []

    def act(self) -> None:
        deeds = [
            self.paint, self.paint, self.drag_slider, self.choose, self.press, self.press, self.build, self.feature,
            self.data, self.undo, self.step_field, self.look_back, self.look_back, self.compare, self.turn_a_page,
            self.burst, self.history, self.file,
        ]  # fmt: skip
        deed = self.chance.choice(deeds)
        self.did.append(deed.__name__)
        deed()

    def paint(self) -> None:
        view = self.desk.child("map_view")
        tool = self.chance.choice(["point", "spray", "select", "erase"])
        self.desk.window.actions_[f"tool_{tool}"].trigger()
        place = self._place(view)
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=place)
        for _ in range(self.chance.randrange(1, 12)):
            place += QPoint(self.chance.randrange(-20, 21), self.chance.randrange(-20, 21))
            QTest.mouseMove(view, place)
            self.desk.app.processEvents()
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=place)

    def drag_slider(self) -> None:
        sliders = [slider for slider in self.desk.window.findChildren(QSlider) if slider.isVisible()]
        if sliders:
            slider = self.chance.choice(sliders)
            for _ in range(5):
                if not isValid(slider):  # a file that was opened has come, with other settings
                    return
                slider.setValue(self.chance.randrange(slider.minimum(), slider.maximum() + 1))
                self.desk.app.processEvents()

    def choose(self) -> None:
        boxes = [box for box in self.desk.window.findChildren(QComboBox) if box.isVisible() and box.isEnabled()]
        box = self.chance.choice(boxes)
        index = self.chance.randrange(box.count())
        box.setCurrentIndex(index)
        box.activated.emit(index)

    def press(self) -> None:
        key = self.chance.choice(
            [
                "play",
                "play",
                "play",
                "step_batch",
                "step_epoch",
                "reset",
                "new_weights",
                "new_data",
                "language",
                "theme",
            ]
        )
        self.desk.window.actions_[key].trigger()

    def build(self) -> None:
        layers = list(self.desk.session.experiment.network.layers)
        if layers and self.chance.random() < 0.6:
            index = self.chance.randrange(len(layers))
            self.desk.session.apply(f"network.layers.{index}.units", self.chance.choice([1, 2, 4, 8, 16, 64]))
            return
        if len(layers) < 10 and self.chance.random() < 0.6:
            layers.append(Layer(self.chance.choice([2, 8, 32])))
        elif layers:
            layers.pop()
        self.desk.session.apply("network.layers", tuple(layers))

    def feature(self) -> None:
        wanted = [cls() for cls in family("feature").values() if self.chance.random() < 0.5]
        if wanted:
            self.desk.session.apply("features", tuple(wanted))

    def data(self) -> None:
        key = self.chance.choice(list(family("dataset")))
        group = cast(type[Source], family("dataset")[key]).group
        QTest.mouseClick(self.desk.child(f"gallery.group.{group}"), Qt.MouseButton.LeftButton)
        QTest.mouseClick(self.desk.child(f"data.{key}"), Qt.MouseButton.LeftButton)

    def undo(self) -> None:
        self.desk.window.actions_[self.chance.choice(["undo", "undo", "redo"])].trigger()

    def step_field(self) -> None:
        rate = self.chance.choice([1e-4, 0.003, 0.03, 0.3, 3.0, 10.0])
        self.desk.session.apply("training.learning_rate", rate)

    def look_back(self) -> None:
        """Drag the time machine by hand or by keys; then go on from there, come back, or do something else."""
        slider = self.desk.child("time.slider")
        if not slider.isVisible() or not slider.isEnabled():
            return
        if self.chance.random() < 0.3:
            key = self.chance.choice([Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_PageUp, Qt.Key.Key_End])
            QTest.keyClick(slider, key)
            return
        handle = QPoint(round(slider._x(slider.value())), slider.height() // 2)
        QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=handle)
        place = handle
        for _ in range(self.chance.randrange(1, 8)):
            place = QPoint(self.chance.randrange(slider.width()), slider.height() // 2)
            QTest.mouseMove(slider, place)
            self.desk.app.processEvents()
        QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=place)
        after = self.chance.choice(["time.branch", "time.branch", "time.present", ""])
        QTest.qWait(30)
        if after and self.desk.child(after).isVisible():
            QTest.mouseClick(self.desk.child(after), Qt.MouseButton.LeftButton)

    def compare(self) -> None:
        """Pin; or choose a pinned run and remove it, go back to it, or write a note on it."""
        self.desk.window.actions_["page_compare"].trigger()
        table = self.desk.child("compare.table")
        if self.chance.random() < 0.4 or table.rowCount() < 2:
            self.desk.window.actions_["pin_run"].trigger()
            return
        row = self.chance.randrange(1, table.rowCount())
        table.selectRow(row)
        name = self.chance.choice(["compare.remove", "compare.restore", ""])
        if name:
            self.desk.child(name).click()
        else:
            table.item(row, table.columnCount() - 1).setText(self.chance.choice(["", "note", "메모"]))
        table.sortItems(self.chance.randrange(table.columnCount()))

    def turn_a_page(self) -> None:
        actions = [key for key in self.desk.window.actions_.specs if key.startswith("page_")]
        self.desk.window.actions_[self.chance.choice(actions)].trigger()

    def burst(self) -> None:
        for _ in range(self.chance.randrange(3, 15)):
            self.desk.window.actions_[self.chance.choice(["undo", "undo", "redo"])].trigger()
            self.desk.app.processEvents()

    def history(self) -> None:
        self.desk.session.go_to(self.chance.randrange(len(self.desk.session.history.entries) + 1))

    def file(self) -> None:
        """Save while training goes on, or open what was saved."""
        filing, path = self.desk.window.filing, self.folder / f"{self.chance.randrange(3)}.nnp"
        if path.exists() and self.chance.random() < 0.5:
            filing.open(path)
        else:
            self.desk.session.name_file(path)
            filing.save()

    def _place(self, view: QWidget) -> QPoint:
        return QPoint(self.chance.randrange(view.width()), self.chance.randrange(view.height()))


@pytest.mark.timeout(max(120, int(2 * SECONDS) + 60))
def test_a_random_user_breaks_nothing(qapp: QApplication, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seed = int(os.environ.get("PLAYGROUND_MONKEY_SEED", "1"))
    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    gate = PaintGate()
    driver = ThreadDriver(gate)
    with open_desk(qapp, tmp_path, driver, gate=gate) as desk:
        desk.window.start()
        monkey, heart = Monkey(desk, seed, tmp_path), Heart()
        end = perf_counter() + SECONDS
        while perf_counter() < end:
            monkey.act()
            QTest.qWait(monkey.chance.randrange(1, 60))
        heart.stop()
        assert not [words for words in desk.notices if "error in the program" in words], desk.notices
        assert not [words for words in desk.notices if "can't be opened" in words or "can't be saved" in words]
        with capsys.disabled():
            if MEASURES:
                sys.stdout.write(f"\n{len(monkey.did)} deeds, longest freeze {1000 * heart.longest:.0f} ms\n")
        assert heart.longest < LONGEST_FREEZE_S
    sys.setswitchinterval(interval)
    assert not driver._thread.is_alive()
