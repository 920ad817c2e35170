"""What tests of the window and of its parts begin with."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from slow_disk import Disk
from window_maker import Desk, open_desk

from playground.app import SWITCH_INTERVAL_S
from playground.session import files as formats
from playground.session.drivers import InlineDriver
from playground.session.session import Session
from playground.ui.appearance import Appearance


@pytest.fixture(autouse=True)
def _threads_take_turns_as_in_the_program() -> Iterator[None]:
    """Else work behind a dialog hardly gets on while a test makes the window beat without a pause."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    yield
    sys.setswitchinterval(interval)


@pytest.fixture
def appearance(qapp: QApplication) -> Iterator[Appearance]:
    """The light theme in the size of a desk."""
    made = Appearance(qapp, "light")
    yield made
    made.set_projector(False)
    made.deleteLater()


@pytest.fixture
def session() -> Iterator[Session]:
    """A session as at the first start, that trains when a test asks for a frame."""
    made = Session(InlineDriver())
    yield made
    made.close()


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A window with an experiment as at the first start."""
    with open_desk(qapp, tmp_path / "settings") as made:
        yield made


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    """A disk that is slow until a test lets it be quick, before a person who holds nothing in hand."""
    if QApplication.mouseButtons():  # as a double click leaves it that takes its widget away
        somewhere = QWidget()
        QTest.mouseRelease(somewhere, Qt.MouseButton.LeftButton)
        somewhere.deleteLater()
    made = Disk(tmp_path)
    monkeypatch.setattr(formats, "open_file", made.open)
    monkeypatch.setattr(formats, "save_file", made.save)
    yield made
    made.let.set()
