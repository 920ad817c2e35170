"""Widgets below each other or beside each other, in one line where they are put together."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Margins = tuple[int, int, int, int]
"""Left, top, right, bottom."""
NO_MARGINS: Margins = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Growing:
    """Something that takes the room that is left; None is empty room."""

    what: QWidget | QLayout | None = None


SPACE = Growing()
"""Empty room that takes what is left."""
Thing = QWidget | QLayout | Growing
Box = TypeVar("Box", bound=QBoxLayout)


def grow(what: QWidget | QLayout) -> Growing:
    """Let this take the room that is left."""
    return Growing(what)


def in_column(
    *things: Thing, owner: QWidget | None = None, spacing: int | None = None, margins: Margins | None = None
) -> QVBoxLayout:
    """Things below each other, in a widget that owns them or as a layout to be put somewhere.

    Distances are in pixels; where none is given, it is the style's.
    """
    return _filled(QVBoxLayout() if owner is None else QVBoxLayout(owner), things, spacing, margins)


def in_row(
    *things: Thing, owner: QWidget | None = None, spacing: int | None = None, margins: Margins | None = None
) -> QHBoxLayout:
    """Things beside each other, as `in_column`."""
    return _filled(QHBoxLayout() if owner is None else QHBoxLayout(owner), things, spacing, margins)


def _filled(layout: Box, things: tuple[Thing, ...], spacing: int | None, margins: Margins | None) -> Box:
    if spacing is not None:
        layout.setSpacing(spacing)
    if margins is not None:
        layout.setContentsMargins(*margins)
    for thing in things:
        _add(layout, thing)
    return layout


def _add(layout: QBoxLayout, thing: Thing) -> None:
    what, stretch = (thing.what, 1) if isinstance(thing, Growing) else (thing, 0)
    if what is None:
        layout.addStretch(stretch)
    elif isinstance(what, QWidget):
        layout.addWidget(what, stretch)
    else:
        layout.addLayout(what, stretch)
