"""`playground --self-test`: whether the program really works as it is installed here. Leaves nothing behind.

It opens the real window, with settings of its own, and uses it: training, pictures, languages, looks, letters, files.
"""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QEventLoop, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from playground import i18n
from playground.app import Program
from playground.examples import EXAMPLES
from playground.experiment import Experiment
from playground.i18n import Text, _
from playground.places import Places
from playground.session.frame import Frame
from playground.session.speed import MAXIMUM
from playground.session.work import PROJECT
from playground.ui import fonts, icons
from playground.ui.filing import Filing
from playground.ui.pump import Pump
from playground.ui.questions import leave_unsaved
from playground.ui.theme import DARK, LIGHT

EPOCHS = 200
PATIENCE_S = 60.0
HANGUL = "가각힣뷁"


class Failed(Exception):
    """A claim of the self-test that does not hold, with the reason."""


def run() -> bool:
    """Check every claim, print how it went, and say whether all hold."""
    # Deleting may fail on Windows, where Qt still has a file open; the system's own clearing gets it then.
    with tempfile.TemporaryDirectory(prefix="playground-self-test-", ignore_cleanup_errors=True) as folder:
        held = [_holds(claim, check) for claim, check in SelfTest(Path(folder)).claims()]
    return all(held)


def _holds(claim: Text, check: Callable[[], object]) -> bool:
    started = perf_counter()
    try:
        check()
    except Exception as error:  # whatever it is, the report must say which claim it broke
        reason = str(error) if isinstance(error, Failed) else f"{type(error).__name__}: {error}"
        print(f"✗ {claim}: {reason}", flush=True)
        return False
    print(f"✓ {claim} ({perf_counter() - started:.2f} s)", flush=True)
    return True


