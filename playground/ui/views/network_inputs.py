"""The button above the inputs: more of them than the diagram offers, and any formula that a person types."""

from functools import partial
from typing import cast

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from playground.data.features import Feature
from playground.data.typed_feature import Formula
from playground.i18n import Text, _, p_
from playground.session.session import Session
from playground.spec import family
from playground.ui.appearance import Appearance
from playground.ui.controls import LinkButton
from playground.ui.views.formula_editor import FormulaEditor

ADD = p_("undo", "Add input")
CHANGE = p_("undo", "Change input")


class AddInput(LinkButton):
    """Opens a menu of the inputs that are not in the diagram."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(
            _("+ input"), "network.add_input", parent,
            tip=_("Add an input: radius, angle, cosines, or a formula that you type; or change a formula"),
        )  # fmt: skip
        self._session, self._appearance = session, appearance
        self.clicked.connect(self._open_menu)

    def add(self, feature: Feature) -> bool:
        """Show the network one more number of each point. Whether that is legal."""
        return self._session.apply_all({"features": (*self._session.experiment.features, feature)}, ADD)

    def change(self, old: Formula, text: str) -> bool:
        """Put another formula in the place of one. Whether that is legal."""
        features = tuple(Formula(text) if one == old else one for one in self._session.experiment.features)
        return self._session.apply_all({"features": features}, CHANGE)

    def open_editor(self, old: Formula | None = None) -> None:
        """Ask for a formula: a new one, or another for one that is there."""
        editor = FormulaEditor(self._session.prepared, self._appearance, self, old)
        editor.chosen.connect(lambda text: self.add(Formula(text)) if old is None else self.change(old, text))
        editor.open_below(self)

    def _open_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("network.inputs")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for feature in self._others():
            words = f"{feature.caption}    {_NAMES[feature.key]}"
            menu.addAction(words, partial(self.add, feature))
        menu.addSeparator()
        menu.addAction(str(_("Formula…")), partial(self.open_editor, None))
        for old in self._session.experiment.features:
            if isinstance(old, Formula):
                menu.addAction(str(_("Change {formula}…", formula=old.caption)), partial(self.open_editor, old))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _others(self) -> list[Feature]:
        """What may be added: not shown by the diagram, and fit for the data."""
        used = {feature.identity for feature in self._session.experiment.features}
        kinds = cast(list[type[Feature]], list(family("feature").values()))
        made = [cls() for cls in kinds if not cls.is_usual and cls is not Formula]
        is_curve = self._session.dataset.is_curve
        return [one for one in made if one.identity not in used and not (is_curve and one.needs_x2)]


_NAMES: dict[str, Text] = {
    "radius": _("distance from the middle"), "angle": _("direction from the middle"),
    "cos_x1": _("cosine"), "cos_x2": _("cosine"),
}  # fmt: skip
