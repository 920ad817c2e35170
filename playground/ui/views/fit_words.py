"""The diagnosis of the learning curves in words: short ones for the line, whole sentences for its tip."""

from collections.abc import Callable
from math import isfinite

from playground.engine.tasks import Kind
from playground.i18n import Text, _, plain
from playground.session.diagnosis import Diagnosis, Fit
from playground.ui.views.numbers_words import SHARE_SIGN, count_text
from playground.ui.views.powers import MINUS

NAMES: dict[Fit, Text] = {
    Fit.UNTRAINED: _("Not trained yet"),
    Fit.LEARNING: _("Still learning"),
    Fit.OVERFITTING: _("Overfitting"),
    Fit.UNDERFITTING: _("Underfitting"),
    Fit.ONE_ANSWER: _("Hardly better than one answer for all"),
    Fit.BALANCED: _("Well balanced"),
    Fit.DIVERGED: _("Diverged"),
}

_MEANINGS: dict[Fit, Text] = {
    Fit.UNTRAINED: _("The curves say nothing before some epochs are trained."),
    Fit.LEARNING: _("The training loss still falls: train on before you judge."),
    Fit.OVERFITTING: _("The network knows the training points by heart and does clearly worse on points it never saw."),
    Fit.UNDERFITTING: _(
        "The network gets even the training points wrong and no longer improves: it is too small, held back, or stuck "
        "– or many labels are wrong, which no network can learn."
    ),
    Fit.ONE_ANSWER: _(
        "Nearly all points are of one class: to answer always the same would be right nearly as often. Look at "
        "precision and recall on the page Evaluation."
    ),
    Fit.BALANCED: _("Few errors on the training points, and hardly more on points the network never saw."),
    Fit.DIVERGED: _("The steps were too large: each went farther beyond the lowest place than the one before."),
}


def line_words(found: Diagnosis, kind: Kind) -> Text:
    """The finding, and the number that tells most of it."""
    name, share = NAMES[found.fit], _share_of(kind)
    if found.fit is Fit.OVERFITTING and isfinite(found.gap):
        return _("{name} · gap {gap}", name=name, gap=plain(share(found.gap)))
    if found.fit is Fit.UNDERFITTING:
        return _("{name} · error {error}", name=name, error=plain(share(found.train_error)))
    return name


def tip_words(found: Diagnosis, kind: Kind) -> str:
    """What it means, and the evidence."""
    lines = [str(_MEANINGS[found.fit])]
    share = _share_of(kind)
    if isfinite(found.train_error):
        words = _unexplained if kind is Kind.REGRESSION else _errors
        lines.append(str(words(share(found.train_error), share(found.validation_error), share(found.gap))))
    if found.rising_since is not None:
        epoch = count_text(found.rising_since)
        lines.append(str(_("The validation loss has risen since epoch {epoch}.", epoch=epoch)))
    return "\n".join(lines)


def _errors(train: str, validation: str, gap: str) -> Text:
    return _("Wrong answers in the last epochs: training {train}, validation {validation}, gap {gap}.",
             train=train, validation=validation, gap=gap)  # fmt: skip


def _unexplained(train: str, validation: str, gap: str) -> Text:
    return _("Not explained (1 − R²) in the last epochs: training {train}, validation {validation}, gap {gap}.",
             train=train, validation=validation, gap=gap)  # fmt: skip


def _share_of(kind: Kind) -> Callable[[float], str]:
    return _number if kind is Kind.REGRESSION else _percent


def _percent(share: float) -> str:
    return f"{100.0 * share:.1f}{SHARE_SIGN}".replace("-", MINUS) if isfinite(share) else "–"


def _number(share: float) -> str:
    return f"{share:.3f}".replace("-", MINUS) if isfinite(share) else "–"
