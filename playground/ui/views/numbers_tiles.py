"""A row of tiles with the numbers that say how good the network is."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QSizePolicy, QWidget

from playground.engine.judgement import HALF
from playground.engine.tasks import Kind
from playground.i18n import Text, _
from playground.session.frame import Frame, Numbers, Wants
from playground.session.session import Change, Session
from playground.ui import fonts
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import label, mark, set_role
from playground.ui.layouts import in_column
from playground.ui.views.numbers_words import loss_text, score_text

_GAP, _PADDING = 6, 8
_WIDEST_NUMBER = "100.0\u202f%"
"""Of those that have the full size; powers of ten may be wider, and are set smaller where they are."""
_SMALLEST = 0.6
"""The smallest type of a number, as a part of its full size."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One number: its name, a shorter name where there is little room, what it means, and how to read it."""

    name: str
    caption: Text
    short: Text
    meaning: Text
    words: Callable[[Numbers], str]
    tone: str = ""


def _losses() -> tuple[Metric, ...]:
    return (
        Metric("train_loss", _("Train loss"), _("Train loss"),
               _("The mean loss of the training points. It has no penalties in it."),
               lambda numbers: loss_text(numbers.train_loss)),
        Metric("validation_loss", _("Validation loss"), _("Val. loss"),
               _("The mean loss of the validation points, which the network never learns from."),
               lambda numbers: loss_text(numbers.validation_loss), "validation"),
    )  # fmt: skip


def _accuracies(kind: Kind) -> tuple[Metric, ...]:
    return (
        Metric("train_score", _("Train accuracy"), _("Train acc."),
               _("The share of the training points that the network answers right."),
               lambda numbers: score_text(numbers.train_score, kind)),
        Metric("validation_score", _("Validation accuracy"), _("Val. acc."),
               _("The share of the validation points that the network answers right."),
               lambda numbers: score_text(numbers.validation_score, kind), "validation"),
    )  # fmt: skip


def _r2s(kind: Kind) -> tuple[Metric, ...]:
    return (
        Metric("train_score", _("Train R²"), _("Train R²"),
               _("The share of the variance of the training values that the network explains; 1 is perfect."),
               lambda numbers: score_text(numbers.train_score, kind)),
        Metric("validation_score", _("Validation R²"), _("Val. R²"),
               _("The share of the variance of the validation values that the network explains; 1 is perfect."),
               lambda numbers: score_text(numbers.validation_score, kind), "validation"),
    )  # fmt: skip


def metrics(kind: Kind) -> tuple[Metric, ...]:
    """The numbers that suit a kind of problem."""
    return (*_losses(), *(_r2s(kind) if kind is Kind.REGRESSION else _accuracies(kind)))


