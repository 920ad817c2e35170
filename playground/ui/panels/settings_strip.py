"""The settings below the diagram: how the weights begin, penalties, and the optimizer's own hyper-parameters."""

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from playground.session.session import Change, Session
from playground.tree import declaration, get, walk
from playground.ui.controls import Field, bind, make_field

SETTINGS = ("network.initializer", "network.bias", "training.l1", "training.l2", "training.optimizer")
"""What the strip shows, in this order; of a component its own settings follow it."""
CHOSEN_ELSEWHERE = ("training.optimizer",)
"""Components that are chosen in the top bar, so that only their settings are shown here."""
COLUMNS = 4


class SettingsStrip(QWidget):
    """A grid of fields that follows the components: another optimizer brings its own hyper-parameters."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("settings_strip")
        self._session = session
        self._fields: dict[str, Field] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._arrange()
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    def _on_session_changed(self, change: Change) -> None:
        if any(
            type(get(change.old.experiment, path)) is not type(get(change.new.experiment, path)) for path in SETTINGS
        ):
            self._arrange()

    def _arrange(self) -> None:
        """Make the fields that are new, drop those that are gone, and leave the others as they are."""
        wanted = self._paths()
        for path in [path for path in self._fields if path not in wanted]:
            field = self._fields.pop(path)
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        for index, path in enumerate(wanted):
            if path not in self._fields:
                self._fields[path] = self._make(path)
            self._grid.addWidget(self._fields[path], index // COLUMNS, index % COLUMNS)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def _paths(self) -> list[str]:
        paths = []
        experiment = self._session.experiment
        for path in SETTINGS:
            item = declaration(experiment, path)
            if path not in CHOSEN_ELSEWHERE:
                paths.append(path)
            if item.is_component:
                paths.extend(inner for inner, _value, _item in walk(get(experiment, path), f"{path}."))
        return paths

    def _make(self, path: str) -> Field:
        field = make_field(declaration(self._session.experiment, path), path, parent=self)
        bind(field, path, self._session)
        return field
