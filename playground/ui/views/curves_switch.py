"""A small switch between two or three ways to show something: buttons side by side, one of them pressed."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QWidget

from playground.i18n import Text
from playground.ui import fonts
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import set_role
from playground.ui.errors import guarded


class Switch(QFrame):
    """Chooses one of a few keys. Arrow keys go from one to the next."""

    chosen = Signal(str)
    """A person chose this key."""

    def __init__(
        self,
        name: str,
        entries: Sequence[tuple[str, Text, Text]],
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        """`entries` are keys with their captions and their tips; the first is chosen."""
        super().__init__(parent)
        self.setObjectName(name)
        set_role(self, "tile")
        self._group = QButtonGroup(self)
        self._segments: dict[str, Segment] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(0)
        for key, caption, tip in entries:
            segment = Segment(f"{name}.{key}", caption, tip, appearance, self)
            self._segments[key] = segment
            self._group.addButton(segment)
            row.addWidget(segment)
        self.set_key(entries[0][0])
        self._group.buttonClicked.connect(self._on_button_clicked)

    def key(self) -> str:
        """The key chosen."""
        return next(key for key, segment in self._segments.items() if segment.isChecked())

    def set_key(self, key: str) -> None:
        """Choose a key; nothing is signalled."""
        self._segments[key].setChecked(True)

    def set_words(self, key: str, caption: Text, tip: Text) -> None:
        """Call one of the choices something else."""
        self._segments[key].set_words(caption, tip)

    def offer(self, keys: Collection[str]) -> None:
        """Show only these choices; where the one chosen is not among them, the first of them is."""
        for key, segment in self._segments.items():
            segment.setVisible(key in keys)
        if self.key() not in keys:
            self.set_key(next(key for key in self._segments if key in keys))

    def _on_button_clicked(self) -> None:
        self.chosen.emit(self.key())


class Segment(QAbstractButton):
    """One choice of a switch. The pressed one stands out like a card."""

    def __init__(self, name: str, caption: Text, tip: Text, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._appearance = appearance
        self._captions = Captions(self)
        self._captions.bind(self.setText, caption)
        self._captions.bind(self.setAccessibleName, caption)
        self._captions.bind(self.setToolTip, tip)
        appearance.changed.connect(self._apply_look)
        self._apply_look()

    def set_words(self, caption: Text, tip: Text) -> None:
        """Say something else."""
        self._captions.rebind(self.setText, caption)
        self._captions.rebind(self.setAccessibleName, caption)
        self._captions.rebind(self.setToolTip, tip)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        measure = self.fontMetrics()
        return QSize(measure.horizontalAdvance(self.text()) + measure.height(), measure.height() + 4)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        role = QPalette.ColorRole
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        if self.isChecked() or focused:
            edge = 2.0 if focused else 1.0
            painter.setPen(QPen(self.palette().color(role.Accent if focused else role.Mid), edge))
            painter.setBrush(self.palette().brush(role.Base) if self.isChecked() else Qt.BrushStyle.NoBrush)
            inset = edge / 2
            radius = self._appearance.metrics.radius_field
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
        stands_out = self.isEnabled() and (self.isChecked() or self.underMouse())
        painter.setPen(self.palette().color(role.Text if stands_out else role.PlaceholderText))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _apply_look(self) -> None:
        self.setFont(fonts.body(self._appearance.metrics.caption))
        self.updateGeometry()
        self.update()
