"""The page "Weights and gradients": how every layer fares, in numbers, in a picture, and in plain sentences."""

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from playground.i18n import _
from playground.session.frame import Frame, Wants
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.layouts import NO_MARGINS, grow, in_column
from playground.ui.views.health_plot import GradientPlot
from playground.ui.views.health_table import HealthTable, rows
from playground.ui.views.health_words import SOUND, SOUND_TIP, Diagnosis, diagnoses
from playground.ui.views.page import PageView

_FEW, _MANY = 2, 5
"""How many lines of findings are seen at once, on a low page and on a tall one."""
_GAP = 4
_TALL = 16
"""From this height in lines on, a page is tall."""


class HealthView(PageView):
    """A table of the layers, their gradients over time, and below what was found and what to try."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("health")
        self._session, self._appearance = session, appearance
        self._found: tuple[Diagnosis, ...] = ()
        self._table, self._plot = HealthTable(appearance, self), GradientPlot(appearance, self)
        self._words, self._scroll = QLabel(self), _Findings(self)
        Captions(self).bind(self.setAccessibleName, _("Weights and gradients"))
        self._arrange()
        appearance.changed.connect(self._fit)
        self._fit()
        self._say()

    def wants(self) -> Wants:
        """How the layers fare, all weights, and the gradients so far."""
        return Wants(health=True, weights=True, curves=True)

    def show_frame(self, frame: Frame) -> None:
        """Show the layers of a frame."""
        prepared = self._session.prepared
        if frame.health is not None and frame.weights is not None:
            self._table.rows.show_rows(rows(prepared, frame.health, frame.weights))
            found = diagnoses(prepared, frame.health)
            if found != self._found:
                self._found = found
                self._say()
        if frame.curves is not None:
            self._plot.show_gradients(prepared, frame.curves.gradients)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _arrange(self) -> None:
        self._words.setObjectName("health.findings")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scroll.setWidget(self._words)
        self._scroll.setWidgetResizable(True)
        self._above = QHBoxLayout()
        self._above.setSpacing(12)
        self._above.addWidget(self._table, 3)
        self._above.addWidget(self._plot, 1)
        in_column(grow(self._above), self._scroll, owner=self, spacing=_GAP, margins=NO_MARGINS)

    def _fit(self) -> None:
        line = self._words.fontMetrics().lineSpacing()
        most = _MANY if self.height() > _TALL * line else _FEW
        room = self.height() - self._above.minimumSize().height() - _GAP
        lines = max(1, min(most, room // line, -(-self._words.heightForWidth(self.width()) // line)))
        self._scroll.want(line, lines * line + 2)

    def _say(self) -> None:
        """The findings, each with its evidence and what to try; or that there are none."""
        lines = [f"<b>{escape(str(found.short))}</b> – {escape(str(found.evidence))} {escape(str(found.advice))}"
                 for found in self._found]  # fmt: skip
        self._words.setText("<br>".join(lines) or f"<b>{escape(str(SOUND))}</b> – {escape(str(SOUND_TIP))}")
        self._words.setAccessibleName(self._words.text().replace("<b>", "").replace("</b>", "").replace("<br>", "\n"))
        self._fit()


class _Findings(QScrollArea):
    """As high as its words want, or as little as one line where the page is low."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._least, self._most = 0, 0
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def want(self, least: int, most: int) -> None:
        """Be at least and at most so high."""
        if (least, most) != (self._least, self._most):
            self._least, self._most = least, most
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._most)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._least)
