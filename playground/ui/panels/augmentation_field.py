"""Augmentation in the data card: what is on, in words, and its settings one click away."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from playground.data.augmentation import Augmentation
from playground.i18n import Text, _
from playground.session.session import Change, Session
from playground.spec import params
from playground.tree import declaration
from playground.ui.captions import Captions
from playground.ui.controls import IconButton, label
from playground.ui.controls.component_field import SettingsPopup

PATH = "data.augmentation"


class AugmentationField(QWidget):
    """One line, and a gear."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(PATH)
        self._session = session
        self._words: QLabel = label("caption", self)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._captions = Captions(self)
        self._captions.bind(self._words.setText, lambda: str(augmentation_words(self._rule)))
        gear = IconButton(
            "settings-2", _("Augmentation"), f"{PATH}.open", self, look="flat",
            tip=_("Train with children of the training points: moved, turned, flipped, mixed"),
        )  # fmt: skip
        gear.clicked.connect(lambda: self._open(gear))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(gear)
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    @property
    def _rule(self) -> Augmentation:
        return self._session.experiment.data.augmentation

    def _open(self, gear: QWidget) -> None:
        popup = SettingsPopup(declaration(self._session.experiment, PATH), PATH, self._rule, self)
        popup.form.edited.connect(self._on_edited)
        popup.open_below(gear)

    def _on_edited(self, rule: Augmentation, merging: bool) -> None:
        if not merging:
            self._session.settle()
        self._session.apply(PATH, rule, merge=True)

    def _on_session_changed(self, change: Change) -> None:
        if change.old.experiment.data is not change.new.experiment.data:
            self._captions.refresh()


def augmentation_words(rule: Augmentation) -> Text:
    """What children differ in, in a few words.

    >>> str(augmentation_words(Augmentation(jitter=0.2, flip="x1")))
    'Augmentation: Jitter 0.2 · Flip: left and right'
    """
    usual, parts = Augmentation(), []
    for name, item in params(Augmentation).items():
        value = getattr(rule, name)
        if value == getattr(usual, name):
            continue
        chosen = next((choice.label for choice in item.param.choices if choice.value == value), None)
        parts.append(f"{item.param.label}: {chosen}" if chosen else f"{item.param.label} {value:g}")
    return _("Augmentation: {what}", what=" · ".join(parts)) if parts else _("No augmentation")
