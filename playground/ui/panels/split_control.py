"""How the points are split: shares to type or to choose, a bar to drag, equal class shares, and another split."""

import re
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QWidget

from playground.data.split import Split
from playground.i18n import Text, _
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.spec import SpecError
from playground.tree import declaration
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import IconButton, bind, make_field, mark, set_role
from playground.ui.controls.line import Line
from playground.ui.layouts import NO_MARGINS, grow, in_column, in_row
from playground.ui.panels.split_bar import PATH, SplitBar

USUAL = ("80:20", "70:30", "60:20:20", "70:15:15", "98:1:1")
"""Shares that are often seen, in percent."""

_HOW = _("Two or three numbers, such as 70:30 or 60:20:20 (training, validation, test).")


def shares_words(split: Split) -> str:
    """The shares in percent; the test share only where there is one.

    >>> shares_words(Split(0.6, 0.2)), shares_words(Split(0.985, 0.005))
    ('60:20:20', '98.5:1:0.5')
    """
    shares = [split.train, split.validation, split.test]
    return ":".join(f"{round(100 * share, 2):g}" for share in (shares if split.test else shares[:2]))


def with_shares(split: Split, words: str) -> Split:
    """The split with typed shares. Raises ValueError for words that are no shares, SpecError for those it refuses.

    >>> shares_words(with_shares(Split(), "3 : 1 : 1"))
    '60:20:20'
    """
    numbers = [float(number.replace(",", ".")) for number in re.split(r"\s*[:/;\s]\s*", words.strip().strip("%"))]
    if len(numbers) not in (2, 3) or min(numbers) < 0 or not 0 < sum(numbers) < float("inf"):
        raise ValueError(words)
    train, test = numbers[0] / sum(numbers), numbers[2] / sum(numbers) if len(numbers) == 3 else 0.0
    return Split(round(train, 9), round(test, 9), split.stratified, split.seed)


class SplitControl(QWidget):
    """Everything about the split, in the data card."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(PATH)
        self._session, self._appearance = session, appearance
        self._bar = SplitBar(session, appearance, self)
        self._edit = Line(self)
        self._edit.setObjectName(f"{PATH}.shares")
        set_role(self._edit, "inline")
        self._edit.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._edit.editingFinished.connect(self._on_edited)
        captions = Captions(self._edit)
        captions.bind(self._edit.setAccessibleName, _("Training points : validation points : test points, in percent"))
        captions.bind(self._edit.setToolTip, _HOW)
        in_column(self._header(), self._bar, self._stratified(), owner=self, spacing=5, margins=NO_MARGINS)
        appearance.changed.connect(self._fit)
        self._fit()
        self._show()
        self.destroyed.connect(session.subscribe(lambda _change: self._show()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _header(self) -> QHBoxLayout:
        caption = QLabel(self)
        caption.setBuddy(self._edit)
        Captions(caption).bind(caption.setText, _("Split"))
        again = IconButton(
            "shuffle", _("New split"), f"{PATH}.again", self, look="flat",
            tip=_("Put other points into each part; the points themselves stay"),
        )  # fmt: skip
        again.clicked.connect(self._session.new_split)
        return in_row(grow(caption), self._edit, self._usual(), again, spacing=3)

    def _usual(self) -> QWidget:
        """A button with the usual shares as its menu."""
        button = IconButton("chevron-down", _("Usual shares"), f"{PATH}.usual", self, look="flat")
        menu = QMenu(button)
        for words in USUAL:
            action = menu.addAction(words)
            action.setObjectName(f"{PATH}.{words}")
            action.triggered.connect(partial(self._take, words))
        button.setMenu(menu)
        return button

    def _stratified(self) -> QWidget:
        path = f"{PATH}.stratified"
        field = make_field(declaration(self._session.experiment, path), path, parent=self)
        bind(field, path, self._session)
        self._equal_shares = field
        return field

    def _fit(self) -> None:
        width = self._edit.fontMetrics().horizontalAdvance("98.5:1:0.5") + 2 * self._appearance.metrics.text
        self._edit.setFixedWidth(width)

    def _show(self) -> None:
        self._equal_shares.setEnabled(self._session.dataset.is_classification)
        words = shares_words(self._session.experiment.data.split)
        if not self._edit.hasFocus() or not self._edit.isModified():
            self._edit.setText(words)
            mark(self._edit, "wrong", False)

    def _on_edited(self) -> None:
        if not self._edit.isModified():
            return
        self._edit.setModified(False)
        self._take(self._edit.text())
        self._show()

    def _take(self, words: str, _checked: bool = False) -> None:
        refusal: Text | None = None
        try:
            self._bar.choose(with_shares(self._session.experiment.data.split, words))
        except SpecError as error:
            refusal = error.violations[0].message
        except ValueError:
            refusal = _("These are no shares: {words}. {how}", words=words[:40], how=_HOW)
        if refusal is not None:
            self._session.tell(Notice(Level.WARNING, refusal))
