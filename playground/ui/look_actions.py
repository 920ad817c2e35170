"""The actions that change how the window looks, in which language and how large, and remember it for the next start."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from playground import i18n
from playground.session.session import Session
from playground.ui import dialogs, text_size
from playground.ui.actions import Actions
from playground.ui.appearance import Appearance
from playground.ui.language import LanguageManager
from playground.ui.settings import Preferences


class LookActions(QObject):
    """Carries them out."""

    def __init__(
        self, session: Session, appearance: Appearance, languages: LanguageManager, preferences: Preferences,
        actions: Actions, window: QMainWindow,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._session, self._appearance, self._languages = session, appearance, languages
        self._preferences, self._actions, self._window = preferences, actions, window
        for key, handler in (
            ("language", self._switch_language),
            ("theme", self._switch_theme),
            ("theme_system", self._follow_system),
            ("larger", lambda: text_size.enlarge(window, appearance, session)),
            ("smaller", lambda: text_size.reduce(appearance)),
            ("normal_size", lambda: appearance.set_zoom(1.0)),
            ("preferences", self._show_preferences),
        ):
            actions.connect(key, handler)
        appearance.changed.connect(self._keep_zoom)
        self._show_mode()

    def _switch_language(self) -> None:
        codes = i18n.languages()
        code = codes[(codes.index(self._languages.code) + 1) % len(codes)]
        self._languages.use(code)
        self._preferences.language = code

    def _switch_theme(self) -> None:
        self._set_mode("light" if self._appearance.theme.dark else "dark")

    def _follow_system(self, follow: bool) -> None:
        self._set_mode("system" if follow else "dark" if self._appearance.theme.dark else "light")

    def _set_mode(self, mode: str) -> None:
        self._appearance.set_mode(mode)
        self._preferences.mode = self._appearance.mode
        self._show_mode()

    def _show_preferences(self) -> None:
        from playground.ui.preferences_dialog import PreferencesDialog  # not needed to show a window

        choose_zoom = partial(text_size.choose, self._window, self._appearance, self._session)
        dialogs.run(PreferencesDialog(self._preferences, self._appearance, self._languages, choose_zoom, self._window))
        self._show_mode()

    def _show_mode(self) -> None:
        self._actions["theme_system"].setChecked(self._appearance.mode == "system")

    def _keep_zoom(self) -> None:
        self._preferences.zoom = self._appearance.zoom
