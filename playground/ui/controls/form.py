"""Controls made from declarations: one for a setting, or a whole form for a configuration."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Literal

from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from playground.spec import Configuration, Item, SpecError, params
from playground.ui.controls.choice_field import ChoiceField
from playground.ui.controls.field import Field
from playground.ui.controls.number_field import NumberField, TextField
from playground.ui.controls.scales import scale_for
from playground.ui.controls.slider_field import SliderField
from playground.ui.controls.switch_field import SwitchField

Style = Literal["field", "slider"]


def make_field(item: Item, path: str, *, style: Style = "field", parent: QWidget | None = None) -> Field:
    """The control for a setting. A number without limits is typed even where a slider is wished for.

    Raises TypeError for a setting that needs a view of its own, such as a list of layers.
    """
    if item.is_component:
        from playground.ui.controls.component_field import ComponentField  # which holds forms itself

        return ComponentField(item, path, parent)
    if item.is_configuration:
        return Form(item, path, parent)
    if item.kind is bool:
        return SwitchField(item, path, parent)
    if item.kind is str:
        return ChoiceField(item, path, parent) if item.param.choices else TextField(item, path, parent)
    if item.kind in (int, float):
        scale = scale_for(item) if style == "slider" else None
        return NumberField(item, path, parent) if scale is None else SliderField(item, path, scale, parent)
    raise TypeError(f"no control for {path}, which is a {item.kind}")


class Form(Field):
    """The settings of a configuration or component, side by side in a grid. It is made anew for another component.

    It is a control itself: its value is the configuration, and `edited` brings a changed copy of it.
    """

    def __init__(
        self, item: Item, path: str, parent: QWidget | None = None, *, columns: int = 2, style: Style = "field",
        without: Collection[str] = (),
    ) -> None:  # fmt: skip
        """`without` names settings that are shown elsewhere."""
        super().__init__(item, path, parent)
        self._columns, self._style, self._without = columns, style, without
        self._value: Configuration | None = None
        self._fields: dict[str, Field] = {}
        self._grid = grid([], columns)
        self.setLayout(self._grid)

    @property
    def fields(self) -> tuple[Field, ...]:
        """The controls, in the order of declaration."""
        return tuple(self._fields.values())

    def value(self) -> Any:
        return self._value

    def set_value(self, value: Configuration) -> None:
        if type(value) is not type(self._value):
            self._rebuild(type(value))
        self._value = value
        for name, field in self._fields.items():
            if field.value() != getattr(value, name):
                field.set_value(getattr(value, name))

    def _rebuild(self, kind: type) -> None:
        for field in self._fields.values():
            self._grid.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._fields = {
            item.name: make_field(item, f"{self.path}.{item.name}", style=self._style, parent=self)
            for item in params(kind).values()
            if item.element is None and item.name not in self._without
        }
        for name, field in self._fields.items():
            field.edited.connect(partial(self._on_field_edited, name))
            field.invalid.connect(self.invalid)
        fill(self._grid, self.fields, self._columns)

    def _on_field_edited(self, name: str, value: Any, merging: bool) -> None:
        field = self._fields.get(name)
        if field is None:  # it was being edited while other settings came, of another kind
            return
        assert self._value is not None
        try:
            changed = replace(self._value, **{name: value})
        except SpecError as error:
            if not field.keeps_refused:
                field.set_value(getattr(self._value, name))
            field.show_problem(error.violations[0].message, error.violations[0].column)
            return
        self._value = changed
        self.edited.emit(changed, merging)


def grid(fields: Sequence[QWidget], columns: int) -> QGridLayout:
    """Controls in equally wide columns."""
    made = QGridLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(7)
    made.setVerticalSpacing(7)
    made.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
    fill(made, fields, columns)
    return made


def fill(layout: QGridLayout, fields: Sequence[QWidget], columns: int) -> None:
    """Put controls into the grid, row by row."""
    for column in range(columns):
        layout.setColumnStretch(column, 1)
    for index, field in enumerate(fields):
        layout.addWidget(field, index // columns, index % columns)
