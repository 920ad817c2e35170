"""Outliers and the shift of the test part: one line in the data card, and their settings one click away."""

from PySide6.QtWidgets import QWidget

from playground.data.flaws import Flaws
from playground.data.sources import Generated
from playground.i18n import Text, _, plain
from playground.session.session import Session
from playground.spec import params
from playground.ui.panels.settings_line import SettingsLine


class FlawsField(SettingsLine):
    """What is wrong with the data; not there for points that no formula made."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        tip = _("What is wrong with real data: points far off, and a test part from elsewhere.")
        title = _("Outliers and shift")
        super().__init__(session, "data.source.flaws", params(Generated)["flaws"], title, tip, parent)
        self.refresh()

    def value(self) -> Flaws:
        source = self._session.experiment.data.source
        return source.flaws if isinstance(source, Generated) else Flaws()

    def words(self) -> Text:
        return flaws_words(self.value())

    def refresh(self) -> None:
        self.setVisible(isinstance(self._session.experiment.data.source, Generated))
        super().refresh()


def flaws_words(flaws: Flaws) -> Text:
    """What is wrong with the data, in a few words."""
    outliers = _("outliers {percent} %", percent=f"{100 * flaws.outliers:g}")
    shift = _("test part shifted") if flaws.shifted == "test" else _("validation and test part shifted")
    if flaws.outliers and flaws.shifts:
        return plain(f"{outliers} · {shift}")
    return outliers if flaws.outliers else shift if flaws.shifts else _("no outliers, no shift")
