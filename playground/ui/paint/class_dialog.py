"""What can be done with a class: its name, its colour, and away with it. Edits are made at once and can be undone."""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from playground.data.dataset import LONGEST_NAME, MIN_CLASSES, PALETTE_SIZE, Dataset, class_name
from playground.data.paint import recolour_class, remove_class, rename_class
from playground.i18n import Text, _, p_
from playground.session.session import Change, Session
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import IconButton, label, set_role

RENAME = p_("undo", "Rename class")
RECOLOUR = p_("undo", "Change colour of class")
REMOVE = p_("undo", "Remove class")

_COLUMNS = 5


class ClassDialog(QDialog):
    """The name and colour of one class. It closes when that class is gone."""

    def __init__(self, session: Session, appearance: Appearance, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("class_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._appearance, self._index = session, appearance, index
        self._captions = Captions(self)
        self._captions.bind(self.setWindowTitle, lambda: str(class_name(session.dataset, index)))
        self._name = self._make_name()
        self._group = QButtonGroup(self)
        self._colours = [self._make_colour(colour) for colour in range(PALETTE_SIZE)]
        self._remove = IconButton("trash-2", _("Remove class"), "class.remove", self, captioned=True,
                                  tip=_("Remove this class and all its points"))  # fmt: skip
        self._done = QPushButton(self)
        self._arrange()
        self._connect()
        self._show(session.dataset)

    def _make_name(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setObjectName("class.name")
        line.setMaxLength(LONGEST_NAME)
        self._captions.bind(line.setAccessibleName, _("Class name"))
        self._captions.bind(line.setToolTip, _("What the points of this class stand for; empty for a letter"))
        self._captions.bind(line.setPlaceholderText, lambda: _letter(self._session.dataset, self._index))
        return line

    def _make_colour(self, colour: int) -> "ColourButton":
        button = ColourButton(self._appearance, colour, self)
        button.clicked.connect(partial(self._on_colour_clicked, colour))
        self._group.addButton(button)
        return button

    def _arrange(self) -> None:
        self._done.setObjectName("class.done")
        self._done.setDefault(True)
        for setter in (self._done.setText, self._done.setAccessibleName):
            self._captions.bind(setter, _("Done"))
        self._captions.bind(self._done.setToolTip, _("Close this window"))
        spacing = self._appearance.metrics.spacing
        colours = QGridLayout()
        colours.setSpacing(spacing)
        for colour, button in enumerate(self._colours):
            colours.addWidget(button, colour // _COLUMNS, colour % _COLUMNS)
        buttons = QHBoxLayout()
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        buttons.addWidget(self._done)
        column = QVBoxLayout(self)
        column.setSpacing(spacing)
        self._add_captioned(column, _("Class name"))
        column.addWidget(self._name)
        column.addSpacing(spacing)
        self._add_captioned(column, _("Class colour"))
        column.addLayout(colours)
        column.addSpacing(spacing)
        column.addLayout(buttons)

    def _add_captioned(self, column: QVBoxLayout, words: Text) -> None:
        caption = label("caption", self)
        self._captions.bind(caption.setText, words)
        column.addWidget(caption)

    def _connect(self) -> None:
        self._name.editingFinished.connect(self._on_name_finished)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._done.clicked.connect(self.accept)
        self.destroyed.connect(self._session.subscribe(self._on_session_changed))

    def _show(self, dataset: Dataset) -> None:
        style = dataset.classes[self._index]
        taken = {other.colour for index, other in enumerate(dataset.classes) if index != self._index}
        if self._name.text() != style.name:
            self._name.setText(style.name)
        for colour, button in enumerate(self._colours):
            button.setEnabled(colour not in taken)
        self._colours[style.colour].setChecked(True)
        self._remove.setEnabled(dataset.class_count > MIN_CLASSES)
        self._captions.refresh()

    def _on_name_finished(self) -> None:
        name = self._name.text().strip()
        if self._index < self._session.dataset.class_count and name != self._session.dataset.classes[self._index].name:
            self._session.paint(rename_class(self._session.dataset, self._index, name), RENAME)

    def _on_colour_clicked(self, colour: int) -> None:
        if colour != self._session.dataset.classes[self._index].colour:
            self._session.paint(recolour_class(self._session.dataset, self._index, colour), RECOLOUR)

    def _on_remove_clicked(self) -> None:
        self._session.paint(remove_class(self._session.dataset, self._index), REMOVE)

    def _on_session_changed(self, change: Change) -> None:
        old, new = change.old.dataset.classes, change.new.dataset.classes
        if len(new) != len(old):
            self._name.blockSignals(True)  # its number may be that of another class now
            self.close()
        elif new != old:
            self._show(change.new.dataset)


class ColourButton(QPushButton):
    """One of the ten colours; crossed out where another class has it."""

    def __init__(self, appearance: Appearance, colour: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"class.colour.{colour}")
        set_role(self, "thumbnail")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._appearance, self._colour = appearance, colour
        self._captions = Captions(self)
        self._captions.bind(self.setAccessibleName, _("Colour {n}", n=colour + 1))
        self._captions.bind(self.setToolTip, self._tip)

    def sizeHint(self) -> QSize:
        side = self._appearance.metrics.button
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._captions.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._appearance.theme.classes[self._colour]))
            inset = round(0.2 * min(self.width(), self.height()))
            square = self.rect().adjusted(inset, inset, -inset, -inset)
            painter.setOpacity(1.0 if self.isEnabled() else 0.3)
            painter.drawRoundedRect(square, 4, 4)
            if not self.isEnabled():
                painter.setOpacity(1.0)
                painter.setPen(QColor(self._appearance.theme.muted))
                painter.drawLine(square.bottomLeft(), square.topRight())

    def _tip(self) -> str:
        words = _("Colour {n}", n=self._colour + 1) if self.isEnabled() else _("Another class has this colour")
        return str(words)


def _letter(dataset: Dataset, index: int) -> str:
    """What the class is called while it has no name."""
    return str(class_name(rename_class(dataset, index, ""), index)) if index < dataset.class_count else ""
