"""Controls made from declarations: they show a value, send what a person chooses, and explain what is impossible."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSlider,
    QWidget,
)
from sample_settings import Cat, Dog, Sample, item

from playground.engine.config import TrainingConfig
from playground.engine.optimizers import SGD, Adam
from playground.i18n import Text
from playground.spec import params
from playground.ui import theme as themes
from playground.ui.controls import (
    Card,
    ComponentField,
    Field,
    Form,
    IconButton,
    NumberField,
    SliderField,
    make_field,
)
from playground.ui.controls.field import CaptionedField
from playground.ui.theme import LIGHT

Maker = Callable[..., Field]


class Edits(list[tuple[Any, bool]]):
    """What a control sent, in order."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        field.edited.connect(lambda value, merging: self.append((value, merging)))

    @property
    def values(self) -> list[Any]:
        return [value for value, _merging in self]


@pytest.fixture
def make(qtbot) -> Maker:
    """A control in a window of its own, showing the default."""
    windows: list[QWidget] = []

    def build(name: str, style: str = "field") -> Field:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        field = make_field(item(name), f"sample.{name}", style=style, parent=window)
        field.set_value(getattr(Sample(), name))
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        field.setFocus()
        return field

    return build


def editor(field: Field, kind: type[QWidget]) -> Any:
    return field.findChild(kind)


def type_in(box: QAbstractSpinBox, text: str, *, enter: bool = True) -> None:
    box.selectAll()
    QTest.keyClicks(box, text)
    if enter:
        QTest.keyClick(box, Qt.Key.Key_Return)


def wheel(widget: QWidget, up: bool) -> None:
    centre = QPointF(widget.rect().center())
    event = QWheelEvent(
        centre, widget.mapToGlobal(centre), QPoint(), QPoint(0, 120 if up else -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


EVERY = [
    ("rate", "field", 0.3),
    ("batch", "field", 8),
    ("noise", "slider", 0.4321),
    ("samples", "slider", 77),
    ("on", "field", True),
    ("shape", "field", "square"),
    ("name", "field", "second"),
    ("pet", "field", Dog(good=False)),
]


@pytest.mark.parametrize(("name", "style", "value"), EVERY)
def test_a_value_shown_is_the_value_read_and_nothing_is_sent(make: Maker, name: str, style: str, value: Any) -> None:
    field = make(name, style)
    edits = Edits(field)
    field.set_value(value)
    assert field.value() == value
    assert type(field.value()) is type(value)
    assert edits == []


@pytest.mark.parametrize(("name", "style", "value"), EVERY)
def test_every_control_has_a_name_a_tip_and_a_description(make: Maker, name: str, style: str, value: Any) -> None:
    field = make(name, style)
    assert field.objectName() == f"sample.{name}"
    for kind in (QAbstractSpinBox, QSlider, QCheckBox, QComboBox):
        for part in field.findChildren(kind):
            assert part.objectName().startswith(f"sample.{name}.")
            assert part.accessibleName() == str(item(name).param.label)
            assert part.accessibleDescription() == str(item(name).param.help)
            assert str(item(name).param.help) in part.toolTip()


def test_the_tip_tells_range_and_default(make: Maker) -> None:
    tip = make("noise").focusProxy().toolTip()
    assert "0 ≤ Noise ≤ 1" in tip
    assert "Default: 0.15" in tip
    assert "0 &lt; Learning rate" in make("rate").focusProxy().toolTip()
    assert "Default: Cat" in make("pet").focusProxy().toolTip()


@pytest.mark.parametrize(("name", "style", "value"), EVERY)
def test_every_control_can_be_reached_with_the_keyboard(make: Maker, name: str, style: str, value: Any) -> None:
    proxy = make(name, style).focusProxy()
    assert proxy.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_list_needs_a_view_of_its_own(qapp: QApplication) -> None:
    with pytest.raises(TypeError, match="many"):
        make_field(item("many"), "many")


def test_a_typed_number_counts_at_enter_with_comma_or_point(make: Maker) -> None:
    field = make("rate")
    edits, box = Edits(field), editor(field, QAbstractSpinBox)
    type_in(box, "0,5", enter=False)
    assert edits == []
    QTest.keyClick(box, Qt.Key.Key_Return)
    type_in(box, "2e-3")
    assert edits == [(0.5, False), (0.002, False)]
    assert box.text() == "0.002"


def test_a_typed_number_counts_when_the_box_is_left(make: Maker) -> None:
    field = make("batch")
    edits, box = Edits(field), editor(field, QAbstractSpinBox)
    type_in(box, "7", enter=False)
    box.clearFocus()
    assert edits.values == [7]


def test_leaving_a_number_as_it_is_sends_nothing_even_if_it_is_shown_rounded(make: Maker) -> None:
    field = make("rate")
    edits = Edits(field)
    field.set_value(1 / 3)
    QTest.keyClick(field.focusProxy(), Qt.Key.Key_Return)
    field.focusProxy().clearFocus()
    assert edits == []
    assert field.value() == 1 / 3


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("rate", "-1", "Learning rate must be more than 0, not -1."),
        ("rate", "ten", "Learning rate must be a number, not ten."),
        ("rate", "inf", "Learning rate must be a finite number, not inf."),
        ("batch", "2.5", "Batch size must be a whole number, not 2.5."),
        ("batch", "65", "Batch size must be 64 or less, not 65."),
    ],
)
def test_bad_text_is_refused_with_a_sentence(make: Maker, name: str, typed: str, said: str) -> None:
    field = make(name)
    edits, box = Edits(field), editor(field, QAbstractSpinBox)
    sentences: list[Text] = []
    field.invalid.connect(sentences.append)
    type_in(box, typed)
    assert [str(sentence) for sentence in sentences] == [said]
    assert box.property("wrong") is True
    assert box.toolTip() == said
    assert box.text() == typed
    assert edits == []


