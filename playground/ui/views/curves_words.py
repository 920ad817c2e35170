"""What the curves view says: names of axes and lines, the read-out at the pointer, and a summary for screen readers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from playground.engine.tasks import Kind
from playground.i18n import Text, _, p_, plain
from playground.ui.controls.numerals import show_number
from playground.ui.views.curves_series import Line, Measure, Part
from playground.ui.views.numbers_words import count_text, loss_text, score_text


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words for one measure: the title of its axis, and the name of each line."""

    title: Text
    names: Mapping[Part, Text]


LOSS = Vocabulary(
    _("loss"),
    {Part.TRAIN: _("train loss"), Part.VALIDATION: _("validation loss"), Part.PENALTY: p_("curve", "penalty")},
)
ACCURACY = Vocabulary(_("accuracy"), {Part.TRAIN: _("train accuracy"), Part.VALIDATION: _("validation accuracy")})
R2 = Vocabulary(plain("R²"), {Part.TRAIN: _("train R²"), Part.VALIDATION: _("validation R²")})

EPOCH_TITLE = _("epoch")
HINT = _("Press Play to see the curves.")


@dataclass(frozen=True, slots=True)
class Topic:
    """What is drawn: which measure, of which kind of problem, on which axis."""

    measure: Measure
    kind: Kind
    logarithmic: bool = False

    @property
    def vocabulary(self) -> Vocabulary:
        """The words for it."""
        if self.measure is Measure.LOSS:
            return LOSS
        return R2 if self.kind is Kind.REGRESSION else ACCURACY

    def value_text(self, value: float) -> str:
        """A value of the measure, in words of constant width."""
        return loss_text(value) if self.measure is Measure.LOSS else score_text(value, self.kind)


def readout(
    topic: Topic, drawn: Sequence[Line], index: int, rate: float | None = None
) -> list[tuple[Part | None, str]]:  # fmt: skip
    """What is read at one recorded epoch, in pieces that each belong to a line; the first and the rate to none."""
    pieces: list[tuple[Part | None, str]] = [(None, str(epoch_words(drawn[0].epochs[index])))]
    for line in drawn:
        value = topic.value_text(float(line.values[index]))
        pieces.append((line.part, str(_read(line.part, value))))
    if rate is not None:
        pieces.append((None, str(rate_words(rate))))
    return pieces


def readout_words(topic: Topic, drawn: Sequence[Line], index: int, rate: float | None = None) -> str:
    """The read-out in one line: epoch 120 · train 0.0550 · validation 0.1180."""
    return " · ".join(words for _part, words in readout(topic, drawn, index, rate))


def rate_words(rate: float) -> Text:
    """A learning rate with its name."""
    return _("learning rate {value}", value=show_number(rate, 3))


def _read(part: Part, value: str) -> Text:
    if part is Part.PENALTY:
        return _("penalty {value}", value=value)
    return _("train {value}", value=value) if part is Part.TRAIN else _("validation {value}", value=value)


def summary(topic: Topic, drawn: Sequence[Line]) -> str:
    """The newest numbers in words, for those who don't see the picture."""
    if not drawn or not len(drawn[0].epochs):
        return str(HINT)
    parts = [str(epoch_words(drawn[0].epochs[-1]))]
    for line in drawn:
        parts.append(f"{topic.vocabulary.names[line.part]} {topic.value_text(float(line.values[-1]))}")
    return ", ".join(parts)


def epoch_words(epoch: float) -> Text:
    """An epoch by its number."""
    return _("epoch {n}", n=count_text(int(epoch)))
