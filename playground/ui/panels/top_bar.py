"""The bar at the top: start and stop, the hyper-parameters one changes most, seed, language and theme."""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from playground.i18n import Text, _
from playground.session.session import Session
from playground.session.speed import SPEEDS
from playground.ui.actions import Actions
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import ComboBox, IconButton, label, set_role
from playground.ui.controls.field import CaptionedField
from playground.ui.panels.batch_field import BatchField
from playground.ui.panels.special_fields import setting_field
from playground.ui.views.numbers_epoch import EpochDisplay


class TopBar(QFrame):
    """One row where the window is wide enough, else two."""

    def __init__(
        self, session: Session, actions: Actions, appearance: Appearance, epoch: EpochDisplay,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("top_bar")
        set_role(self, "bar")
        self._session, self._appearance, self._actions = session, appearance, actions
        button = partial(_button, actions)
        self._play = actions.button("play", "top_bar.play", look="primary", captioned=True)
        self._transport = _row(button("reset"), self._play, button("step_batch"), button("step_epoch"), epoch)
        self._fields = self._make_fields()
        self._settings = _row(*self._fields, shares=WIDTHS)
        self._seed = setting_field(session, appearance, "seeds.weights", self)
        self._spare = {key: button(key) for key in SPARE}
        self._extras = _row(
            self._spare["pin_run"], button("new_weights"), self._seed, self._spare["share"], button("language"),
            self._spare["theme"],
        )  # fmt: skip
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._rows = 0
        appearance.changed.connect(self._fit)
        self._fit()

    @property
    def areas(self) -> tuple[QWidget, ...]:
        """Its parts from left to right."""
        return self._transport, self._settings, self._extras

    def show_running(self, running: bool) -> None:
        """Play or Pause, whichever a press would do."""
        self._play.set_icon("pause" if running else "play")
        self._play.set_caption(PAUSE if running else PLAY)

    def minimumSizeHint(self) -> QSize:
        """As narrow as two rows can be."""
        upper = self._transport.minimumSizeHint().width() + self._extras.minimumSizeHint().width() + GAP
        lower = self._settings.minimumSizeHint().width()
        return QSize(max(upper, lower) + 24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._fit()

    def _fit(self) -> None:
        """Widths that suit the type; Play as wide as Pause, so that nothing moves when it is pressed."""
        text = self._appearance.metrics.text
        for field, width in zip(self._fields, WIDTHS, strict=True):
            field.setMinimumWidth(round(NARROWEST * width * text))
            field.setMaximumWidth(round(1.5 * width * text))
        self._seed.setFixedWidth(round(6.3 * text))
        metrics = QFontMetrics(self._play.font())
        widest = max(metrics.horizontalAdvance(str(words)) for words in (PLAY, PAUSE))
        self._play.setFixedWidth(widest + round(4.6 * text))
        self._arrange()

    def _arrange(self) -> None:
        """In one row, if need be without some buttons that stand in the menus as well."""
        needed = self._needed()
        rows = 1 if needed <= self.width() else 2
        for key, spare in self._spare.items():
            is_offered = self._actions[key].isVisible()
            needed += is_offered * (spare.sizeHint().width() + SPACING)
            spare.setVisible(is_offered and (rows == 2 or needed <= self.width()))
        if rows == self._rows:
            return
        self._rows = rows
        self._grid.addWidget(self._transport, 0, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(self._extras, 0, 2, Qt.AlignmentFlag.AlignRight)
        if rows == 1:
            self._grid.addWidget(self._settings, 0, 1)
        else:
            self._grid.addWidget(self._settings, 1, 0, 1, 3)

    def _needed(self) -> int:
        """How wide one row is, without the buttons that can be spared."""
        ends = self._transport.minimumSizeHint().width() + self._extras.minimumSizeHint().width()
        ends -= sum(spare.sizeHint().width() + SPACING for spare in self._spare.values() if not spare.isHidden())
        fields = round(sum(WIDTHS) * self._appearance.metrics.text) + (len(WIDTHS) - 1) * SPACING
        return ends + fields + 2 * GAP + 24

    def _make_fields(self) -> tuple[QWidget, ...]:
        """In the order of WIDTHS."""
        paths = (
            "training.learning_rate", "training.optimizer", "network.layers.*.activation", "training.loss",
        )  # fmt: skip
        fields = [setting_field(self._session, self._appearance, path, self) for path in paths]
        if isinstance(fields[0], CaptionedField):
            fields[0].add_tool(self._actions.button("find_rate", "top_bar.find_rate", look="flat"))
        return (*fields, BatchField(self._session, self), SpeedField(self._session, self))


GAP, SPACING = 12, 6
SPARE = ("theme", "share", "pin_run")
"""Actions whose buttons give way where one row is narrow, the last first: it stands below the curves as well."""
WIDTHS = (6.7, 7.9, 8.8, 9.6, 5.1, 8.6)
"""The widths at which each field shows its words whole, in heights of a line of text."""
NARROWEST = 0.9
"""The part of its width that a field can do with, in two rows with large type."""
PLAY, PAUSE = _("Play"), _("Pause")


class SpeedField(QWidget):
    """How fast training is shown. No part of the experiment: it changes nothing but the pace."""

    CAPTION: Text = _("Speed")
    HELP: Text = _(
        "How fast training runs: step by step to follow every point, slow at first and then ever quicker, or as fast "
        "as the machine can."
    )

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("speed")
        self._session = session
        caption, captions = label("caption", self), Captions(self)
        self._box = ComboBox([(speed.key, speed.label) for speed in SPEEDS], self)
        self._box.setObjectName("speed.editor")
        self._box.set_key(session.speed.key)
        caption.setBuddy(self._box)
        captions.bind(caption.setText, self.CAPTION)
        captions.bind(self._box.setAccessibleName, self.CAPTION)
        captions.bind(self._box.setToolTip, self.HELP)
        column = QGridLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setVerticalSpacing(3)
        column.addWidget(caption, 0, 0)
        column.addWidget(self._box, 1, 0)
        self._box.activated.connect(self._on_box_activated)

    def _on_box_activated(self) -> None:
        key = self._box.key()
        self._session.set_speed(next(speed for speed in SPEEDS if speed.key == key))


def _button(actions: Actions, key: str) -> IconButton:
    return actions.button(key, f"top_bar.{key}")


def _row(*widgets: QWidget, shares: tuple[float, ...] = ()) -> QWidget:
    """Widgets side by side, their lower edges in one line; those with shares divide the width by them."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACING)
    for index, widget in enumerate(widgets):
        if shares:
            row.addWidget(widget, round(10 * shares[index]))
        else:
            row.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
    if shares:
        row.addStretch(0)
    return holder
