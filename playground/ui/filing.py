"""Which file the work belongs to, and whether it is saved: New, Open, Save, Save as, and leaving."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from playground.data.points import Points
from playground.examples import Example
from playground.experiment import Experiment
from playground.i18n import Text, _, p_, plain
from playground.session.messages import OPEN
from playground.session.notices import Level, Notice
from playground.session.papers import Papers
from playground.session.saving import Moment, Saving, moment
from playground.session.session import Session
from playground.session.work import Project
from playground.storage import ChangedElsewhereError, Stamp, stamp
from playground.ui import files, questions
from playground.ui.questions import Answer, Ask, Change
from playground.ui.settings import Preferences

NEW = p_("undo", "New")
LOOK_MS = 15
"""How often it is looked whether a file is written; a small one is after a few milliseconds."""
FORBIDDEN = '<>:"/\\|?*'
"""What the name of a file must not have, on some system."""


class Filing(QObject):
    """Saves in the background, so that the window never waits. Tells with `changed` when its words may differ."""

    changed = Signal()

    def __init__(self, session: Session, preferences: Preferences, ask: Ask, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._preferences, self._ask, self._window = session, preferences, ask, window
        self._saved: Moment = moment(session)
        self._saved_at: float | None = None
        self._saving: Saving | None = None
        self._target = Path()
        self._stamps: dict[Path, Stamp | None] = {}  # of files as this window read or wrote them last
        self._then: Callable[[], object] = _nothing
        self._leaving = False
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        unsubscribe = session.subscribe(lambda _change: self.changed.emit())
        self.destroyed.connect(unsubscribe)

    # What there is to tell -------------------------------------------------------------------------------------------

    @property
    def name(self) -> Text:
        """What the work is called."""
        name = self._session.papers.name
        return plain(name) if name else _("Untitled")

    @property
    def modified(self) -> bool:
        """Whether anything was done or trained since the work was saved or begun."""
        return not self._saved.is_now(self._session)

    @property
    def saved(self) -> bool:
        """Whether the work is in its file as it is now."""
        return self._saved_at is not None and not self.modified and self._saving is None

    @property
    def status(self) -> Text:
        """One line for the corner of the window."""
        if self._saving is not None:
            return _("{name} — saving …", name=self.name)
        if self._session.papers.file != self._saved.papers.file or self._saved_at is None:
            return _("{name} — not saved", name=self.name) if self.modified else self.name
        seconds = int(monotonic() - self._saved_at)
        if seconds < 60:
            return _("{name} — saved {n} s ago", name=self.name, n=seconds)
        return _("{name} — saved {n} min ago", name=self.name, n=seconds // 60)

    # What a person does ----------------------------------------------------------------------------------------------

    def new(self) -> None:
        """Begin with the experiment the program begins with."""
        self._before_other_work(lambda: self._begin(Experiment(), NEW, Papers()))

    def open_code(self, experiment: Experiment) -> None:
        """Begin with what a code or a link says."""
        self._before_other_work(lambda: self._begin(experiment, OPEN, Papers()))

    def open_example(self, example: Example) -> None:
        """Begin with an example."""
        self._before_other_work(lambda: self._open_example(example))

    def open(self, path: Path) -> None:
        """Open a project or an experiment file."""
        self._before_other_work(lambda: self._open(path))

    @property
    def can_revert(self) -> bool:
        """Whether there is a file that differs from the work."""
        return self._session.papers.file is not None and self.modified and self._saving is None

    def revert(self) -> None:
        """Have the work as it is in its file, as a step that undo takes back."""
        file = self._session.papers.file
        if file is not None:
            self._open(file)

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        path = files.ask_open(self._window)
        if path is not None:
            self.open(path)

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Save to the file of the work, or ask for one; then do something else, if that went well."""
        file = self._session.papers.file
        if file is None:
            self.save_as(then)
        else:
            self._begin_saving(file, then)

    def save_as(self, then: Callable[[], object] | None = None) -> None:
        """Ask for a file and save to it."""
        path = files.ask_save(self._window, self._suggestion())
        if path is not None:
            self._begin_saving(path, then, anyway=True)

    def recovered(self) -> None:
        """The work came from an autosave: it is in no file as it is now."""
        self._saved, self._saved_at = Moment(None, Papers(), -1), None
        self.changed.emit()

    def may_close(self) -> bool:
        """Whether the window can close now; it asks where work would be lost, and closes it itself after saving."""
        if self._leaving or not self.modified:
            return True
        answer = self._ask(self._window, self.name)
        if answer is Answer.SAVE:
            self._session.pause()
            self.save(self._leave)
        return answer is Answer.LEAVE

    def finish(self) -> None:
        """Wait until a file that is being written is whole."""
        self._look.stop()
        if self._saving is not None:
            self._saving.finish()

    # How it is done --------------------------------------------------------------------------------------------------

    def _before_other_work(self, go_on: Callable[[], object]) -> None:
        """Ask first where undo alone should not be trusted: unsaved changes of a file, points, notes or pinned runs."""
        session = self._session
        drawn = isinstance(session.experiment.data.source, Points) and session.dataset.n > 0
        papers = session.papers
        matters = papers.file is not None or bool(papers.notes) or bool(papers.runs) or drawn
        answer = self._ask(self._window, self.name) if matters and self.modified else Answer.LEAVE
        if answer is Answer.SAVE:
            self.save(go_on)
        elif answer is Answer.LEAVE:
            go_on()

    def _leave(self) -> None:
        self._leaving = True
        self._window.close()

    def _begin(self, experiment: Experiment, label: Text, papers: Papers) -> None:
        self._session.load(experiment, label, papers)
        self._is_saved()

    def _open(self, path: Path, title: str = "") -> None:
        self._stamps[path.resolve()] = stamp(path)
        if files.open_file(self._session, path, title):
            self._is_saved()
            if not title:
                self._preferences.add_recent(path)
        elif not path.exists():
            self._preferences.forget_recent(path)

    def _open_example(self, example: Example) -> None:
        self._open(example.path, str(example.title))
        self._session.tell(Notice(Level.INFO, example.hint))

    def _is_saved(self, at: float | None = None) -> None:
        self._saved, self._saved_at = moment(self._session), at
        self.changed.emit()

    def _suggestion(self) -> Path:
        """Where Save as begins: at the file of the work, or at its title in the folder used last."""
        papers = self._session.papers
        if papers.file is not None:
            return papers.file
        recent = self._preferences.recent
        folder = recent[0].parent if recent else Path()
        name = "".join("-" if sign in FORBIDDEN else sign for sign in str(self.name))
        return folder / f"{name}{files.PROJECT}"

    def _begin_saving(self, path: Path, then: Callable[[], object] | None, anyway: bool = False) -> None:
        """Save, but ask first where another program has changed the file, unless it is to be replaced anyway."""
        if self._saving is not None:  # pressing twice saves once, and what comes then is not forgotten
            self._then = then or self._then
            return
        from playground.session import files as formats  # not needed to show a window

        self._target, self._then = path, then or _nothing
        known = None if anyway else self._stamps.get(path)

        def write(work: Project) -> None:
            formats.save_file(work, path, known)
            self._stamps[path] = stamp(path)

        self._saving = Saving(self._session, write)
        self._look.start()
        self.changed.emit()

    def _on_look(self) -> None:
        saving = self._saving
        if saving is None or not saving.done:
            return
        self._look.stop()
        self._saving = None
        if isinstance(saving.error, ChangedElsewhereError):
            self._ask_about_change(self._target, self._then)
        elif saving.error is not None:
            files.tell_failure(self._session, self._target, saving.error)
        else:
            self._saved_to(self._target, saving.moment)
            self._then()
        self.changed.emit()

    def _ask_about_change(self, path: Path, then: Callable[[], object]) -> None:
        match questions.ask_about_change(self._window, path.name):
            case Change.REPLACE:
                self._begin_saving(path, then, anyway=True)
            case Change.SAVE_AS:
                self.save_as(then)

    def _saved_to(self, path: Path, saved: Moment) -> None:
        session = self._session
        self._preferences.add_recent(path)
        if path.suffix.lower() == files.SETTINGS:
            files.tell_settings_saved(session, path)
            return
        session.name_file(path)
        self._saved, self._saved_at = replace(saved, papers=replace(saved.papers, file=path)), monotonic()


def _nothing() -> None:
    """What is done after a plain Save."""
