"""The language of the whole program: our words, Qt's own words, and how numbers are written."""

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from playground import i18n
from playground.i18n import Text, _

WORDS_OF_QT: dict[tuple[str, str], Text] = {
    ("QFileDialog", "Look in:"): _("Look in:"),
    ("QFileDialog", "&Look in:"): _("Look in:"),
    ("QFileDialog", "Files of type:"): _("Files of type:"),
    ("QFileDialog", "Files of &type:"): _("Files of type:"),
    ("QFileDialog", "Folder"): _("Folder"),
    ("QFileSystemModel", "Folder"): _("Folder"),
    ("QAbstractFileIconProvider", "Folder"): _("Folder"),
    ("QPlatformTheme", "Discard"): _("Discard"),
}
"""What Qt's own Korean leaves in English, or says misleadingly, by context and source."""


def system_language() -> str:
    """The language that the system shows its windows in, where the program speaks it, else English."""
    return i18n.best_language(QLocale.system().uiLanguages())


class QtWords(QTranslator):
    """Qt's own words: from its catalogue, except those that we know better."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        ours = WORDS_OF_QT.get((context, source)) if i18n.language() != i18n.SOURCE_LANGUAGE else None
        if ours is not None:
            return str(ours)
        # "Not found" can't be said from Python, an empty string would be shown; so the source stands for itself.
        return super().translate(context, source, disambiguation, n) or source

    def isEmpty(self) -> bool:
        return False


class LanguageManager(QObject):
    """Switches the language while the program runs. One for the program, made where it starts."""

    changed = Signal(str)
    """The code of the language now in use."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._qt_words = QtWords(self)
        app.installTranslator(self._qt_words)

    @property
    def code(self) -> str:
        """The language in use, such as "ko"."""
        return i18n.language()

    def use(self, code: str) -> None:
        """Speak another language at once, in every open window."""
        i18n.use_language(code)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._qt_words.load(f"qtbase_{self.code}", folder)  # where there is no such file, Qt speaks English
        QLocale.setDefault(QLocale(self.code))
        for window in self._app.topLevelWidgets():
            QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
        self.changed.emit(self.code)
