"""Points, weights and curves as files that other programs read and write: CSV tables and NumPy archives.

Weight files name their arrays as PyTorch does: `layers.0.weight` (out, in), `layers.0.bias` (out,), and with
normalisation `layers.0.norm.weight`, `.bias`, `.running_mean`, `.running_var`.
"""

import csv
import math
from collections.abc import Iterable, Iterator
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from playground.archive import read_weights
from playground.data.axes import to_plane, to_units
from playground.data.dataset import MAX_POINTS, Dataset, class_name, default_classes, too_many_points
from playground.data.points import Points
from playground.engine.network import named_parameters
from playground.engine.records import Record
from playground.engine.trainer import Trainer
from playground.experiment import Experiment, Prepared, settled
from playground.i18n import Text, _
from playground.spec import SpecError, Violation, show
from playground.storage import opened, write_safely

Table = npt.NDArray[np.float64]
HISTORY = ("epoch", "train_loss", "validation_loss", "train_score", "validation_score", "penalty", "learning_rate")
"""The columns of learning curves."""
WORDS: dict[str, Text] = {
    "epoch": _("epoch"), "train_loss": _("training loss"), "validation_loss": _("validation loss"),
    "train_score": _("training score"), "validation_score": _("validation score"), "penalty": _("penalty"),
    "learning_rate": _("learning rate"), "part": _("part"), "train": _("training"), "validation": _("validation"),
    "target": _("right answer"), "name": _("array"), "row": _("row"), "column": _("column"), "value": _("value"),
}  # fmt: skip
"""Names of columns and parts as people read them."""


