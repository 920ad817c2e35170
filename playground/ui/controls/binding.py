"""A control and the setting it shows, tied together."""

from collections.abc import Callable
from typing import Any, Protocol

from playground.spec import Configuration
from playground.tree import get
from playground.ui.controls.field import Field


class Session(Protocol):
    """The part of a session that a control needs."""

    @property
    def experiment(self) -> Configuration: ...
    def apply(self, path: str, value: Any, merge: bool = ...) -> bool: ...
    def settle(self) -> None: ...
    def subscribe(self, listener: Callable[[Any], None]) -> Callable[[], None]: ...


def bind(field: Field, path: str, session: Session) -> None:
    """Show the setting at a path in a control, and send what a person chooses there to the session.

    It ends when the control is destroyed. When the session refuses a value, the control goes back to what is true.
    """

    def show() -> None:
        value = _find(session.experiment, path)
        if value is not None and value != field.value():
            field.set_value(value)

    def send(value: Any, merging: bool) -> None:
        if value == get(session.experiment, path):
            return
        if not merging:
            session.settle()
        if not session.apply(path, value, merge=True):
            show()

    field.set_value(get(session.experiment, path))
    field.edited.connect(send)
    field.destroyed.connect(session.subscribe(lambda _change: show()))


def _find(config: Configuration, path: str) -> Any:
    """The value at a path, or None where the path is gone, as when a layer was removed."""
    try:
        return get(config, path)
    except KeyError:
        return None
