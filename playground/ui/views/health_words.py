"""What the health of a layer means, in plain sentences: first the evidence, then what to try."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from playground.engine.health import EXPLODING, VANISHING, Finding, LayerHealth
from playground.experiment import Prepared
from playground.i18n import Text, _, n_, p_, plain
from playground.ui.controls.numerals import show_number
from playground.ui.views.numbers_words import UNDEFINED
from playground.ui.views.powers import power_words

DEAD = p_("neuron", "dead")
SATURATED = p_("neuron", "saturated")
_SMALLEST, _LARGEST = 1e-3, 1e7
SOUND = _("Layers look sound")
SOUND_TIP = _(
    "No layer with many dead or saturated neurons, no exact copies, and gradients that neither vanish nor explode."
)


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """One finding in words: `short` fits into a line, `evidence` has the numbers, `advice` what to try."""

    layer: int
    short: Text
    evidence: Text
    advice: Text


def diagnoses(prepared: Prepared, layers: Sequence[LayerHealth]) -> tuple[Diagnosis, ...]:
    """All findings, the first layer first; those of a network of another shape are left out."""
    if len(layers) != len(prepared.plan.units) - 1:
        return ()
    return tuple(found for index, layer in enumerate(layers) for found in _of_layer(prepared, index, layer))


def layer_name(prepared: Prepared, index: int) -> Text:
    """A layer with its activation, as a label; 0 is the first hidden one."""
    hidden = prepared.plan.hidden
    if index < len(hidden):
        return _("Layer {n} · {activation}", n=index + 1, activation=hidden[index].activation.label)
    return _("Output · {activation}", activation=prepared.plan.output.label)


def short_name(prepared: Prepared, index: int) -> Text:
    """A layer by its number."""
    is_output = index == len(prepared.plan.hidden)
    return p_("network diagram", "Output") if is_output else _("Layer {n}", n=index + 1)


def size_words(value: float) -> str:
    """A length or ratio in at most two digits, with a power of ten where it is small or large.

    >>> size_words(0.07), size_words(0.000234), size_words(2e-5), size_words(0.0)
    ('0.07', '2.3×10⁻⁴', '2×10⁻⁵', '0')
    """
    if value != value:
        return UNDEFINED
    if value and isfinite(value) and not _SMALLEST <= abs(value) < _LARGEST:
        return power_words(value).replace(".0×", "×")
    return show_number(value, 2)


def share_words(units: Sequence[int], layer: LayerHealth) -> str:
    """How many of the neurons: 3 / 8."""
    return f"{len(units)} / {layer.units}" if layer.judged else UNDEFINED


def unit_notes(layer: LayerHealth, unit: int) -> Iterator[Text]:
    """What is the matter with one neuron, in sentences of one line."""
    if unit in layer.dead_units:
        yield _("Dead: its slope is 0 at every training point, so it learns nothing.")
    if unit in layer.saturated_units:
        yield _("Saturated: at a flat end of its activation for every training point; it hardly learns.")
    group = next((group for group in layer.copies if unit in group), ())
    if group:
        others = ", ".join(str(other + 1) for other in group if other != unit)
        yield _("An exact copy, with equal weights in and out ({others}).", others=others)
        yield _(
            "Equal weights get equal gradients: copies stay copies, but for rounding. Draw initial weights at random."
        )


def _of_layer(prepared: Prepared, index: int, layer: LayerHealth) -> Iterator[Diagnosis]:
    name = short_name(prepared, index)
    words = {
        Finding.NO_SLOPE: _no_slope,
        Finding.DEAD_UNITS: _dead,
        Finding.SATURATED_UNITS: _saturated,
        Finding.VANISHING_GRADIENT: _vanishing,
        Finding.EXPLODING_GRADIENT: _exploding,
        Finding.COPIES: _copies,
    }
    for finding in layer.findings:
        short, evidence, advice = words[finding](layer)
        yield Diagnosis(index, _("{layer}: {what}", layer=name, what=short), evidence, advice)


def _no_slope(_layer: LayerHealth) -> tuple[Text, Text, Text]:
    return (
        _("no gradient passes"),
        _("The slope of this activation is 0 everywhere, so this layer and those before it never learn."),
        _("Choose an activation with a slope: sigmoid, tanh or ReLU."),
    )


def _dead(layer: LayerHealth) -> tuple[Text, Text, Text]:
    dead = len(layer.dead_units)
    return (
        _("{dead} of {n} neurons dead", dead=dead, n=layer.units),
        n_("{dead} of {n} neuron has a slope of 0 at every training point and learns nothing.",
           "{dead} of {n} neurons have a slope of 0 at every training point and learn nothing.",
           layer.units, dead=dead),
        _("Try a smaller learning rate, leaky ReLU or ELU, He initial weights, or other initial weights."),
    )  # fmt: skip


def _saturated(layer: LayerHealth) -> tuple[Text, Text, Text]:
    saturated = len(layer.saturated_units)
    return (
        _("{saturated} of {n} neurons saturated", saturated=saturated, n=layer.units),
        n_("{saturated} of {n} neuron is at a flat end of its activation at all training points (a slope < 1 %).",
           "{saturated} of {n} neurons are at a flat end of their activation at all training points (slopes < 1 %).",
           layer.units, saturated=saturated),
        _("Try smaller initial weights, a smaller learning rate, L2, batch normalisation, or ReLU."),
    )  # fmt: skip


def _vanishing(layer: LayerHealth) -> tuple[Text, Text, Text]:
    return (
        _("the gradient vanishes"),
        _("Its gradient is {share} of that of the output layer (vanishing below {limit}).",
          share=size_words(layer.gradient_share), limit=size_words(VANISHING)),
        _("Try ReLU or tanh instead of sigmoid, Xavier or He initial weights, batch normalisation, or fewer layers."),
    )  # fmt: skip


def _exploding(layer: LayerHealth) -> tuple[Text, Text, Text]:
    return (
        _("the gradient explodes"),
        _("Its gradient is {length} long (exploding above {limit}).",
          length=size_words(layer.gradient_norm), limit=size_words(EXPLODING)),
        _("Try smaller initial weights, a smaller learning rate, or clipping the gradient."),
    )  # fmt: skip


def _copies(layer: LayerHealth) -> tuple[Text, Text, Text]:
    groups = "; ".join(", ".join(str(unit + 1) for unit in group) for group in layer.copies)
    alike = sum(len(group) for group in layer.copies)
    return (
        _("{alike} of {n} neurons are copies", alike=alike, n=layer.units),
        _("Neurons with equal weights in and out get equal gradients and stay equal, but for rounding ({groups}).",
          groups=plain(groups)),
        _("Draw the initial weights at random: Xavier, He or uniform instead of a constant."),
    )  # fmt: skip
