"""The result of a training run, as a table for a person and as JSON for a program."""

import json
import math
from pathlib import Path
from typing import Any

from playground.engine.criterion import Criterion
from playground.engine.evaluation import Scores
from playground.engine.records import Record
from playground.engine.trainer import Trainer
from playground.experiment import Prepared
from playground.i18n import _
from playground.session.judged_plain import plain_report
from playground.session.judging import judge
from playground.storage import write_safely
from playground.terminal import padded


def show_result(
    target: Path | None, prepared: Prepared, trainer: Trainer, seconds: float, with_test: bool = False
) -> None:
    """Print the table, and write the JSON where a file is named; for `-` the JSON is printed in place of the table.

    The test set is judged only where it was opened.
    """
    record, here = trainer.record(), str(target) == "-"
    test = _test_scores(prepared, trainer) if with_test else None
    if target is not None:
        words = json.dumps(_result(prepared, trainer, record, test, seconds), ensure_ascii=False, indent=2)
        if here:
            print(words)
        else:
            write_safely(target, lambda file: file.write(f"{words}\n".encode()))
    if not here:
        print(_table(prepared, trainer, record, test))


def finite(value: float) -> float | None:
    """A number for JSON, which has none that is undefined or infinite."""
    return float(value) if math.isfinite(value) else None


def _test_scores(prepared: Prepared, trainer: Trainer) -> Scores:
    """Loss and score on the test set, by the rule that the other two parts are judged by."""
    criterion = Criterion(prepared.experiment.training, prepared.data.task, prepared.data.train.y)
    return trainer.evaluator.scores(prepared.test, criterion)


def _table(prepared: Prepared, trainer: Trainer, record: Record, test: Scores | None) -> str:
    """The result for a person."""
    score = _("accuracy") if prepared.dataset.is_classification else _("R²")
    rows: list[tuple[object, ...]] = [
        ("", _("loss"), score, _("points")),
        (_("training"), _number(record.train.loss[0]), _number(record.train.score[0]), trainer.data.train.n),
        (
            _("validation"),
            _number(record.validation.loss[0]),
            _number(record.validation.score[0]),
            trainer.data.validation.n,
        ),
    ]
    if test is not None:
        rows.append((_("test"), _number(test.loss[0]), _number(test.score[0]), prepared.test.n))
    head = _("epochs: {epochs}   steps: {steps}   parameters: {size}",
             epochs=trainer.epoch, steps=trainer.step, size=trainer.plan.size)  # fmt: skip
    return "\n".join(
        [str(head), *("".join(padded(str(cell), -12 if at else 12) for at, cell in enumerate(row)) for row in rows)]
    )


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.6f}"


def _result(
    prepared: Prepared, trainer: Trainer, record: Record, test: Scores | None, seconds: float
) -> dict[str, Any]:
    """The result for a program; what is undefined or infinite is null."""

    def scores(part: Any, n: int) -> dict[str, Any]:
        name = "accuracy" if prepared.dataset.is_classification else "r2"
        return {"points": n, "loss": finite(part.loss[0]), name: finite(part.score[0])}

    def metrics(part: str) -> dict[str, Any]:
        return plain_report(judge(trainer.evaluator, prepared, part), prepared.experiment.judgement.beta)

    divergence, parts = trainer.divergence, ("train", "validation", *(("test",) if test is not None else ()))
    return {
        "epochs": trainer.epoch,
        "steps": trainer.step,
        "parameters": trainer.plan.size,
        "train": scores(record.train, trainer.data.train.n),
        "validation": scores(record.validation, trainer.data.validation.n),
        **({} if test is None else {"test": scores(test, prepared.test.n)}),
        "penalty": finite(record.penalty[0]),
        "metrics": {part: metrics(part) for part in parts},
        "diverged": None if divergence is None else {
            "failure": divergence.failure.value, "epoch": divergence.epoch, "step": divergence.step,
        },
        "seconds": round(seconds, 3),
    }  # fmt: skip
