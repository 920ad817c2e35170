"""Which parts of the window are shown: cards, the pages below the diagram, and projector mode, which makes room."""

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow

from playground.ui.actions import Actions
from playground.ui.appearance import Appearance
from playground.ui.contents import Contents
from playground.ui.panels.lower_pages import PAGES
from playground.ui.settings import Preferences

DETAILS = ("view_data", "view_settings", "view_run")
"""What is read least, and makes place for large type."""


class ShownParts(QObject):
    """Ties the actions of the menu View to the parts they show; the page that was seen last is remembered."""

    def __init__(
        self, contents: Contents, actions: Actions, appearance: Appearance, preferences: Preferences,
        window: QMainWindow,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._contents, self._actions, self._appearance = contents, actions, appearance
        self._preferences, self._window = preferences, window
        self._hideable = contents.hideable
        for key in self._hideable:
            actions[key].setChecked(True)
            actions.connect(key, partial(self.show_part, key))
        actions["contour"].setChecked(True)
        actions.connect("contour", contents.map.set_contour)
        actions.connect("tall", contents.cards.set_tall)
        actions.connect("projector", self.set_projector)
        for page in PAGES:
            actions.connect(page.action, partial(self.show_page, page.key))
        contents.health_wanted.connect(partial(self.show_page, "health"))
        contents.pages.page_chosen.connect(self._on_page_chosen)

    @property
    def keys(self) -> frozenset[str]:
        """The actions that show a part."""
        return frozenset(self._hideable)

    def show_part(self, key: str, shown: bool) -> None:
        """Show or hide what an action of the menu shows; what the teacher took away stays away."""
        shown = shown and self._actions[key].isVisible()
        self._actions[key].setChecked(shown)
        self._contents.cards.show_card(self._hideable[key], shown)

    def show_page(self, key: str) -> None:
        """Show a page below the diagram."""
        self.show_part("view_lower", True)
        self._contents.pages.show_page(key)

    def show_details(self, shown: bool) -> None:
        """Show or hide what is read least."""
        for key in DETAILS:
            self.show_part(key, shown)

    def set_projector(self, on: bool) -> None:
        """Large type needs room: what is read least makes place before it comes, and comes back after it has gone.

        In any other order the window would have to grow for a moment, and would stay larger than it was.
        """
        window = self._window
        if on:
            self.show_details(False)
            window.setWindowState(window.windowState() | Qt.WindowState.WindowFullScreen)
        self._appearance.set_projector(on)
        if not on:
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowFullScreen)
            self.show_details(True)

    def _on_page_chosen(self, key: str) -> None:
        self._preferences.page = key
