"""Augmentation in the data card: what is on, in words, and its settings one click away."""

from PySide6.QtWidgets import QWidget

from playground.data.augmentation import NOT_ON_CURVES, Augmentation
from playground.i18n import Text, _
from playground.session.session import Session
from playground.spec import params
from playground.tree import declaration
from playground.ui.controls import Field, Form
from playground.ui.controls.choice_field import ChoiceField
from playground.ui.panels.settings_line import SettingsLine

PATH = "data.augmentation"


class AugmentationField(SettingsLine):
    """What children of the training points differ in."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        tip = _("Train with children of the training points: moved, turned, flipped, mixed")
        super().__init__(session, PATH, declaration(session.experiment, PATH), _("Augmentation"), tip, parent)

    def value(self) -> Augmentation:
        return self._session.experiment.data.augmentation

    def words(self) -> Text:
        rule = self.value()
        return augmentation_words(rule.on_curve() if self._session.dataset.is_curve else rule)

    def fit(self, form: Form) -> None:
        for field in form.fields:
            fit_to_data(field, self._session.dataset.is_curve)


def fit_to_data(field: Field, is_curve: bool) -> None:
    """Take from a field of the augmentation what does nothing on a curve, and say why; give it back elsewhere."""
    why_not = NOT_ON_CURVES.get(field.path.removeprefix(f"{PATH}."))
    if isinstance(why_not, Text):
        field.offer(why_not if is_curve else None)
    elif why_not is not None:
        assert isinstance(field, ChoiceField)
        field.refuse(why_not if is_curve else {})


def augmentation_words(rule: Augmentation) -> Text:
    """What children differ in, in a few words.

    >>> str(augmentation_words(Augmentation(jitter=0.2, flip="x1")))
    'Augmentation: Jitter 0.2 · Flip: left and right'
    """
    usual, parts = Augmentation(), []
    for name, item in params(Augmentation).items():
        value = getattr(rule, name)
        if value == getattr(usual, name):
            continue
        chosen = next((choice.label for choice in item.param.choices if choice.value == value), None)
        parts.append(f"{item.param.label}: {chosen}" if chosen else f"{item.param.label} {value:g}")
    return _("Augmentation: {what}", what=" · ".join(parts)) if parts else _("No augmentation")
