"""The network diagram: shows the network as it learns, and lets a person build it and change every number of it."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from playground.i18n import _
from playground.session.frame import Frame, State, Wants
from playground.session.session import Change, Session
from playground.ui.appearance import Appearance
from playground.ui.layouts import NO_MARGINS, grow, in_column
from playground.ui.views.network_canvas import NetworkCanvas
from playground.ui.views.network_card import HoverCard
from playground.ui.views.network_counts import LayerCountControl, NeuronCounter
from playground.ui.views.network_editor import ParameterEditor
from playground.ui.views.network_inputs import AddInput
from playground.ui.views.network_layout import Spot
from playground.ui.views.network_model import Parameter, diagram_of
from playground.ui.views.network_table import WeightTable
from playground.ui.views.network_targets import Target, neuron_of
from playground.ui.views.network_words import description, parameter_name, reading

FEWEST_CELLS, MOST_CELLS = 24, 40


class NetworkView(QWidget):
    """The diagram with the counters above its layers. `layer_count` is a control for the header of a card."""

    neuron_hovered = Signal(object)
    """(layer, unit) of the neuron under the mouse, layer 0 the inputs; or None."""
    neuron_pinned = Signal(object)
    """(layer, unit) of the neuron that was pinned, or None."""
    neuron_shown = Signal(object)
    """(layer, unit) of the neuron to show large: the one under the mouse, else the pinned one, else None."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("network.view")
        self._session, self._appearance = session, appearance
        self._diagram = diagram_of(session.prepared)
        self._pinned: tuple[int, int] | None = None
        self._under_mouse: tuple[int, int] | None = None
        self._target: Target | None = None
        self._editor: ParameterEditor | None = None
        self._table: WeightTable | None = None
        self.layer_count = LayerCountControl(session, appearance)
        self._build()
        self._connect()
        self._fit()
        self._describe(self._canvas.focus_spot)

    def wants(self) -> Wants:
        """Maps as fine as they are drawn, all weights, and which neurons are sick."""
        cells = round(self._canvas.layout_.thumb * self.devicePixelRatioF())
        return Wants(neuron_map_size=min(max(cells, FEWEST_CELLS), MOST_CELLS), weights=True, health=True)

    def show_frame(self, frame: Frame) -> None:
        """Show newer numbers; those of a network of another shape are left out."""
        diagram = self._diagram.with_frame(frame)
        if diagram is self._diagram:
            return
        self._diagram = diagram
        self._canvas.show_numbers(diagram, exactly=frame.state is not State.RUNNING)
        if self._target is not None:
            self._card.show_reading(reading(diagram, self._target))
        if self._table is not None:
            self._table.show_diagram(diagram)

    def sizeHint(self) -> QSize:
        return QSize(700, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 160)

    # Making ----------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._strip = QWidget(self)
        self._counters: list[NeuronCounter] = []
        self._add_input = AddInput(self._session, self._appearance, self._strip)
        self._canvas = NetworkCanvas(self._appearance, self._diagram, self)
        self._bar = QScrollBar(Qt.Orientation.Horizontal, self)
        self._bar.setObjectName("network.scroll")
        self._card = HoverCard(self._appearance, self)
        in_column(self._strip, grow(self._canvas), self._bar, owner=self, spacing=0, margins=NO_MARGINS)
        self._bar.hide()
        self.setFocusProxy(self._canvas)

    def _connect(self) -> None:
        canvas = self._canvas
        canvas.hovered.connect(self._on_hovered)
        canvas.chosen.connect(self._on_chosen)
        canvas.opened.connect(self._on_opened)
        canvas.counted.connect(self._on_counted)
        canvas.escaped.connect(lambda: self._pin(None))
        canvas.focus_moved.connect(self._describe)
        canvas.arranged.connect(self._arrange)
        canvas.scroll_wanted.connect(lambda x: self._bar.setValue(round(x)))
        self._bar.valueChanged.connect(self._on_scrolled)
        self._appearance.changed.connect(self._fit)
        self.destroyed.connect(self._session.subscribe(self._on_change))

    def _fit(self) -> None:
        """Heights that follow from the size of the text."""
        self._strip.setFixedHeight(round(self._appearance.metrics.text * 1.7))
        self._arrange()

    def _arrange(self) -> None:
        """Put the counters above their columns, and offer to scroll where the diagram is too wide."""
        layout, height = self._canvas.layout_, self._strip.height()
        self._make_counters(len(layout.columns) - 2)
        for counter, column in zip(self._counters, layout.columns[1:], strict=False):
            assert column.header is not None
            x, width = column.header
            counter.set_compact(layout.compact)
            counter.show_diagram(self._diagram)
            counter.setGeometry(round(x - self._bar.value()), 0, round(width), height)
        right, width = round(layout.columns[0].right - self._bar.value()), self._add_input.sizeHint().width()
        self._add_input.setGeometry(max(right - width, min(right, 0)), 0, width, height)
        spare = round(layout.width) - self._canvas.width()
        self._bar.setRange(0, max(spare, 0))
        self._bar.setPageStep(self._canvas.width())
        self._bar.setVisible(spare > 0)

    def _make_counters(self, count: int) -> None:
        while len(self._counters) > count:
            gone = self._counters.pop()
            gone.hide()
            gone.deleteLater()
        while len(self._counters) < count:
            counter = NeuronCounter(self._session, len(self._counters), self._appearance, self._strip)
            self._counters.append(counter)
            counter.show()

    # What the session says -------------------------------------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        same = self._diagram.prepared.named == change.new.named
        features = self._diagram.features
        self._diagram = diagram_of(change.new, self._diagram)
        if same and features == self._diagram.features and change.old.dataset.classes == change.new.dataset.classes:
            return  # other points, or another learning rate: nothing that the diagram shows
        if not same:
            self._close_editors()
        self._canvas.show_diagram(self._diagram)
        if len(change.new.plan.hidden) > len(change.old.plan.hidden):
            self._bar.setValue(self._bar.maximum())  # where the new layer is
        if not same:
            self._canvas.forget_hover()
            if self._pinned is not None and not self._diagram.has(Spot(*self._pinned)):
                self._pin(None)
        self._describe(self._canvas.focus_spot)

    # What a person does ----------------------------------------------------------------------------------------------

    def _on_hovered(self, target: Target | None) -> None:
        self._target = target
        neuron = neuron_of(self._diagram, target)
        if neuron != self._under_mouse:
            self._under_mouse = neuron
            self.neuron_hovered.emit(neuron)
            self.neuron_shown.emit(neuron or self._pinned)
        if target is None or self._editor is not None:
            self._card.hide()
        else:
            self._card.show_reading(reading(self._diagram, target), self._pointer())

    def _pointer(self) -> QPointF:
        """Where the mouse was last over the diagram."""
        return QPointF(self._canvas.pos()) + self._canvas.pointer

    def _on_chosen(self, target: Target) -> None:
        if isinstance(target, Parameter):
            self._edit(target)
        elif isinstance(target, Spot) and target.column == 0:
            self._session.apply("features", self._diagram.with_toggled(target.slot))
        elif isinstance(target, Spot):
            neuron = (target.column, target.slot)
            self._pin(None if neuron == self._pinned else neuron)

    def _on_opened(self, spot: Spot) -> None:
        if spot.column == 0:
            self._on_chosen(spot)
        else:
            self._open_table(spot)

    def _on_counted(self, column: int, steps: int) -> None:
        if 1 <= column < self._diagram.last:
            self._counters[column - 1].step(steps)

    def _on_scrolled(self, value: int) -> None:
        self._canvas.set_scroll(value)
        self._arrange()

    def _pin(self, neuron: tuple[int, int] | None) -> None:
        if neuron != self._pinned:
            self._pinned = neuron
            self._canvas.set_pinned(None if neuron is None else Spot(*neuron))
            self.neuron_pinned.emit(neuron)
            self.neuron_shown.emit(self._under_mouse or neuron)

    # Editing numbers -------------------------------------------------------------------------------------------------

    def _edit(self, parameter: Parameter) -> None:
        value = self._diagram.value(parameter)
        if value is None:
            return
        self._close_editors()
        self._card.hide()
        editor = ParameterEditor(parameter_name(self._diagram, parameter), value, self)
        editor.chosen.connect(lambda chosen: self._set(parameter, chosen))
        editor.closed.connect(self._on_editor_closed)
        self._editor = editor
        self._canvas.set_edited(parameter)
        editor.open_at(self._pointer())

    def _on_editor_closed(self, had_keyboard: bool) -> None:
        self._editor = None
        self._canvas.set_edited(None)
        if had_keyboard:
            self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_table(self, spot: Spot) -> None:
        self._close_editors()
        table = WeightTable(self._diagram, spot, self._appearance, self)
        table.edited.connect(self._set)
        table.closed.connect(self._on_table_closed)
        self._table = table
        table.open_at(self._canvas.mapToGlobal(self._canvas.place(spot).toPoint()))

    def _on_table_closed(self) -> None:
        self._table = None

    def _set(self, parameter: Parameter, value: float) -> None:
        self._session.set_parameter(parameter.layer, parameter.row, parameter.column, value)

    def _close_editors(self) -> None:
        if self._editor is not None:
            self._editor.close_unchanged()
        if self._table is not None:
            self._table.close()

    # Words -----------------------------------------------------------------------------------------------------------

    def _describe(self, spot: Spot) -> None:
        """Say what the keyboard is at, to those who hear the screen."""
        name = _("Network diagram: {what}", what=description(self._diagram, spot))
        self._canvas.setAccessibleName(str(name))
        self._canvas.setAccessibleDescription(
            str(_("Arrow keys go from neuron to neuron, Enter lists the weights, Space pins, plus and minus add and "
                  "remove neurons."))
        )  # fmt: skip

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._describe(self._canvas.focus_spot)
            self._close_editors()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
