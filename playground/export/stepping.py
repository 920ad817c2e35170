"""Optimizers as the Python text of one step, in the order of operations of the engine.

`theta` are the parameters, `g` their gradient, `lr` the learning rate and `step` the number of the step from 1. A test
compares every member of the family with the engine.
"""

from playground.engine.optimizers import Optimizer
from playground.export.pieces import settings

_ADAM_SUMS = ("m[:] = m * {beta1} + g", "v[:] = v * {beta2} + g * g")
_ADAM_STEP = (
    "c = math.sqrt((1.0 - {beta2} ** step) / (1.0 - {beta2}))",
    "theta -= lr * c * (1.0 - {beta1}) / (1.0 - {beta1} ** step) * (m / (np.sqrt({scale}) + c * {eps}))",
)
_ADAM = (*_ADAM_SUMS, *_ADAM_STEP)

STEPS: dict[str, tuple[str, ...]] = {
    "sgd": ("theta -= lr * g",),
    "momentum": ("v[:] = {momentum} * v + g", "theta -= lr * v"),
    "nesterov": ("v[:] = {momentum} * v + g", "theta -= lr * ({momentum} * v + g)"),
    "adagrad": ("s += g * g", "theta -= lr * (g / (np.sqrt(s) + {eps}))"),
    "adadelta": (
        "v += (g * g - v) * (1.0 - {rho})",
        "move = g * np.sqrt((u + {eps}) / (v + {eps}))",
        "u += (move * move - u) * (1.0 - {rho})",
        "theta -= lr * move",
    ),
    "rmsprop": ("v += (g * g - v) * (1.0 - {alpha})", "theta -= lr * (g / (np.sqrt(v) + {eps}))"),
    "rmsprop centred": (
        "v += (g * g - v) * (1.0 - {alpha})",
        "m += (g - m) * (1.0 - {alpha})",
        "theta -= lr * (g / (np.sqrt(v - m * m) + {eps}))",
    ),
    "adam": _ADAM,
    "amsgrad": (*_ADAM_SUMS, "np.maximum(largest, v, out=largest)", *_ADAM_STEP),
    "adamw": ("theta *= 1.0 - lr * {weight_decay}", *_ADAM),
    "nadam": (
        "mu, next_mu = ({beta1} * (1.0 - 0.5 * 0.96 ** (t * {momentum_decay})) for t in (step, step + 1))",
        "if step == 1:",
        "    product.fill(1.0)",
        "product *= mu",
        "m += (g - m) * (1.0 - {beta1})",
        "v += (g * g - v) * (1.0 - {beta2})",
        "ahead = (1.0 - mu) / (1.0 - product) * g + next_mu / (1.0 - product * next_mu) * m",
        "theta -= lr * (ahead / (np.sqrt(v / (1.0 - {beta2} ** step)) + {eps}))",
    ),
    "adamax": (
        "m += (g - m) * (1.0 - {beta1})",
        "np.maximum(u * {beta2}, np.abs(g) + {eps}, out=u)",
        "theta -= lr / (1.0 - {beta1} ** step) * (m / u)",
    ),
    "lion": (
        "direction = np.sign((m - g) * {beta1} + g)",
        "theta *= 1.0 - lr * {weight_decay}",
        "theta -= lr * direction",
        "m += (g - m) * (1.0 - {beta2})",
    ),
}


def memory(optimizer: Optimizer) -> tuple[str, ...]:
    """The letters of what the optimizer remembers, those of use."""
    plain = optimizer.key == "rmsprop" and not getattr(optimizer, "centred", False)
    return ("v",) if plain else optimizer.letters


def keeps_sums(optimizer: Optimizer) -> bool:
    """Whether what it remembers are sums, whose factors come with the step."""
    return any(scale != 1.0 for scale in optimizer.scales())


def update(optimizer: Optimizer) -> list[str]:
    """The lines of one step."""
    key = f"{optimizer.key} centred" if getattr(optimizer, "centred", False) else optimizer.key
    scale = "largest" if key == "amsgrad" else "v"
    return [line.format(scale=scale, **settings(optimizer)) for line in STEPS[key]]
