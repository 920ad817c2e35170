"""Outliers and the shift of the test part: one line in the data card, and their settings one click away."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from playground.data.flaws import Flaws
from playground.data.sources import Generated
from playground.i18n import Text, _, plain
from playground.session.session import Change, Session
from playground.spec import params
from playground.ui.captions import Captions
from playground.ui.controls import IconButton, label
from playground.ui.controls.component_field import SettingsPopup

PATH = "data.source.flaws"


class FlawsField(QWidget):
    """What is wrong with the data, in words, and a gear; not there for points that no formula made."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(PATH)
        self._session = session
        self._words: QLabel = label("caption", self)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._captions = Captions(self)
        self._captions.bind(self._words.setText, lambda: str(flaws_words(self._flaws)))
        gear = IconButton(
            "settings-2", _("Outliers and shift"), f"{PATH}.open", self, look="flat",
            tip=_("What is wrong with real data: points far off, and a test part from elsewhere."),
        )  # fmt: skip
        gear.clicked.connect(lambda: self._open(gear))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(gear)
        self._show()
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    @property
    def _flaws(self) -> Flaws:
        source = self._session.experiment.data.source
        return source.flaws if isinstance(source, Generated) else Flaws()

    def _open(self, gear: QWidget) -> None:
        popup = SettingsPopup(params(Generated)["flaws"], PATH, self._flaws, self)
        popup.form.edited.connect(self._on_edited)
        popup.open_below(gear)

    def _on_edited(self, flaws: Flaws, merging: bool) -> None:
        if not merging:
            self._session.settle()
        self._session.apply(PATH, flaws, merge=True)

    def _on_session_changed(self, change: Change) -> None:
        if change.old.experiment.data is not change.new.experiment.data:
            self._show()

    def _show(self) -> None:
        self.setVisible(isinstance(self._session.experiment.data.source, Generated))
        self._captions.refresh()


def flaws_words(flaws: Flaws) -> Text:
    """What is wrong with the data, in a few words."""
    outliers = _("outliers {percent} %", percent=f"{100 * flaws.outliers:g}")
    shift = _("test part shifted") if flaws.shifted == "test" else _("validation and test part shifted")
    if flaws.outliers and flaws.shifts:
        return plain(f"{outliers} · {shift}")
    return outliers if flaws.outliers else shift if flaws.shifts else _("no outliers, no shift")
