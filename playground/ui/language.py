"""The language of the whole program: our words, Qt's own words, and how numbers are written."""

from PySide6.QtCore import QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from playground import i18n


class LanguageManager(QObject):
    """Switches the language while the program runs. One for the program, made where it starts."""

    changed = Signal(str)
    """The code of the language now in use."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._qt_words = QTranslator(self)
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
