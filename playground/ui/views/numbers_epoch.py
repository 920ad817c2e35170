"""The epoch in the top bar: the number everybody in a classroom looks at."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from playground.i18n import _
from playground.session.frame import Frame, Wants
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import label, set_role
from playground.ui.layouts import in_column
from playground.ui.views.numbers_words import count_text, epoch_text


class EpochDisplay(QWidget):
    """A small caption above a large number of at least six digits, so that it stands still."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("epoch")
        self._epoch, self._is_past = 0, False
        caption, self._number = QLabel(self), label("display", self)
        self._number.setObjectName("epoch.number")
        capitals = QFont()
        capitals.setCapitalization(QFont.Capitalization.AllUppercase)
        caption.setFont(capitals)
        set_role(caption, "caption")
        self._captions = Captions(self)
        self._captions.bind(caption.setText, lambda: str(_("Looking back") if self._is_past else _("Epoch")))
        self._captions.bind(self.setToolTip, _("How often the network has seen all training points."))
        self._captions.bind(self.setAccessibleName, lambda: str(_("Epoch {n}", n=count_text(self._epoch))))
        column = in_column(caption, self._number, owner=self, spacing=0, margins=(6, 0, 6, 0))
        column.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._show(0)

    def wants(self) -> Wants:
        """Nothing but the numbers that every frame has."""
        return Wants()

    def show_frame(self, frame: Frame) -> None:
        """Show the epoch of a frame."""
        is_past = frame.span.shown is not None
        if (frame.numbers.epoch, is_past) != (self._epoch, self._is_past):
            self._is_past = is_past
            self._show(frame.numbers.epoch)

    def _show(self, epoch: int) -> None:
        self._epoch = epoch
        self._number.setText(epoch_text(epoch))
        self._captions.refresh()