class SelfTest:
    """The claims, in the order in which they are checked; the first one opens the window, the last one closes it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._errors: list[str] = []
        self._untrained = b""
        self._program: Program | None = None
        self._frame = Frame(0)

    def claims(self) -> Iterator[tuple[Text, Callable[[], None]]]:
        yield _("The window opens and is painted"), self._open
        if self._program is None:
            return
        yield _("It shows the network before training"), self._first_picture
        yield _("Every example can be read"), self._examples
        yield _("A data set is loaded and shown"), self._load
        yield _("Training runs in its thread for 200 epochs"), self._train
        yield _("The map and the learning curves show it"), self._pictures
        yield _("Korean and English, light and dark"), self._languages
        yield _("Korean letters are really drawn"), self._letters
        yield _("Icons are drawn"), self._icons
        yield _("What was saved opens again, the same"), self._save
        yield _("Everything ends, and no error was left unsaid"), self._close

    @property
    def program(self) -> Program:
        assert self._program is not None
        return self._program

    def _open(self) -> None:
        self._program = Program(i18n.language(), Places(self._folder, self._folder), leave_unsaved)
        self.program.errors.tell_instead(self._errors.append)
        self.program.open()
        pump = self.program.window.findChild(Pump)
        assert pump is not None
        pump.frame_shown.connect(self._on_frame)
        handle = self.program.window.windowHandle()
        self._until(handle.isExposed, _("it does not come to the screen"))
        self.program.app.processEvents()  # and with it the painting

    def _first_picture(self) -> None:
        self._until(lambda: self._frame.output_map is not None, _("no picture came from the training thread"))
        _require(_colours(self.program.window) > 100, _("the window stays empty"))

    def _on_frame(self, frame: Frame) -> None:
        self._frame = frame

    def _examples(self) -> None:
        _require(len(EXAMPLES) > 0, _("there is no example"))
        for example in EXAMPLES:
            example.read()

    def _load(self) -> None:
        session, spiral = self.program.session, EXAMPLES[1]
        self._open_file(spiral.path)
        _require(session.experiment == spiral.read(), _("it was not loaded"))
        _require(session.dataset.n > 0, _("it has no points"))

    def _train(self) -> None:
        session = self.program.session
        before = session.prepared.trainer().record().train.loss[0]
        self._untrained = _pixels(self._widget("map_view"))
        session.set_speed(MAXIMUM)  # the pace for eyes would take as long as everything else
        session.play(EPOCHS)
        self._until(lambda: self._frame.numbers.epoch >= EPOCHS, _("it did not get there in time"))
        _require(self._frame.numbers.epoch == EPOCHS, _("it went on too far"))
        _require(self._frame.numbers.train_loss < before, _("the loss did not fall"))

    def _pictures(self) -> None:
        self._until(self._all_shown, _("no picture came from the training thread"))
        curves, picture = self._frame.curves, self._frame.output_map
        assert curves is not None
        assert picture is not None
        _require(len(curves) >= EPOCHS, _("curves are missing epochs"))
        _require(picture.min() < picture.max(), _("the map is of one colour"))
        _require(_pixels(self._widget("map_view")) != self._untrained, _("the map shows nothing new"))
        line = QColor(self.program.appearance.theme.train_curve).rgba()
        _require(line in _palette(self._widget("curves.plot")), _("no curve is drawn"))

    def _all_shown(self) -> bool:
        """Whether the last frame had both; while training runs, views take turns."""
        return self._frame.curves is not None and self._frame.output_map is not None

    def _languages(self) -> None:
        before = i18n.language()
        try:
            self._all_looks()
        finally:
            self.program.languages.use(before)

    def _all_looks(self) -> None:
        program, seen = self.program, set()
        for code, menu in (("en", "File"), ("ko", "파일")):
            program.languages.use(code)
            _require(i18n.language() == code, _("the words are missing ({language})", language=code))
            title = program.window.menuBar().actions()[0].text()
            _require(menu in title, _("the menu says {title}", title=title))
            for mode, theme in (("light", LIGHT), ("dark", DARK)):
                program.appearance.set_mode(mode)
                picture = program.window.grab().toImage()
                corner = picture.pixelColor(picture.width() // 2, picture.height() - 2)
                _require(corner == QColor(theme.window), _("the window is not {mode}", mode=mode))
                seen.add(bytes(picture.constBits()))
        _require(len(seen) == 4, _("two of the four look the same"))
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        words = box.button(QDialogButtonBox.StandardButton.Close).text()
        _require("닫기" in words, _("Qt's own words are not Korean"))

    def _letters(self) -> None:
        family = QFontInfo(fonts.body(32)).family()
        _require(family == fonts.FAMILIES[0], _("the typeface is {family}", family=family))
        pictures = {_letter(character) for character in HANGUL}
        _require(len(pictures) == len(HANGUL), _("different letters look the same"))
        _require(_letter("\ue000") not in pictures and _letter(" ") not in pictures, _("they are empty boxes"))

    def _icons(self) -> None:
        _require(not self.program.app.windowIcon().isNull(), _("the program has no icon"))
        for name in icons.names():
            _require(_colours(icons.icon(name).pixmap(QSize(24, 24)).toImage()) > 1, name)

    def _save(self) -> None:
        session, path = self.program.session, self._folder / f"saved{PROJECT}"
        saved = session.experiment
        session.name_file(path)
        self._filing.save()
        self._until(lambda: not self._filing.busy, _("it did not get there in time"))
        _require(self._filing.saved, _("it can't be saved"))
        session.load(Experiment())
        _require(session.experiment != saved, _("nothing changed"))
        self._open_file(path)
        _require(session.experiment == saved, _("it is not the same"))

    def _close(self) -> None:
        self.program.window.close()
        self.program.close()
        _require(not self._errors, "; ".join(self._errors))

    @property
    def _filing(self) -> Filing:
        return self.program.window.filing

    def _open_file(self, path: Path) -> None:
        self._filing.open(path)
        self._until(lambda: not self._filing.busy, _("it did not get there in time"))

    def _widget(self, name: str) -> QWidget:
        found = self.program.window.findChild(QWidget, name)
        if found is None:
            raise Failed(str(_("there is none ({name})", name=name)))
        return found

    def _until(self, reached: Callable[[], bool], otherwise: Text) -> None:
        """Let the program live until something is so, at most `PATIENCE_S`."""
        ends, loop, alarm = perf_counter() + PATIENCE_S, QEventLoop(), QTimer(interval=20)
        alarm.timeout.connect(loop.wakeUp)
        alarm.start()
        while not reached():
            _require(perf_counter() < ends, otherwise)
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def _require(holds: bool, otherwise: object) -> None:
    if not holds:
        raise Failed(str(otherwise))


def _colours(picture: QWidget | QImage) -> int:
    """How many different colours are in a picture."""
    return len(_palette(picture))


def _palette(picture: QWidget | QImage) -> set[int]:
    """The colours in a picture, as 0xAARRGGBB."""
    image = picture if isinstance(picture, QImage) else picture.grab().toImage()
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    return set(memoryview(image.constBits()).cast("I"))


def _pixels(widget: QWidget) -> bytes:
    return bytes(widget.grab().toImage().constBits())


def _letter(character: str) -> bytes:
    """How a character looks on the screen."""
    image = QImage(48, 48, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setFont(fonts.body(32))
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, character)
    painter.end()
    return bytes(image.constBits())
