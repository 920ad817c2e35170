"""What can be done with a class: its name, colour and marker, and away with it. Edits are made at once."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from playground.data.dataset import LONGEST_NAME, MIN_CLASSES, PALETTE_SIZE, Dataset, class_name, class_shape
from playground.data.paint import recolour_class, remove_class, rename_class, reshape_class
from playground.i18n import Text, _, p_
from playground.session.session import Change, Session
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import IconButton, label, set_role
from playground.ui.errors import guarded
from playground.ui.layouts import SPACE, in_row
from playground.ui.paint.markers import Marker, draw_marker
from playground.ui.paint.sealed import tell_sealed

RENAME = p_("undo", "Rename class")
RECOLOUR = p_("undo", "Change colour of class")
RESHAPE = p_("undo", "Change marker of class")
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
        self._groups = QButtonGroup(self), QButtonGroup(self)
        self._colours = [self._make_colour(colour) for colour in range(PALETTE_SIZE)]
        self._shapes = [self._make_shape(shape) for shape in range(PALETTE_SIZE)]
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
        self._groups[0].addButton(button)
        return button

    def _make_shape(self, shape: int) -> "ShapeButton":
        button = ShapeButton(self._appearance, shape, self)
        button.clicked.connect(partial(self._on_shape_clicked, shape))
        self._groups[1].addButton(button)
        return button

    def _arrange(self) -> None:
        self._done.setObjectName("class.done")
        self._done.setDefault(True)
        for setter in (self._done.setText, self._done.setAccessibleName):
            self._captions.bind(setter, _("Done"))
        self._captions.bind(self._done.setToolTip, _("Close this window"))
        spacing = self._appearance.metrics.spacing
        buttons = in_row(self._remove, SPACE, self._done)
        column = QVBoxLayout(self)
        column.setSpacing(spacing)
        self._add_captioned(column, _("Class name"))
        column.addWidget(self._name)
        column.addSpacing(spacing)
        self._add_captioned(column, _("Class colour"))
        column.addLayout(self._grid(self._colours))
        column.addSpacing(spacing)
        self._add_captioned(column, _("Class shape"))
        column.addLayout(self._grid(self._shapes))
        column.addSpacing(spacing)
        column.addLayout(buttons)

    def _grid(self, buttons: Sequence[QPushButton]) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(self._appearance.metrics.spacing)
        for index, button in enumerate(buttons):
            grid.addWidget(button, index // _COLUMNS, index % _COLUMNS)
        return grid

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
        others = [index for index in range(dataset.class_count) if index != self._index]
        colours = {dataset.classes[index].colour for index in others}
        shapes = {class_shape(dataset.classes, index) for index in others}
        if self._name.text() != style.name:
            self._name.setText(style.name)
        for colour, button in enumerate(self._colours):
            button.setEnabled(colour not in colours)
        for shape, marker in enumerate(self._shapes):
            marker.setEnabled(shape not in shapes)
            marker.set_colour(style.colour)
        self._colours[style.colour].setChecked(True)
        self._shapes[class_shape(dataset.classes, self._index)].setChecked(True)
        self._remove.setEnabled(dataset.class_count > MIN_CLASSES)
        self._captions.refresh()

    def _on_name_finished(self) -> None:
        name = self._name.text().strip()
        if self._index < self._session.dataset.class_count and name != self._session.dataset.classes[self._index].name:
            self._session.restyle(rename_class(self._session.dataset, self._index, name).classes, RENAME)

    def _on_colour_clicked(self, colour: int) -> None:
        if colour != self._session.dataset.classes[self._index].colour:
            self._session.restyle(recolour_class(self._session.dataset, self._index, colour).classes, RECOLOUR)

    def _on_shape_clicked(self, shape: int) -> None:
        if shape != class_shape(self._session.dataset.classes, self._index):
            self._session.restyle(reshape_class(self._session.dataset, self._index, shape).classes, RESHAPE)

    def _on_remove_clicked(self) -> None:
        before = self._session.prepared
        if self._session.paint(remove_class(before.dataset, self._index), REMOVE):
            tell_sealed(self._session, before)

    def _on_session_changed(self, change: Change) -> None:
        old, new = change.old.dataset.classes, change.new.dataset.classes
        if len(new) != len(old):
            self._name.blockSignals(True)  # its number may be that of another class now
            self.close()
        elif new != old:
            self._show(change.new.dataset)


class StyleButton(QPushButton):
    """One choice of how a class looks; crossed out where another class has it."""

    def __init__(self, appearance: Appearance, name: str, words: Text, taken: Text, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        set_role(self, "thumbnail")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._appearance = appearance
        self._captions = Captions(self)
        self._captions.bind(self.setAccessibleName, words)
        self._captions.bind(self.setToolTip, lambda: str(words if self.isEnabled() else taken))

    def sizeHint(self) -> QSize:
        side = self._appearance.metrics.button
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._captions.refresh()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        inset = round(0.2 * min(self.width(), self.height()))
        square = self.rect().adjusted(inset, inset, -inset, -inset)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setOpacity(1.0 if self.isEnabled() else 0.3)
            self.draw(painter, square)
            if not self.isEnabled():
                painter.setOpacity(1.0)
                painter.setPen(QColor(self._appearance.theme.muted))
                painter.drawLine(square.bottomLeft(), square.topRight())

    def draw(self, painter: QPainter, square: QRect) -> None:
        """Draw what is chosen with this button."""
        raise NotImplementedError


class ColourButton(StyleButton):
    """One of the ten colours."""

    def __init__(self, appearance: Appearance, colour: int, parent: QWidget) -> None:
        words, taken = _("Colour {n}", n=colour + 1), _("Another class has this colour")
        super().__init__(appearance, f"class.colour.{colour}", words, taken, parent)
        self._colour = colour

    def draw(self, painter: QPainter, square: QRect) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._appearance.theme.classes[self._colour]))
        painter.drawRoundedRect(square, 4, 4)


class ShapeButton(StyleButton):
    """One of the ten markers, in the colour of the class."""

    def __init__(self, appearance: Appearance, shape: int, parent: QWidget) -> None:
        words, taken = _("Marker {n}", n=shape + 1), _("Another class has this marker")
        super().__init__(appearance, f"class.shape.{shape}", words, taken, parent)
        self._shape, self._colour = shape, 0

    def set_colour(self, colour: int) -> None:
        """Draw the marker in this colour of the palette."""
        self._colour = colour
        self.update()

    def draw(self, painter: QPainter, square: QRect) -> None:
        colour = self._appearance.theme.classes[self._colour]
        marker = Marker(self._shape, colour, colour)
        draw_marker(painter, QPointF(square.center()), marker, 0.42 * square.height())


def _letter(dataset: Dataset, index: int) -> str:
    """What the class is called while it has no name."""
    return str(class_name(rename_class(dataset, index, ""), index)) if index < dataset.class_count else ""
