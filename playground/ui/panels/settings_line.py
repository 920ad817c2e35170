"""A line of words that sums up some settings, with a gear that opens them."""

from typing import Any

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from playground.i18n import Text
from playground.session.session import Change, Session
from playground.spec import Configuration, Item
from playground.ui.captions import Captions
from playground.ui.controls import Form, IconButton, label
from playground.ui.controls.component_field import SettingsPopup
from playground.ui.layouts import NO_MARGINS, grow, in_row


class SettingsLine(QWidget):
    """The settings at a path of the data; a subclass says what they are now and how to sum them up."""

    def __init__(self, session: Session, path: str, item: Item, title: Text, tip: Text, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(path)
        self._session, self._path, self._item = session, path, item
        self._words: QLabel = label("caption", self)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._captions = Captions(self)
        self._captions.bind(self._words.setText, lambda: str(self.words()))
        gear = IconButton("settings-2", title, f"{path}.open", self, look="flat", tip=tip)
        gear.clicked.connect(lambda: self._open(gear))
        in_row(grow(self._words), gear, owner=self, margins=NO_MARGINS)
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    def value(self) -> Configuration:
        """The settings now."""
        raise NotImplementedError

    def words(self) -> Text:
        """What they amount to, in a few words."""
        raise NotImplementedError

    def fit(self, form: Form) -> None:
        """Say in an opened form what does nothing for the present data; usually all does something."""

    def refresh(self) -> None:
        """Show the words anew."""
        self._captions.refresh()

    def _open(self, gear: QWidget) -> None:
        popup = SettingsPopup(self._item, self._path, self.value(), self)
        self.fit(popup.form)
        popup.form.edited.connect(self._on_edited)
        popup.open_below(gear)

    def _on_edited(self, value: Any, merging: bool) -> None:
        if not merging:
            self._session.settle()
        self._session.apply(self._path, value, merge=True)

    def _on_session_changed(self, change: Change) -> None:
        if change.old.experiment.data is not change.new.experiment.data:
            self.refresh()
