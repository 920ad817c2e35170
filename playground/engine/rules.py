"""What happens to a gradient before the optimizer gets it."""

from collections.abc import Callable

from playground.engine.arrays import Array
from playground.engine.config import TrainingConfig
from playground.engine.disturbance import Disturbance
from playground.engine.limits import clip_norm, clip_value
from playground.engine.penalties import Penalty

Rule = Callable[[Array, Array, Array], None]
"""Changes the gradient in place: (parameters, gradient, spare), each (models, size)."""


def gradient_rules(training: TrainingConfig, penalty: Penalty, noise: Disturbance) -> tuple[Rule, ...]:
    """The rules of a training, in their order; none for a plain one.

    Penalties of the loss come first, then clipping by length and by value, then noise, then the weight decay that
    PyTorch's optimizers add: as in a training loop written with PyTorch.
    """
    rules: dict[Rule, bool] = {
        penalty.add_gradient: bool(penalty.l1 or penalty.l2),
        lambda _theta, gradient, _spare: clip_norm(gradient, training.clip_norm): training.clip_norm > 0.0,
        lambda _theta, gradient, _spare: clip_value(gradient, training.clip_value): training.clip_value > 0.0,
        noise.disturb_gradient: training.noise.gradients > 0.0,
        penalty.add_decay: penalty.decay > 0.0,
    }
    return tuple(rule for rule, is_on in rules.items() if is_on)
