"""Which file the work belongs to, and whether it is saved: New, Open, Save and Save as."""

from dataclasses import replace
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from playground.data.points import Points
from playground.examples import Example
from playground.experiment import Experiment
from playground.i18n import Text, _, p_, plain
from playground.session.messages import OPEN
from playground.session.notices import Level, Notice
from playground.session.papers import Papers
from playground.session.saving import Moment, moment
from playground.session.session import Session
from playground.session.work import PROJECT, SETTINGS
from playground.storage import ChangedElsewhereError
from playground.ui import files, questions
from playground.ui.errors import tell_mistake
from playground.ui.opening import Arrival, Look, Opening, Refusal, Wish
from playground.ui.questions import Answer, Ask, Change
from playground.ui.saver import Order, Saver, Then, nothing
from playground.ui.settings import Preferences
from playground.ui.waiting import Waiting

NEW = p_("undo", "New")
FORBIDDEN = '<>:"/\\|?*'
"""What the name of a file must not have, on some system."""


class Filing(QObject):
    """Reads and saves in the background, so that the window never waits; `changed` when its words may differ."""

    changed = Signal()
    stranger = Signal(object)
    """The path of a file that is no work; perhaps it is data."""

    def __init__(self, session: Session, preferences: Preferences, ask: Ask, waiting: Waiting, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._preferences, self._ask, self._window = session, preferences, ask, window
        self._saved: Moment = moment(session)
        self._saved_at: float | None = None
        self._agreed: Moment | None = None  # the work that may be left for what is being opened
        self._written = 0  # of the saver, when the reading began
        self._opening, self.saver = Opening(waiting, self), Saver(session, self)
        self._opening.arrived.connect(self._on_arrived)
        self._opening.refused.connect(self._on_refused)
        self._opening.looked.connect(self._on_looked)
        self.saver.saved.connect(self._on_saved)
        self.saver.failed.connect(self._on_failed)
        self.saver.changed.connect(self.changed)
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
        return self._saved_at is not None and not self.modified and not self.saver.busy

    @property
    def busy(self) -> bool:
        """Whether a file is being read or written."""
        return self._opening.busy or self.saver.busy

    @property
    def status(self) -> Text:
        """One line for the corner of the window."""
        if self.saver.busy:
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
        self._open(Wish(example.path, str(example.title), example.hint))

    def open(self, path: Path) -> None:
        """Open a project or an experiment file."""
        self._open(Wish(path))

    def open_any(self, path: Path) -> None:
        """Open a file if it is work by its name or its contents; else tell of a `stranger`."""
        if files.is_called_work(path):
            self.open(path)
        else:
            self._opening.look(path)

    def wait(self, seconds: float) -> None:
        """Give what is being opened so long before anything else happens."""
        self._opening.wait(seconds)

    @property
    def can_revert(self) -> bool:
        """Whether there is a file that differs from the work."""
        return self._session.papers.file is not None and self.modified and not self.saver.busy

    def revert(self) -> None:
        """Have the work as it is in its file, as a step that undo takes back."""
        file = self._session.papers.file
        if file is not None:
            self._read(Wish(file))

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        path = files.ask_open(self._window)
        if path is not None:
            self.open(path)

    def save(self, then: Then = nothing) -> None:
        """Save to the file of the work, or ask for one; then do something else, if that went well."""
        file = self._session.papers.file
        if file is None:
            self.save_as(then)
        else:
            self.saver.begin(Order(file, then))

    def save_and(self, leave: Then, otherwise: Then) -> None:
        """Pause and save to leave the work then; do the other thing if something was done while it was being saved."""
        self._session.pause()
        then = moment(self._session)

        def go_on() -> None:
            is_so = then.is_untouched(self._session) and not self._session.running
            (leave if is_so else otherwise)()

        self.save(go_on)

    def save_as(self, then: Then = nothing) -> None:
        """Ask for a file and save to it."""
        path = files.ask_save(self._window, self._suggestion())
        if path is not None:
            self.saver.begin(Order(path, then, anyway=True))

    def recovered(self) -> None:
        """The work came from an autosave: it is in no file as it is now."""
        self._opening.give_up()
        self._saved, self._saved_at = Moment(None, Papers(), -1), None
        self.changed.emit()

    @property
    def unfinished(self) -> bool:
        """Whether a file is still being written, though nobody waits for it any more."""
        return self.saver.busy

    def finish(self) -> None:
        """The window closes."""
        self._opening.give_up()
        self.saver.stop()

    # How it is done --------------------------------------------------------------------------------------------------

    def _before_other_work(self, go_on: Then, when_saved: Then | None = None) -> None:
        """Ask first where undo alone should not be trusted: unsaved changes of a file, points, notes or pinned runs."""
        session = self._session
        drawn = isinstance(session.experiment.data.source, Points) and session.dataset.n > 0
        papers = session.papers
        matters = papers.file is not None or bool(papers.notes) or bool(papers.runs) or drawn
        answer = self._ask(self._window, self.name) if matters and self.modified else Answer.LEAVE
        if answer is Answer.SAVE:
            self.save_and(when_saved or go_on, otherwise=lambda: self._before_other_work(go_on, when_saved))
        elif answer is Answer.LEAVE:
            go_on()

    def _begin(self, experiment: Experiment, label: Text, papers: Papers) -> None:
        self._opening.give_up()
        self._session.load(experiment, label, papers)
        self._is_saved()

    def _open(self, wish: Wish) -> None:
        self._before_other_work(lambda: self._read(wish))

    def _read(self, wish: Wish) -> None:
        self._agreed = moment(self._session) if self.modified else None
        self._read_now(wish)

    def _read_now(self, wish: Wish) -> None:
        self._written = self.saver.written
        self._opening.begin(wish)

    def _on_arrived(self, arrival: Arrival) -> None:
        """Take it over; ask again if the work is not what it was when the person agreed to leave it."""
        if self.saver.has_written(arrival.file, self._written):
            self._read_now(arrival.wish)  # it is not any more what was read
        elif self._agreed is not None and self._agreed.is_untouched(self._session):
            self._take(arrival)
        else:
            self._before_other_work(lambda: self._take(arrival), lambda: self._read(arrival.wish))

    def _take(self, arrival: Arrival) -> None:
        self.saver.know(arrival.file, arrival.stamp)
        self._session.open(arrival.work, papers=arrival.papers)
        self._is_saved()
        if not arrival.wish.title:
            self._preferences.add_recent(arrival.file)
        if arrival.wish.hint is not None:
            self._session.tell(Notice(Level.INFO, arrival.wish.hint))

    def _on_refused(self, refusal: Refusal) -> None:
        if refusal.is_gone:
            self._preferences.forget_recent(refusal.wish.path)
        self._session.tell(Notice(Level.WARNING, refusal.words))

    def _on_looked(self, look: Look) -> None:
        if look.is_work:
            self.open(look.path)
        else:
            self.stranger.emit(look.path)

    def _is_saved(self) -> None:
        self._saved, self._saved_at = moment(self._session), None
        self.changed.emit()

    # Saving ----------------------------------------------------------------------------------------------------------

    def _suggestion(self) -> Path:
        """Where Save as begins: at the file of the work, or at its title in the folder used last."""
        papers = self._session.papers
        if papers.file is not None:
            return papers.file
        recent = self._preferences.recent
        folder = recent[0].parent if recent else Path()
        name = "".join("-" if sign in FORBIDDEN else sign for sign in str(self.name))
        return folder / f"{name}{PROJECT}"

    def _on_failed(self, order: Order, error: Exception) -> None:
        if isinstance(error, ChangedElsewhereError):
            self._ask_about_change(order)
        else:
            files.tell_failure(self._session, order.path, error)
            tell_mistake(error)

    def _ask_about_change(self, order: Order) -> None:
        match questions.ask_about_change(self._window, order.path.name):
            case Change.REPLACE:
                self.saver.begin(replace(order, anyway=True))
            case Change.SAVE_AS:
                self.save_as(order.then)

    def _on_saved(self, order: Order, saved: Moment) -> None:
        session, path = self._session, order.path
        self._preferences.add_recent(path)
        if path.suffix.lower() == SETTINGS:
            files.tell_settings_saved(session, path)
            return
        if not saved.is_of(session):  # other work was opened meanwhile
            return
        session.name_file(path)
        self._saved, self._saved_at = replace(saved, papers=replace(saved.papers, file=path)), monotonic()
