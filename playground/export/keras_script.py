"""A Keras script that trains the same network on the same points, in the same order and from the same weights.

It calls `train_on_batch`, which is the same with every backend of Keras 3.
"""

from collections.abc import Iterator

from playground.engine import learner
from playground.engine.config import Layer
from playground.engine.normalization import BatchNorm
from playground.engine.optimizers import Nadam
from playground.engine.schedules import Constant
from playground.experiment import Prepared
from playground.export import course, frame, header
from playground.export.pieces import settings
from playground.export.replay import Run
from playground.i18n import _

ACTIVATIONS: dict[str, str] = {
    "linear": 'keras.layers.Activation("linear")',
    "relu": 'keras.layers.Activation("relu")',
    "tanh": 'keras.layers.Activation("tanh")',
    "sigmoid": 'keras.layers.Activation("sigmoid")',
    "leaky_relu": "keras.layers.LeakyReLU({slope})",
    "elu": "keras.layers.ELU({alpha})",
    "selu": 'keras.layers.Activation("selu")',
    "gelu": "keras.layers.Activation(lambda z: keras.ops.gelu(z, approximate=False))",
    "softplus": 'keras.layers.Activation("softplus")',
    "silu": 'keras.layers.Activation("silu")',
    "mish": 'keras.layers.Activation("mish")',
    "sine": "keras.layers.Activation(keras.ops.sin)",
    "step": "keras.layers.Activation(lambda z: keras.ops.cast(z > 0, z.dtype) + 0.0 * z)",
}
LOSSES: dict[str, str] = {
    "binary_cross_entropy": "keras.losses.BinaryCrossentropy(from_logits=True)",
    "cross_entropy": "keras.losses.CategoricalCrossentropy(from_logits=True)",
    "mse": "keras.losses.MeanSquaredError()",
    "half_mse": "HalfSquaredError()",
    "rmse": "RootMeanSquaredError()",
    "mae": "keras.losses.MeanAbsoluteError()",
    "huber": "keras.losses.Huber(delta={threshold})",
    "log_cosh": "keras.losses.LogCosh()",
    "hinge": "keras.losses.Hinge()",
}
LOGITS = ("binary_cross_entropy", "cross_entropy")
OPTIMIZERS: dict[str, str] = {
    "sgd": "keras.optimizers.SGD({lr}{clip})",
    "momentum": "keras.optimizers.SGD({lr}, momentum={momentum}{clip})",
    "nesterov": "keras.optimizers.SGD({lr}, momentum={momentum}, nesterov=True{clip})",
    "adagrad": "keras.optimizers.Adagrad({lr}, initial_accumulator_value=0.0, epsilon={eps} ** 2{clip})",
    "adadelta": "keras.optimizers.Adadelta({lr}, rho={rho}, epsilon={eps}{clip})",
    "rmsprop": "keras.optimizers.RMSprop({lr}, rho={alpha}, epsilon={eps} ** 2, centered={centred}{clip})",
    "adam": "keras.optimizers.Adam({lr}, beta_1={beta1}, beta_2={beta2}, epsilon={eps}{clip})",
    "amsgrad": "keras.optimizers.Adam({lr}, beta_1={beta1}, beta_2={beta2}, epsilon={eps}, amsgrad=True{clip})",
    "adamw": "keras.optimizers.AdamW({lr}, weight_decay={weight_decay}, beta_1={beta1}, beta_2={beta2}, "
             "epsilon={eps}{clip})",
    "nadam": "keras.optimizers.Nadam({lr}, beta_1={beta1}, beta_2={beta2}, epsilon={eps}{clip})",
    "adamax": "keras.optimizers.Adamax({lr}, beta_1={beta1}, beta_2={beta2}, epsilon={eps}{clip})",
    "lion": "keras.optimizers.Lion({lr}, beta_1={beta1}, beta_2={beta2}, weight_decay={weight_decay}{clip})",
}  # fmt: skip
CORRECTED = ("adam", "amsgrad", "adamw")
"""Keras adds epsilon before the means are corrected for their beginning; the paper and PyTorch do it afterwards."""

_DROPOUT = '''
class Dropout(keras.layers.Layer):  # as keras.layers.Dropout, with the masks of Neural Playground
    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def call(self, x, training=False):
        if not training:
            return x
        kept = dropout.random((x.shape[1], x.shape[0]), keras.config.floatx()) >= self.rate
        return x * keras.ops.convert_to_tensor(kept.T / (1.0 - self.rate), x.dtype)
'''  # fmt: skip

