"""The generalisation gap as one number and one picture: the errors of training and test, and what lies between."""

import math

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.engine.tasks import Kind
from playground.i18n import Text, _
from playground.session.frame import Numbers
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.errors import guarded
from playground.ui.views.numbers_words import UNDEFINED, loss_text


def errors(numbers: Numbers, kind: Kind) -> tuple[float, float]:
    """The errors on training and test points: the share of wrong answers, or the loss where there are no classes.

    >>> errors(Numbers(train_score=1.0, test_score=0.75), Kind.BINARY)
    (0.0, 0.25)
    """
    if kind is Kind.REGRESSION:
        return numbers.train_loss, numbers.test_loss
    return 1.0 - numbers.train_score, 1.0 - numbers.test_score


class GapPicture(QWidget):
    """Two bars from the same line; where the test bar goes on beyond that of training, it is hatched."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("test_set.gap")
        self._appearance = appearance
        self._train = self._test = math.nan
        self._kind = Kind.BINARY
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._captions = Captions(self)
        self._captions.bind(self.setAccessibleName, self._words)
        self._captions.bind(
            self.setToolTip,
            _("The error on the test points minus that on the training points: what the network learned by heart."),
        )
        appearance.changed.connect(self.updateGeometry)

    def show_errors(self, train: float, test: float, kind: Kind) -> None:
        """Show other errors."""
        self._train, self._test, self._kind = train, test, kind
        self._captions.refresh()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, round(3.2 * self._appearance.metrics.caption))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            font = QFont(self.font())
            font.setPixelSize(self._appearance.metrics.caption)
            painter.setFont(font)
            painter.setPen(QColor(self._appearance.theme.text))
            line = 1.5 * self._appearance.metrics.caption
            painter.drawText(QRectF(0, 0, self.width(), line), Qt.AlignmentFlag.AlignVCenter, self._words())
            if math.isfinite(self._train) and math.isfinite(self._test):
                self._paint_bars(painter, line)

    def _paint_bars(self, painter: QPainter, top: float) -> None:
        theme, height = self._appearance.theme, (self.height() - top) / 2
        whole = max(self._train, self._test)
        if whole <= 0.0:
            return
        train, test = (self.width() * value / whole for value in (self._train, self._test))
        painter.fillRect(QRectF(0, top, train, height - 1), QColor(theme.train_curve))
        painter.fillRect(QRectF(0, top + height, test, height - 1), QColor(theme.test_curve))
        beyond = QRectF(train, top + height, max(test - train, 0.0), height - 1)
        painter.fillRect(beyond, QBrush(QColor(theme.bad), Qt.BrushStyle.BDiagPattern))

    def _words(self) -> str:
        return str(_gap_words(self._train, self._test, self._kind))


def _gap_words(train: float, test: float, kind: Kind) -> Text:
    if not (math.isfinite(train) and math.isfinite(test)):
        return _("Generalisation gap: {gap}", gap=UNDEFINED)
    if kind is Kind.REGRESSION:
        gap = loss_text(test - train)
        return _("Generalisation gap: loss {test} − {train} = {gap}",
                 test=loss_text(test), train=loss_text(train), gap=gap)  # fmt: skip
    test_error, train_error = round(100 * test, 1), round(100 * train, 1)
    gap = f"{round(test_error - train_error, 1):.1f}".replace("-", "−")
    return _("Generalisation gap: error {test} % − {train} % = {gap} points",
             test=f"{test_error:.1f}", train=f"{train_error:.1f}", gap=gap)  # fmt: skip
