"""What a report says about a piece of work: gathered from the experiment, the trained network and its curves."""

import math
import platform
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np

from playground import __version__, tree
from playground.data.axes import DOMAIN, to_units
from playground.data.dataset import class_name
from playground.engine.probes import answer_line, grid, output_map, places
from playground.engine.trainer import Trainer
from playground.experiment import Experiment, Prepared
from playground.export.drawing import CLASSES, TRAIN, VALIDATION, Line, chart, decision_map
from playground.export.report import Picture, Report, Table
from playground.i18n import Text, _, n_
from playground.session.curves import Curves
from playground.session.judged_plain import plain_report
from playground.session.judging import Judged, judge, open_parts
from playground.session.seal import OPENINGS
from playground.session.work import Project
from playground.spec import Configuration, show

MAP_SIZE = 120

METRICS: dict[str, Text] = {
    "accuracy": _("Accuracy"), "balanced_accuracy": _("Balanced accuracy"), "precision": _("Precision"),
    "recall": _("Recall (sensitivity)"), "f1": _("F1 score"), "mcc": _("MCC"), "roc_area": _("ROC area (AUC)"),
    "log_loss": _("Log loss"), "r2": _("R²"), "rmse": _("RMSE"), "mae": _("MAE"),
}  # fmt: skip
PARTS: dict[str, Text] = {"train": _("training"), "validation": _("validation")}

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
    pictures = [*_curves(prepared, curves), map_picture(prepared, trainer)]
    return Report(
        title, str(subtitle), (_setup(prepared, trainer), _scores(prepared, trainer, judged)), tuple(pictures),
        (*_confusion(prepared, judged), _settings(prepared.experiment), _seeds(prepared.experiment), *_proof(claims)),
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
    """The settings that are not as the program begins; those of points would be the points themselves."""
    usual = {path: value for path, value, _item in tree.walk(Experiment())}
    rows = []
    for path, value, item in tree.walk(experiment):
        known = path.startswith("seeds.") or (path in usual and usual[path] == value)
        if not known and not isinstance(value, Configuration):
            rows.append((path, str(item.param.label), str(show(value))))
    nothing = ((str(_("all settings as the program begins")),),)
    return Table(str(_("Settings that differ from those of the beginning")), tuple(rows) or nothing)


def _seeds(experiment: Experiment) -> Table:
    rows = [(str(item.param.label), str(value)) for _path, value, item in tree.walk(experiment.seeds)]
    rows += [(str(_("Data seed")), str(experiment.data.seed)), (str(_("Split seed")), str(experiment.data.split.seed))]
    return Table(str(_("Seeds")), tuple(rows))


def _proof(claims: Claims) -> list[Table]:
    rows = tuple(("✓" if holds else "✗", str(claim), str(numbers)) for claim, holds, numbers in claims)
    return [Table(str(_("Proof")), rows)] if rows else []


def _curves(prepared: Prepared, curves: Curves) -> list[Picture]:
    epochs, has_validation = curves.column("epoch"), len(prepared.parts.validation) > 0

    def lines(kind: str) -> list[Line]:
        made = [Line(str(PARTS["train"]), TRAIN, epochs, curves.column(f"train_{kind}"))]
        if has_validation:
            made.append(Line(str(PARTS["validation"]), VALIDATION, epochs, curves.column(f"validation_{kind}"), True))
        return made

    score = _("Accuracy") if prepared.dataset.is_classification else _("R²")
    titles = ((_("Loss"), "loss"), (score, "score"))
    return [Picture(str(title), chart(lines(kind), str(_("epoch")), "")) for title, kind in titles]


def map_picture(prepared: Prepared, trainer: Trainer) -> Picture:
    """The answers over the plane with the points that may be shown; of a curve, the curve."""
    shown = np.concatenate([prepared.parts.train, prepared.parts.validation])
    dataset, (low, high) = prepared.dataset, DOMAIN
    if prepared.experiment.data.source.is_curve:
        across = places(200, low, high)
        answer = answer_line(trainer.evaluator, prepared.inputs(across))
        points = to_units(prepared.axes, dataset.x[shown])[:, 0]
        heights = dataset.heights(prepared.axes)[shown]
        fitted = Line(str(_("answer")), TRAIN, to_units(prepared.axes, across)[:, 0], answer)
        return Picture(str(_("Fitted curve")), chart([fitted], "x", "y", Line("", CLASSES[0], points, heights)))
    channels = output_map(trainer.evaluator, prepared.inputs(grid(MAP_SIZE, low, high)))
    at = (dataset.x[shown] - low) / (high - low)
    at[:, 1] = 1.0 - at[:, 1]
    labels = dataset.y[shown] if dataset.is_classification else None
    return Picture(str(_("Decision map")), decision_map(channels, at, labels, dataset.y[shown]))


def _number(value: float | None) -> str:
    return "–" if value is None or not math.isfinite(value) else f"{value:.4g}"
