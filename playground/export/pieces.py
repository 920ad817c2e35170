"""Activations, outputs and losses as the Python text of a script, in the order of operations of the engine.

`{z}` is the sum, `{a}` the answer, `{t}` the targets; settings stand under their own names. A test compares every
member of each family with the engine.
"""

from dataclasses import dataclass

from playground.engine import special
from playground.engine.activations import GELU, SELU, Activation, Softplus
from playground.engine.losses import Loss
from playground.engine.outputs import Output
from playground.spec import Component, params


@dataclass(frozen=True, slots=True)
class Bend:
    """A function and its slope."""

    value: str
    slope: str


_SELU = f"{SELU.SCALE!r} * np.where({{z}} > 0.0, {{z}}, {SELU.ALPHA!r} * np.expm1(np.minimum({{z}}, 0.0)))"

ACTIVATIONS: dict[str, Bend] = {
    "linear": Bend("{z}", "np.ones_like({z})"),
    "relu": Bend("np.maximum({z}, 0.0)", "np.sign({a})"),
    "tanh": Bend("np.tanh({z})", "1.0 - {a} * {a}"),
    "sigmoid": Bend("sigmoid({z})", "(1.0 - {a}) * {a}"),
    "leaky_relu": Bend("np.maximum({z} * {slope}, {z})", "np.maximum(np.sign({z}), {slope})"),
    "elu": Bend("np.where({z} > 0.0, {z}, {alpha} * np.expm1(np.minimum({z}, 0.0)))",
                "np.where({z} > 0.0, 1.0, {a} + {alpha})"),
    "selu": Bend(_SELU, f"np.where({{z}} > 0.0, {SELU.SCALE!r}, {{a}} + {SELU.SCALE * SELU.ALPHA!r})"),
    "gelu": Bend("{z} * normal_distribution({z})",
                 f"normal_distribution({{z}}) + {{z}} * np.exp(-0.5 * np.square({{z}})) / {GELU.ROOT!r}"),
    "softplus": Bend(f"np.where({{z}} > {Softplus.THRESHOLD}, {{z}}, np.logaddexp(0.0, {{z}}))",
                     f"np.where({{z}} > {Softplus.THRESHOLD}, 1.0, sigmoid({{z}}))"),
    "silu": Bend("sigmoid({z}) * {z}", "silu_slope({z}, {a})"),
    "mish": Bend("{z} * np.tanh(np.logaddexp(0.0, {z}))", "mish_slope({z})"),
    "sine": Bend("np.sin({z})", "np.cos({z})"),
    "step": Bend("np.heaviside({z}, 0.0)", "np.zeros_like({z})"),
}  # fmt: skip

OUTPUTS: dict[str, Bend] = {
    "sigmoid": Bend("sigmoid({z})", "{g} * ({a} * (1.0 - {a}))"),
    "tanh": Bend("np.tanh({z})", "{g} * (1.0 - {a} * {a})"),
    "linear": Bend("{z}", "{g}"),
    "softmax": Bend("softmax({z})", "({g} - ({g} * {a}).sum(axis=0, keepdims=True)) * {a}"),
}
"""The answer for sums, and the slope with respect to the sums from that with respect to the answers, `{g}`."""

DELTAS: dict[str, str] = {
    "binary_cross_entropy": "(a - t) * share",
    "cross_entropy": "(a - t) * share",
    "mse": "2.0 * (a - t) * (share / {k})",
    "half_mse": "(a - t) * share",
    "rmse": "rmse_slope(a - t, share / {k})",
    "mae": "np.sign(a - t) * (share / {k})",
    "huber": "np.clip(a - t, -{threshold}, {threshold}) * (share / {k})",
    "log_cosh": "np.tanh(a - t) * (share / {k})",
    "hinge": "np.where(t * a < 1.0, -t, 0.0) * (share / {k})",
}
"""How the mean loss changes with the answers; for the two cross-entropies with the sums, where it is as simple."""
UNEVEN_DELTA = "(a * t.sum(axis=0, keepdims=True) - t) * share"
"""That of a cross-entropy whose targets do not add up to 1."""
WITH_SUMS = ("binary_cross_entropy", "cross_entropy")

