"""The data sets to choose from, by what they ask for, and what the chosen one is, in words and in mathematics."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QWidget

from playground.data.points import Points
from playground.data.sources import Group, Source
from playground.i18n import _
from playground.session.session import Change, Session
from playground.spec import family
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import IconButton, set_role
from playground.ui.layouts import NO_MARGINS, grow, in_column, in_row
from playground.ui.panels.data_info import DataInfo
from playground.ui.panels.thumbnails import ThumbnailButton
from playground.ui.views.curves_switch import Switch

COLUMNS, SPACING = 5, 6

GROUPS = (
    (Group.TWO, _("2 classes"), _("Data sets with two classes")),
    (Group.SEVERAL, _("3+ classes"), _("Data sets with several classes")),
    (Group.VALUES, _("Values"), _("Data sets with a value for each point: regression")),
    (Group.OWN, _("Mine"), _("Points of your own")),
)


class DataGallery(QWidget):
    """A page of pictures for each group, all equally high; the present data set is checked, and named below."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("gallery")
        self._session, self._appearance = session, appearance
        self._groups = Switch("gallery.group", GROUPS, appearance, self)
        self._groups.chosen.connect(lambda key: self._show_group(Group(key)))
        self._pages = QStackedWidget(self)
        self._grids: dict[Group, QGridLayout] = {}
        for group, _caption, _tip in GROUPS:
            self._add_page(group)
        self._buttons: dict[str, ThumbnailButton] = {}
        for key, source in family("dataset").items():
            assert issubclass(source, Source)
            self._add_button(key, source)
        in_column(self._groups, self._pages, self._make_title(), owner=self, spacing=6, margins=NO_MARGINS)
        self._show(session.experiment.data.source)
        self._show_group(session.experiment.data.source.group)
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    def _add_page(self, group: Group) -> None:
        page = QWidget(self._pages)
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACING)
        grid.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._pages.addWidget(page)
        self._grids[group] = grid

    def _add_button(self, key: str, source: type[Source]) -> None:
        grid = self._grids[source.group]
        button = ThumbnailButton(key, source, self._appearance, self._pages)
        button.clicked.connect(partial(self._on_clicked, key, source))
        grid.addWidget(button, grid.count() // COLUMNS, grid.count() % COLUMNS)
        self._buttons[key] = button

    def _make_title(self) -> QHBoxLayout:
        self._name = ElidedName(self)
        info = IconButton(
            "info", _("About this data set"), "gallery.info", self, look="flat",
            tip=_("What this data set is, in words and as a formula"),
        )  # fmt: skip
        info.clicked.connect(lambda: DataInfo(self._session.experiment.data.source, self).open_below(info))
        return in_row(grow(self._name), info)

    def _show_group(self, group: Group) -> None:
        self._groups.set_key(group)
        self._pages.setCurrentIndex(list(self._grids).index(group))

    def _on_session_changed(self, change: Change) -> None:
        own = isinstance(change.new.experiment.data.source, Points)  # the seal of their test set may be another
        if own or change.old.experiment is not change.new.experiment:
            source = change.new.experiment.data.source
            self._show(source)
            if change.old.experiment.data.source.group is not source.group:
                self._show_group(source.group)

    def _show(self, source: Source) -> None:
        for key, button in self._buttons.items():
            button.setChecked(key == source.key)
        self._name.show_name(source)
        if isinstance(source, Points):
            self._buttons[source.key].set_dataset(source.dataset, self._session.showable)

    def _on_clicked(self, key: str, source: type[Source]) -> None:
        present = self._session.experiment.data.source
        if key == present.key:
            self._buttons[key].setChecked(True)
        elif source is Points:
            self._session.choose_data(self._own_points())
        else:
            self._session.choose_data(source())
        self._show(self._session.experiment.data.source)

    def _own_points(self) -> Points:
        """The person's own points as they were last, or an empty sheet."""
        dataset = self._buttons[Points.key].dataset
        return Points(dataset) if dataset is not None else Points()


class ElidedName(QLabel):
    """The name of a data set, shortened where there is too little room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "value")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._source: Source | None = None
        self._captions = Captions(self)
        self._captions.bind(self.setText, self._words)

    def show_name(self, source: Source) -> None:
        """Name this data set."""
        self._source = source
        self._captions.refresh()

    def minimumSizeHint(self) -> QSize:
        return QSize(20, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._captions.refresh()

    def _words(self) -> str:
        if self._source is None:
            return ""
        room = max(self.width(), 20)
        return self.fontMetrics().elidedText(str(self._source.label), Qt.TextElideMode.ElideRight, room)
