"""A small window to type a formula in: its map while it is right, the place and the reason while it is wrong."""

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from playground.data.axes import DOMAIN, to_units
from playground.data.dataset import Floats
from playground.data.formula import evaluate
from playground.data.typed_feature import NAMES, Formula, wild
from playground.engine.probes import grid
from playground.experiment import Prepared, height_as_input
from playground.expression import LONGEST, ExpressionError, parse
from playground.i18n import Text, _
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import label, mark, set_role
from playground.ui.controls.caret import CaretMark
from playground.ui.controls.popups import show_below
from playground.ui.errors import guarded
from playground.ui.palette import diverging, shade

CELLS = 64
WIDTH = 26
"""Of the line, in lines of text."""


class FormulaEditor(QFrame):
    """Enter or the button takes the formula; Escape or a click elsewhere gives it up.

    It begins with a formula that is there already, to be changed, or with an empty line.
    """

    chosen = Signal(str)
    """A formula that is right everywhere on the map."""

    def __init__(self, prepared: Prepared, appearance: Appearance, parent: QWidget, old: Formula | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("formula_editor")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_role(self, "popup")
        self._prepared, self._old = prepared, old
        self.line, self.said, self._add = QLineEdit(self), label("caption", self), QPushButton(self)
        self._caret, self._map = CaretMark(self.line), FormulaMap(appearance, self)
        self._name_parts()
        self._arrange(WIDTH * appearance.metrics.text)
        self.line.textChanged.connect(self._check)
        self.line.returnPressed.connect(self._take)
        self._add.clicked.connect(self._take)
        self.line.setText("" if old is None else old.text)
        self._check(self.line.text())

    def open_below(self, widget: QWidget) -> None:
        """Appear under a widget, inside the screen, with the keyboard in the line."""
        show_below(self, widget)
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def _name_parts(self) -> None:
        captions = Captions(self)
        captions.bind(self.setAccessibleName, _("Formula of an input"))
        captions.bind(self.line.setAccessibleName, _("Formula"))
        captions.bind(self.line.setPlaceholderText, _("for example sin(x1 * x2)"))
        captions.bind(self._add.setText, _("Add input") if self._old is None else _("Change input"))
        for part, name in ((self.line, "line"), (self.said, "said"), (self._add, "add")):
            part.setObjectName(f"formula_editor.{name}")

    def _arrange(self, width: int) -> None:
        title = label("value", self)
        Captions(title).bind(title.setText, _("Formula of x1 and x2"))
        self.line.setMaxLength(LONGEST)
        self.line.setMinimumWidth(width)
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(3 * self.said.fontMetrics().lineSpacing())
        self.said.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._add.setAutoDefault(False)
        left = QVBoxLayout()
        left.setSpacing(2)
        for widget in (title, self.line, self.said):
            left.addWidget(widget)
        left.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 14)
        row.setSpacing(12)
        row.addLayout(left)
        row.addWidget(self._map, 0, Qt.AlignmentFlag.AlignTop)

    def _check(self, text: str) -> None:
        """Show what the formula makes of the map, or what is wrong with it and where."""
        try:
            parse(text, NAMES)
        except ExpressionError as error:
            self._refuse(error.message if text.strip() else None, error.column)
            return
        feature = Formula(text)
        message = wild(feature, self._prepared.axes) or self._unfit(feature)
        x = to_units(self._prepared.axes, grid(CELLS, *DOMAIN))
        self._map.show_values(evaluate(text, x1=x[:, 0], x2=x[:, 1]))
        if message is not None:
            self._refuse(message, None)
            return
        self._caret.point_at(None)
        self.said.setText("")
        mark(self.said, "tone", "plain")
        self._add.setEnabled(True)

    def _unfit(self, feature: Formula) -> Text | None:
        """Why a formula that is right can't be an input here."""
        if self._prepared.dataset.is_curve and feature.needs_x2:
            return height_as_input(feature)
        used = {one.identity for one in self._prepared.experiment.features if one != self._old}
        return _("There is this input already.") if feature.identity in used else None

    def _refuse(self, message: Text | None, column: int | None) -> None:
        self._add.setEnabled(False)
        self._caret.point_at(column if message is not None else None)
        hint = _("Names: x1, x2, pi, e. Functions: sin, cos, tan, tanh, exp, log, sqrt, abs, floor, min, max.")
        self.said.setText(str(message or hint))
        mark(self.said, "tone", "bad" if message is not None else "plain")
        if column is not None:
            self._map.show_values(None)

    def _take(self) -> None:
        if self._add.isEnabled():
            self.chosen.emit(self.line.text())
            self.close()


class FormulaMap(QWidget):
    """A small map of a formula, on a scale that holds it."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._image: QImage | None = None
        Captions(self).bind(self.setAccessibleName, _("Map of the formula"))

    def show_values(self, values: Floats | None) -> None:
        """Show values (CELLS²,), the top row first, or an empty square."""
        self._image = None if values is None else self._drawn(values.reshape(CELLS, CELLS))
        self.update()

    def sizeHint(self) -> QSize:
        side = 8 * self._appearance.metrics.text
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._appearance.theme
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(theme.field))
            if self._image is not None:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(self.rect(), self._image)
            painter.setPen(QColor(theme.border))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _drawn(self, values: Floats) -> QImage:
        known = np.isfinite(values)
        scale = max(1.0, float(np.abs(values[known]).max(initial=0.0)))
        pixels = np.zeros((*values.shape, 4), np.uint8)
        pixels[..., 2::-1] = shade(np.where(known, values / scale, 0.0), diverging(self._appearance.theme))
        pixels[..., 3] = 255
        pixels[~known] = 0
        return QImage(pixels.data, CELLS, CELLS, 4 * CELLS, QImage.Format.Format_ARGB32_Premultiplied).copy()