class MetricTiles(QWidget):
    """Four tiles side by side where there is room, else two by two, flat if they can be."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("metrics")
        self._session, self._appearance, self._numbers = session, appearance, Numbers()
        self._kind = session.prepared.data.task.kind
        self._tiles = [MetricTile(metric, self) for metric in metrics(self._kind)]
        self._columns, self._room = 0, 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        Captions(self).bind(self.setAccessibleName, _("How good the network is"))
        self.destroyed.connect(session.subscribe(self._on_session_changed))
        appearance.changed.connect(self._arrange)
        self._arrange()
        self._show()

    def wants(self) -> Wants:
        """Nothing but the numbers that every frame has."""
        return Wants()

    def show_frame(self, frame: Frame) -> None:
        """Show the numbers of a frame."""
        if frame.numbers != self._numbers:
            self._numbers = frame.numbers
            self._show()

    def minimumSizeHint(self) -> QSize:
        """Two tiles wide: the rest can stand below."""
        width = max(tile.narrowest(self._appearance.metrics.number) for tile in self._tiles)
        return QSize(2 * width + _GAP, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show()
            self._arrange()

    def _arrange(self) -> None:
        full = self._appearance.metrics.number
        narrowest = max(tile.narrowest(full) for tile in self._tiles)
        columns = 4 if 4 * narrowest + 3 * _GAP <= self.width() else 2
        room = (self.width() - (columns - 1) * _GAP) // columns
        flat = columns == 2 and all(tile.flattest(full) <= room for tile in self._tiles)
        short = flat or any(tile.widest() > room for tile in self._tiles)
        for index, tile in enumerate(self._tiles):
            tile.abbreviate(short)
            tile.lay_flat(flat)
            if columns != self._columns:
                self._grid.addWidget(tile, index // columns, index % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, int(column < columns))
        self._columns, self._room = columns, room
        self._fit_numbers()

    def _fit_numbers(self) -> None:
        """Set all numbers in the largest type in which each of them can be read whole."""
        full = self._appearance.metrics.number
        sizes = range(full, round(_SMALLEST * full) - 1, -1)
        size = next((size for size in sizes if all(tile.has_room(size, self._room) for tile in self._tiles)), sizes[-1])
        for tile in self._tiles:
            tile.set_type(size, full)

    def _show(self) -> None:
        for tile in self._tiles:
            tile.show_numbers(self._numbers)
        self._fit_numbers()
        training = self._session.experiment.training
        self._tiles[0].explain(penalty_words(self._numbers) if training.l1 or training.l2 else None)
        for tile in self._tiles[2:]:
            tile.explain(self._threshold_words())

    def _threshold_words(self) -> Text | None:
        """By which threshold points are judged, where it is not the usual one."""
        threshold = self._session.experiment.judgement.threshold
        if self._kind is not Kind.BINARY or threshold == HALF:
            return None
        return _("At the threshold {threshold}; the learning curves are drawn at 0.5.", threshold=f"{threshold:.2f}")

    def _on_session_changed(self, change: Change) -> None:
        kind = change.new.data.task.kind
        if kind is not self._kind:
            self._kind = kind
            for tile, metric in zip(self._tiles, metrics(kind), strict=True):
                tile.set_metric(metric)
            self._arrange()
        self._show()


class MetricTile(QFrame):
    """A small caption and a large number; the whole name and its meaning are in the tip."""

    def __init__(self, metric: Metric, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "tile")
        self._metric, self._numbers = metric, Numbers()
        self._short, self._flat, self._extra, self._type = False, False, "", (0, 0)
        self._caption, self._number = label("caption", self), label("number", self)
        self._number.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words = in_column(self._caption, self._number, owner=self, spacing=1, margins=(_PADDING, 6, _PADDING, 6))
        self._captions = Captions(self)
        self._captions.bind(self._caption.setText, self._caption_words)
        self._captions.bind(self.setToolTip, self._tip_words)
        self.set_metric(metric)

    def set_metric(self, metric: Metric) -> None:
        """Show another number from now on."""
        self._metric = metric
        self.setObjectName(f"metrics.{metric.name}")
        mark(self._number, "tone", metric.tone)
        self._captions.refresh()

    def show_numbers(self, numbers: Numbers) -> None:
        """Show the number of this tile."""
        words = self._metric.words(numbers)
        self._number.setText(words)
        self.setAccessibleName(f"{self._metric.caption} {words}")

    def explain(self, extra: Text | None) -> None:
        """Add a sentence to the tip."""
        words = "" if extra is None else str(extra)
        if words != self._extra:
            self._extra = words
            self._captions.refresh()

    def abbreviate(self, short: bool) -> None:
        """Use the shorter name, or the whole one."""
        if short != self._short:
            self._short = short
            self._captions.refresh()

    def lay_flat(self, flat: bool) -> None:
        """The number beside its caption, which takes half the height, or below it."""
        self._flat = flat
        ways = QBoxLayout.Direction
        self._words.setDirection(ways.LeftToRight if flat else ways.TopToBottom)
        self._number.setAlignment(
            (Qt.AlignmentFlag.AlignRight if flat else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter
        )

    def has_room(self, size: int, width: int) -> bool:
        """Whether the number can be read whole in type of this size, in a tile of this width, both in pixels."""
        taken = self._width(self._metric.short) + 3 * _PADDING if self._flat else 2 * _PADDING
        return _digits(size).horizontalAdvance(self._number.text()) <= width - taken

    def set_type(self, size: int, full: int) -> None:
        """Set the number in type of this size; the tile stays as high as it is with that of full size."""
        if (size, full) != self._type:
            self._type = size, full
            self._number.setStyleSheet(f"font-size: {size}px")
            self._number.setMinimumHeight(_digits(full).height())

    def flattest(self, full: int) -> int:
        """The width that the shorter name and a number of full size need beside each other, in pixels."""
        return self._width(self._metric.short) + _widest(full) + 3 * _PADDING

    def narrowest(self, full: int) -> int:
        """The width that a number of full size and the shorter name need, in pixels."""
        return max(_widest(full), self._width(self._metric.short)) + 2 * _PADDING

    def widest(self) -> int:
        """The width that the whole name needs, in pixels."""
        return self._width(self._metric.caption) + 2 * _PADDING

    def _width(self, words: Text) -> int:
        return self._caption.fontMetrics().horizontalAdvance(str(words))

    def _caption_words(self) -> str:
        return str(self._metric.short if self._short else self._metric.caption)

    def _tip_words(self) -> str:
        return " ".join(str(words) for words in (self._metric.meaning, self._extra) if words)


def _digits(size: int) -> QFontMetrics:
    return QFontMetrics(fonts.body(size, QFont.Weight.Bold))


def _widest(size: int) -> int:
    """The width in pixels of the numbers that tiles have room for at this size."""
    return _digits(size).horizontalAdvance(_WIDEST_NUMBER)


def penalty_words(numbers: Numbers) -> Text:
    """What training makes small, as the loss shown plus the penalty."""
    return _(
        "Training makes the sum small: data {data} + penalty {penalty} = {sum}. The number shown is the data part.",
        data=loss_text(numbers.train_loss), penalty=loss_text(numbers.penalty),
        sum=loss_text(numbers.train_loss + numbers.penalty),
    )  # fmt: skip
