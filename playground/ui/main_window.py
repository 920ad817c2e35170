"""The main window: its menus, what it says of the session, and what Qt tells it."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer, SignalInstance
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow

from playground.i18n import _
from playground.session.drivers import PaintGate
from playground.session.frame import Frame, State
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.ui import icons, menus
from playground.ui.actions import Actions, is_for_focus
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.closing import Closing
from playground.ui.comparisons import Comparisons
from playground.ui.contents import Contents
from playground.ui.dialog_actions import DialogActions
from playground.ui.exporting import Exporter
from playground.ui.filing import Filing
from playground.ui.hiding import Hiding, hide_actions, parts
from playground.ui.importing.door import ImportDoor
from playground.ui.language import LanguageManager
from playground.ui.look_actions import LookActions
from playground.ui.paint.paint_actions import PaintActions
from playground.ui.paint.tools import PaintTools
from playground.ui.panels.notice_bar import NoticeBar
from playground.ui.panels.top_bar import PAUSE, PLAY
from playground.ui.panels.waiting_bar import WaitingBar
from playground.ui.panels.work_label import WorkLabel
from playground.ui.pump import Pump
from playground.ui.questions import Ask, ask_to_save
from playground.ui.recent_menu import RecentMenu
from playground.ui.settings import Preferences
from playground.ui.shown_parts import ShownParts
from playground.ui.spotlight import Spotlight
from playground.ui.tab_order import TabOrder
from playground.ui.time_actions import TimeActions
from playground.ui.undisturbed import Undisturbed
from playground.ui.waiting import Waiting
from playground.ui.window_actions import ACTIONS
from playground.ui.window_entries import WindowEntries

START_PATIENCE_S = 0.3
"""So long the window waits with its first picture for the file that it is to show."""


class MainWindow(QMainWindow):
    """Everything a person sees. It owns no state of the experiment: the session does."""

    def __init__(
        self, session: Session, appearance: Appearance, languages: LanguageManager, preferences: Preferences,
        gate: PaintGate | None = None, ask: Ask = ask_to_save,
    ) -> None:  # fmt: skip
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Neural Playground")
        self.setAcceptDrops(True)
        self._session, self._appearance, self._languages = session, appearance, languages
        self._preferences, self._gate = preferences, gate or PaintGate()
        self._shown_running: bool | None = None
        self._tab_order: TabOrder | None = None
        self._undisturbed = Undisturbed(self._gate, session, self)
        self.actions_ = Actions(self, ACTIONS, self._undisturbed.begin)
        self._tools, self._spotlight = PaintTools(self), Spotlight(self)
        self._pump = Pump(session, self)
        self._door = ImportDoor(session, appearance, self)
        self._waiting = Waiting(self)
        self.filing = Filing(session, preferences, ask, self._waiting, self)
        self._closing = Closing(session, self.filing, ask, self._waiting, self)
        with appearance.undressed():
            self._build()
        self.shown = ShownParts(self._contents, self.actions_, appearance, preferences, self)
        self._connect()
        recent = RecentMenu(self.filing, preferences, self.menuBar())
        menus.fill(self.menuBar(), self.actions_, self.filing.open_example, self._door.open_classic, recent)
        self.menuBar().setCornerWidget(WorkLabel(self.filing, self.menuBar()))
        Captions(self).bind(self._show_title, lambda: "")
        self._show_undo()
        self._map.setFocus()  # where Space means Play, and not the first button

    def start(self) -> None:
        """Begin to show frames, in the window that is there now."""
        self._undisturbed.watch(self.windowHandle())
        self._pump.start()

    @property
    def frame_shown(self) -> SignalInstance:
        """A frame, after all views have it."""
        return self._pump.frame_shown

    def open_file(self, path: Path) -> None:
        """Open work, or offer to import data of another program; what the window begins with."""
        self.filing.open_any(path)
        self.filing.wait(START_PATIENCE_S)  # what is seen first is the file, unless it is slow

    def take_away(self, names: Iterable[str]) -> list[str]:
        """Take away what the teacher does not want here; returns the names of what does not exist."""
        taken = frozenset(names)
        unknown = taken - parts(self, self.actions_).keys()
        hide_actions(self.actions_, self.menuBar(), taken & self.actions_.specs.keys())
        for key in taken & self.shown.keys:
            self.shown.show_part(key, False)
        Hiding(taken, self).watch()
        return sorted(unknown)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._tab_order is not None and self._tab_order.move(forward)

    def restore_place(self) -> None:
        """Go where the window was last, or to a size that suits the screen."""
        if not self.restoreGeometry(self._preferences.geometry):
            room = self.screen().availableGeometry()
            self.resize(min(1440, room.width()), min(900, room.height()))

    # Building --------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        contents = self._contents = Contents(
            self._session, self._appearance, self.actions_, self._tools, self._spotlight, self._preferences.page, self
        )
        self._top, self._map, self._network = contents.top, contents.map, contents.network
        self._subjects = contents.subjects(self)
        self.setCentralWidget(contents)
        waiting = WaitingBar(self._waiting, self.actions_, contents, (contents.run, contents.output))
        self._notices = NoticeBar(contents, (contents.run, contents.output), waiting)
        self._tab_order = TabOrder(self, (*contents.areas, self._notices, waiting))
        contents.be_pumped(self._pump)

    def _connect(self) -> None:
        session, actions = self._session, self.actions_
        for key, handler in (
            ("new", self.filing.new),
            ("open", self.filing.ask_open),
            ("save", self.filing.save),
            ("save_as", self.filing.save_as),
            ("quit", self.close),
            ("undo", session.undo),
            ("redo", session.redo),
            ("play", self._toggle_play),
            ("step_batch", session.step_batch),
            ("step_epoch", session.step_epoch),
            ("pin_run", session.pin),
            ("reset", session.reset),
            ("new_weights", session.new_weights),
            ("new_data", session.new_data),
        ):
            actions.connect(key, handler)
        actions.connect("import", self._door.ask)  # training goes on while one looks at a table
        actions.connect("paste", self._door.paste)
        exporter = Exporter(session, self._appearance, self._subjects, self)
        for key in ("export_points", "export_picture", "export_animation", "export_document", "copy_points"):
            actions.connect(key, getattr(exporter, key))
        self._map.painter.undisturbed = self._gate.closed
        LookActions(session, self._appearance, self._languages, self._preferences, actions, self)
        DialogActions(session, self._appearance, self._preferences, actions, self.filing, self)
        TimeActions(session, actions, self.frame_shown, self)
        Comparisons(session, actions, self.frame_shown, self)
        WindowEntries(self, actions, self.filing, session, self.frame_shown)
        PaintActions(session, actions, self._tools, self._map.painter, self._preferences, self)
        self._network.neuron_shown.connect(self._map.show_neuron)
        self._notices.reset_wanted.connect(session.reset)
        self._pump.frame_shown.connect(self._on_frame_shown)
        self.filing.changed.connect(self._show_title)
        self.filing.stranger.connect(self._on_stranger)
        unsubscribe = [session.subscribe(lambda _change: self._show_undo()), session.subscribe_notices(self._on_notice)]
        self.destroyed.connect(lambda: [end() for end in unsubscribe])

    # What the session says -------------------------------------------------------------------------------------------

    def _show_title(self, _words: str = "") -> None:
        title = str(_("{name}[*] – Neural Playground", name=self.filing.name))
        if title != self.windowTitle():  # to set the same one would only let another thread go first
            self.setWindowTitle(title)
        self._show_modified()

    def _show_modified(self) -> None:
        if self.filing.modified != self.isWindowModified():  # Qt tells the whole window even of what is not new
            self.setWindowModified(self.filing.modified)

    def _on_frame_shown(self, frame: Frame) -> None:
        self._show_running()
        self._show_modified()
        if frame.state not in (State.DIVERGED, State.FAILED):
            self._notices.dismiss(Level.ERROR)
        if frame.state is State.RUNNING:
            self._notices.dismiss(Level.WARNING)

    def _on_notice(self, notice: Notice) -> None:
        self._notices.show_notice(notice)
        self._show_running()

    def _show_running(self) -> None:
        running = self._session.running
        if running != self._shown_running:
            self._shown_running = running
            self._top.show_running(running)
            self.actions_.rename("play", PAUSE if running else PLAY)
            self.actions_["play"].setIcon(icons.icon("pause" if running else "play"))

    def _show_undo(self) -> None:
        for key, words, label in (
            ("undo", _("Undo"), self._session.undo_label), ("redo", _("Redo"), self._session.redo_label)
        ):  # fmt: skip
            self.actions_[key].setEnabled(label is not None)
            self.actions_.rename(key, words if label is None else _("{action}: {what}", action=words, what=label))

    def _on_stranger(self, path: Path) -> None:
        """Data of another program; a dialog inside the signal would hold up what tells it."""
        QTimer.singleShot(0, self, lambda: self._door.open_file(path))

    # What a person does ----------------------------------------------------------------------------------------------

    def _toggle_play(self) -> None:
        if self._session.running:
            self._session.pause()
        else:
            self._session.play()
        self._show_running()

    # Qt's events -----------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """All painting of a window happens in its UpdateRequest; the training thread waits outside meanwhile.

        A key that the focus widget did not claim itself arrives here before it becomes a shortcut.
        """
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(is_for_focus(event, self.focusWidget()))
            return True
        if event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        with self._gate.closed():
            return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._door.can_receive(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            QTimer.singleShot(0, self, lambda: self.filing.open_any(paths[0]))
        else:  # a dialog inside the event would hold up the program the data come from
            self._door.receive_soon(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._closing.may_close():
            event.ignore()
            return
        self.filing.finish()
        self._preferences.geometry = self.saveGeometry()
        self._pump.stop()
        super().closeEvent(event)
