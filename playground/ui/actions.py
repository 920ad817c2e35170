"""Everything a person can do from a menu or by a key, each declared once: words, icon, shortcut, and who does it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QComboBox, QTabBar, QWidget

from playground.i18n import Text
from playground.ui import icons
from playground.ui.captions import Captions
from playground.ui.controls.buttons import IconButton, Look


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """The declaration of one action. `shortcuts` are in Qt's portable spelling, the first one is shown."""

    key: str
    words: Text
    tip: Text | None = None
    icon: str = ""
    shortcuts: tuple[str, ...] = ()
    checkable: bool = False


class Actions:
    """The actions of a window by key, made from their declarations."""

    def __init__(
        self, window: QWidget, specs: Iterable[ActionSpec], before: Callable[[], object] = lambda: None
    ) -> None:
        """Calls `before` before the handler of any action."""
        self._window, self._before = window, before
        self._captions = Captions(window)
        self.specs = {spec.key: spec for spec in specs}
        self._made = {key: self._make(spec) for key, spec in self.specs.items()}

    def __getitem__(self, key: str) -> QAction:
        return self._made[key]

    def connect(self, key: str, handler: Callable[..., object]) -> None:
        """Have `handler` called when the action is chosen; a checkable one passes its state."""
        is_checkable = self.specs[key].checkable

        def carry_out(checked: bool = False) -> None:
            self._before()
            handler(*([checked] if is_checkable else []))

        self._made[key].triggered.connect(carry_out)

    def rename(self, key: str, words: Text) -> None:
        """Call an action something else, as when Play becomes Pause."""
        self._captions.rebind(self._made[key].setText, words)

    def button(self, key: str, name: str, look: Look = "tool", captioned: bool = False) -> IconButton:
        """A button for an action; it is enabled whenever the action is."""
        spec, action = self.specs[key], self._made[key]
        button = IconButton(
            spec.icon, spec.words, name, tip=spec.tip, shortcut=self.shortcut(key), look=look, captioned=captioned
        )
        button.clicked.connect(action.trigger)
        if spec.checkable:
            button.setCheckable(True)
            button.setChecked(action.isChecked())
            action.toggled.connect(button.setChecked)
        button.setEnabled(action.isEnabled())
        action.enabledChanged.connect(button.setEnabled)
        action.visibleChanged.connect(lambda: button.setVisible(action.isVisible()))
        return button

    def shortcut(self, key: str) -> str:
        """The shortcut of an action in the words of the platform, or nothing."""
        return _with_arrows(self._made[key].shortcut().toString(QKeySequence.SequenceFormat.PortableText))

    def _make(self, spec: ActionSpec) -> QAction:
        action = QAction(self._window)
        action.setObjectName(f"action.{spec.key}")
        action.setCheckable(spec.checkable)
        action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if spec.icon:
            action.setIcon(icons.icon(spec.icon))
        action.setIconVisibleInMenu(bool(spec.icon))
        self._captions.bind(partial(_set_text, action), spec.words)
        self._captions.bind(action.setStatusTip, spec.tip or spec.words)
        self._captions.bind(action.setToolTip, spec.tip or spec.words)
        self._window.addAction(action)
        return action


def _set_text(action: QAction, words: str) -> None:
    """The words in the menu, and behind a tab the shortcut where Qt would write the names of arrows out."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
    action.setText(words if _with_arrows(keys) == keys else f"{words}\t{_with_arrows(keys)}")


def _with_arrows(keys: str) -> str:
    for name, arrow in (("Left", "←"), ("Right", "→"), ("Up", "↑"), ("Down", "↓")):
        if keys.rpartition("+")[2] == name:
            keys = keys.removesuffix(name) + arrow
    return keys


ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
USED_BY: tuple[tuple[type[QWidget], frozenset[Qt.Key]], ...] = (
    (QAbstractButton, frozenset({Qt.Key.Key_Space})),
    (QAbstractSlider, ARROWS),
    (QTabBar, ARROWS),
    (QComboBox, ARROWS | {Qt.Key.Key_Space}),
)


def is_for_focus(event: QKeyEvent, focus: QWidget | None) -> bool:
    """Whether a key belongs to the widget that has the focus, before a shortcut of the window takes it.

    Space must press the button one has tabbed to, not start the training. A widget of ours names its keys in
    `own_keys`.
    """
    if focus is None or event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
        return False
    keys: frozenset[Qt.Key] = getattr(focus, "own_keys", frozenset())
    for kind, used in USED_BY:
        if isinstance(focus, kind):
            keys |= used
    return event.key() in keys
