"""All settings of the experiment in one window, made from their declarations. It stays open while one works."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QWidget,
)

from playground.engine.config import Layer
from playground.i18n import Text, _
from playground.session.session import Change, Session
from playground.spec import params
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import ComboBox, set_role
from playground.ui.dialogs import close_button
from playground.ui.layouts import grow, in_column
from playground.ui.panels.special_fields import setting_field

GROUPS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (_("Steps"), (
        "training.optimizer", "training.learning_rate", "training.schedule", "training.batch_size",
        "training.whole_set", "training.reshuffle", "training.early_stopping",
        "training.clip_norm", "training.clip_value",
    )),
    (_("Loss and penalties"), (
        "training.loss", "training.label_smoothing", "training.l1", "training.l2",
        "training.l2_form", "training.max_norm",
    )),
    (_("Added noise"), (
        "training.noise.inputs", "training.noise.weights", "training.noise.labels", "training.noise.gradients",
    )),
    (_("Whole network"), (
        "network.output", "network.initializer", "network.bias", "network.precision",
    )),
    (_("Data"), (
        "data.scaling", "data.scale_by_all", "data.stretch.x1", "data.stretch.x2", "training.class_weights",
        "training.balanced_batches", "training.resampling",
    )),
    (_("Augmentation"), (
        "data.augmentation.jitter", "data.augmentation.rotate", "data.augmentation.flip", "data.augmentation.scale",
        "data.augmentation.translate", "data.augmentation.mixup", "seeds.augmentation",
    )),
    (_("Seeds"), (
        "seeds.weights", "seeds.order", "seeds.dropout", "seeds.noise", "data.seed", "data.split.seed",
    )),
)  # fmt: skip
"""The tabs, and the paths of the settings in each. A test sees to it that none is forgotten."""
Make = Callable[[], QWidget]
COLUMNS = 3
WIDTH, HEIGHT = 70, 30
"""In heights of a line of text."""


class AllSettings(QDialog):
    """Tabs of fields; every edit takes effect at once and can be undone."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("all_settings")
        captions = Captions(self)
        captions.bind(self.setWindowTitle, _("All settings"))
        self._tabs = tabs = QTabWidget(self)
        tabs.setObjectName("all_settings.tabs")
        pages: list[tuple[Text, Make]] = [
            (title, partial(_page, session, appearance, paths)) for title, paths in GROUPS
        ]
        pages.insert(4, (_("Layer by layer"), partial(LayersPage, session, appearance)))
        self._makers = [make for _title, make in pages]
        for index, (title, _make) in enumerate(pages):
            tabs.addTab(_scroll_area(), "")
            captions.bind(partial(tabs.setTabText, index), title)
        tabs.currentChanged.connect(self._make_page)
        self._make_page(tabs.currentIndex())
        close = close_button(self)
        for button in close.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter ends the typing in a field, not the dialog
        in_column(grow(tabs), close, owner=self)
        text = appearance.metrics.text
        self.resize(QSize(WIDTH * text, HEIGHT * text).boundedTo(self.screen().availableSize()))

    def _make_page(self, index: int) -> None:
        """Fill a tab that is seen for the first time; all at once would keep a person waiting."""
        area = self._tabs.widget(index)
        assert isinstance(area, QScrollArea)
        if area.widget() is None:
            page = self._makers[index]()
            set_role(page, "page")
            area.setWidget(page)


class LayersPage(QWidget):
    """A row of fields for each hidden layer."""

    def __init__(self, session: Session, appearance: Appearance) -> None:
        super().__init__()
        self._session, self._appearance = session, appearance
        self._rows: list[list[QWidget]] = []
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._fit)
        self._fit()
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    def _on_session_changed(self, change: Change) -> None:
        if len(change.old.experiment.network.layers) != len(change.new.experiment.network.layers):
            self._fit()

    def _fit(self) -> None:
        """As many rows as layers; those that stay are left alone. New ones come one by one, as each takes a moment."""
        count = len(self._session.experiment.network.layers)
        while len(self._rows) > count:
            for widget in self._rows.pop():
                self._grid.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        if len(self._rows) < count:
            self._rows.append(self._row(len(self._rows)))
            self._more.start()

    def _row(self, index: int) -> list[QWidget]:
        title = QLabel(self)
        set_role(title, "row_title")
        Captions(title).bind(title.setText, _("Layer {n}", n=index + 1))
        fields = [
            setting_field(self._session, self._appearance, f"network.layers.{index}.{name}", self)
            for name in params(Layer)
        ]
        _show_whole(fields)
        widgets: list[QWidget] = [title, *fields]
        for column, widget in enumerate(widgets):
            self._grid.addWidget(widget, index, column, Qt.AlignmentFlag.AlignBottom)
        return widgets


def _page(session: Session, appearance: Appearance, paths: tuple[str, ...]) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(10)
    grid.setAlignment(Qt.AlignmentFlag.AlignTop)
    fields = [setting_field(session, appearance, path, page) for path in paths]
    _show_whole(fields)
    for index, field in enumerate(fields):
        grid.addWidget(field, index // COLUMNS, index % COLUMNS, Qt.AlignmentFlag.AlignBottom)
    for column in range(COLUMNS):
        grid.setColumnStretch(column, 1)
    return page


def _show_whole(fields: Sequence[QWidget]) -> None:
    for field in fields:
        for box in field.findChildren(ComboBox):
            box.show_whole()


def _scroll_area() -> QScrollArea:
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    return area
