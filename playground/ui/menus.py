"""The menu bar, built from its declaration."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QMenu, QMenuBar

from playground.classics import CLASSICS, Classic
from playground.examples import EXAMPLES, Example
from playground.i18n import _, plain
from playground.ui.actions import Actions
from playground.ui.captions import Captions
from playground.ui.dialogs import KeyGroup
from playground.ui.window_actions import CLASSICS as CLASSICS_ENTRY
from playground.ui.window_actions import EXAMPLES as EXAMPLES_ENTRY
from playground.ui.window_actions import MENUS, SEPARATOR
from playground.ui.window_actions import RECENT as RECENT_ENTRY

_MNEMONIC = re.compile(r"\(&.\)|&")
"""The letter that opens a menu: in the word, or behind it in brackets where the word is Korean."""

Entry = TypeVar("Entry", Example, Classic)


def fill(
    bar: QMenuBar, actions: Actions, open_example: Callable[[Example], object],
    open_classic: Callable[[Classic], object], recent: QMenu,
) -> None:  # fmt: skip
    """Put the declared menus into a menu bar; the menu of recent files is made elsewhere."""
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
                _add_entries(menu, captions, "example", EXAMPLES, open_example)
            elif key == CLASSICS_ENTRY:
                submenu = menu.addMenu("")
                submenu.setObjectName("menu.classics")
                captions.bind(submenu.setTitle, _("Classic data sets"))
                _add_entries(submenu, captions, "classic", CLASSICS, open_classic)
            elif key == RECENT_ENTRY:
                menu.addMenu(recent)
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


def _add_entries(
    menu: QMenu, captions: Captions, name: str, entries: Iterable[Entry], choose: Callable[[Entry], object]
) -> None:
    """An entry for each, with a line between those of different topics."""
    menu.setToolTipsVisible(True)
    topic = ""
    for entry in entries:
        before, topic = topic, entry.topic if isinstance(entry, Example) else ""
        if before not in ("", topic):
            menu.addSeparator()
        action = menu.addAction("")
        action.setObjectName(f"{name}.{entry.key}")
        captions.bind(action.setText, entry.title)
        captions.bind(action.setToolTip, entry.hint if isinstance(entry, Example) else entry.source)
        action.triggered.connect(partial(_choose, choose, entry))


def _choose(choose: Callable[[Entry], object], entry: Entry, _checked: bool = False) -> None:
    choose(entry)
