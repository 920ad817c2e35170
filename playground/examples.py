"""The experiments that come with the program, each a file in `resources/experiments`."""

from dataclasses import dataclass
from pathlib import Path

from playground.assets import resources
from playground.experiment import Experiment, read
from playground.i18n import Text, _


@dataclass(frozen=True, slots=True)
class Example:
    """One experiment to begin with."""

    key: str
    title: Text

    @property
    def path(self) -> Path:
        return resources() / "experiments" / f"{self.key}.json"

    def read(self) -> Experiment:
        """The experiment of the file."""
        return read(self.path)


EXAMPLES: tuple[Example, ...] = (
    Example("tensorflow-playground", _("As in TensorFlow Playground")),
    Example("spiral", _("Spiral, learned with Adam")),
    Example("three-rings", _("Three rings, three classes")),
)
