"""The settings below the diagram: how the weights begin, penalties, and what else one changes between runs."""

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from playground.experiment import legal_outputs
from playground.session.session import Session
from playground.tree import declaration
from playground.ui.controls import Field, bind, make_field
from playground.ui.panels.special_fields import FittingField, every_layer

SETTINGS = ("network.initializer", "network.bias", "training.l1", "training.l2", "network.output", "training.reshuffle")
"""What the strip shows, in this order, by path."""
LAYERS = "network.layers.*."
"""Marks a setting that all hidden layers have in common."""
COLUMNS = 4


class SettingsStrip(QWidget):
    """A grid of fields made from the declarations."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings_strip")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for index, path in enumerate(SETTINGS):
            grid.addWidget(self._field(session, path), index // COLUMNS, index % COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)

    def _field(self, session: Session, path: str) -> Field:
        if path == "network.output":
            return FittingField(session, path, legal_outputs, self)
        if path.startswith(LAYERS):
            return every_layer(session, path.removeprefix(LAYERS), self)
        field = make_field(declaration(session.experiment, path), path, parent=self)
        bind(field, path, session)
        return field
