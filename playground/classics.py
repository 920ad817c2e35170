"""Small data sets that many books begin with; where they come from and their licences are said beside the files."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playground.assets import resources
from playground.i18n import Text, _

if TYPE_CHECKING:
    from playground.data.table.assignment import Roles


@dataclass(frozen=True, slots=True)
class Classic:
    """One data set: the name of its file, and the names of the two inputs and the label to begin with."""

    key: str
    title: Text
    source: Text
    inputs: tuple[str, str]
    label: str

    @property
    def path(self) -> Path:
        """The table."""
        return resources() / "datasets" / f"{self.key}.csv"

    def roles(self) -> "Roles":
        """The columns to begin with, by their place in the table."""
        from playground.data.table.assignment import Roles  # not at the start of the program, which names the menu only
        from playground.data.table.reading import read_file

        names = [column.name for column in read_file(self.path).columns]
        return Roles(tuple(map(names.index, self.inputs)), names.index(self.label))


CLASSICS: tuple[Classic, ...] = (
    Classic("iris", _("Iris flowers"), _("Fisher 1936 (UCI, CC BY 4.0)"), ("petal length (cm)", "petal width (cm)"),
            "species"),
    Classic("penguins", _("Palmer penguins"), _("Horst, Hill and Gorman 2020 (CC0)"),
            ("bill_length_mm", "flipper_length_mm"), "species"),
    Classic("wine", _("Wines of one region"), _("Aeberhard and Forina 1992 (UCI, CC BY 4.0)"),
            ("alcohol", "color intensity"), "cultivar"),
)  # fmt: skip
"""In the order of the menu."""
