"""Pictures of what a component does, shown with its settings."""

from collections.abc import Callable

import numpy as np
from PySide6.QtWidgets import QWidget

from playground.engine.activations import Activation
from playground.engine.recipes import carry_out
from playground.engine.schedules import Schedule, preview
from playground.i18n import _, plain
from playground.session.session import Session
from playground.spec import Component
from playground.ui.appearance import Appearance
from playground.ui.views.function_plot import FunctionPlot, Line

REACH = 4.0
"""An activation is shown for sums from minus this to plus this."""
EPOCHS = 200
"""A schedule is shown for so many epochs."""
FLAT = _("f′(z) = 0 everywhere: nothing is learned")


class Picture(FunctionPlot):
    """A plot that follows the component it shows."""

    def __init__(
        self, appearance: Appearance, name: str, lines: Callable[[Component], list[Line]], parent: QWidget
    ) -> None:
        super().__init__(appearance, name, _("What it does"), parent)
        self._draw = lines

    def show_component(self, component: Component) -> None:
        """Show what a component does."""
        self.show_lines(self._draw(component))


def activation_picture(appearance: Appearance) -> Callable[[QWidget], Picture]:
    """Makes plots of an activation f and its slope f'."""
    return lambda parent: Picture(appearance, "picture.activation", _activation, parent)


def schedule_picture(session: Session, appearance: Appearance) -> Callable[[QWidget], Picture]:
    """Makes plots of a schedule, for the learning rate and the steps per epoch that are set."""

    def lines(component: Component) -> list[Line]:
        assert isinstance(component, Schedule)
        training, points = session.experiment.training, max(1, session.prepared.data.train.n)
        steps = 1 if training.whole_set else -(-points // training.batch_size)
        x, y = preview(component, training.learning_rate, EPOCHS, steps)
        return [Line(x, y, _("learning rate by epoch"))]

    return lambda parent: Picture(appearance, "picture.schedule", lines, parent)


def _activation(component: Component) -> list[Line]:
    assert isinstance(component, Activation)
    z = np.linspace(-REACH, REACH, 321)
    a, slope = np.empty_like(z), np.empty_like(z)
    carry_out(component.forward(z, a))
    carry_out(component.derivative(z, a, slope))
    name = FLAT if component.is_flat else plain("f′(z)")
    return [Line(z, a, plain("f(z)")), Line(z, slope, name, dashed=True)]
