"""The row of classes to paint with: a swatch for each and a plus; for regression, a slider for the value."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QSizePolicy, QWidget

from playground.data.dataset import MAX_CLASSES, Dataset, class_name, class_shape
from playground.data.paint import add_class
from playground.i18n import _, p_
from playground.session.session import Change, Session
from playground.spec import params
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import IconButton, label, make_field
from playground.ui.errors import guarded
from playground.ui.layouts import NO_MARGINS, grow, in_column, in_row
from playground.ui.paint.class_dialog import ClassDialog
from playground.ui.paint.markers import Marker, draw_marker, value_marker
from playground.ui.paint.tools import Brush, PaintTools
from playground.ui.views.map_readout import value_words

ADD = p_("undo", "Add class")

_MOST_IN_A_ROW = 5
_BESIDE = 32
"""How far from the row, in pixels, the window of a class opens."""


class ClassBar(QWidget):
    """Chooses what is painted, and edits the classes."""

    def __init__(
        self, session: Session, appearance: Appearance, tools: PaintTools, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("class_bar")
        self._session, self._appearance, self._tools = session, appearance, tools
        self._palette = QWidget(self)
        self._grid = QGridLayout(self._palette)
        self._group = QButtonGroup(self)
        self._swatches = [self._make_swatch(index) for index in range(MAX_CLASSES)]
        self._add = IconButton("plus", _("Add class"), "class.add", self._palette)
        self._add.clicked.connect(self._on_add_clicked)
        self._value = ValueRow(session, appearance, tools, self)
        self._arranged = 0
        in_column(self._palette, self._value, owner=self, margins=NO_MARGINS)
        tools.changed.connect(self._show_choice)
        appearance.changed.connect(self._fit)
        self.destroyed.connect(session.subscribe(self._on_session_changed))
        self._fit()
        self._show(session.dataset)

    def edit_class(self, index: int) -> None:
        """Open the window with the name, the colour and the marker of a class, beside the row: the tools stay free."""
        dialog = ClassDialog(self._session, self._appearance, index, self)
        dialog.open()
        place, room = self.mapToGlobal(QPoint(self.width() + _BESIDE, 0)), self.screen().availableGeometry()
        dialog.move(place.x(), max(room.top(), min(place.y(), room.bottom() - dialog.height())))

    def _make_swatch(self, index: int) -> "Swatch":
        swatch = Swatch(self._session, self._appearance, index, self._palette)
        swatch.clicked.connect(partial(self._tools.set_class, index))
        swatch.edit_wanted.connect(partial(self.edit_class, index))
        self._group.addButton(swatch)
        return swatch

    def _show(self, dataset: Dataset) -> None:
        self._palette.setVisible(dataset.is_classification)
        self._value.setVisible(not dataset.is_classification and not dataset.is_curve)
        for index, swatch in enumerate(self._swatches):
            swatch.setVisible(index < dataset.class_count)
            swatch.show_class()
        full = dataset.class_count >= MAX_CLASSES
        self._add.setEnabled(not full)
        self._add.set_caption(_("Add class"), _("There are at most {most} classes", most=MAX_CLASSES) if full else None)
        self._arrange(dataset.class_count)
        self._show_choice()

    def _show_choice(self) -> None:
        dataset = self._session.dataset
        if dataset.is_classification:
            self._swatches[int(self._tools.label(dataset))].setChecked(True)

    def _arrange(self, count: int) -> None:
        """In one row as long as there are few, else in two; the plus stays where it is, at the end of the first."""
        if count == self._arranged:
            return
        self._arranged = count
        columns = count if count <= _MOST_IN_A_ROW else -(-count // 2)
        for index, cell in enumerate(self._swatches[:count]):
            self._grid.addWidget(cell, index // columns, index % columns)
        self._grid.addWidget(self._add, 0, _MOST_IN_A_ROW)
        for column in range(_MOST_IN_A_ROW):
            self._grid.setColumnStretch(column, int(column < columns))
        for before, after in zip(self._swatches, self._swatches[1:], strict=False):
            QWidget.setTabOrder(before, after)
        QWidget.setTabOrder(self._swatches[-1], self._add)

    def _fit(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(self._appearance.metrics.spacing)
        self._add.setFixedWidth(self._appearance.metrics.button)

    def _on_add_clicked(self) -> None:
        added = add_class(self._session.dataset)
        if self._session.paint(added, ADD):
            self._tools.set_class(added.class_count - 1)

    def _on_session_changed(self, change: Change) -> None:
        old, new = change.old.dataset, change.new.dataset
        if (old.classes, old.is_curve) != (new.classes, new.is_curve):
            self._show(new)


class Swatch(QPushButton):
    """The marker of a class. F2, the menu key, the right button or a double click ask to edit it."""

    edit_wanted = Signal()

    def __init__(self, session: Session, appearance: Appearance, index: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"class.{index}")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._session, self._appearance, self._index = session, appearance, index
        self._captions = Captions(self)
        self._captions.bind(self.setAccessibleName, self._name)
        self._captions.bind(self.setToolTip, self._tip)

    def show_class(self) -> None:
        """Show the class as it is now."""
        self._captions.refresh()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(1.75 * self._appearance.metrics.icon), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @guarded
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        classes, theme = self._session.dataset.classes, self._appearance.theme
        if self._index >= len(classes):
            return
        colour = theme.classes[classes[self._index].colour]
        with QPainter(self) as painter:
            centre = QPointF(self.width() / 2, self.height() / 2)
            marker = Marker(class_shape(classes, self._index), colour, colour)
            draw_marker(painter, centre, marker, 0.5 * self._appearance.metrics.text)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        self.edit_wanted.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.edit_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Menu):
            self.edit_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _name(self) -> str:
        dataset = self._session.dataset
        return str(class_name(dataset, self._index)) if self._index < dataset.class_count else ""

    def _tip(self) -> str:
        return str(_("Paint {name}. Right click, or F2: name, colour, remove", name=self._name()))


class ValueRow(QWidget):
    """A slider for the value of painted points, its colour, and what it is in own units where those are others."""

    def __init__(self, session: Session, appearance: Appearance, tools: PaintTools, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._tools = session, tools
        self._dot = ValueDot(appearance, tools, self)
        self._field = make_field(params(Brush)["value"], "paint.value", style="slider", parent=self)
        self._field.edited.connect(self._on_edited)
        self._own = label("muted", self)
        self._own.setObjectName("paint.value.own")
        in_row(self._dot, grow(self._field), self._own, owner=self, margins=NO_MARGINS)
        self.destroyed.connect(session.subscribe(lambda _change: self._show()))
        tools.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        if self._field.value() != self._tools.brush.value:
            self._field.set_value(self._tools.brush.value)
        self._dot.update()
        target = self._session.prepared.target
        self._own.setVisible(not target.is_plain)
        self._own.setText(f"= {value_words(self._tools.brush.value, target)}")
        self._own.setToolTip(target.name)

    def _on_edited(self, value: Any, _merging: bool) -> None:
        self._tools.set_brush(replace(self._tools.brush, value=value))


class ValueDot(QWidget):
    """A point of the value that is painted."""

    def __init__(self, appearance: Appearance, tools: PaintTools, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance, self._tools = appearance, tools

    def sizeHint(self) -> QSize:
        side = self._appearance.metrics.button
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            marker = value_marker(self._appearance.theme, self._tools.brush.value)
            draw_marker(painter, QPointF(self.width() / 2, self.height() / 2), marker, 0.3 * self.height())
