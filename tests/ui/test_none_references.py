"""PySide6 6.12.0 takes references to None away at every repaint, until Python 3.11 aborts; ours must not."""

import sys

import pytest
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

REPAINTS = 500


class Plain(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawText(10, 10, "0")
        painter.end()


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_repainting_does_not_use_up_none(qapp: QApplication) -> None:
    widget = Plain()
    widget.show()
    before = sys.getrefcount(None)
    for _ in range(REPAINTS):
        widget.repaint()
    lost = before - sys.getrefcount(None)
    widget.close()
    widget.deleteLater()
    assert lost < REPAINTS / 2