_GROUP_NORM = '''
class GroupNorm(keras.layers.Layer):  # keras.layers.GroupNormalization always works in float32, too coarse for pairs
    def __init__(self, groups, epsilon):
        super().__init__()
        self.groups, self.epsilon = groups, epsilon

    def build(self, shape):
        self.gamma = self.add_weight(shape=shape[-1:], initializer="ones", name="gamma")
        self.beta = self.add_weight(shape=shape[-1:], initializer="zeros", name="beta")

    def call(self, x):
        units = x.shape[1]
        x = keras.ops.reshape(x, (-1, self.groups, units // self.groups))
        x = x - keras.ops.mean(x, axis=-1, keepdims=True)
        x = x / keras.ops.sqrt(keras.ops.mean(keras.ops.square(x), axis=-1, keepdims=True) + self.epsilon)
        return keras.ops.reshape(x, (-1, units)) * self.gamma + self.beta
'''  # fmt: skip

_HALF_SQUARED_ERROR = '''
class HalfSquaredError(keras.losses.Loss):
    def call(self, t, a):
        return 0.5 * keras.ops.sum(keras.ops.square(a - t), axis=-1)
'''  # fmt: skip

_ROOT_MEAN_SQUARED_ERROR = '''
class RootMeanSquaredError(keras.losses.Loss):
    def call(self, t, a):
        return keras.ops.sqrt(keras.ops.mean(keras.ops.square(a - t)))
'''  # fmt: skip

CLASSES = {
    "Dropout": _DROPOUT, "GroupNorm": _GROUP_NORM, "HalfSquaredError": _HALF_SQUARED_ERROR,
    "RootMeanSquaredError": _ROOT_MEAN_SQUARED_ERROR,
}  # fmt: skip
"""What Keras does not do as the program does, by the name that a script calls."""


def keras_script(run: Run, title: str) -> str:
    """The script of a run. Raises SpecError for what Keras can't do in the same way."""
    prepared = run.prepared
    refuse(prepared)
    kind = _("Trains the same network with Keras: the same points, initial weights and order of points.")
    body = "\n\n\n".join([
        frame.data(prepared), "\n".join(frame.rate(run)), "\n".join(_model(run)), "\n".join(_training(run)),
    ])  # fmt: skip
    classes = "\n".join(source for name, source in CLASSES.items() if f" {name}(" in body)
    return frame.whole(run, title, kind, ["import keras", "import numpy as np"], classes, body)


def refuse(prepared: Prepared) -> None:
    """Raise SpecError for what Keras can't do in the same way."""
    frame.refuse(prepared, "Keras")
    training = prepared.experiment.training
    optimizer, changes = training.optimizer, not isinstance(training.schedule, Constant)
    if isinstance(optimizer, Nadam) and optimizer.momentum_decay != 1.0:
        raise header.refused(_("Keras has no setting for the momentum decay of Nadam. Set it to 1, or export a PyTorch "
                              "script."), "training.optimizer.momentum_decay")  # fmt: skip
    if optimizer.key in ("momentum", "nesterov") and changes:
        raise header.refused(_("Keras has another momentum while the learning rate changes. Export a PyTorch script."),
                            "training.schedule")  # fmt: skip
    if training.l2 and training.l2_form == "pytorch":
        raise header.refused(_("Keras has no weight decay in this form. Export a PyTorch script."), "training.l2_form")
    if training.clip_norm and training.clip_value:
        raise header.refused(_("Keras clips by length or by value, not both. Export a PyTorch script."),
                            "training.clip_value")  # fmt: skip
    if training.loss.key == "rmse" and course.weighs(prepared):
        raise header.refused(_("Keras has no weighted root of a mean. Export a PyTorch script."), "training.loss")


