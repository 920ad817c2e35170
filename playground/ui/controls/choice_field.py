"""Controls to choose one of a few things."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from playground.i18n import Text
from playground.spec import Component, Item, family_of
from playground.ui.controls.combo_box import ComboBox
from playground.ui.controls.field import CaptionedField


class ChoiceField(CaptionedField):
    """One of the named values of a setting."""

    def __init__(self, item: Item, path: str, parent: QWidget | None = None) -> None:
        super().__init__(item, path, parent)
        self._box = ComboBox([(choice.value, choice.label) for choice in item.param.choices], self)
        self._place(self._box)
        self._box.activated.connect(self._on_box_activated)
        self._value = self._box.key()

    def value(self) -> str:
        return self._value

    def set_value(self, value: str) -> None:
        self._value = value
        self._box.set_key(value)

    def show_problem(self, message: Text) -> None:
        self._refuse(self._box, message)

    def _on_box_activated(self) -> None:
        if self._box.key() != self._value:
            self._accept()
            self._value = self._box.key()
            self.edited.emit(self._value, False)


class ComponentField(CaptionedField):
    """A member of a family, such as an optimizer. A member chosen again comes back with the settings it had.

    `members` limits the choice to some of the family.
    """

    def __init__(
        self,
        item: Item,
        path: str,
        parent: QWidget | None = None,
        *,
        members: Mapping[str, type[Component]] | None = None,
    ) -> None:
        super().__init__(item, path, parent)
        self._members: dict[str, type[Component]] = {}
        self._remembered: dict[str, Component] = {}
        self._value: Component | None = None
        self._box = ComboBox(parent=self)
        self._place(self._box)
        self._box.activated.connect(self._on_box_activated)
        self.set_members(family_of(item.kind) if members is None else members)

    def set_members(self, members: Mapping[str, type[Component]]) -> None:
        """Offer other members of the family, as when another problem allows other losses."""
        if dict(members) != self._members:
            self._members = dict(members)
            self._box.set_entries([(key, member.label) for key, member in members.items()])
            if self._value is not None:
                self._box.set_key(self._value.key)

    def value(self) -> Component | None:
        return self._value

    def set_value(self, value: Component) -> None:
        self._value = value
        self._remembered[value.key] = value
        self._box.set_key(value.key)

    def show_problem(self, message: Text) -> None:
        self._refuse(self._box, message)

    def _on_box_activated(self) -> None:
        key = self._box.key()
        if self._value is None or key != self._value.key:
            self._accept()
            chosen = self._remembered.get(key) or self._members[key]()
            self.set_value(chosen)
            self.edited.emit(chosen, False)
