"""What a report says about a piece of work: gathered from the experiment, the trained network and its curves."""

import math
import platform
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np

from playground import __version__, tree
from playground.data.dataset import class_name
from playground.engine.trainer import Trainer
from playground.experiment import Experiment, Prepared
from playground.export.report import Report, Table
from playground.i18n import Text, _, n_
from playground.session.curves import Curves
from playground.session.judged_plain import plain_report
from playground.session.judging import Judged, judge, open_parts
from playground.session.messages import divergence_text, stopped_text
from playground.session.report_pictures import PARTS, answer_picture, curve_pictures
from playground.session.seal import OPENINGS
from playground.session.setting_words import changed
from playground.session.work import Project

METRICS: dict[str, Text] = {
    "accuracy": _("Accuracy"), "balanced_accuracy": _("Balanced accuracy"), "precision": _("Precision"),
    "recall": _("Recall (sensitivity)"), "f1": _("F1 score"), "mcc": _("MCC"), "roc_area": _("ROC area (AUC)"),
    "log_loss": _("Log loss"), "r2": _("R²"), "rmse": _("RMSE"), "mae": _("MAE"),
}  # fmt: skip
Claims = Sequence[tuple[Text, bool, Text]]
"""What was proved: the claim, whether it holds, and the numbers that show it."""


def report(
    work: Project, trainer: Trainer, curves: Curves, title: str, moment: datetime, claims: Claims = ()
) -> Report:
    """The report of a network as it is trained now. Nothing of the test set is in it, but how often it was opened."""
    prepared = work.prepared
    judged = [judge(trainer.evaluator, prepared, part) for part in reversed(open_parts(prepared, test_is_open=False))]
    subtitle = _("{moment} · {epochs} epochs · {steps} steps",
                 moment=f"{moment:%Y-%m-%d %H:%M}", epochs=trainer.epoch, steps=trainer.step)  # fmt: skip
    loss, score = curve_pictures(prepared, curves)
    tables = (*_confusion(prepared, judged), _seeds(prepared.experiment))
    return Report(
        title, str(subtitle),
        (
            ((_setup(prepared, trainer),), (_scores(prepared, trainer, judged),)),
            ((loss,), (score,)),
            ((answer_picture(prepared, trainer.evaluator),), tables),
        ),
        (((_settings(prepared.experiment),), _proof(claims)),),
        work.notes,
        str(_("Neural Playground {version}, Python {python}, NumPy {numpy}", version=__version__,
              python=platform.python_version(), numpy=np.__version__)),
        _remarks(work, trainer),
    )  # fmt: skip


def _remarks(work: Project, trainer: Trainer) -> tuple[str, ...]:
    openings = work.journal.get(OPENINGS, [])
    found = []
    if trainer.divergence is not None:
        found.append(str(_("Training diverged; the numbers are those of a broken network.")))
        found.append(str(divergence_text(trainer.divergence)))
    if trainer.stopped is not None:
        found.append(str(stopped_text(trainer.stopped)))
    if isinstance(openings, list) and openings:
        found.append(str(n_("The test set was opened {n} time.", "The test set was opened {n} times.", len(openings))))
    return tuple(found)


def _setup(prepared: Prepared, trainer: Trainer) -> Table:
    experiment, parts = prepared.experiment, prepared.parts
    counts = " · ".join(str(len(part)) for part in (parts.train, parts.validation, parts.test))
    hidden = [f"{layer.units} {layer.activation.label}" for layer in prepared.plan.hidden]
    network = " → ".join([str(prepared.plan.inputs), *hidden, f"{prepared.plan.outputs} {prepared.plan.output.label}"])
    training = experiment.training
    return Table(str(_("Experiment")), (
        (str(_("Data set")), str(experiment.data.source.label)),
        (str(_("Training, validation and test points")), counts),
        (str(_("Inputs")), ", ".join(feature.caption for feature in experiment.features)),
        (str(_("Network")), network),
        (str(_("Parameters")), str(trainer.plan.size)),
        (str(_("Loss")), str(training.loss.label)),
        (str(_("Optimizer")), f"{training.optimizer.label}, {training.learning_rate:g}"),
        (str(_("Batch size")), str(trainer.batch_size)),
    ))  # fmt: skip


def _scores(prepared: Prepared, trainer: Trainer, judged: Sequence[Judged]) -> Table:
    record, beta = trainer.record(), prepared.experiment.judgement.beta
    found: list[dict[str, Any]] = [plain_report(one, beta) for one in judged]
    losses = [getattr(record, one.part).loss[0] for one in judged]
    rows = [("", *(str(PARTS[one.part]) for one in judged)), (str(_("Loss")), *(_number(loss) for loss in losses))]
    for name, words in METRICS.items():
        if any(name in one for one in found):
            rows.append((str(words), *(_number(one.get(name)) for one in found)))
    return Table(str(_("Results")), tuple(rows), has_head=True)


def _confusion(prepared: Prepared, judged: Sequence[Judged]) -> list[Table]:
    one = judged[-1]
    if one.report.classes is None:
        return []
    matrix = one.report.classes.matrix.tolist()
    names = [str(class_name(prepared.dataset, index)) for index in range(len(matrix))]
    head = (str(_("truth \\ answer")), *names)
    rows = tuple((name, *(str(count) for count in row)) for name, row in zip(names, matrix, strict=True))
    title = _("Confusion matrix ({part})", part=PARTS[one.part])
    return [Table(str(title), (head, *rows), has_head=True)]


def _settings(experiment: Experiment) -> Table:
    rows = tuple(changed(experiment)) or ((str(_("all settings as the program begins")),),)
    return Table(str(_("Settings that differ from those of the beginning")), rows)


def _seeds(experiment: Experiment) -> Table:
    rows = [(str(item.param.label), str(value)) for _path, value, item in tree.walk(experiment.seeds)]
    rows += [(str(_("Data seed")), str(experiment.data.seed)), (str(_("Split seed")), str(experiment.data.split.seed))]
    return Table(str(_("Seeds")), tuple(rows))


def _proof(claims: Claims) -> tuple[Table, ...]:
    rows = tuple(("✓" if holds else "✗", str(claim), str(numbers)) for claim, holds, numbers in claims)
    return (Table(str(_("Proof")), rows),) if rows else ()


def _number(value: float | None) -> str:
    return "–" if value is None or not math.isfinite(value) else f"{value:.4g}"
