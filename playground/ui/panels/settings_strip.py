"""The settings below the diagram: those one changes most often between runs; the others are a click away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from playground.session.session import Session
from playground.ui.actions import Actions
from playground.ui.appearance import Appearance
from playground.ui.controls import ComboBox
from playground.ui.panels.special_fields import setting_field

SETTINGS = (
    "training.schedule", "network.initializer", "network.layers.*.normalization", "training.early_stopping",
    "network.layers.*.dropout", "training.l1", "training.l2",
)  # fmt: skip
"""What the strip shows, in this order, by path; `*` is all hidden layers at once."""
WHOLE = ("network.initializer", "training.early_stopping")
"""Whose entries are always shown whole; those of the others are names of PyTorch, too long for a strip."""
COLUMNS = 4


class SettingsStrip(QWidget):
    """A grid of fields made from the declarations, and a button for all the others."""

    def __init__(
        self, session: Session, actions: Actions, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("settings_strip")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for index, path in enumerate(SETTINGS):
            field = setting_field(session, appearance, path, self)
            grid.addWidget(field, index // COLUMNS, index % COLUMNS)
            for box in field.findChildren(ComboBox) if path in WHOLE else ():
                box.show_whole()
        more = actions.button("all_settings", "settings_strip.all", captioned=True)
        last = len(SETTINGS)
        grid.addWidget(more, last // COLUMNS, last % COLUMNS, Qt.AlignmentFlag.AlignBottom)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