def read_points(path: Path, columns: int) -> Table:
    """The numbers of a CSV file, (n, columns): one point in each line, a first line of names is passed over.

    Raises SpecError with every wrong line, OSError for a file that is not there.
    """
    try:
        with TextIOWrapper(opened(path), encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
    except UnicodeDecodeError as error:
        raise _refused(_("The file is not UTF-8 text.")) from error
    except csv.Error as error:
        raise _refused(_("The file is not a table (CSV).")) from error
    numbered = [(line, row) for line, row in enumerate(rows, start=1) if row]
    if numbered and all(_number(cell) is None for cell in numbered[0][1]):
        del numbered[0]
    if len(numbered) > MAX_POINTS:
        raise _refused(too_many_points(len(numbered)))
    mistakes = [*_mistakes(numbered, columns)]
    if mistakes:
        raise SpecError(tuple(mistakes[:10]))
    return np.array([[float(cell) for cell in row] for _line, row in numbered], np.float64).reshape(-1, columns)


def data_columns(experiment: Experiment) -> int:
    """How many numbers a point has in a file: x and y of a curve, else two coordinates and what is asked for."""
    return 2 if experiment.data.source.is_curve else 3


def input_columns(experiment: Experiment) -> int:
    """How many numbers a place has that is to be answered."""
    return data_columns(experiment) - 1


def with_data(experiment: Experiment, table: Table) -> Experiment:
    """The experiment with points (n, 3) of its own: x1, x2 and the value in own units, or the class number.

    Of a curve there are only x and y, (n, 2). Raises SpecError.
    """
    source, data = experiment.data.source, experiment.data
    present, axes, target = source.classes, source.axes, source.target
    y = table[:, -1] if present else data.target.scaled(table[:, -1])
    places = np.column_stack([table[:, 0], y]) if source.is_curve else table[:, :2]
    x = to_plane(data.axes, places)
    if not present:
        own = Points(Dataset.numbered(x, y, axes=axes, is_curve=source.is_curve, target=target))
        return settled(experiment, {"data.source": own})
    count = max(len(present), int(y.max(initial=0)) + 1)
    classes = present if count == len(present) else default_classes(count)
    return settled(experiment, {"data.source": Points(Dataset.numbered(x, y, classes, axes))})


def load_weights(trainer: Trainer, path: Path) -> None:
    """Take the parameters, and running statistics where there are, of a weight file. Raises SpecError, OSError."""
    given = read_weights(path)
    wanted = named_parameters(trainer.plan, trainer.theta[0], trainer.statistics[0])
    mistakes = [*_weight_mistakes(given, wanted)]
    if mistakes:
        raise SpecError(tuple(mistakes))
    for name, view in wanted.items():
        view[...] = given[name]
    trainer.set_parameters(trainer.theta.copy())


def save_weights(trainer: Trainer, path: Path) -> None:
    """Write parameters and running statistics as a weight file."""
    named = named_parameters(trainer.plan, trainer.theta[0], trainer.statistics[0])
    arrays = {name: np.ascontiguousarray(view) for name, view in named.items()}
    write_safely(path, lambda file: np.savez(file, allow_pickle=False, **arrays))


def write_history(records: Iterable[Record], path: Path) -> None:
    """Write the learning curves as CSV, one line for each epoch; what is undefined is left empty."""
    rows = (
        (
            record.epoch, record.train.loss[0], record.validation.loss[0], record.train.score[0],
            record.validation.score[0], record.penalty[0], record.learning_rate,
        )
        for record in records
    )  # fmt: skip
    _write(path, HISTORY, rows)


def write_curves(table: Table, path: Path, in_words: bool = False) -> None:
    """Write learning curves (epochs, columns) as CSV, in the columns of `write_history`."""
    _write(path, HISTORY, ([int(row[0]), *row[1:]] for row in table.tolist()), in_words)


def write_predictions(prepared: Prepared, trainer: Trainer, points: Table, path: Path) -> None:
    """Write points (n, 2), or places (n, 1) of a curve, in own units, with the answer of every output beside them."""
    places = np.column_stack([points, np.zeros((len(points), 2 - points.shape[1]))])
    _z, answers = trainer.evaluator.answers(prepared.inputs(to_plane(prepared.axes, places)))
    outputs = [f"output{index}" for index in range(answers.shape[1])]
    _write(path, (*("x1", "x2")[: points.shape[1]], *outputs), np.column_stack([points, _own(prepared, answers[0].T)]))


def write_answers(prepared: Prepared, trainer: Trainer, path: Path, in_words: bool = False) -> None:
    """Write the training and the validation points in own units, what is right, and what the network answers.

    Points of the test set are left out: a file of their answers would open it without anybody counting.
    """
    dataset, axes, places = prepared.dataset, prepared.axes, input_columns(prepared.experiment)
    named = (("train", prepared.parts.train), ("validation", prepared.parts.validation))
    rows: list[tuple[Any, ...]] = []
    heights = dataset.heights(axes)
    for part, chosen in named:
        _z, answers = trainer.evaluator.answers(prepared.inputs(dataset.x[chosen]))
        points = to_units(axes, dataset.x[chosen])[:, :places]
        wanted = prepared.target.written(heights[chosen]).tolist()
        if in_words and dataset.is_classification:
            wanted = [str(class_name(dataset, int(label))) for label in wanted]
        rows += [(part, *point, right, *answer) for point, right, answer in
                 zip(points, wanted, _own(prepared, answers[0].T), strict=True)]  # fmt: skip
    names = [axis.name or f"x{place}" for place, axis in enumerate(axes, start=1)] if in_words else ["x1", "x2"]
    _write(path, ("part", *names[:places], "target", *_outputs(prepared, in_words)), rows, in_words)


def _own(prepared: Prepared, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Values or answers in own units; classes as they are."""
    return values if prepared.target.is_plain else prepared.target.own(values.astype(np.float64))


def _outputs(prepared: Prepared, in_words: bool) -> list[str]:
    """What the columns of the answers are called: for people, by the class whose probability it is."""
    count = prepared.plan.outputs
    if not in_words:
        return [f"output{index}" for index in range(count)]
    return [str(class_name(prepared.dataset, index)) for index in range(count)] if count > 1 else [str(_("answer"))]


def write_weights(trainer: Trainer, path: Path, in_words: bool = False) -> None:
    """Write parameters and running statistics: as CSV with a line for each number, else as a weight file."""
    if path.suffix.lower() != ".csv":
        save_weights(trainer, path)
        return
    named = named_parameters(trainer.plan, trainer.theta[0], trainer.statistics[0])
    rows: list[tuple[Any, ...]] = []
    for name, values in named.items():
        rows += [(name, *(*place, "")[:2], value) for place, value in np.ndenumerate(values)]
    _write(path, ("name", "row", "column", "value"), rows, in_words)


def spreadsheet_bytes(text: str) -> bytes:
    """A table as UTF-8; where there is more than ASCII in it, with the mark without which spreadsheets misread it."""
    return text.encode("utf-8" if text.isascii() else "utf-8-sig")


def _write(path: Path, head: Iterable[str], rows: Iterable[Iterable[Any]], in_words: bool = False) -> None:
    """Write a whole table or nothing; for people, with names of columns in their language."""
    text = StringIO()
    writer = csv.writer(text)

    def told(cell: Any) -> str:
        words = _cell(cell)
        return str(WORDS.get(words, words)) if in_words and isinstance(cell, str) else words

    writer.writerow([told(name) for name in head])
    writer.writerows([told(value) for value in row] for row in rows)
    data = spreadsheet_bytes(text.getvalue())
    write_safely(path, lambda file: file.write(data))


def _cell(value: float | str) -> str:
    """A number with all its digits, so that it reads back to the last bit."""
    if isinstance(value, int | str):
        return str(value)
    return repr(float(value)) if math.isfinite(value) else ""


def _mistakes(rows: list[tuple[int, list[str]]], columns: int) -> Iterator[Violation]:
    for line, row in rows:
        if len(row) != columns:
            message = _("must have {columns} numbers, not {n}.", columns=columns, n=len(row))
            yield Violation(str(_("line {line}", line=line)), message)
            continue
        wrong = next((cell for cell in row if _number(cell) is None), None)
        if wrong is not None:
            yield Violation(
                str(_("line {line}", line=line)), _("must be finite numbers, not {value}.", value=show(wrong))
            )


def _weight_mistakes(given: dict[str, Any], wanted: dict[str, Any]) -> Iterator[Violation]:
    for name in wanted:
        if name not in given:
            yield Violation(name, _("is missing."))
        elif given[name].shape != wanted[name].shape:
            shape, found = str(wanted[name].shape), str(given[name].shape)
            yield Violation(name, _("must have the shape {shape}, not {found}.", shape=shape, found=found))
        elif given[name].dtype.kind not in "fiu" or not np.isfinite(given[name]).all():
            yield Violation(name, _("must be finite numbers."))
    for name in given:
        if name not in wanted:
            yield Violation(name, _("is not a parameter of this network."))


def _number(cell: str) -> float | None:
    try:
        number = float(cell)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _refused(message: Text) -> SpecError:
    return SpecError((Violation("", message),))
