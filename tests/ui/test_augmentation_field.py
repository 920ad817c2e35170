"""On a curve the augmentation offers only what does something there, and says why."""

import numpy as np
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QWidget
from window_maker import Desk

from playground.data.augmentation import NO_FLIP, NO_TURNING, Augmentation
from playground.data.curve_sets import Wave
from playground.data.generators import Circle
from playground.ui.controls import ComboBox


def offered(parent: QWidget) -> tuple[bool, list[str]]:
    """Whether children can be turned, and the flips that can be chosen."""
    box = parent.findChild(ComboBox, "data.augmentation.flip.editor")
    model = box.model()
    assert isinstance(model, QStandardItemModel)
    flips = [str(box.itemData(at)) for at in range(box.count()) if model.item(at).isEnabled()]
    return parent.findChild(QWidget, "data.augmentation.rotate.editor").isEnabled(), flips


def test_what_does_nothing_on_a_curve_is_not_offered_and_the_tip_says_why(desk: Desk) -> None:
    desk.session.choose_data(Wave())
    desk.child("data.augmentation.open").click()
    popup = desk.child("data.augmentation.popup")
    assert offered(popup) == (False, ["none", "x1"])
    assert popup.findChild(QWidget, "data.augmentation.rotate.editor").toolTip() == str(NO_TURNING)
    box = popup.findChild(ComboBox, "data.augmentation.flip.editor")
    assert box.model().item(box.findData("x2")).toolTip() == str(NO_FLIP)
    popup.close()


def test_all_settings_follow_the_data(desk: Desk) -> None:
    dialog = desk.all_settings()
    everything = (True, ["none", "x1", "x2", "both"])
    assert offered(dialog) == everything
    desk.session.choose_data(Wave())
    assert offered(dialog) == (False, ["none", "x1"])
    desk.session.choose_data(Circle())
    assert offered(dialog) == everything
    assert "degrees" in dialog.findChild(QWidget, "data.augmentation.rotate.editor").toolTip()


def test_a_rule_that_does_nothing_on_a_curve_stays_as_it_is_and_makes_no_children(desk: Desk) -> None:
    rule = Augmentation(rotate=90, flip="x2")
    desk.session.choose_data(Wave())
    desk.session.apply("data.augmentation", rule)
    assert desk.session.experiment.data.augmentation == rule
    assert desk.session.prepared.data.augment is None
    desk.session.apply("data.augmentation", Augmentation(rotate=90, flip="both"))
    augment, train = desk.session.prepared.data.augment, desk.session.prepared.parts.train
    assert augment is not None
    made = augment.brood(np.arange(len(train)), np.random.default_rng(1))  # type: ignore[attr-defined]
    parents = desk.session.dataset.x[train]
    assert np.array_equal(np.abs(made.places[:, 0]), np.abs(parents[:, 0]))
    assert np.array_equal(made.places[:, 1], parents[:, 1])
