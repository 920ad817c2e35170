"""Control to choose a member of a family, with its own settings one click away."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from playground.i18n import Text, _
from playground.spec import Component, Configuration, Item, family_of, params
from playground.ui.controls.buttons import IconButton
from playground.ui.controls.combo_box import ComboBox
from playground.ui.controls.field import CaptionedField
from playground.ui.controls.form import Form
from playground.ui.controls.popups import show_below
from playground.ui.controls.styling import set_role


class ComponentPicture(Protocol):
    """A widget that shows what a component does."""

    def show_component(self, component: Component) -> None: ...


MakePicture = Callable[[QWidget], Any]
"""Makes a widget that is a `ComponentPicture`."""


class ComponentField(CaptionedField):
    """A member of a family, such as an optimizer. A member chosen again comes back with the settings it had.

    A gear beside the caption opens the settings of the member that is chosen, where it has any, with a `picture` of
    what it does. `members` limits the choice to some of the family.
    """

    def __init__(
        self,
        item: Item,
        path: str,
        parent: QWidget | None = None,
        *,
        members: Mapping[str, type[Component]] | None = None,
        picture: MakePicture | None = None,
    ) -> None:
        super().__init__(item, path, parent)
        self._picture = picture
        self._members: dict[str, type[Component]] = {}
        self._box = ComboBox([], self)
        self._place(self._box)
        self._box.activated.connect(self._on_box_activated)
        self._gear = IconButton(
            "settings-2", _("Settings"), f"{path}.settings", self, look="flat",
            tip=_("Settings of what is chosen here"),
        )  # fmt: skip
        self._gear.clicked.connect(self._on_gear_clicked)
        self.add_tool(self._gear)
        self._remembered: dict[str, Component] = {}
        self._value: Component | None = None
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
        has_settings = any(item.element is None for item in params(type(value)).values())
        self._gear.setVisible(has_settings or self._picture is not None)

    def show_problem(self, message: Text, column: int | None = None) -> None:
        self._refuse(self._box, message)

    def _on_box_activated(self) -> None:
        key = self._box.key()
        if self._value is None or key != self._value.key:
            self._accept()
            chosen = self._remembered.get(key) or self._members[key]()
            self.set_value(chosen)
            self.edited.emit(chosen, False)

    def _on_gear_clicked(self) -> None:
        assert self._value is not None
        popup = SettingsPopup(self.item, self.path, self._value, self, self._picture)
        popup.form.edited.connect(self._on_settings_edited)
        popup.open_below(self._box)

    def _on_settings_edited(self, value: Component, merging: bool) -> None:
        self.set_value(value)
        self.edited.emit(value, merging)


class SettingsPopup(QFrame):
    """The settings of one component or group, over the window; a click elsewhere or Escape closes it."""

    def __init__(
        self, item: Item, path: str, value: Configuration, parent: QWidget, make_picture: MakePicture | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName(f"{path}.popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_role(self, "popup")
        self.form = Form(item, path, self, columns=2)
        self.form.set_value(value)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.addWidget(self.form)
        if make_picture is not None and isinstance(value, Component):
            picture = make_picture(self)
            picture.show_component(value)
            self.form.edited.connect(lambda changed, _merging: picture.show_component(changed))
            column.addWidget(picture)

    def open_below(self, widget: QWidget) -> None:
        """Appear under a widget, but inside the screen."""
        show_below(self, widget)
        if self.form.fields:
            self.form.fields[0].setFocus(Qt.FocusReason.PopupFocusReason)
