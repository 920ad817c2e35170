"""The windows that make an experiment into a line of text to share, and open such a line."""

from collections.abc import Iterable
from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QGuiApplication, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from playground.experiment import Experiment
from playground.i18n import Text, _, p_, plain
from playground.sharing import codes, link_reader, link_writer
from playground.spec import SpecError
from playground.ui.controls import label, paragraph
from playground.ui.controls.buttons import IconButton

WIDTH = 560
MOST_LINES = 8


class ShareDialog(QDialog):
    """The experiment as a code and as a link of TensorFlow Playground, each with a button that copies it."""

    def __init__(self, experiment: Experiment, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("share_dialog")
        self.setWindowTitle(str(_("Share")))
        self.setMinimumWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        try:
            code = codes.code_of(experiment)
        except SpecError as error:
            column.addWidget(paragraph(error.violations[0].message, self))
        else:
            column.addWidget(paragraph(CODE_HELP, self))
            column.addLayout(self._line("share_dialog.code", _("Experiment code"), code))
        link, notes = link_writer.link_of(experiment)
        column.addWidget(paragraph(LINK_HELP, self))
        column.addLayout(self._line("share_dialog.link", _("Link of TensorFlow Playground"), link))
        if notes:
            column.addWidget(paragraph(_("What the link can't hold:"), self))
            column.addWidget(_bullets(notes, self))
        column.addStretch(1)
        column.addWidget(_buttons(self, QDialogButtonBox.StandardButton.Close))

    def _line(self, name: str, words: Text, value: str) -> QGridLayout:
        """A text that can be read, selected and copied."""
        caption, line = label("caption", self), WholeText(value, self)
        caption.setText(str(words))
        caption.setBuddy(line)
        line.setObjectName(name)
        line.setAccessibleName(str(words))
        line.setToolTip(str(words))
        copy = IconButton("copy", _("Copy"), f"{name}.copy", tip=_("Copy to the clipboard"), captioned=True)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(value))
        grid = QGridLayout()
        grid.addWidget(caption, 0, 0)
        grid.addWidget(line, 1, 0)
        grid.addWidget(copy, 1, 1, Qt.AlignmentFlag.AlignTop)
        return grid


class WholeText(QPlainTextEdit):
    """A text to be read and selected, in as many lines as it needs, up to a few."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines = max(1, round(self.document().size().height()))
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > MOST_LINES else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)  # it would take room from lines that all fit
        lines = min(MOST_LINES, lines)
        around = self.height() - self.viewport().height() + 2 * self.document().documentMargin()
        before = self.height()
        self.setFixedHeight(ceil(lines * QFontMetricsF(self.font()).lineSpacing() + around) + 2)
        if self.height() != before:
            QTimer.singleShot(0, self, lambda: _fit(self.window()))


def _fit(window: QWidget) -> None:
    """Make a window as high as what is in it; Qt's own way ends at two thirds of the screen."""
    layout = window.layout()
    if layout is not None:
        layout.activate()
        window.resize(window.width(), layout.totalHeightForWidth(window.width()))


class TypedText(QPlainTextEdit):
    """A few lines to type; Enter is done with them, and with Shift or Ctrl makes a new line."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier)
        if is_enter and not held:
            self.entered.emit()
        elif is_enter:
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)


CODE_HELP = _("Read this code aloud or write it on the board. “Open code or link” in the File menu makes the same "
              "experiment of it, with the same points and the same first weights.")  # fmt: skip
LINK_HELP = _("A link opens the nearest experiment in TensorFlow Playground, which needs a browser and the internet.")


class OpenCodeDialog(QDialog):
    """Takes a code or a link, and says at once what it is or what is wrong with it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("open_code_dialog")
        self.setWindowTitle(str(_("Open code or link")))
        self.setMinimumWidth(WIDTH)
        self.experiment: Experiment | None = None
        column = QVBoxLayout(self)
        column.setSpacing(10)
        words = _("An experiment code, or a link of TensorFlow Playground:")
        caption = paragraph(words, self)
        self._input = TypedText(self)
        self._input.setObjectName("open_code_dialog.text")
        self._input.setAccessibleName(str(words))
        self._input.setToolTip(str(words))
        self._input.setTabChangesFocus(True)
        self._input.setPlaceholderText(str(plain("1QY0-0010-001T-3W20")))
        self._input.setFixedHeight(4 * self._input.fontMetrics().lineSpacing())
        caption.setBuddy(self._input)
        self._verdict = paragraph(plain(""), self)
        self._verdict.setObjectName("open_code_dialog.verdict")
        self._buttons = _buttons(self, QDialogButtonBox.StandardButton.Cancel)
        self._open = self._buttons.addButton(str(p_("verb", "Open")), QDialogButtonBox.ButtonRole.AcceptRole)
        self._open.setObjectName("open_code_dialog.open")
        for widget in (caption, self._input, self._verdict, self._buttons):
            column.addWidget(widget)
        self._input.textChanged.connect(self._on_input_changed)
        self._input.entered.connect(self._open.click)
        self._show(None, ())
        clip = QGuiApplication.clipboard().text().strip()
        if link_reader.looks_like_link(clip) or codes.looks_like_code(clip):
            self._input.setPlainText(clip)
            self._input.selectAll()

    def _on_input_changed(self) -> None:
        words = self._input.toPlainText().strip()
        if not words:
            self._show(None, ())
            return
        try:
            if link_reader.looks_like_link(words):
                carried = link_reader.experiment_of(words)
                self._show(carried.experiment, carried.notes)
            else:
                self._show(codes.experiment_of(words), ())
        except SpecError as error:
            self._show(None, (error.violations[0].message,))

    def _show(self, experiment: Experiment | None, notes: Iterable[Text]) -> None:
        self.experiment = experiment
        told = [] if experiment is None else [_summary(experiment)]
        self._verdict.setText("\n".join(str(words) for words in (*told, *notes)))
        self._open.setEnabled(experiment is not None)
        self.adjustSize()


def _summary(experiment: Experiment) -> Text:
    """What a code holds, in one line."""
    units = "-".join(str(layer.units) for layer in experiment.network.layers) or "0"
    return _("This is an experiment: {data}, hidden layers {units}, {optimizer}.",
             data=experiment.data.source.label, units=units, optimizer=experiment.training.optimizer.label)  # fmt: skip


def _bullets(notes: Iterable[Text], parent: QWidget) -> QLabel:
    made = paragraph(plain(""), parent)
    made.setObjectName("share_dialog.notes")
    made.setText("\n".join(f"• {note}" for note in notes))
    return made


def _buttons(dialog: QDialog, kind: QDialogButtonBox.StandardButton) -> QDialogButtonBox:
    box = QDialogButtonBox(kind, dialog)
    box.rejected.connect(dialog.reject)
    box.accepted.connect(dialog.accept)
    return box
