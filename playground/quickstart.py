"""A quick start of the window: what importing costs that this program has no use for, left out."""

import builtins
import gc
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from types import ModuleType

QT_MODULES = ("QtCore", "QtGui", "QtWidgets")


@contextmanager
def resting_collector() -> Iterator[None]:
    """No garbage is looked for meanwhile; what exists at the end stays for good and is never looked at again.

    A start makes much and drops little, so that looking through all of it again and again only takes time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def load_libraries() -> None:
    """Import Qt and pyqtgraph, for everybody who imports them later."""
    _load_qt()
    _load_pyqtgraph()


def _load_qt() -> None:
    """Import Qt, but keep Python's own import statement.

    PySide6 puts one of its own in the place of it, which reads the source of every module that is imported from then
    on and keeps it in memory, to see whether the module asks for `from __feature__ import snake_case`. Ours don't.
    """
    import_statement = builtins.__import__
    for name in (*QT_MODULES, "QtSvg"):
        import_module(f"PySide6.{name}")
    builtins.__import__ = import_statement


def _load_pyqtgraph() -> None:
    """Import pyqtgraph, with the modules of Qt as they are.

    It would fill mirrors of them with everything that they list, and so make all classes of Qt, of which a window uses
    few; PySide6 makes each when it is first asked for. So its mirrors are the modules themselves, and list nothing
    meanwhile.
    """
    with ExitStack() as stack:
        for name in QT_MODULES:
            module = sys.modules[f"PySide6.{name}"]
            sys.modules.setdefault(f"pyqtgraph.Qt.{name}", module)
            stack.enter_context(_listing_nothing(module))
        import_module("pyqtgraph")


@contextmanager
def _listing_nothing(module: ModuleType) -> Iterator[None]:
    names = vars(module)
    own = names.pop("__dir__", None)
    names["__dir__"] = list
    try:
        yield
    finally:
        del names["__dir__"]
        if own is not None:
            names["__dir__"] = own