@pytest.mark.parametrize("leave", ["escape", "focus"])
def test_escape_and_leaving_bring_the_old_number_back(make: Maker, leave: str) -> None:
    field = make("rate")
    box = editor(field, QAbstractSpinBox)
    tip = box.toolTip()
    type_in(box, "-1")
    if leave == "escape":
        QTest.keyClick(box, Qt.Key.Key_Escape)
    else:
        box.clearFocus()
    assert box.text() == "0.01"
    assert box.property("wrong") is False
    assert box.toolTip() == tip
    assert field.value() == 0.01


def test_the_mark_of_an_error_goes_as_soon_as_the_text_is_right(make: Maker) -> None:
    field = make("rate")
    box = editor(field, QAbstractSpinBox)
    type_in(box, "0")
    assert box.property("wrong") is True
    type_in(box, "0.5", enter=False)
    assert box.property("wrong") is False


def test_arrow_keys_and_wheel_step_and_quick_steps_are_one_gesture(make: Maker) -> None:
    field = make("batch")
    edits, box = Edits(field), editor(field, QAbstractSpinBox)
    QTest.keyClick(box, Qt.Key.Key_Up)
    QTest.keyClick(box, Qt.Key.Key_Down)
    wheel(box, up=False)
    assert edits == [(64, False), (32, True), (16, True)]


def test_typing_begins_a_new_gesture(make: Maker) -> None:
    field = make("batch")
    edits, box = Edits(field), editor(field, QAbstractSpinBox)
    QTest.keyClick(box, Qt.Key.Key_Up)
    type_in(box, "5")
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert edits == [(64, False), (5, False), (8, False)]


@pytest.mark.parametrize(("name", "style"), [("batch", "field"), ("noise", "slider"), ("shape", "field")])
def test_the_wheel_changes_nothing_that_has_no_focus(make: Maker, name: str, style: str) -> None:
    field = make(name, style)
    edits = Edits(field)
    field.focusProxy().clearFocus()
    wheel(field.focusProxy(), up=False)
    assert edits == []


def test_a_switch_is_clicked_and_pressed(make: Maker) -> None:
    field = make("on")
    edits, box = Edits(field), editor(field, QCheckBox)
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert edits == [(True, False), (False, False)]


def test_a_choice_is_made_with_the_keyboard_once(make: Maker) -> None:
    field = make("shape")
    edits, box = Edits(field), editor(field, QComboBox)
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert edits == [("square", False)]
    assert box.currentText() == "Square"