def _model(run: Run) -> Iterator[str]:
    prepared = run.prepared
    plan, experiment = prepared.plan, prepared.experiment
    yield from frame.initial_weights(prepared)
    yield f'keras.config.set_floatx("{experiment.network.precision}")'
    if any(layer.dropout for layer in plan.hidden):
        yield f'dropout = stream("{learner.DROPOUT}", {experiment.seeds.dropout})'
    options = _dense_options(prepared)
    yield "model = keras.Sequential(["
    yield f"    keras.Input(({plan.inputs},)),"
    for layer in plan.hidden:
        yield f"    keras.layers.Dense({layer.units}{options}),"
        yield from (f"    {_stage(layer, stage)}," for stage in layer.stages())
    answer = "linear" if experiment.training.loss.key in LOGITS else plan.output.key
    yield f'    keras.layers.Dense({plan.outputs}, activation="{answer}"{options}),'
    yield "])"
    yield "dense = [layer for layer in model.layers if isinstance(layer, keras.layers.Dense)]"
    yield "for layer, W in zip(dense, WEIGHTS):"
    yield "    layer.set_weights([W[:, :-1].T, W[:, -1]])"


def _dense_options(prepared: Prepared) -> str:
    """Penalties and limits of the weights."""
    training, options = prepared.experiment.training, ""
    strength = training.l2 / prepared.data.train.n if training.l2_form == "per_point" else training.l2
    if training.l1 or training.l2:
        options += f", kernel_regularizer=keras.regularizers.L1L2({training.l1!r}, {strength!r} / 2)"
    if training.max_norm:
        options += f", kernel_constraint=keras.constraints.MaxNorm({training.max_norm!r}, axis=0)"
    return options


def _stage(layer: Layer, stage: str) -> str:
    """One layer behind a dense one."""
    if stage == "activation":
        return ACTIVATIONS[layer.activation.key].format(**settings(layer.activation))
    if stage == "dropout":
        return f"Dropout({layer.dropout!r})"
    norm = layer.normalization
    if isinstance(norm, BatchNorm):
        return f"keras.layers.BatchNormalization(momentum={1.0 - norm.momentum!r}, epsilon={norm.eps!r})"
    if norm.group_count(layer.units) == 1:
        return f"keras.layers.LayerNormalization(epsilon={norm.eps!r})"
    return f"GroupNorm({norm.group_count(layer.units)}, {norm.eps!r})"


def _training(run: Run) -> Iterator[str]:
    prepared = run.prepared
    training = prepared.experiment.training
    clip = f", global_clipnorm={training.clip_norm!r}" if training.clip_norm else ""
    clip += f", clipvalue={training.clip_value!r}" if training.clip_value else ""
    known = settings(training.optimizer) | {"lr": repr(training.learning_rate), "clip": clip}
    yield f"optimizer = {OPTIMIZERS[training.optimizer.key].format(**known)}"
    yield f"loss_function = {LOSSES[training.loss.key].format(**settings(training.loss))}"
    yield "model.compile(optimizer, loss_function, run_eagerly=True)"
    yield ""
    yield ""
    yield "def loss_of(inputs, t, weights=None):"
    yield "    loss = loss_function(t, model(inputs, training=False), weights)"
    yield "    return float(keras.ops.convert_to_numpy(loss))"
    yield ""
    yield ""
    yield from frame.loop(run, list(_step(run)))
    if training.schedule.watches:
        inputs, wanted, share = frame.watched(prepared)
        yield f"    watch.observe(loss_of({inputs}[:-1].T, {wanted}.T{_weights(prepared, share)}))"
    yield ""
    weights = _weights(prepared, "(POINT_WEIGHTS / POINT_WEIGHTS.sum())[0]")
    yield f"loss = loss_of(X[:-1].T, T.T{weights})"
    yield from frame.end(run)


def _weights(prepared: Prepared, share: str) -> str:
    """How much each point counts, as a further argument: Keras takes the mean of what is weighed."""
    return f", {share} * len({share})" if course.weighs(prepared) else ""


def _step(run: Run) -> Iterator[str]:
    """One step, for the columns `x`, `t` and the shares of a batch."""
    prepared = run.prepared
    training = prepared.experiment.training
    if not isinstance(training.schedule, Constant):
        yield "optimizer.learning_rate = lr"
    if training.optimizer.key in CORRECTED:
        known = settings(training.optimizer)
        yield f"optimizer.epsilon = {known['eps']} * (1.0 - {known['beta2']} ** done) ** 0.5"
    weights = ", sample_weight=(share * len(batch))[0]" if course.weighs(prepared) else ""
    yield f"model.train_on_batch(x[:-1].T, t.T{weights})"
