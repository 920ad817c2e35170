"""Which edits belong together, so that one undo takes all of them back."""

from PySide6.QtCore import QElapsedTimer

_QUICK_MS = 1000


class Gesture:
    """A drag, or a run of quick steps with keys or wheel, is one gesture."""

    def __init__(self) -> None:
        self._held = False
        self._since_edit = QElapsedTimer()

    def continues(self, *, held: bool = False) -> bool:
        """Whether an edit made now continues the one before. `held`: the mouse button is down."""
        quick = self._since_edit.isValid() and self._since_edit.elapsed() < _QUICK_MS
        same = self._held if held else quick and not self._held
        self._held = held
        self._since_edit.start()
        return same

    def end(self) -> None:
        """The next edit begins something new."""
        self._held = False
        self._since_edit.invalidate()
