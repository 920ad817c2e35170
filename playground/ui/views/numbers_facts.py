"""The card "This run": what the numbers of training are made of, as a table with the arithmetic on screen."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from playground.i18n import _
from playground.session.frame import Frame, State, Wants
from playground.session.session import Change, Session
from playground.ui import fonts
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import label, mark
from playground.ui.theme import STANDARD
from playground.ui.views.fit_line import FitLine
from playground.ui.views.health_line import HealthLine
from playground.ui.views.numbers_table import FACTS, Fact, state_tip, state_words
from playground.ui.views.verdict_line import RING

_TONES = {State.DIVERGED: "bad", State.FAILED: "bad", State.RUNNING: "good", State.PAUSED: ""}


class RunFacts(QWidget):
    """Captions at the left, values at the right, and above them what the run is doing.

    All words at the right end `OVERHANG` pixels before its edge, as those of the buttons do, for their focus rings.
    """

    OVERHANG = RING

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facts")
        self._session, self._appearance = session, appearance
        self._frame, self._type = Frame(generation=0), (0, 0)
        self._state = label("value", self)
        self._state.setObjectName("facts.state")
        self._state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._health = HealthLine(session, self)
        self.health_wanted = self._health.clicked
        self._fit = FitLine(session, self)
        self._rows = [(fact, label("caption", self), label("value", self)) for fact in FACTS]
        self._grid = QGridLayout(self)
        self._build()
        Captions(self).bind(self.setAccessibleName, _("This run"))
        appearance.changed.connect(self._on_appearance_changed)
        self.destroyed.connect(session.subscribe(self._on_session_changed))
        self._show()
        self._on_appearance_changed()

    def wants(self) -> Wants:
        """How the layers fare, the curves to judge by, and the numbers that every frame has."""
        return Wants(health=True, curves=True)

    def show_frame(self, frame: Frame) -> None:
        """Show the numbers and the state of a frame."""
        self._frame = frame
        self._health.show_frame(frame)
        self._fit.show_frame(frame)
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
            self._fit_type()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_type()

    def sizeHint(self) -> QSize:
        return self._needed(self._appearance.metrics.text)

    def minimumSizeHint(self) -> QSize:
        return self._needed(min(STANDARD.text, self._appearance.metrics.text))

    def _build(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self._state, 1)
        head.addWidget(self._health, 2)
        self._grid.addLayout(head, 0, 0, 1, 2)
        diagnosis = label("caption", self)
        diagnosis.setObjectName("facts.fit.caption")
        Captions(diagnosis).bind(diagnosis.setText, _("Diagnosis"))
        Captions(diagnosis).bind(diagnosis.setToolTip, _(
            "What the learning curves say: whether the network learns too little, its points by heart, or just right."
        ))  # fmt: skip
        self._grid.addWidget(diagnosis, 1, 0)
        self._grid.addWidget(self._fit, 1, 1)
        for row, (fact, caption, value) in enumerate(self._rows, start=2):
            Captions(caption).bind(caption.setText, fact.caption)
            caption.setObjectName(f"facts.{fact.name}.caption")
            value.setObjectName(f"facts.{fact.name}")
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            value.setContentsMargins(0, 0, self.OVERHANG, 0)
            self._grid.addWidget(caption, row, 0)
            self._grid.addWidget(value, row, 1)
        self._grid.setRowStretch(len(self._rows) + 2, 1)

    def _fit_type(self) -> None:
        """Take the largest type, up to that of the program, in which the table has room."""
        metrics = self._appearance.metrics
        sizes = range(metrics.text, min(STANDARD.text, metrics.text) - 1, -1)
        size = next((size for size in sizes if self._has_room(size)), sizes[-1])
        caption = round(size * metrics.caption / metrics.text)
        if (size, caption) != self._type:
            self._type = size, caption
            self.setStyleSheet(f'QLabel {{ font-size: {size}px }} QLabel[role="caption"] {{ font-size: {caption}px }}')

    def _has_room(self, size: int) -> bool:
        needed = self._needed(size)
        return needed.width() <= self.width() and needed.height() <= self.height()

    def _needed(self, size: int) -> QSize:
        """The room that the table takes in type of a size in pixels."""
        metrics = self._appearance.metrics
        caption = QFontMetrics(fonts.body(round(size * metrics.caption / metrics.text)))
        value = QFontMetrics(fonts.body(size, QFont.Weight.DemiBold))
        shown = [row for row in self._rows if row[0].shown(self._session.prepared)]
        captions = max(caption.horizontalAdvance(label.text()) for _fact, label, _value in shown)
        values = max(value.horizontalAdvance(label.text()) for _fact, _caption, label in shown)
        height = (len(shown) + 2) * value.height() + (len(shown) + 1) * self._grid.verticalSpacing()
        return QSize(captions + self._grid.horizontalSpacing() + values + self.OVERHANG, height)

    def _show(self) -> None:
        mark(self._state, "tone", _TONES[self._frame.state])
        _say(self._state, str(state_words(self._frame)), str(state_tip(self._frame)))
        self._state.setAccessibleName(self._state.text())
        for fact, caption, value in self._rows:
            shown = fact.shown(self._session.prepared)
            caption.setVisible(shown)
            value.setVisible(shown)
            if shown:
                self._show_fact(fact, caption, value)

    def _show_fact(self, fact: Fact, caption: QLabel, value: QLabel) -> None:
        prepared = self._session.prepared
        tip = str(fact.tip(prepared, self._frame))
        _say(value, str(fact.words(prepared, self._frame)), tip)
        caption.setToolTip(tip)
        value.setAccessibleName(f"{fact.caption}: {value.text()}")

    def _on_session_changed(self, _change: Change) -> None:
        self._show()
        self._fit_type()
        self.updateGeometry()

    def _on_appearance_changed(self) -> None:
        self._grid.setHorizontalSpacing(self._appearance.metrics.spacing)
        self._grid.setVerticalSpacing(self._appearance.metrics.spacing // 4)
        self._fit_type()
        self.updateGeometry()


def _say(shown: QLabel, words: str, tip: str) -> None:
    """Change a label only where there is something to change, as this happens sixty times in a second."""
    if shown.text() != words:
        shown.setText(words)
    if shown.toolTip() != tip:
        shown.setToolTip(tip)
