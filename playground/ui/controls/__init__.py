"""Controls: made from declarations, tied to a session, and the surfaces they stand on."""

from playground.ui.controls.binding import bind
from playground.ui.controls.buttons import IconButton, LinkButton
from playground.ui.controls.card import Card, Heading
from playground.ui.controls.choice_field import ChoiceField
from playground.ui.controls.combo_box import ComboBox
from playground.ui.controls.component_field import ComponentField
from playground.ui.controls.field import Field
from playground.ui.controls.form import Form, grid, make_field
from playground.ui.controls.number_field import NumberField, TextField
from playground.ui.controls.slider_field import SliderField
from playground.ui.controls.styling import label, mark, paragraph, set_role
from playground.ui.controls.switch_field import SwitchField

__all__ = [
    "Card",
    "ChoiceField",
    "ComboBox",
    "ComponentField",
    "Field",
    "Form",
    "Heading",
    "IconButton",
    "LinkButton",
    "NumberField",
    "SliderField",
    "SwitchField",
    "TextField",
    "bind",
    "grid",
    "label",
    "make_field",
    "mark",
    "paragraph",
    "set_role",
]
