"""The question before unsaved work is left, as a function that tests can answer."""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtWidgets import QMessageBox, QWidget

from playground.i18n import Text, _, p_


class Answer(Enum):
    """What a person wants done with unsaved work."""

    SAVE = auto()
    LEAVE = auto()
    CANCEL = auto()


class Change(Enum):
    """What a person wants done with a file that another program has changed."""

    REPLACE = auto()
    SAVE_AS = auto()
    CANCEL = auto()


Ask = Callable[[QWidget, Text], Answer]
"""Asks about work of some name, over a window."""


def leave_unsaved(_parent: QWidget, _name: Text) -> Answer:
    """For windows that no person sits at: tests and measurements."""
    return Answer.LEAVE


def ask_to_save(parent: QWidget, name: Text) -> Answer:
    """Save, don't save, or cancel."""
    box = QMessageBox(parent)
    box.setObjectName("save_question")
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Neural Playground")
    box.setText(str(_("Save your work first? ({name})", name=name)))
    box.setInformativeText(str(_("What is not saved is lost: points, settings and what the network has learnt.")))
    save = box.addButton(str(p_("answer", "&Save")), QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(str(p_("answer", "&Don't save")), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(str(p_("answer", "&Cancel")), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(cancel)
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    return Answer.SAVE if chosen is save else Answer.LEAVE if chosen is leave else Answer.CANCEL


def ask_about_change(parent: QWidget, name: str) -> Change:
    """Replace the file, save as another one, or cancel."""
    box = QMessageBox(parent)
    box.setObjectName("change_question")
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Neural Playground")
    box.setText(str(_("Another program has changed this file since you opened or saved it ({name}).", name=name)))
    box.setInformativeText(str(_("Replacing it loses what that program wrote. Save as keeps both.")))
    replace = box.addButton(str(p_("answer", "&Replace")), QMessageBox.ButtonRole.DestructiveRole)
    save_as = box.addButton(str(p_("answer", "Save &as")), QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(str(p_("answer", "&Cancel")), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save_as)
    box.setEscapeButton(cancel)
    box.exec()
    chosen = box.clickedButton()
    box.deleteLater()
    return Change.REPLACE if chosen is replace else Change.SAVE_AS if chosen is save_as else Change.CANCEL


def ask_to_discard(parent: QWidget, name: Text) -> bool:
    """Whether work that was kept safe is to be removed."""
    box = QMessageBox(parent)
    box.setObjectName("discard_question")
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Neural Playground")
    box.setText(str(_("Remove this work for good? ({name})", name=name)))
    remove = box.addButton(str(p_("answer", "&Remove")), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(str(p_("answer", "&Keep")), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    is_meant = box.clickedButton() is remove
    box.deleteLater()
    return is_meant
