"""Fields that show more than one setting at once, or only some of a family."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from playground.engine.config import Layer
from playground.experiment import Experiment, legal_losses, legal_outputs
from playground.session.messages import change_label
from playground.session.session import Change, Session
from playground.spec import Component, params
from playground.tree import declaration, get
from playground.ui.appearance import Appearance
from playground.ui.controls import ComponentField, Field, bind, make_field
from playground.ui.controls.component_field import MakePicture
from playground.ui.panels.augmentation_field import PATH as AUGMENTATION
from playground.ui.panels.augmentation_field import fit_to_data
from playground.ui.panels.pictures import activation_picture, schedule_picture

Legal = Callable[[Experiment], Mapping[str, type[Component]]]


class FittingField(ComponentField):
    """A member of a family, of which only those are offered that fit the rest of the experiment."""

    def __init__(self, session: Session, path: str, legal: Legal, parent: QWidget | None = None) -> None:
        super().__init__(declaration(session.experiment, path), path, parent, members=legal(session.experiment))
        self._session, self._legal = session, legal
        bind(self, path, session)
        self.destroyed.connect(session.subscribe(self._on_session_changed))

    def _on_session_changed(self, change: Change) -> None:
        self.set_members(self._legal(change.new.experiment))


LAYERS = "network.layers.*."
"""Begins the path of a setting that all hidden layers share."""


def setting_field(session: Session, appearance: Appearance, path: str, parent: QWidget | None = None) -> Field:
    """The field for any setting by its path, tied to the session."""
    if path == "training.loss":
        return FittingField(session, path, legal_losses, parent)
    if path == "network.output":
        return FittingField(session, path, legal_outputs, parent)
    if path.startswith(LAYERS):
        name = path.removeprefix(LAYERS)
        picture = activation_picture(appearance) if name == "activation" else None
        return every_layer(session, name, parent, picture)
    item = declaration(session.experiment, path)
    if path == "training.schedule":
        field: Field = ComponentField(item, path, parent, picture=schedule_picture(session, appearance))
    else:
        field = make_field(item, path, parent=parent)
    bind(field, path, session)
    if path.startswith(AUGMENTATION):
        fit_to_data(field, session.dataset.is_curve)
        leave = session.subscribe(lambda change: fit_to_data(field, change.new.dataset.is_curve))
        field.destroyed.connect(leave)
    return field


def every_layer(
    session: Session, name: str, parent: QWidget | None = None, picture: MakePicture | None = None
) -> Field:
    """A field for one setting of all hidden layers at once; it shows that of the first."""
    path, item = f"network.layers.*.{name}", params(Layer)[name]
    field = ComponentField(item, path, parent, picture=picture) if picture else make_field(item, path, parent=parent)

    def show() -> None:
        layers = get(session.experiment, "network.layers")
        field.setEnabled(bool(layers))
        if layers and getattr(layers[0], name) != field.value():
            field.set_value(getattr(layers[0], name))

    def send(value: Any, merging: bool) -> None:
        if not merging:
            session.settle()
        count = len(session.experiment.network.layers)
        changes = {f"network.layers.{index}.{name}": value for index in range(count)}
        if not session.apply_all(changes, change_label(field.item.param), merge=path):
            show()

    show()
    field.edited.connect(send)
    field.destroyed.connect(session.subscribe(lambda _change: show()))
    return field
