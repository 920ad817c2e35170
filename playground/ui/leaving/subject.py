"""What a picture can be made of."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from playground.i18n import Text


@dataclass(frozen=True, slots=True)
class Subject:
    """A view by its key and its name."""

    key: str
    words: Text
    widget: QWidget
