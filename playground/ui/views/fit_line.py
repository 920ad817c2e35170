"""One line that says what the learning curves mean; a click offers what to try, beside the present run."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from playground.i18n import _
from playground.session.diagnosis import Diagnosis, Fit, diagnose
from playground.session.frame import Frame
from playground.session.remedies import Remedy, remedies, try_remedy
from playground.session.session import Session
from playground.ui.views.fit_words import line_words, tip_words
from playground.ui.views.verdict_line import VerdictLine

_TRY, _PIN_AND_TRY = _("Try from the same seeds:"), _("Pin this run, and try from the same seeds:")
_CLICK = _("Click to see what to try.")
_BAD = (Fit.OVERFITTING, Fit.UNDERFITTING, Fit.ONE_ANSWER, Fit.DIVERGED)


class FitLine(VerdictLine):
    """The diagnosis of the run that is shown; where something can be done about it, a menu of remedies."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("facts.fit", parent)
        self._session = session
        self._found = Diagnosis()
        self.clicked.connect(self._on_clicked)
        self.say()

    def show_frame(self, frame: Frame) -> None:
        """Judge the curves of a frame."""
        if frame.divergence is not None:
            self._found = Diagnosis(Fit.DIVERGED)
        elif frame.curves is not None:
            self._found = diagnose(self._session.prepared, frame.curves, frame.span.shown)
        self.say()

    def say(self) -> None:
        """Name the finding, with the number that tells most of it."""
        kind, is_bad = self._session.prepared.data.task.kind, self._found.fit in _BAD
        tip, can_help = tip_words(self._found, kind), bool(remedies(self._found.fit, self._session.experiment))
        if can_help:
            tip = f"{tip}\n{_CLICK}"
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_help else Qt.CursorShape.ArrowCursor)
        words, icon = str(line_words(self._found, kind)), "triangle-alert" if is_bad else "chart-spline"
        self.show_verdict(words, tip, icon, is_bad)

    def _on_clicked(self) -> None:
        offered = remedies(self._found.fit, self._session.experiment)
        if not offered:
            return
        menu = QMenu(self)
        menu.setObjectName("facts.fit.menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = menu.addAction(str(_TRY if self._found.fit is Fit.DIVERGED else _PIN_AND_TRY))
        title.setEnabled(False)
        for index, remedy in enumerate(offered):
            menu.addAction(self._entry(menu, index, remedy))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _entry(self, menu: QMenu, index: int, remedy: Remedy) -> QAction:
        action = QAction(str(remedy.label), menu)
        action.setObjectName(f"facts.fit.remedy_{index}")
        action.triggered.connect(lambda: try_remedy(self._session, remedy))
        return action
