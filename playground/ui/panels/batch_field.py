"""The batch size in the top bar: a number, and a menu of the three ways to go down the slope."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from playground.engine.config import TrainingConfig
from playground.i18n import Text, _
from playground.session.messages import edit_label
from playground.session.session import Session
from playground.tree import declaration
from playground.ui.controls import IconButton
from playground.ui.controls.number_field import NumberField
from playground.ui.views.numbers_table import points_per_epoch
from playground.ui.views.numbers_words import updates_text

SIZE, WHOLE = "training.batch_size", "training.whole_set"


@dataclass(frozen=True, slots=True)
class Way:
    """A way to go down the slope, by how many points make a step; None for all of them."""

    key: str
    label: Text
    size: int | None


WAYS: tuple[Way, ...] = (
    Way("stochastic", _("Stochastic gradient descent: 1 point at a time"), 1),
    Way("mini_batch", _("Mini-batches: 32 points at a time"), 32),
    Way("batch", _("Batch gradient descent: all points at once"), None),
)


class BatchField(NumberField):
    """Shows how many points make a step; a number that is typed is the size of mini-batches from then on."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(declaration(session.experiment, SIZE), SIZE, parent)
        self._session = session
        self.edited.connect(self._on_edited)
        ways = IconButton(
            "boxes", _("All points, some, or one at a time"), f"{SIZE}.ways", self, look="flat",
            tip=_("Batch gradient descent, mini-batches, or stochastic gradient descent: how many points make a step"),
        )  # fmt: skip
        ways.clicked.connect(lambda: self._menu().popup(ways.mapToGlobal(QPoint(0, ways.height()))))
        self.add_tool(ways)
        self.destroyed.connect(session.subscribe(lambda _change: self._show()))
        self._show()

    def _show(self) -> None:
        shown = self._points if self._training.whole_set else self._training.batch_size
        if shown != self.value():
            self.set_value(shown)

    def _on_edited(self, size: Any, merging: bool) -> None:
        if not merging:
            self._session.settle()
        self._choose(size, merge=SIZE)

    def _choose(self, size: int | None, merge: str = "") -> None:
        changes = {WHOLE: True} if size is None else {WHOLE: False, SIZE: size}
        if not self._session.apply_all(changes, edit_label(self._session.experiment, SIZE), merge):
            self._show()

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName(f"{SIZE}.menu")
        menu.aboutToHide.connect(menu.deleteLater)
        for way in WAYS:
            menu.addAction(self._entry(menu, way))
        return menu

    def _entry(self, menu: QMenu, way: Way) -> QAction:
        updates = updates_text(self._points, way.size or max(self._points, 1))
        action = QAction(f"{way.label}   ({updates})", menu)
        action.setObjectName(f"{SIZE}.{way.key}")
        action.setCheckable(True)
        size = None if self._training.whole_set else self._training.batch_size
        action.setChecked(size == way.size)
        action.triggered.connect(lambda: self._choose(way.size))
        return action

    @property
    def _training(self) -> TrainingConfig:
        return self._session.experiment.training

    @property
    def _points(self) -> int:
        return points_per_epoch(self._session.prepared)
