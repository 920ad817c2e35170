"""How the inputs are scaled, and the units of the axes that make it worth while."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from playground.data.scaling import NoScaling
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.panels.special_fields import setting_field

SCALING, BY_ALL = "data.scaling", "data.scale_by_all"
STRETCHES = ("data.stretch.x1", "data.stretch.x2")


class ScalingForm(QWidget):
    """Stretch an axis, see the training suffer, scale the inputs; and the mistake one can make with that."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scaling_form")
        self._session = session
        self._by_all = setting_field(session, appearance, BY_ALL, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(setting_field(session, appearance, SCALING, self))
        column.addWidget(self._by_all)
        row = QHBoxLayout()
        row.setSpacing(8)
        for path in STRETCHES:
            row.addWidget(setting_field(session, appearance, path, self), 1)
        column.addLayout(row)
        self._show()
        self.destroyed.connect(session.subscribe(lambda _change: self._show()))

    def _show(self) -> None:
        self._by_all.setVisible(not isinstance(self._session.experiment.data.scaling, NoScaling))