VALUES: dict[str, str] = {
    "binary_cross_entropy": "(np.maximum(z, 0.0) - z * t + np.log1p(np.exp(-np.abs(z))))[0]",
    "cross_entropy": "cross_entropy(z, t)",
    "mse": "np.square(a - t).mean(axis=0)",
    "half_mse": "0.5 * np.square(a - t).sum(axis=0)",
    "rmse": "np.square(a - t).mean(axis=0)",
    "mae": "np.abs(a - t).mean(axis=0)",
    "huber": "huber(np.abs(a - t), {threshold})",
    "log_cosh": "log_cosh(np.abs(a - t))",
    "hinge": "np.maximum(0.0, 1.0 - t * a).mean(axis=0)",
}
"""The loss of each point."""

HELPERS: dict[str, str] = {
    "sigmoid": """
def sigmoid(z):
    with np.errstate(over="ignore"):  # exp(1000) is infinite, and 1 / infinity the right answer
        return 1.0 / (1.0 + np.exp(-z))
""",
    "softmax": """
def softmax(z):
    a = np.exp(z - z.max(axis=0, keepdims=True))
    return a / a.sum(axis=0, keepdims=True)
""",
    "silu_slope": """
def silu_slope(z, a):
    s = sigmoid(z)
    return s + a * (1.0 - s)
""",
    "mish_slope": """
def mish_slope(z):
    gate = np.tanh(np.logaddexp(0.0, z))
    return gate + z * (1.0 - gate * gate) * sigmoid(z)
""",
    "normal_distribution": """
def normal_distribution(z):
    return 0.5 * (1.0 + erf(z * math.sqrt(0.5)))
""",
    "erf": f"""
# W. J. Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23 (1969), 631-637
NEAR, MIDDLE, FAR = (
    {special._NEAR!r},
    {special._MIDDLE!r},
    {special._FAR!r},
)


def polynomial(coefficients, x):
    y = np.full_like(x, coefficients[0])
    for coefficient in coefficients[1:]:
        y = y * x + coefficient
    return y


def ratio(coefficients, x):
    above, below = coefficients
    return polynomial(above, x) / polynomial(below, x)


def erf(x):
    size = np.abs(x)
    near = x * ratio(NEAR, np.square(np.minimum(size, 0.5)))
    bounded = np.clip(size, 0.46875, 4.0)
    middle = 1.0 - np.exp(-np.square(bounded)) * ratio(MIDDLE, bounded)
    large = np.maximum(size, 4.0)
    inverse = 1.0 / np.square(large)
    tail = (1.0 / math.sqrt(math.pi) - inverse * ratio(FAR, inverse)) / large
    far = 1.0 - np.exp(-np.square(np.minimum(large, 26.0))) * tail
    return np.where(size < 0.46875, near, np.copysign(np.where(size <= 4.0, middle, far), x))
""",
    "rmse_slope": """
def rmse_slope(error, share):
    root = np.sqrt((np.square(error) * share).sum(axis=(-2, -1), keepdims=True))
    return error * (share / np.maximum(root, np.finfo(error.dtype).tiny))
""",
    "cross_entropy": """
def cross_entropy(z, t):
    shifted = z - z.max(axis=0, keepdims=True)
    return {total}np.log(np.exp(shifted).sum(axis=0)) - (shifted * t).sum(axis=0)
""",
    "huber": """
def huber(size, threshold):
    beyond = threshold * (size - 0.5 * threshold)
    return np.where(size < threshold, 0.5 * np.square(size), beyond).mean(axis=0)
""",
    "log_cosh": """
def log_cosh(size):
    return (size + np.log1p(np.exp(-2.0 * size)) - np.log(2.0)).mean(axis=0)
""",
    "normalize_groups": """
def normalize_groups(x, groups, eps):
    x = x.reshape(groups, -1, x.shape[1])
    normal = x - x.mean(axis=1, keepdims=True)
    s = np.sqrt(np.square(normal).mean(axis=1, keepdims=True) + eps)
    return (normal / s).reshape(-1, x.shape[2]), s


def normalize_groups_backward(d, normal, s):
    shape = (len(s), -1, d.shape[1])
    return normalize_backward(d.reshape(shape), normal.reshape(shape), s, axis=1).reshape(d.shape)
""",
    "normalize_batch": """
def normalize_batch(x, mean, variance, momentum, eps):
    n = x.shape[1]
    if n == 1:  # one point alone has no variance
        return normalize_by(x, mean, variance, eps)
    batch_mean = x.mean(axis=1, keepdims=True)
    normal = x - batch_mean
    batch_variance = np.square(normal).mean(axis=1, keepdims=True)
    s = np.sqrt(batch_variance + eps)
    mean[:] = mean * (1.0 - momentum) + momentum * batch_mean
    variance[:] = variance * (1.0 - momentum) + momentum * (batch_variance * (n / (n - 1)))
    return normal / s, s


def normalize_batch_backward(d, normal, s):
    return d / s if d.shape[1] == 1 else normalize_backward(d, normal, s, axis=1)
""",
    "normalize_by": """
def normalize_by(x, mean, variance, eps):
    s = np.sqrt(variance + eps)
    return (x - mean) / s, s
""",
    "normalize_backward": """
def normalize_backward(d, normal, s, axis):
    along = (d * normal).mean(axis=axis, keepdims=True)
    return (d - d.mean(axis=axis, keepdims=True) - normal * along) / s
""",
    "with_ones": """
def with_ones(a):
    return np.vstack([a, np.ones((1, a.shape[1]), a.dtype)])
""",
    "stream": """
def stream(name, seed):
    return np.random.default_rng(np.random.SeedSequence(seed, spawn_key=(crc32(name.encode()), 0)))
""",
}  # fmt: skip
"""Functions that a script may need, by name."""


