"""Words of a widget that change with the language."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from playground.i18n import Text

Words = Text | Callable[[], str]


class Captions(QObject):
    """Remembers which words go where, and says them again when the language changes.

    A child of its widget: Qt sends a change of language on to all children.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._bound: list[tuple[Callable[[str], object], Words]] = []

    def bind(self, setter: Callable[[str], object], words: Words) -> None:
        """Give `setter` these words, now and after each change of language. A function is called for its words."""
        self._bound.append((setter, words))
        setter(_say(words))

    def rebind(self, setter: Callable[[str], object], words: Words) -> None:
        """Replace the words bound to a setter before."""
        self._bound = [entry for entry in self._bound if entry[0] != setter]
        self.bind(setter, words)

    def refresh(self) -> None:
        """Say everything again."""
        for setter, words in self._bound:
            setter(_say(words))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        return super().event(event)


def _say(words: Words) -> str:
    return words() if callable(words) else str(words)
