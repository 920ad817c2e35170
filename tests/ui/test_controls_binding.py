"""A control tied to a session shows what is true and sends what is chosen, and lets go when it is destroyed."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QSlider
from sample_settings import Cat, Dog, LittleSession, item

from playground.spec import params
from playground.ui.controls import Field, Form, bind, make_field


@pytest.fixture
def session() -> LittleSession:
    return LittleSession()


@pytest.fixture
def bound(qtbot, session: LittleSession):
    def build(name: str, style: str = "field") -> Field:
        field = make_field(item(name), name, style=style)
        qtbot.addWidget(field)
        bind(field, name, session)
        field.show()
        return field

    return build


def test_a_control_shows_the_session_from_the_start_and_after_each_change(bound, session: LittleSession) -> None:
    field = bound("noise", "slider")
    assert field.value() == 0.15
    session.apply("noise", 0.5)
    assert field.value() == 0.5


def test_a_change_in_the_session_is_not_sent_back(bound, session: LittleSession) -> None:
    bound("noise", "slider")
    session.apply("noise", 0.123456)
    assert session.steps == [("noise", 0.123456)]


def test_two_controls_of_one_setting_stay_alike(bound, session: LittleSession) -> None:
    one, other = bound("batch"), bound("batch", "slider")
    QTest.keyClick(one.focusProxy(), Qt.Key.Key_Up)
    assert other.value() == 64
    assert session.steps == [("batch", 64)]


def test_a_run_of_quick_steps_is_one_step_of_undo(bound, session: LittleSession) -> None:
    field = bound("samples", "slider")
    for _ in range(5):
        QTest.keyClick(field.findChild(QSlider), Qt.Key.Key_Right)
    assert session.steps == [("samples", 405)]


def test_two_gestures_are_two_steps_of_undo(bound, session: LittleSession) -> None:
    field = bound("noise", "slider")
    slider = field.findChild(QSlider)
    for value in (20, 60):
        slider.setSliderDown(True)
        slider.setValue(value - 5)
        slider.setValue(value)
        slider.setSliderDown(False)
    assert session.steps == [("noise", 0.2), ("noise", 0.6)]


def test_a_refused_value_is_taken_back(bound, session: LittleSession) -> None:
    field = bound("noise")
    field.edited.emit(7.0, False)
    field.set_value(7.0)
    field.edited.emit(7.0, False)
    assert field.value() == 0.15
    assert session.steps == []


def test_a_form_follows_the_component_that_is_chosen_elsewhere(bound, qtbot, session: LittleSession) -> None:
    chooser = bound("pet")
    form = Form(item("pet"), "pet")
    qtbot.addWidget(form)
    bind(form, "pet", session)
    QTest.keyClick(chooser.findChild(QComboBox), Qt.Key.Key_Down)
    assert session.experiment.pet == Dog()
    assert [field.objectName() for field in form.fields] == ["pet.good"]
    form.fields[0].edited.emit(False, False)
    assert chooser.value() == Dog(good=False)
    assert session.experiment.pet == Dog(good=False)


def test_a_setting_that_is_gone_leaves_its_control_as_it_was(qtbot, session: LittleSession) -> None:
    lives = make_field(params(Cat)["lives"], "pet.lives")
    qtbot.addWidget(lives)
    bind(lives, "pet.lives", session)
    session.apply("pet", Dog())
    assert lives.value() == 9


def test_a_destroyed_control_is_not_told_any_more(session: LittleSession, qapp) -> None:
    field = make_field(item("noise"), "noise")
    bind(field, "noise", session)
    assert len(session.listeners) == 1
    field.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert session.listeners == []
    session.apply("noise", 0.4)