def helpers(body: str, uneven: bool = False) -> str:
    """The functions that some Python text calls, and those that they call, each before whoever calls it."""
    wanted: list[str] = []

    def want(text: str) -> None:
        for name, source in HELPERS.items():
            if f"{name}(" in text.replace(f"def {name}(", "") and name not in wanted:
                want(source)
                wanted.append(name)

    want(body)
    total = "t.sum(axis=0) * " if uneven else ""
    return "\n".join(HELPERS[name].replace("{total}", total) for name in wanted)


def settings(component: Component) -> dict[str, str]:
    """The settings of a component as Python text, by their names."""
    return {name: repr(getattr(component, name)) for name in params(type(component))}


def activation(function: Activation, z: str, a: str) -> Bend:
    """An activation and its slope for variables of these names."""
    bend, known = ACTIVATIONS[function.key], settings(function)
    return Bend(bend.value.format(z=z, a=a, **known), bend.slope.format(z=z, a=a, **known))


def delta(loss: Loss, output: Output, outputs: int, uneven: bool) -> list[str]:
    """How the mean loss changes with the sums of the last layer, as lines that set `dz`."""
    if uneven:
        return [f"dz = {UNEVEN_DELTA}"]
    words = DELTAS[loss.key].format(k=outputs, **settings(loss))
    if loss.key in WITH_SUMS or output.key == "linear":
        return [f"dz = {words}"]
    return [f"da = {words}", f"dz = {OUTPUTS[output.key].slope.format(a='a', g='da')}"]


def value(loss: Loss) -> str:
    """The loss of each point."""
    return VALUES[loss.key].format(**settings(loss))
