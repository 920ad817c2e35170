"""Optimizers: from a gradient to a step.

The gradient g says in which direction the loss rises most steeply, so every optimizer goes the other way. How far, and
how straight, is where they differ, and each answers a complaint about the one before it. 1 and 2 are in `direction`,
3 in `size`, 4 in `adam`, 5 in `sign`:

1. SGD goes straight down. In a narrow valley it bounces from wall to wall and hardly moves along the floor.
2. Momentum and Nesterov remember the direction: steps across the valley cancel, those along it add up.
3. AdaGrad, Adadelta and RMSprop remember how large the gradient of each parameter is, and divide by it: so parameters
   with small or rare gradients move as far as the others.
4. Adam and its kin do both at once; AdamW and Lion also let all parameters shrink a little at each step.
5. Lion forgets sizes altogether: only the sign of its remembered direction counts.

An optimizer says two things. `numbers` are those of its formula that change from step to step, such as the learning
rate; `step` is the recipe of one step (see `recipes.py`), which changes parameters and memory in place. All parameters
of a network lie in one flat array, so a step is a handful of calls whatever the depth. Read each `step` beside the
formula above it: every line is one operation of the formula, and `spare` holds what is worked out on the way. Letters
are those of the papers: theta for the parameters, g the gradient, m a mean of gradients, v and s of their squares.
Names and settings are those of `torch.optim`.
"""

# This order is that of the lists on screen.
# isort: off
from playground.engine.optimizers.base import Memory, Numbers, Optimizer, Stepper, fresh_memory, rescaled
from playground.engine.optimizers.direction import SGD, Momentum, Nesterov
from playground.engine.optimizers.size import AdaGrad, Adadelta, RMSprop
from playground.engine.optimizers.adam import Adam, AMSGrad, AdamW, Nadam, Adamax
from playground.engine.optimizers.sign import Lion

__all__ = (
    "SGD", "AMSGrad", "AdaGrad", "Adadelta", "Adam", "AdamW", "Adamax", "Lion", "Memory", "Momentum", "Nadam",
    "Nesterov", "Numbers", "Optimizer", "RMSprop", "Stepper", "fresh_memory", "rescaled",
)  # fmt: skip
