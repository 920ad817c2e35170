"""How the inputs are scaled, and the units of the axes that make it worth while."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from playground.data.scaling import NoScaling
from playground.i18n import _
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.ui.appearance import Appearance
from playground.ui.controls import LinkButton
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
        self._compare = LinkButton(
            _("Compare the scores…"), "scaling_form.compare", self,
            tip=_("Train both ways on several splits: what does the mistake do to the score?"),
        )  # fmt: skip
        self._compare.clicked.connect(self._on_compare_clicked)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(setting_field(session, appearance, SCALING, self))
        column.addWidget(self._by_all)
        column.addWidget(self._compare, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(8)
        for path in STRETCHES:
            row.addWidget(setting_field(session, appearance, path, self), 1)
        column.addLayout(row)
        self._show()
        self.destroyed.connect(session.subscribe(lambda _change: self._show()))

    def _show(self) -> None:
        scaled = not isinstance(self._session.experiment.data.scaling, NoScaling)
        self._by_all.setVisible(scaled)
        self._compare.setVisible(scaled)
        self._compare.setEnabled(len(self._session.prepared.parts.validation) > 0)

    def _on_compare_clicked(self) -> None:
        from playground.ui.leak_dialog import LeakDialog  # seldom needed

        obstacle = self._session.prepared.obstacle()
        if obstacle is not None:
            self._session.tell(Notice(Level.WARNING, obstacle))
            return
        dialog = LeakDialog(self._session.experiment, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
