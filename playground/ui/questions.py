"""The question before unsaved work is left, as a function that tests can answer."""

from collections.abc import Callable
from enum import Enum, auto

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QPushButton, QWidget

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
    box = _question(parent, "save_question", _("Save your work first? ({name})", name=name))
    box.setInformativeText(str(_("What is not saved is lost: points, settings and what the network has learnt.")))
    save = box.addButton(str(p_("answer", "&Save")), QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(str(p_("answer", "&Don't save")), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(str(p_("answer", "&Cancel")), QMessageBox.ButtonRole.RejectRole)
    answers: dict[QAbstractButton, Answer] = {save: Answer.SAVE, leave: Answer.LEAVE}
    return answers.get(_clicked(box, usual=save, escape=cancel), Answer.CANCEL)


def ask_about_change(parent: QWidget, name: str) -> Change:
    """Replace the file, save as another one, or cancel."""
    words = _("Another program has changed this file since you opened or saved it ({name}).", name=name)
    box = _question(parent, "change_question", words)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setInformativeText(str(_("Replacing it loses what that program wrote. Save as keeps both.")))
    replace = box.addButton(str(p_("answer", "&Replace")), QMessageBox.ButtonRole.DestructiveRole)
    save_as = box.addButton(str(p_("answer", "Save &as")), QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(str(p_("answer", "&Cancel")), QMessageBox.ButtonRole.RejectRole)
    answers: dict[QAbstractButton, Change] = {replace: Change.REPLACE, save_as: Change.SAVE_AS}
    return answers.get(_clicked(box, usual=save_as, escape=cancel), Change.CANCEL)


def ask_to_abandon(parent: QWidget, name: Text, over: SignalInstance) -> bool:
    """Whether the window is to close although its file is still being written; asked until that is over."""
    box = _question(parent, "abandon_question", _("Close without waiting? ({name})", name=name))
    box.setIcon(QMessageBox.Icon.Warning)
    box.setInformativeText(str(_(
        "The file is still being written. If it can't be finished, it stays as it was, and your work is offered "
        "to you at the next start."
    )))  # fmt: skip
    close = box.addButton(str(p_("answer", "&Close")), QMessageBox.ButtonRole.DestructiveRole)
    wait = box.addButton(str(p_("answer", "&Wait")), QMessageBox.ButtonRole.RejectRole)
    over.connect(box.reject)
    return _clicked(box, usual=wait, escape=wait) is close


def ask_to_discard(parent: QWidget, name: Text) -> bool:
    """Whether work that was kept safe is to be removed."""
    box = _question(parent, "discard_question", _("Remove this work for good? ({name})", name=name))
    remove = box.addButton(str(p_("answer", "&Remove")), QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(str(p_("answer", "&Keep")), QMessageBox.ButtonRole.RejectRole)
    return _clicked(box, usual=keep, escape=keep) is remove


def _question(parent: QWidget, name: str, words: Text) -> QMessageBox:
    """A question without answers yet."""
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Neural Playground")
    box.setText(str(words))
    return box


def _clicked(box: QMessageBox, usual: QPushButton, escape: QPushButton) -> QAbstractButton:
    """Ask, and wait for the answer: Enter is the usual one, Escape and closing the other."""
    box.setDefaultButton(usual)
    box.setEscapeButton(escape)
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return clicked
