"""Takes away what the teacher does not want in the window: actions by key, settings by path, parts by name."""

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from playground.experiment import Experiment
from playground.spec import Configuration, Item, family_of, params
from playground.ui.actions import Actions


class Hiding(QObject):
    """Keeps the widgets of these names hidden in the whole program, whoever shows them and whenever they are made."""

    def __init__(self, names: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._names = frozenset(names)

    def watch(self) -> None:
        """Begin, with the widgets that are there already."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.installEventFilter(self)
        for widget in app.allWidgets():
            if widget.objectName() in self._names:
                widget.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.objectName() in self._names:
            watched.hide()
        return False


def hide_actions(actions: Actions, bar: QMenuBar, keys: Iterable[str]) -> None:
    """Take actions away: from menus, as buttons and as shortcuts. A menu with nothing left goes too."""
    for key in keys:
        actions[key].setVisible(False)
    for title in bar.actions():
        menu = title.menu()
        entries = menu.actions() if isinstance(menu, QMenu) else []
        if not any(entry.isVisible() and not entry.isSeparator() for entry in entries):
            title.setVisible(False)


def parts(window: QWidget, actions: Actions) -> dict[str, str]:
    """Everything that can be hidden, by name, each with the words that people read for it.

    The settings are all that are declared: many have their control in a window that was not opened yet.
    """
    named = {
        widget.objectName().removesuffix(".editor"): widget.accessibleName()
        for widget in window.findChildren(QWidget)
        if widget.accessibleName() and not widget.objectName().startswith(("qt_", "Qt"))
    }
    named.pop("", None)
    return {key: str(spec.words) for key, spec in actions.specs.items()} | dict(settings(Experiment)) | named


def settings(kind: type[Configuration], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Path and label of every setting of a configuration, those of each component that can be chosen too."""
    for item in params(kind).values():
        path = f"{prefix}{item.name}"
        if item.element is None:
            yield path, str(item.param.label)
        for inner in _kinds(item):
            yield from settings(inner, f"{path}.")


def _kinds(item: Item) -> Iterable[type[Configuration]]:
    """The configurations that a field may hold."""
    if item.is_component:
        return family_of(item.kind).values()
    return (item.kind,) if item.is_configuration else ()
