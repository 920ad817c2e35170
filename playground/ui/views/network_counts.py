"""The counters "− 8 neurons +" above the layers, and the one for the number of hidden layers."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from playground.engine.config import MOST_LAYERS, MOST_UNITS, Layer
from playground.i18n import Text, _, n_, plain
from playground.session.session import Session
from playground.ui import fonts
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls.gesture import Gesture
from playground.ui.controls.styling import set_role
from playground.ui.errors import guarded
from playground.ui.views.network_count_box import CountBox, CountLabel
from playground.ui.views.network_look import Look
from playground.ui.views.network_model import Diagram
from playground.ui.views.network_words import count_words

LEAP = 5
_GAP = 3
_FIRST_REPEAT_MS, _REPEAT_MS = 400, 90


class StepButton(QAbstractButton):
    """A minus or plus. Held down it repeats; with Shift it leaps."""

    stepped = Signal(int)

    def __init__(self, direction: int, name: str, tip: Text, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._direction, self._appearance, self._leaps, self._compact = direction, appearance, False, False
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoRepeat(True)
        self.setAutoRepeatDelay(_FIRST_REPEAT_MS)
        self.setAutoRepeatInterval(_REPEAT_MS)
        captions = Captions(self)
        captions.bind(self.setAccessibleName, tip)
        captions.bind(self.setToolTip, _("{what} (with Shift, {n} at once)", what=tip, n=LEAP))
        self.clicked.connect(lambda: self.stepped.emit(self._direction * (LEAP if self._leaps else 1)))

    def set_compact(self, compact: bool) -> None:
        """Take less width, as between narrow columns."""
        self._compact = compact
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        look = Look(self._appearance.theme, self._appearance.metrics)
        return QSize(look.compact_button if self._compact else look.button, look.button)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._leaps = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._leaps = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().keyPressEvent(event)

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        theme = self._appearance.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        hot = self.isEnabled() and self.underMouse()
        painter.setPen(QPen(QColor(theme.accent), 2.0) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.field_hover if self.isDown() else theme.field) if hot else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground, 5.0, 5.0)
        ink = QColor((theme.text if hot else theme.muted) if self.isEnabled() else theme.border)
        painter.setPen(QPen(ink, 1.6, c=Qt.PenCapStyle.RoundCap))
        middle, arm = ground.center(), self._appearance.metrics.text * 0.3
        painter.drawLine(middle - QPointF(arm, 0), middle + QPointF(arm, 0))
        if self._direction > 0:
            painter.drawLine(middle - QPointF(0, arm), middle + QPointF(0, arm))


class Counter(QWidget):
    """A number of things between a minus and a plus."""

    stepped = Signal(int)

    def __init__(
        self, name: str, fewer: Text, more: Text, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._appearance, self._compact = appearance, False
        self._count, self._words = 0, plain("")
        self._fewer = StepButton(-1, f"{name}.fewer", fewer, appearance, self)
        self._more = StepButton(1, f"{name}.more", more, appearance, self)
        self._label = CountLabel(self)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self._label, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        self._row = row
        row.addWidget(self._fewer)
        row.addWidget(self._label, 1)
        row.addWidget(self._more)
        self._fewer.stepped.connect(self.stepped)
        self._more.stepped.connect(self.stepped)
        self._captions = Captions(self)
        self._captions.bind(self._say, lambda: str(self._words))
        appearance.changed.connect(self._on_appearance_changed)
        self._on_appearance_changed()

    def show_count(self, count: int, words: Text, low: int, high: int) -> None:
        """Show a number, which may go from `low` to `high`."""
        self._count, self._words = count, words
        self._fewer.setEnabled(count > low)
        self._more.setEnabled(count < high)
        self._captions.refresh()

    def set_compact(self, compact: bool) -> None:
        """Show the number only."""
        if compact != self._compact:
            self._compact = compact
            self._fewer.set_compact(compact)
            self._more.set_compact(compact)
            self._row.setSpacing(0 if compact else _GAP)
            self._captions.refresh()

    def _say(self, words: str) -> None:
        self._label.setText(str(self._count) if self._compact else words)
        self.setAccessibleName(words)

    def _on_appearance_changed(self) -> None:
        self._label.setFont(fonts.body(self._appearance.metrics.heading, QFont.Weight.DemiBold))
        self._fewer.updateGeometry()
        self._more.updateGeometry()


class LayerCountControl(Counter):
    """How many hidden layers the network has. A new one is like the last, with few neurons."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        fewer, more = _("Remove the last hidden layer"), _("Add a hidden layer")
        super().__init__("network.layer_count", fewer, more, appearance, parent)
        self._session, self._gesture = session, Gesture()
        self.stepped.connect(self._on_stepped)
        self.destroyed.connect(session.subscribe(lambda _change: self._show()))
        self._show()

    def _show(self) -> None:
        count = len(self._session.experiment.network.layers)
        self.show_count(count, n_("{n} hidden layer", "{n} hidden layers", count), 0, MOST_LAYERS)

    def _on_stepped(self, steps: int) -> None:
        layers = self._session.experiment.network.layers
        added = Layer(activation=layers[-1].activation) if layers else Layer()
        count = min(max(len(layers) + steps, 0), MOST_LAYERS)
        changed = layers[:count] + (added,) * (count - len(layers))
        edit(self._session, self._gesture, "network.layers", changed)


class NeuronCounter(Counter):
    """How many neurons a hidden layer has."""

    def __init__(self, session: Session, layer: int, appearance: Appearance, parent: QWidget) -> None:
        fewer = _("Remove a neuron from hidden layer {layer}", layer=layer + 1)
        more = _("Add a neuron to hidden layer {layer}", layer=layer + 1)
        super().__init__(f"network.neuron_count.{layer}", fewer, more, appearance, parent)
        self._session, self._layer, self._gesture = session, layer, Gesture()
        self.stepped.connect(self.step)
        self._box = CountBox(self.objectName(), self._label, self)
        self._box.edited.connect(self._on_typed)
        self._row.insertWidget(2, self._box, 1)
        self._captions.bind(self._label.setToolTip, _("Double click, or F2, to type a number"))
        self._label.double_clicked.connect(self._box.open)

    def show_diagram(self, diagram: Diagram) -> None:
        """Show the number of neurons of a network that has this layer."""
        count = diagram.units[self._layer + 1]
        self.show_count(count, count_words(count), 1, MOST_UNITS)
        self._box.set_value(count)

    def step(self, steps: int) -> None:
        """Add or remove neurons, as far as that is possible."""
        path = f"network.layers.{self._layer}.units"
        count = self._session.experiment.network.layers[self._layer].units
        edit(self._session, self._gesture, path, min(max(count + steps, 1), MOST_UNITS))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self._box.open()
        else:
            super().keyPressEvent(event)

    def _on_typed(self, count: int, _merging: bool) -> None:
        self._session.settle()
        self._session.apply(f"network.layers.{self._layer}.units", count)


def edit(session: Session, gesture: Gesture, path: str, value: object) -> None:
    """Change a setting; a quick run of steps is one entry for undo."""
    if not gesture.continues():
        session.settle()
    session.apply(path, value, merge=True)
