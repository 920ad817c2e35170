"""The network diagram in a window: it shows what is true, and every edit goes through the session."""

import gettext
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTableView, QWidget

from playground import i18n
from playground.data.dataset import ClassStyle, Dataset
from playground.data.features import X1, X2, X1Squared
from playground.data.several_sets import Rings
from playground.engine.activations import ReLU
from playground.engine.config import MOST_LAYERS, Layer
from playground.experiment import Experiment, settled
from playground.session.drivers import InlineDriver
from playground.session.frame import Frame
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.views.network_canvas import NetworkCanvas
from playground.ui.views.network_counts import NeuronCounter
from playground.ui.views.network_editor import ParameterEditor
from playground.ui.views.network_layout import Chip, Spot
from playground.ui.views.network_model import Parameter
from playground.ui.views.network_table import WeightTable
from playground.ui.views.network_view import NetworkView

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def appearance(qapp: QApplication) -> Appearance:
    return Appearance(qapp, "light")


class Shown:
    """A diagram on the screen, with its session."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        self.session = session
        self.view = NetworkView(session, appearance)
        self.view.resize(700, 400)
        self.view.show()
        self.view.activateWindow()
        self.refresh()

    @property
    def canvas(self) -> NetworkCanvas:
        return self.view.findChild(NetworkCanvas, "network.diagram")

    @property
    def units(self) -> list[int]:
        return [layer.units for layer in self.session.experiment.network.layers]

    def refresh(self) -> None:
        """Bring the newest frame, as the pump does."""
        self.session.credit(self.view.wants())
        frame = self.session.take_frame()
        if frame is not None:
            self.view.show_frame(frame)

    def weights(self) -> tuple[np.ndarray, ...]:
        self.session.step_batch()
        self.session.credit(self.view.wants())
        frame = self.session.take_frame()
        assert frame is not None
        assert frame.weights is not None
        return frame.weights

    def at(self, column: int, slot: int) -> QPoint:
        node = self.canvas.layout_.node(Spot(column, slot))
        assert node is not None
        return QPoint(round(node.rect.x + node.rect.width / 2), round(node.rect.centre))

    def bias_at(self, column: int, slot: int) -> QPoint:
        node = self.canvas.layout_.node(Spot(column, slot))
        assert node is not None
        assert node.bias is not None
        return QPoint(round(node.bias.x + 2), round(node.bias.bottom - 2))

    def link_at(self, column: int, source: int, target: int) -> QPoint:
        """Where the curve from a neuron of a column leaves it."""
        before, after = self.canvas.layout_.columns[column : column + 2]
        node = self.canvas.layout_.node(Spot(column, source))
        other = self.canvas.layout_.node(Spot(column + 1, target))
        assert node is not None
        assert other is not None
        return QPoint(round((before.right + after.left) / 2), round((node.rect.centre + other.rect.centre) / 2))

    def click(self, at: QPoint) -> None:
        QTest.mouseClick(self.canvas, LEFT, pos=at)

    def button(self, name: str) -> QAbstractButton:
        found = [
            *self.view.findChildren(QAbstractButton, name),
            *self.view.layer_count.findChildren(QAbstractButton, name),
        ]
        return found[0]

    def editor(self) -> tuple[ParameterEditor, QLineEdit]:
        (editor,) = (e for e in self.view.findChildren(ParameterEditor) if e.isVisible())
        return editor, editor.findChild(QLineEdit)

    def picture(self) -> QImage:
        return self.view.grab().toImage()


@pytest.fixture
def show(qtbot, appearance: Appearance) -> Callable[..., Shown]:
    def build(**changes: object) -> Shown:
        changed = {path.replace("__", "."): value for path, value in changes.items()}
        shown = Shown(Session(InlineDriver(), settled(Experiment(), changed)), appearance)
        qtbot.addWidget(shown.view)
        qtbot.addWidget(shown.view.layer_count)
        return shown

    return build


@pytest.fixture
def shown(show: Callable[..., Shown]) -> Shown:
    return show()


# Showing -------------------------------------------------------------------------------------------------------------


def test_it_wants_weights_and_maps_as_fine_as_it_draws_them(shown: Shown) -> None:
    wants = shown.view.wants()
    assert wants.weights
    assert 24 <= wants.neuron_map_size <= 40


def test_training_changes_the_picture(shown: Shown) -> None:
    before = shown.picture()
    shown.session.step_epoch()
    shown.refresh()
    assert shown.picture() != before


def test_a_frame_of_another_shape_is_not_drawn(show: Callable[..., Shown]) -> None:
    shown, other = show(), show(network__layers=(Layer(9),))
    shown.session.apply("network.layers.0.units", 6)
    neutral = shown.picture()
    stale = other.session.take_frame() or Frame(1, weights=other.weights())
    shown.view.show_frame(stale)
    assert shown.picture() == neutral
    shown.refresh()
    assert shown.picture() != neutral


def test_an_empty_frame_changes_nothing(shown: Shown) -> None:
    before = shown.picture()
    shown.view.show_frame(Frame(1))
    assert shown.picture() == before


@pytest.mark.parametrize("layers", [(4, 2), (30, 30)])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_numbers_that_are_not_finite_are_hatched(
    show: Callable[..., Shown], appearance: Appearance, layers: tuple[int, ...], mode: str
) -> None:
    appearance.set_mode(mode)
    shown = show(network__layers=tuple(map(Layer, layers)))
    plan = shown.session.prepared.plan
    before = shown.picture()
    weights = tuple(np.full(shape, value) for shape, value in zip(plan.shapes, (np.nan, np.inf, -np.inf), strict=True))
    maps = tuple(np.full((units, 24, 24), np.nan, np.float32) for units in plan.units)
    shown.view.show_frame(Frame(1, weights=weights, neuron_maps=maps))
    assert shown.picture() != before
    QTest.mouseMove(shown.canvas, shown.bias_at(1, 0))
    shown.picture()


@pytest.mark.parametrize("size", [(320, 200), (500, 300), (1000, 700)])
@pytest.mark.parametrize("layers", [(), (1,), (64,) * 10, (512, 300), (12,) * MOST_LAYERS])
def test_every_network_can_be_shown(show: Callable[..., Shown], layers: tuple[int, ...], size: tuple[int, int]) -> None:
    shown = show(network__layers=tuple(map(Layer, layers)))
    shown.view.resize(*size)
    shown.refresh()
    assert not shown.picture().isNull()


def test_several_classes_have_an_output_each(show: Callable[..., Shown]) -> None:
    shown = show(data__source=Rings())
    assert len(shown.canvas.layout_.columns[-1].nodes) == 3
    before = shown.picture()
    named = (ClassStyle("고양이", 4), ClassStyle("a class with quite a long name", 5), ClassStyle(colour=6))
    data = shown.session.dataset
    shown.session.paint(Dataset(data.x, data.y, data.ids, named))
    assert shown.picture() != before


class Starred(gettext.NullTranslations):
    """A language in which every sentence begins with a star."""

    def gettext(self, message: str) -> str:
        return f"*{message}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"*{msgid1 if n == 1 else msgid2}"

    def pgettext(self, context: str, message: str) -> str:
        return f"*{message}"


def test_another_language_is_spoken_at_once(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    english = shown.picture()
    shown.canvas.move_focus(Spot(1, 0))
    monkeypatch.setattr(i18n, "_catalogue", Starred())
    for window in (shown.view, shown.view.layer_count):
        QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
    counters = [shown.view.layer_count, *shown.view.findChildren(NeuronCounter)]
    said = [label.text() for counter in counters for label in counter.findChildren(QLabel)]
    assert said == ["*2 hidden layers", "*4 neurons", "*2 neurons"]
    assert all(button.toolTip().startswith("*") for button in shown.view.findChildren(QAbstractButton))
    assert shown.canvas.accessibleName().startswith("*Network diagram: *Hidden layer 1, neuron 1 of 4")
    assert shown.picture() != english


def test_a_new_look_and_larger_type_are_shown_at_once(shown: Shown, appearance: Appearance) -> None:
    light = shown.picture()
    appearance.set_mode("dark")
    dark = shown.picture()
    appearance.set_projector(True)
    assert light != dark
    assert shown.picture() != dark
    appearance.set_projector(False)


# The mouse -----------------------------------------------------------------------------------------------------------


def test_hovering_tells_the_neuron_and_leaving_takes_it_back(shown: Shown, qtbot) -> None:
    with qtbot.waitSignal(shown.view.neuron_hovered, timeout=30_000) as told:
        QTest.mouseMove(shown.canvas, shown.at(1, 2))
    assert told.args == [(1, 2)]
    with qtbot.waitSignal(shown.view.neuron_hovered, timeout=30_000) as told:
        QApplication.sendEvent(shown.canvas, QEvent(QEvent.Type.Leave))
    assert told.args == [None]


def test_hovering_brings_out_a_neuron(shown: Shown) -> None:
    before = shown.picture()
    QTest.mouseMove(shown.canvas, shown.at(2, 1))
    assert shown.picture() != before


def test_hovering_a_connection_tells_its_weight_live(shown: Shown) -> None:
    QTest.mouseMove(shown.canvas, shown.link_at(2, 0, 0))
    (card,) = (child for child in shown.view.findChildren(QWidget, "network.hover_card"))
    before = card.words
    assert before.startswith("Weight neuron 1 of layer 2 → output: ")
    shown.session.set_parameter(2, 0, 0, -1.5)
    shown.refresh()
    assert card.words.endswith("−1.500")


def test_a_click_pins_a_neuron_and_another_click_or_escape_lets_it_go(shown: Shown) -> None:
    told: list[object] = []
    shown.view.neuron_pinned.connect(told.append)
    shown.click(shown.at(1, 1))
    shown.click(shown.at(1, 1))
    shown.click(shown.at(2, 0))
    QTest.keyClick(shown.canvas, Key.Key_Escape)
    assert told == [(1, 1), None, (2, 0), None]


def test_what_is_shown_large_is_the_hovered_neuron_else_the_pinned_one(shown: Shown) -> None:
    told: list[object] = []
    shown.view.neuron_shown.connect(told.append)
    QTest.mouseMove(shown.canvas, shown.at(1, 1))
    shown.click(shown.at(1, 1))
    QTest.mouseMove(shown.canvas, shown.at(2, 0))
    QApplication.sendEvent(shown.canvas, QEvent(QEvent.Type.Leave))
    assert told == [(1, 1), (1, 1), (2, 0), (1, 1)]


def test_a_pinned_neuron_that_is_removed_is_let_go(shown: Shown) -> None:
    shown.click(shown.at(1, 3))
    told: list[object] = []
    shown.view.neuron_pinned.connect(told.append)
    shown.session.apply("network.layers.0.units", 2)
    assert told == [None]


def test_a_click_adds_an_input_and_takes_it_away(shown: Shown) -> None:
    shown.click(shown.at(0, 2))
    assert shown.session.experiment.features == (X1(), X2(), X1Squared())
    shown.click(shown.at(0, 0))
    assert shown.session.experiment.features == (X2(), X1Squared())


def test_the_last_input_stays(shown: Shown) -> None:
    told: list[object] = []
    shown.session.subscribe_notices(told.append)
    for slot in (0, 1):
        shown.click(shown.at(0, slot))
    assert shown.session.experiment.features == (X2(),)
    assert told


def test_the_wheel_scrolls_a_folded_layer_and_a_chip_turns_a_page(show: Callable[..., Shown]) -> None:
    shown = show(network__layers=(Layer(64),))
    at = QPointF(shown.at(1, 3))
    down = QWheelEvent(
        at, shown.canvas.mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(shown.canvas, down)
    column = shown.canvas.layout_.columns[1]
    assert column.first == 2
    chip: Chip = column.chips[-1]
    shown.click(QPoint(round(chip.rect.x + chip.rect.width / 2), round(chip.rect.centre)))
    assert shown.canvas.layout_.columns[1].first == 2 + len(column.nodes)


# Layers and neurons --------------------------------------------------------------------------------------------------


def test_plus_and_minus_above_a_layer_change_its_neurons(shown: Shown) -> None:
    shown.button("network.neuron_count.0.more").click()
    shown.button("network.neuron_count.1.fewer").click()
    assert shown.units == [5, 1]
    assert not shown.button("network.neuron_count.1.fewer").isEnabled()


def test_with_shift_five_neurons_come_at_once(shown: Shown) -> None:
    QTest.mouseClick(shown.button("network.neuron_count.0.more"), LEFT, Qt.KeyboardModifier.ShiftModifier)
    assert shown.units == [9, 2]


def test_a_run_of_clicks_is_one_step_for_undo(shown: Shown) -> None:
    for _ in range(3):
        shown.button("network.neuron_count.0.more").click()
    shown.session.undo()
    assert shown.units == [4, 2]


def test_a_new_layer_has_the_activation_of_the_last(show: Callable[..., Shown]) -> None:
    shown = show(network__layers=(Layer(3), Layer(5, ReLU())))
    shown.button("network.layer_count.more").click()
    assert shown.session.experiment.network.layers[-1] == Layer(4, ReLU())


def test_all_hidden_layers_can_go_and_come_back(shown: Shown) -> None:
    fewer = shown.button("network.layer_count.fewer")
    fewer.click()
    fewer.click()
    assert shown.units == []
    assert not fewer.isEnabled()
    assert not shown.picture().isNull()
    shown.button("network.layer_count.more").click()
    assert shown.units == [4]


def test_there_is_a_largest_number_of_layers(show: Callable[..., Shown]) -> None:
    shown = show(network__layers=(Layer(1),) * MOST_LAYERS)
    assert not shown.button("network.layer_count.more").isEnabled()


def test_every_button_has_a_name_a_tip_and_words_for_those_who_hear_the_screen(shown: Shown) -> None:
    buttons = [*shown.view.findChildren(QAbstractButton), *shown.view.layer_count.findChildren(QAbstractButton)]
    assert len(buttons) == 7
    assert all(button.objectName() and button.toolTip() and button.accessibleName() for button in buttons)


# Editing weights -----------------------------------------------------------------------------------------------------


def test_clicking_a_connection_and_typing_sets_its_weight(shown: Shown) -> None:
    shown.click(shown.link_at(2, 1, 0))
    _editor, line = shown.editor()
    line.selectAll()
    QTest.keyClicks(line, "-0,75")
    QTest.keyClick(line.parent(), Key.Key_Return)
    shown.refresh()
    assert shown.session.undo_label is not None
    shown.session.credit(shown.view.wants())
    QTest.mouseMove(shown.canvas, shown.link_at(2, 1, 0))
    (card,) = shown.view.findChildren(QWidget, "network.hover_card")
    assert card.words == "Weight neuron 2 of layer 2 → output: −0.750"
    assert not [e for e in shown.view.findChildren(ParameterEditor) if e.isVisible()]


def test_the_bias_of_the_output_can_be_set(shown: Shown) -> None:
    shown.click(shown.bias_at(3, 0))
    _editor, line = shown.editor()
    line.selectAll()
    QTest.keyClicks(line, "0.5")
    QTest.keyClick(line.parent(), Key.Key_Return)
    shown.refresh()
    QTest.mouseMove(shown.canvas, shown.bias_at(3, 0))
    (card,) = shown.view.findChildren(QWidget, "network.hover_card")
    assert card.words == "Bias of output: 0.500"


def test_escape_keeps_the_old_weight_even_after_steps(shown: Shown) -> None:
    shown.click(shown.link_at(2, 1, 0))
    _editor, line = shown.editor()
    QTest.keyClick(line.parent(), Key.Key_Up)
    QTest.keyClick(line.parent(), Key.Key_Escape)
    assert shown.session.undo_label is None


def test_steps_count_when_they_are_confirmed(shown: Shown) -> None:
    shown.click(shown.link_at(2, 1, 0))
    _editor, line = shown.editor()
    QTest.keyClick(line.parent(), Key.Key_Up)
    QTest.keyClick(line.parent(), Key.Key_Return)
    assert shown.session.undo_label is not None


def test_bad_text_is_explained_and_the_editor_stays(shown: Shown) -> None:
    shown.click(shown.link_at(2, 1, 0))
    editor, line = shown.editor()
    line.selectAll()
    QTest.keyClicks(line, "much")
    QTest.keyClick(line.parent(), Key.Key_Return)
    assert editor.isVisible()
    assert any("must be a number, not much" in label.text() for label in editor.findChildren(QLabel))
    assert shown.session.undo_label is None


def test_an_editor_goes_when_its_network_goes(shown: Shown) -> None:
    shown.click(shown.link_at(2, 1, 0))
    editor, _line = shown.editor()
    shown.session.apply("network.layers", (Layer(3),))
    assert not editor.isVisible()


# The keyboard --------------------------------------------------------------------------------------------------------


def test_arrows_walk_through_the_network_and_its_words_follow(shown: Shown) -> None:
    shown.canvas.setFocus()
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Down):
        QTest.keyClick(shown.canvas, key)
    spot = shown.canvas.focus_spot
    assert spot.column == 1
    assert f"Hidden layer 1, neuron {spot.slot + 1} of 4" in shown.canvas.accessibleName()
    assert shown.canvas.accessibleDescription()


def test_space_toggles_an_input_and_pins_a_neuron(shown: Shown) -> None:
    told: list[object] = []
    shown.view.neuron_pinned.connect(told.append)
    shown.canvas.move_focus(Spot(0, 2))
    QTest.keyClick(shown.canvas, Key.Key_Space)
    shown.canvas.move_focus(Spot(1, 0))
    QTest.keyClick(shown.canvas, Key.Key_Space)
    assert X1Squared() in shown.session.experiment.features
    assert told == [(1, 0)]


def test_plus_and_minus_change_the_layer_of_the_keyboard(shown: Shown) -> None:
    shown.canvas.move_focus(Spot(2, 1))
    QTest.keyClick(shown.canvas, Key.Key_Plus)
    assert shown.units == [4, 3]
    QTest.keyClick(shown.canvas, Key.Key_Minus)
    QTest.keyClick(shown.canvas, Key.Key_Minus)
    assert shown.units == [4, 1]
    assert shown.canvas.focus_spot == Spot(2, 0)
    shown.canvas.move_focus(Spot(0, 0))
    QTest.keyClick(shown.canvas, Key.Key_Plus)
    assert shown.units == [4, 1]


def test_the_keyboard_reaches_folded_neurons(show: Callable[..., Shown]) -> None:
    shown = show(network__layers=(Layer(64),))
    shown.canvas.move_focus(Spot(1, 63))
    assert shown.canvas.layout_.node(Spot(1, 63)) is not None


def test_the_keyboard_scrolls_a_wide_diagram(show: Callable[..., Shown]) -> None:
    shown = show(network__layers=(Layer(2),) * MOST_LAYERS)
    shown.view.resize(500, 300)
    before = shown.picture()
    shown.canvas.move_focus(Spot(MOST_LAYERS + 1, 0))
    assert shown.picture() != before
    assert shown.canvas.place(Spot(MOST_LAYERS + 1, 0)).x() <= shown.canvas.width()


def open_table(shown: Shown, spot: Spot) -> tuple[WeightTable, QTableView]:
    shown.canvas.move_focus(spot)
    QTest.keyClick(shown.canvas, Key.Key_Return)
    (table,) = (t for t in shown.view.findChildren(WeightTable) if t.isVisible())
    return table, table.findChild(QTableView)


def test_enter_lists_the_weights_of_a_neuron(shown: Shown) -> None:
    shown.session.set_parameter(1, 0, 4, 0.125)
    shown.refresh()
    table, view = open_table(shown, Spot(2, 0))
    model = view.model()
    names = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert names == [*(f"neuron {n} of layer 1" for n in range(1, 5)), "bias"]
    assert model.index(4, 1).data() == "0.125"
    shown.session.set_parameter(1, 0, 4, -2.0)
    shown.refresh()
    assert model.index(4, 1).data() == "−2.000"
    table.close()


def test_a_weight_is_edited_in_the_list_with_the_keyboard(shown: Shown) -> None:
    told: list[tuple[Parameter, float]] = []
    table, view = open_table(shown, Spot(1, 2))
    table.edited.connect(lambda parameter, value: told.append((parameter, value)))
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Return)
    (line,) = view.viewport().findChildren(QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, "x")
    QTest.keyClick(line.parent(), Key.Key_Return)
    assert told == []
    line.selectAll()
    QTest.keyClicks(line, "1.25")
    QTest.keyClick(line.parent(), Key.Key_Return)
    assert told == [(Parameter(0, 2, 1), 1.25)]
    shown.refresh()
    assert view.model().index(1, 1).data() == "1.250"
    QTest.keyClick(view, Key.Key_Escape)
    assert not table.isVisible()


def test_enter_on_an_input_toggles_it(shown: Shown) -> None:
    shown.canvas.move_focus(Spot(0, 2))
    QTest.keyClick(shown.canvas, Key.Key_F2)
    assert X1Squared() in shown.session.experiment.features


def test_a_closed_diagram_hears_the_session_no_more(qapp: QApplication, appearance: Appearance) -> None:
    shown = Shown(Session(InlineDriver()), appearance)
    for widget in (shown.view, shown.view.layer_count):
        widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert shown.session.apply("network.layers.0.units", 7)


def test_a_number_of_neurons_can_be_typed(shown: Shown) -> None:
    counter = shown.view.findChild(NeuronCounter, "network.neuron_count.0")
    QTest.mouseDClick(counter._label, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(counter, Qt.MouseButton.LeftButton)  # the label is gone before the button comes up
    box = counter._box._box
    assert box.isVisible()
    QTest.keyClicks(box, "9999")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.isVisible()
    assert "9,999" in box.toolTip()
    box.selectAll()
    QTest.keyClicks(box, "7")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert shown.session.experiment.network.layers[0].units == 7
    assert not box.isVisible()
    assert counter._label.isVisible()
