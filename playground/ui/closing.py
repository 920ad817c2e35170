"""Closing the window: asks where work would be lost, and waits, alive, until the file is whole."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from playground.i18n import _
from playground.session.session import Session
from playground.ui import questions
from playground.ui.filing import Filing
from playground.ui.questions import Answer, Ask
from playground.ui.waiting import Wait, Waiting


class Closing(QObject):
    """Knows whether the window may close now; where it has to wait for a file, it closes the window itself then."""

    _wait_over = Signal()

    def __init__(self, session: Session, filing: Filing, ask: Ask, waiting: Waiting, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._filing, self._saver = session, filing, filing.saver
        self._ask, self._waiting, self._window = ask, waiting, window
        self._wait: Wait | None = None
        self._is_settled = False
        self._saver.changed.connect(self._on_saver_changed)

    def may_close(self) -> bool:
        """Whether the window can close now."""
        if self._is_settled:
            return True
        if self._wait is not None:  # asked once more: perhaps the person does not want to wait any longer
            is_sure = self._wait.is_ripe and questions.ask_to_abandon(self._window, self._filing.name, self._wait_over)
            return is_sure or self._is_settled  # the file may have become whole while the question was there
        answer = self._ask(self._window, self._filing.name) if self._would_lose() else Answer.LEAVE
        if answer is Answer.SAVE:
            self._filing.save_and(self._go, otherwise=self._ask_again)
        elif answer is Answer.LEAVE and self._saver.busy:
            self._saver.only_then(self._go)
        self._show_wait(answer is not Answer.CANCEL)
        return answer is Answer.LEAVE and not self._saver.busy

    def _would_lose(self) -> bool:
        """Whether closing now, or when the file is whole that is being written, would lose anything."""
        if self._saver.busy:
            return self._session.running or not self._saver.covers_all
        return self._filing.modified

    def _go(self) -> None:
        self._is_settled = True
        self._window.close()

    def _ask_again(self) -> None:
        self._show_wait(False)
        self._window.close()

    def _stay(self) -> None:
        """The person does not want to wait for the file, and goes on working."""
        self._saver.nothing_then()
        self._show_wait(False)

    def _show_wait(self, on: bool) -> None:
        if self._wait is not None:
            self._waiting.end(self._wait)
            self._wait = None
            self._wait_over.emit()
        if on and self._saver.busy:
            words = _("Saving; the window closes then … ({name})", name=self._filing.name)
            self._wait = self._waiting.begin(words, self._stay)

    def _on_saver_changed(self) -> None:
        if not self._saver.busy:
            self._show_wait(False)
