"""What tests of the whole window begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from window_maker import Desk, open_desk


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[Desk]:
    """A window with an experiment as at the first start."""
    with open_desk(qapp, tmp_path / "settings") as made:
        yield made
