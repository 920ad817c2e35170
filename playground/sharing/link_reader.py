"""Reads links of TensorFlow Playground.

The settings stand behind the `#` as `key=value&key=value`; what a link does not name has that program's default. What
cannot carry over is said in a note, never dropped in silence.
"""

import math
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import parse_qsl

from playground import tree
from playground.data.config import DataConfig
from playground.data.features import X1, X2, Feature
from playground.data.sources import Source
from playground.data.split import Split
from playground.engine.config import MOST_LAYERS, MOST_UNITS, Layer, NetworkConfig, TrainingConfig
from playground.engine.initializers import Uniform, Zeros
from playground.engine.losses import HalfSquaredError
from playground.engine.optimizers import SGD
from playground.engine.outputs import LinearOutput, Output, TanhOutput
from playground.engine.seeds import Seeds
from playground.experiment import Experiment
from playground.i18n import Text, _
from playground.sharing.link_names import ACTIVATIONS, ADDRESS, CLASSES, FEATURES, VALUES, source
from playground.spec import SpecError, Violation, show

LONGEST = 10_000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Carried:
    """What came over from the other program, and a sentence for each thing that did not."""

    experiment: Experiment
    notes: tuple[Text, ...]


def looks_like_link(words: str) -> bool:
    """Whether a text may be meant as a link of TensorFlow Playground.

    >>> looks_like_link(" playground.tensorflow.org/#networkShape=4,2"), looks_like_link("1X5V-0001")
    (True, False)
    """
    return "playground.tensorflow.org" in words.lower() or words.strip().startswith("#")


def experiment_of(link: str) -> Carried:
    """The experiment of a link. Raises SpecError for a text that is none."""
    if not looks_like_link(link) or len(link) > LONGEST:
        words = _("This is not a link of TensorFlow Playground. Such a link begins with {address}.", address=ADDRESS)
        raise SpecError((Violation("", words),))
    return _Reader(dict(parse_qsl(link.strip().partition("#")[2], keep_blank_values=True))).read()


class _Reader:
    """Reads the settings of one link and collects the notes."""

    def __init__(self, given: dict[str, str]) -> None:
        self._given = given
        self._notes: list[Text] = []

    def read(self) -> Carried:
        regression = self._choice("problem", {"classification": False, "regression": True}, "classification")
        shape = self._shape()
        activation = self._choice("activation", ACTIVATIONS, "tanh")()
        zero = self._switch("initZero")
        output: Output = LinearOutput() if regression else TanhOutput()
        network = NetworkConfig(
            tuple(Layer(units, activation) for units in shape), output,
            Zeros() if zero else Uniform(limit=0.5), bias=0.0 if zero else 0.1,
        )  # fmt: skip
        seed = self._seed()
        data = DataConfig(self._source(regression), seed, self._split(seed))
        made = Experiment(data, self._features(), network, self._training(), Seeds(weights=seed, order=seed))
        self._tell_what_stays()
        return Carried(made, tuple(self._notes))

    def _source(self, regression: bool) -> Source:
        table, key, usual = (VALUES, "regDataset", "reg-plane") if regression else (CLASSES, "dataset", "circle")
        name = self._choice(key, {name: name for name in table}, usual)
        return source(name, self._number("noise", 0.0, 0.0, 50.0) / 100)

    def _split(self, seed: int) -> Split:
        """Its test data are what we call validation data: they are looked at all the time."""
        return Split(train=self._number("percTrainData", 50.0, 10.0, 90.0) / 100, stratified=False, seed=seed)

    def _features(self) -> tuple[Feature, ...]:
        chosen = tuple(made() for key, made in FEATURES.items() if self._switch(key, usual=key in ("x", "y")))
        if not chosen:
            self._notes.append(_("The link has no input at all; x₁ and x₂ were taken instead."))
        return chosen or (X1(), X2())

    def _shape(self) -> list[int]:
        words = [part for part in self._given.get("networkShape", "4,2").split(",") if part.strip()]
        units = []
        for part in words[:MOST_LAYERS]:
            number = _whole(part)
            if number is None or not 1 <= number <= MOST_UNITS:
                self._clamped("networkShape", part, 1, MOST_UNITS)
            units.append(min(max(number or 1, 1), MOST_UNITS))
        if len(words) > MOST_LAYERS:
            self._notes.append(_("The link has {n} hidden layers; the first {most} were taken.",
                                 n=len(words), most=MOST_LAYERS))  # fmt: skip
        return units

    def _training(self) -> TrainingConfig:
        penalty = self._choice("regularization", {"none": "", "L1": "l1", "L2": "l2"}, "none")
        rate = self._number("regularizationRate", 0.0, 0.0, 10.0)
        training = TrainingConfig(
            HalfSquaredError(), SGD(), self._number("learningRate", 0.03, 1e-6, 100.0),
            round(self._number("batchSize", 10.0, 1.0, 100_000.0)), reshuffle=False,
        )  # fmt: skip
        if penalty == "l1" and rate:
            self._notes.append(_("In TensorFlow Playground a weight that L1 brings to 0 stays there for ever; here it "
                                 "can grow again."))  # fmt: skip
        return tree.put(training, penalty, rate) if penalty else training

    def _seed(self) -> int:
        """Its seeds are decimal fractions such as 0.59704: the digits are taken. The random numbers differ anyway."""
        words = self._given.get("seed", "")
        digits = "".join(sign for sign in words.partition(".")[2] or words if sign in "0123456789")[:9]
        if digits:
            self._notes.append(_("The points and the first weights follow the same rules, but are drawn from other "
                                 "random numbers."))  # fmt: skip
        return int(digits or 1)

    def _tell_what_stays(self) -> None:
        for key in ("cosX", "cosY"):
            if self._switch(key):
                self._notes.append(_("This input was not carried over; TensorFlow Playground does not use it either "
                                     "({key}).", key=key))  # fmt: skip
        hidden = sorted(key for key in self._given if key.endswith("_hide") and self._switch(key))
        if hidden or self._switch("hideText"):
            self._notes.append(_("The link hides some controls; here they are all shown."))

    # Values ----------------------------------------------------------------------------------------------------------

    def _choice(self, key: str, choices: dict[str, T], usual: str) -> T:
        words = self._given.get(key, usual)
        if words not in choices:
            self._notes.append(_("{key} must be one of {allowed}, not {value}; {usual} was taken.",
                                 key=key, allowed=", ".join(choices), value=show(words), usual=usual))  # fmt: skip
        return choices.get(words, choices[usual])

    def _number(self, key: str, usual: float, low: float, high: float) -> float:
        words = self._given.get(key, "")
        if not words:
            return usual
        number = _decimal(words)
        if number is None:
            self._notes.append(_("{key} must be a number, not {value}; {usual} was taken.",
                                 key=key, value=show(words), usual=f"{usual:g}"))  # fmt: skip
            return usual
        if not low <= number <= high:
            self._clamped(key, words, low, high)
        return min(max(number, low), high)

    def _clamped(self, key: str, words: str, low: float, high: float) -> None:
        self._notes.append(_("{key} must be from {low} to {high}, not {value}; the nearest value was taken.",
                             key=key, low=f"{low:g}", high=f"{high:g}", value=show(words)))  # fmt: skip

    def _switch(self, key: str, usual: bool = False) -> bool:
        """As that program reads it: everything but the word "false" is true."""
        return self._given[key] != "false" if key in self._given else usual


def _whole(words: str) -> int | None:
    number = _decimal(words)
    return None if number is None or abs(number) > 1e9 else int(number)


def _decimal(words: str) -> float | None:
    try:
        number = float(words)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
