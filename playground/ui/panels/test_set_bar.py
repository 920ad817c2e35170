"""The test set below the map: sealed, with a button to open it; open, with its score and the generalisation gap."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QSizePolicy, QWidget

from playground.engine.tasks import Kind
from playground.i18n import Text, _, n_
from playground.session.frame import Frame, Numbers, Wants
from playground.session.session import Session
from playground.ui import icons
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import LinkButton, label
from playground.ui.layouts import NO_MARGINS, grow, in_column, in_row
from playground.ui.panels.gap_picture import GapPicture, errors
from playground.ui.views.numbers_words import loss_text, score_text

MEANING = _(
    "The test set is for one last, honest judgement of a network that nobody has adjusted to it. Open it when you have "
    "made all your choices. Each opening is counted and stays in this work, and undo does not take it back. "
    "It is sealed again when the points or the split change."
)


class TestSetBar(QWidget):
    """Shown only where there are test points."""

    __test__ = False  # its name is no test's

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("test_set")
        self._session, self._numbers = session, Numbers()
        self._lock, self._words = QLabel(self), label("caption", self)
        self._words.setObjectName("test_set.words")
        self._open = LinkButton(_("Open…"), "test_set.open", self, tip=_("Open the test set: what that means"))
        self._close = LinkButton(_("Seal again"), "test_set.close", self, tip=_("Hide the test points again"))
        self._gap = GapPicture(appearance, self)
        self._open.clicked.connect(self._on_open_clicked)
        self._close.clicked.connect(session.close_test_set)
        self._captions = Captions(self)
        self._captions.bind(self._words.setText, self._in_words)
        self._captions.bind(self._words.setToolTip, lambda: f"{self._in_words()}\n{MEANING}")
        self._captions.bind(self.setAccessibleName, _("Test set"))
        self._captions.bind(self.setAccessibleDescription, self._in_words)
        self._build()
        self._show()
        appearance.changed.connect(self._show_lock)
        self.destroyed.connect(session.subscribe(lambda _change: self._show()))

    def wants(self) -> Wants:
        """Nothing but the numbers that every frame has."""
        return Wants()

    def show_frame(self, frame: Frame) -> None:
        """Show the score of a frame, if the test set is open."""
        if frame.numbers != self._numbers and self._session.seal.is_open:
            self._numbers = frame.numbers
            self._show_numbers()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_numbers()

    def _build(self) -> None:
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = in_row(self._lock, grow(self._words), self._open, self._close, spacing=6)
        in_column(row, self._gap, owner=self, spacing=2, margins=NO_MARGINS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _show(self) -> None:
        is_open = self._session.seal.is_open
        if not is_open:
            self._numbers = Numbers()
        self.setVisible(len(self._session.prepared.parts.test) > 0)
        self._open.setVisible(not is_open)
        self._close.setVisible(is_open)
        self._gap.setVisible(is_open)
        self._show_lock()
        self._show_numbers()

    def _show_lock(self) -> None:
        side = self._words.fontMetrics().height()
        self._lock.setPixmap(icons.icon("lock-open" if self._session.seal.is_open else "lock").pixmap(side, side))

    def _show_numbers(self) -> None:
        self._captions.refresh()
        kind = self._session.prepared.data.task.kind
        self._gap.show_errors(*errors(self._numbers, kind), kind)

    def _in_words(self) -> str:
        seal, kind = self._session.seal, self._session.prepared.data.task.kind
        if not seal.is_open:
            points = len(self._session.prepared.parts.test)
            return str(_("Test set sealed · {points} points · opened {n}×", points=points, n=seal.count))
        loss, score = loss_text(self._numbers.test_loss), score_text(self._numbers.test_score, kind)
        score = f"R² {score}" if kind is Kind.REGRESSION else score
        return str(_("Test {score} · loss {loss} · opened {n}×", score=score, loss=loss, n=seal.count))

    def _on_open_clicked(self) -> None:
        question = OpenQuestion(self._session.seal.count, self)
        question.accepted.connect(self._session.open_test_set)
        question.open()


class OpenQuestion(QMessageBox):
    """Says what opening means, and asks."""

    def __init__(self, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("test_set.question")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(str(_("Open the test set")))
        self.setText(str(_("Open the test set?")))
        so_far: Text = n_("It was opened {n} time so far.", "It was opened {n} times so far.", count)
        self.setInformativeText(f"{MEANING}\n\n{so_far}")
        yes = self.addButton(str(_("Open and count")), QMessageBox.ButtonRole.AcceptRole)
        no = self.addButton(str(_("Keep it sealed")), QMessageBox.ButtonRole.RejectRole)
        yes.setObjectName("test_set.question.open")
        no.setObjectName("test_set.question.keep")
        self.setDefaultButton(no)
        self.setEscapeButton(no)
