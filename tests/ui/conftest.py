"""What tests of the window and of its parts begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from window_maker import Desk, open_desk

from playground.session.drivers import InlineDriver
from playground.session.session import Session
from playground.ui.appearance import Appearance


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