def test_a_text_counts_when_it_is_finished(make: Maker) -> None:
    field = make("name")
    edits, line = Edits(field), editor(field, QLineEdit)
    line.selectAll()
    line.insert("나의 것")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert edits == [("나의 것", False)]


def test_a_component_chosen_again_has_the_settings_it_had(make: Maker) -> None:
    field = make("pet")
    edits, box = Edits(field), editor(field, QComboBox)
    field.set_value(Cat(lives=3))
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert edits.values == [Dog(), Cat(lives=3)]


def test_a_component_field_can_offer_fewer_members(make: Maker) -> None:
    field = make("pet")
    assert isinstance(field, ComponentField)
    field.set_members({"cat": Cat})
    box = editor(field, QComboBox)
    assert [box.itemText(i) for i in range(box.count())] == ["Cat"]
    assert field.value() == Cat()


def drag(slider: QSlider, to: float) -> None:
    """Take the handle with the mouse and drag it to a part of the groove."""
    start = QPoint(round((slider.value() - slider.minimum()) / slider.maximum() * (slider.width() - 14)) + 7, 7)
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 5):
        x = start.x() + round((slider.width() * to - start.x()) * step / 4)
        QTest.mouseMove(slider, QPoint(x, 7))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(round(slider.width() * to), 7))


def test_a_drag_sends_values_all_along_as_one_gesture(make: Maker) -> None:
    field = make("noise", "slider")
    field.resize(300, field.sizeHint().height())
    edits, slider = Edits(field), editor(field, QSlider)
    drag(slider, 0.5)
    assert len(edits) > 2
    assert [merging for _value, merging in edits] == [False] + [True] * (len(edits) - 1)
    drag(slider, 0.8)
    assert [merging for _value, merging in edits].count(False) == 2
    assert edits.values == sorted(edits.values)


def test_a_press_beside_the_handle_takes_it_there(make: Maker) -> None:
    field = make("noise", "slider")
    field.resize(300, field.sizeHint().height())
    edits, slider = Edits(field), editor(field, QSlider)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() // 2, 7))
    assert edits.values == [pytest.approx(0.5, abs=0.02)]


def test_a_slider_is_moved_with_the_keyboard(make: Maker) -> None:
    field = make("samples", "slider")
    edits, slider = Edits(field), editor(field, QSlider)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    QTest.keyClick(slider, Qt.Key.Key_Home)
    assert edits.values == [401, 10]


@pytest.mark.parametrize("how", ["f2", "double click"])
def test_the_number_of_a_slider_can_be_typed(make: Maker, how: str) -> None:
    field = make("noise", "slider")
    edits, box = Edits(field), editor(field, QAbstractSpinBox)
    assert not box.isVisible()
    if how == "f2":
        QTest.keyClick(editor(field, QSlider), Qt.Key.Key_F2)
    else:
        number = next(part for part in field.children() if part.metaObject().className() == "_Number")
        QTest.mouseDClick(number, Qt.MouseButton.LeftButton)
        QTest.mouseRelease(box, Qt.MouseButton.LeftButton)  # the number is gone before the button comes up
    assert box.isVisible()
    type_in(box, "0,1234")
    assert edits == [(0.1234, False)]
    assert not box.isVisible()


def test_escape_gives_up_typing_at_a_slider(make: Maker) -> None:
    field = make("noise", "slider")
    edits, box = Edits(field), editor(field, QAbstractSpinBox)
    QTest.keyClick(editor(field, QSlider), Qt.Key.Key_F2)
    type_in(box, "7")
    assert box.property("wrong") is True
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()
    assert edits == []


def test_a_slider_can_word_its_number_in_another_way(make: Maker, qtbot) -> None:
    plain_field = make("noise", "slider")
    assert isinstance(plain_field, SliderField)
    field = SliderField(item("noise"), "balance", plain_field.scale, show=lambda v: f"{v:.0%} : {1 - v:.0%}")
    qtbot.addWidget(field)
    field.set_value(0.25)
    number = next(part for part in field.children() if part.metaObject().className() == "_Number")
    assert number.text() == "25% : 75%"


