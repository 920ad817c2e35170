"""The menu bar, built from its declaration."""

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QMenuBar

from playground.examples import EXAMPLES, Example
from playground.i18n import _, plain
from playground.ui.actions import Actions
from playground.ui.captions import Captions
from playground.ui.dialogs import KeyGroup
from playground.ui.window_actions import EXAMPLES as EXAMPLES_ENTRY
from playground.ui.window_actions import MENUS, SEPARATOR

_MNEMONIC = re.compile(r"\(&.\)|&")
"""The letter that opens a menu: in the word, or behind it in brackets where the word is Korean."""


def fill(bar: QMenuBar, actions: Actions, open_example: Callable[[Example], object]) -> None:
    """Put the declared menus into a menu bar."""
    captions = Captions(bar)
    for index, (title, keys) in enumerate(MENUS):
        menu = QMenu(bar)
        menu.setObjectName(f"menu.{index}")
        captions.bind(menu.setTitle, title)
        bar.addMenu(menu)
        for key in keys:
            if key == SEPARATOR:
                menu.addSeparator()
            elif key == EXAMPLES_ENTRY:
                menu.addMenu(_examples(menu, captions, open_example))
            else:
                menu.addAction(actions[key])


def key_groups(actions: Actions) -> tuple[KeyGroup, ...]:
    """The shortcuts of the actions, menu by menu."""
    groups = []
    for title, keys in MENUS:
        having = [key for key in keys if key in actions.specs and actions.shortcut(key)]
        lines = tuple((actions.specs[key].words, plain(actions.shortcut(key))) for key in having)
        groups.append(KeyGroup(plain(_MNEMONIC.sub("", str(title))), lines))
    return tuple(groups)


def _examples(parent: QMenu, captions: Captions, open_example: Callable[[Example], object]) -> QMenu:
    menu = QMenu(parent)
    menu.setObjectName("menu.examples")
    captions.bind(menu.setTitle, _("Examples"))
    for example in EXAMPLES:
        action = menu.addAction("")
        action.setObjectName(f"example.{example.key}")
        captions.bind(action.setText, example.title)
        action.triggered.connect(partial(_choose, open_example, example))
    return menu


def _choose(open_example: Callable[[Example], object], example: Example, _checked: bool = False) -> None:
    open_example(example)
