"""The card below the diagram: one page at a time, chosen by its tab."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QWidget,
)

from playground.i18n import _
from playground.session.frame import Frame, Wants
from playground.ui.captions import Captions
from playground.ui.controls import set_role
from playground.ui.layouts import in_column
from playground.ui.panels.lower_pages import PageContext, PageSpec
from playground.ui.views.page import HEADER_GAP, PageView

_GAP = 10
_LEAST_SHARE = 0.45
"""The part of the row that the tabs keep: where the controls of a page leave them less, these go to a second row."""

_USUAL_CONTROLS = 14
"""How wide the controls of a page may be, in heights of a line, for which the tabs keep room on every page."""


class LowerTabs(QFrame):
    """A card whose title is a row of tabs. For the pump it is one view: the page that can be seen."""

    page_chosen = Signal(str)
    """The key of the page that is seen from now on."""

    def __init__(
        self, context: PageContext, pages: Sequence[PageSpec], chosen: str = "", parent: QWidget | None = None
    ) -> None:
        """Begins with the page whose key is `chosen`, or with the first."""
        super().__init__(parent)
        self.setObjectName("lower_panel")
        set_role(self, "card")
        self._context, self._specs = context, tuple(pages)
        self._made: dict[str, PageView] = {}
        self._corners: dict[str, QWidget] = {}
        self._frame: Frame | None = None
        self._in_one_row: bool | None = None
        self._is_short = False
        self._has_spared = False
        self._widths = (0, 0)
        self._tabs, self._stack, self._header = QTabBar(self), QStackedWidget(self), QGridLayout()
        self._controls = QHBoxLayout()
        self._captions = Captions(self)
        self._build()
        self._tabs.currentChanged.connect(self._on_tab_changed)
        keys = [spec.key for spec in self._specs]
        self._tabs.setCurrentIndex(keys.index(chosen) if chosen in keys else 0)
        self._show_page()

    @property
    def key(self) -> str:
        """The key of the page that is chosen."""
        return self._specs[self._tabs.currentIndex()].key

    @property
    def page(self) -> PageView:
        """The page that is chosen."""
        return self._made[self.key]

    def add_control(self, widget: QWidget) -> None:
        """Put a control at the right end of the row, whatever the page."""
        self._controls.addWidget(widget)

    def show_page(self, key: str) -> None:
        """Choose a page."""
        self._tabs.setCurrentIndex([spec.key for spec in self._specs].index(key))

    def wants(self) -> Wants:
        """What the page wants."""
        return self.page.wants()

    def show_frame(self, frame: Frame) -> None:
        """Show a frame on the page, and on the next one that is chosen: where training rests, no other may come."""
        self._frame = frame
        self.page.show_frame(frame)

    def sizeHint(self) -> QSize:
        """No more than it needs: the window shares out its room by itself."""
        return self.minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """No page makes the card higher by its words, or the diagram would jump when another one is chosen."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._measure()
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return handled

    def _build(self) -> None:
        self._tabs.setObjectName("lower_panel.tabs")
        self._tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._tabs.setElideMode(Qt.TextElideMode.ElideNone)
        self._tabs.setUsesScrollButtons(True)
        self._captions.bind(self._tabs.setAccessibleName, _("Pages below the diagram"))
        scrolls = self._tabs.findChildren(QToolButton)  # Qt's own, left and right, while the tabs need more room
        for button, words in zip(scrolls, (_("Tabs further left"), _("Tabs further right")), strict=False):
            self._captions.bind(button.setAccessibleName, words)
            self._captions.bind(button.setToolTip, words)
        for index, spec in enumerate(self._specs):
            self._tabs.addTab("")
            self._captions.bind(partial(self._tabs.setTabText, index), partial(self._title, spec))
            self._captions.bind(partial(self._tabs.setAccessibleTabName, index), spec.title)
            self._captions.bind(partial(self._tabs.setTabToolTip, index), spec.tip)
        line = QFrame(self)
        line.setFixedHeight(1)
        set_role(line, "line")
        self._header.setSpacing(4)
        self._header.setColumnStretch(0, 1)
        self._header.addWidget(self._tabs, 0, 0)
        self._header.addLayout(self._controls, 0, 2)
        column = in_column(self._header, line, owner=self, spacing=0, margins=(12, 8, 12, 10))
        column.addSpacing(6)
        column.addWidget(self._stack, 1)

    def _on_tab_changed(self, _index: int) -> None:
        self._show_page()
        if self._frame is not None:
            self.page.show_frame(self._frame)
        self.page_chosen.emit(self.key)

    def _show_page(self) -> None:
        """Make the page if need be, and show it with its controls."""
        spec = self._specs[self._tabs.currentIndex()]
        if spec.key not in self._made:
            self._make(spec)
        self._stack.setCurrentWidget(self._made[spec.key])
        self._captions.rebind(self.setAccessibleName, spec.title)
        for key, corner in self._corners.items():
            corner.setVisible(key == spec.key)
        self._in_one_row = None
        self._has_spared = False
        self.page.do_without_spare(False)
        self._measure()
        self._arrange()

    def _make(self, spec: PageSpec) -> None:
        page = self._made[spec.key] = spec.make(self._context)
        corner = self._corners[spec.key] = QWidget(self)
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 0, 0, 3)
        row.setSpacing(HEADER_GAP)
        for widget in page.header_widgets():
            row.addWidget(widget)
        self._stack.addWidget(page)

    def _title(self, spec: PageSpec) -> str:
        return str(spec.short if self._is_short and spec.short is not None else spec.title)

    def _use_short(self, is_short: bool) -> None:
        if is_short != self._is_short:
            self._is_short = is_short
            self._captions.refresh()

    def _do_without_spare(self, on: bool) -> None:
        if on != self._has_spared:
            self._has_spared = on
            self.page.do_without_spare(on)

    def _measure(self) -> None:
        """Find how wide the tabs are with their titles and with the short ones."""
        before, widths = self._is_short, []
        for is_short in (False, True):
            self._use_short(is_short)
            widths.append(self._tabs.sizeHint().width())
        self._widths = (widths[0], widths[1])
        self._use_short(before)

    def _arrange(self) -> None:
        """The controls of the page beside the tabs where there is room, else below them; short titles at need.

        Before tabs would have to be scrolled, the page does without controls that it offers elsewhere as well.
        """
        corner, (full, short), spare = self._corners[self.key], self._widths, self.page.spare_width
        row = self.contentsRect().width() - 24 - self._controls.sizeHint().width() - _GAP
        width = corner.sizeHint().width() + self._has_spared * spare
        self._do_without_spare(spare > 0 and row - width < short)
        beside = row - width + self._has_spared * spare
        in_one_row = beside >= min(short, _LEAST_SHARE * self.width())
        usual = _USUAL_CONTROLS * self.fontMetrics().height()  # so the words stay the same from page to page
        self._use_short(row - max(usual, width) < full)
        if in_one_row == self._in_one_row:
            return
        self._in_one_row = in_one_row
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self._header.removeWidget(corner)
        if in_one_row:
            self._header.addWidget(corner, 0, 1, right)
        else:
            self._header.addWidget(corner, 1, 0, 1, 3, right)