def test_a_number_without_limits_is_typed_even_where_a_slider_is_wished_for(make: Maker) -> None:
    assert isinstance(make("rate", "slider"), NumberField)


@pytest.fixture
def form(qtbot) -> Form:
    made = Form(item("pet"), "sample.pet")
    qtbot.addWidget(made)
    made.set_value(Cat())
    made.show()
    return made


def test_a_form_shows_the_settings_of_the_component(form: Form) -> None:
    assert [field.objectName() for field in form.fields] == ["sample.pet.lives", "sample.pet.awake"]
    assert [field.value() for field in form.fields] == [9, 0.3]


def test_a_form_sends_a_changed_copy(form: Form) -> None:
    edits = Edits(form)
    type_in(editor(form.fields[0], QAbstractSpinBox), "4")
    assert edits == [(Cat(lives=4), False)]
    assert form.value() == Cat(lives=4)


def test_a_form_is_made_anew_for_another_component_and_only_then(form: Form) -> None:
    before = form.fields
    form.set_value(Cat(lives=2))
    assert form.fields == before
    form.set_value(Dog())
    assert [field.objectName() for field in form.fields] == ["sample.pet.good"]
    form.set_value(Cat(lives=5))
    assert [field.value() for field in form.fields] == [5, 0.3]


def test_an_edit_that_ends_when_its_field_has_gone_is_forgotten(form: Form) -> None:
    """As when a file is opened while a number is typed: the box tells of it when it loses the keyboard."""
    form.set_value(Cat(lives=2))
    edited: list[object] = []
    form.edited.connect(lambda value, _merging: edited.append(value))
    [lives] = [field for field in form.fields if field.path.endswith(".lives")]
    form.set_value(Dog())
    lives.edited.emit(7, False)
    assert edited == []
    assert form.value() == Dog()


def test_a_button_says_its_caption_and_its_shortcut(qtbot) -> None:
    button = IconButton("play", Text("Play"), "play", shortcut="Space")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Play"
    assert button.toolTip() == "Play (Space)"
    assert button.text() == ""
    button.set_caption(Text("Pause"))
    assert button.accessibleName() == "Pause"


def test_a_click_on_a_button_leaves_the_keyboard_where_it_was(make: Maker) -> None:
    field = make("rate")
    button = IconButton("play", Text("Play"), "play", field.window())
    button.show()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.focusPolicy() & Qt.FocusPolicy.ClickFocus


def test_a_card_has_room_beside_its_title(qtbot) -> None:
    card = Card(Text("Data"), "data")
    qtbot.addWidget(card)
    button = IconButton("plus", Text("More"), "more", look="flat")
    card.add_corner(button)
    assert card.isAncestorOf(button)
    card.set_title(Text("Points"))
    assert card.accessibleName() == "Points"


def test_fields_in_a_row_line_up(make: Maker, qapp: QApplication) -> None:
    themes.apply(qapp, LIGHT)
    heights = {make(name).sizeHint().height() for name in ("rate", "shape", "pet", "name")}
    assert len(heights) == 1
    assert isinstance(make("rate"), CaptionedField)


def test_a_component_with_settings_of_its_own_has_a_gear_that_opens_them(qtbot) -> None:
    item = params(TrainingConfig)["optimizer"]
    field = ComponentField(item, "training.optimizer")
    qtbot.addWidget(field)
    gear = field.findChild(QPushButton, "training.optimizer.settings")
    field.set_value(SGD())
    assert gear.isHidden()
    field.set_value(Adam())
    assert not gear.isHidden()
    edits = []
    field.edited.connect(lambda value, _merging: edits.append(value))
    field.show()
    qtbot.mouseClick(gear, Qt.MouseButton.LeftButton)
    popup = field.findChild(QWidget, "training.optimizer.popup")
    beta = popup.findChild(QAbstractSpinBox, "training.optimizer.beta1.editor")
    beta.lineEdit().setText("0,8")
    qtbot.keyClick(beta, Qt.Key.Key_Return)
    popup.close()
    assert edits[-1] == Adam(beta1=0.8)
    assert field.value() == Adam(beta1=0.8)
