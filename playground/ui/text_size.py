"""Larger and smaller text, as far as the window still fits on the screen."""

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QMainWindow

from playground.i18n import _
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.ui.appearance import Appearance

STEP = 1.1
MOST_LAYOUTS = 6
TOO_LARGE = _("Larger text does not fit on this screen. Hide a card in the View menu to make room for it.")


def enlarge(window: QMainWindow, appearance: Appearance, session: Session) -> None:
    """One step larger, if that fits."""
    choose(window, appearance, session, appearance.zoom * STEP)


def choose(window: QMainWindow, appearance: Appearance, session: Session, wanted: float) -> None:
    """Text of a size; or as before, with a notice, if the window would have to grow past the screen."""
    zoom, size = appearance.zoom, window.size()
    appearance.set_zoom(wanted)
    if wanted <= zoom or _fits(_least(window), _room(window).expandedTo(size)):
        return
    appearance.set_zoom(zoom)
    _least(window)
    window.resize(size)
    session.tell(Notice(Level.INFO, TOO_LARGE))


def reduce(appearance: Appearance) -> None:
    """One step smaller."""
    appearance.set_zoom(appearance.zoom / STEP)


def _least(window: QMainWindow) -> QSize:
    """The least size of the window with everything in it laid out as it is now.

    Parts that found a new shape, as a bar that broke into two rows, ask for another layout of those around them.
    """
    for _round in range(MOST_LAYOUTS):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    return window.minimumSizeHint()


def _room(window: QMainWindow) -> QSize:
    """The size that a window may have on its screen, its frame left out."""
    frame = window.frameGeometry().size() - window.size()
    return window.screen().availableGeometry().size() - frame


def _fits(size: QSize, room: QSize) -> bool:
    return size.width() <= room.width() and size.height() <= room.height()
