"""From columns to points: rows left out or filled, drawn, projected, and placed on the plane, each step told in words.

Whatever is computed from the data (what fills a gap, the directions of a projection) is computed from the training rows
alone, so that nothing of the validation and test rows leaks into them.
"""

from dataclasses import dataclass

import numpy as np

from playground.data.apportion import apportion
from playground.data.axes import DOMAIN, LARGEST, LONGEST_AXIS_NAME, Axes, Axis, to_plane
from playground.data.dataset import Booleans, Dataset, Floats, Integers, default_classes
from playground.data.ranges import round_range
from playground.data.split import Split, parts
from playground.data.table.assignment import CURVE, LEAVE_OUT, MEAN, NO_LABEL, VALUES, Roles, Treatment
from playground.data.table.building import MOST_PROBLEMS
from playground.data.table.columns import Column, Problem, Table
from playground.data.table.labels import Labels, as_classes
from playground.data.table.numbers import Kind
from playground.data.table.projection import principal
from playground.data.target import PLAIN, Target
from playground.i18n import Text, _, n_, plain
from playground.spec import SpecError, Violation, show

LARGEST_VALUE = LARGEST / 10
"""A column with a larger number can't be an input: an axis must hold it, with room at the ends."""


@dataclass(frozen=True, slots=True, eq=False)
class Made:
    """The points of a table, what was done to make them, and the cells that were in the way."""

    dataset: Dataset
    notes: tuple[Text, ...]
    problems: tuple[Problem, ...]


def make_points(table: Table, roles: Roles, treatment: Treatment, split: Split) -> Made:
    """The points of a table. Raises SpecError where the roles can't be played or no row is left."""
    is_curve = treatment.target == CURVE
    roles = Roles(roles.inputs) if is_curve else roles
    _check(table, roles, is_curve)
    chosen = [table.columns[index] for index in roles.inputs]
    labels = _labels(table, roles, treatment)
    inputs = np.column_stack([column.values for column in chosen])
    notes = [*labels.notes]
    rows, said = _usable(inputs, labels.y, treatment)
    notes += said
    rows, said = _drawn(rows, labels, treatment)
    notes += said
    training = _training_rows(labels, rows, split)
    inputs, said = _filled(inputs[rows], training, treatment, chosen)
    notes += said
    places, names, said = _two(inputs, training, chosen)
    notes += said
    column = table.columns[roles.inputs[1]] if is_curve else _label(table, roles)
    name = "" if column is None else column.name
    y, target, said = _heights(places[:, 1], name) if is_curve else _values(labels, labels.y[rows], name)
    places = np.column_stack([places[:, 0], y]) if is_curve else places
    axes = _axes(places, names)
    dataset = Dataset.numbered(to_plane(axes, places), y, labels.classes, axes, is_curve, target)
    return Made(dataset, (*notes, *said), problems(table, roles))


def problems(table: Table, roles: Roles) -> tuple[Problem, ...]:
    """What is wrong with the table and with the columns that are used, in the order of the lines."""
    used = sorted({*roles.inputs, roles.label} - {NO_LABEL})
    found = [*table.problems]
    for column in (table.columns[index] for index in used):
        found += _cell_problems(table, column, is_label=column is _label(table, roles))
    return tuple(sorted(found, key=lambda problem: problem.line)[:MOST_PROBLEMS])


def _label(table: Table, roles: Roles) -> Column | None:
    return None if roles.label == NO_LABEL else table.columns[roles.label]


def _cell_problems(table: Table, column: Column, is_label: bool) -> list[Problem]:
    must_be_numbers = column.is_numeric or not is_label
    wrong = column.kinds != Kind.NUMBER if must_be_numbers else column.kinds == Kind.MISSING
    rows = np.flatnonzero(wrong)[:MOST_PROBLEMS].tolist()
    cells = column.cells() if rows else []
    lines, kinds = table.lines.tolist(), column.kinds.tolist()
    return [Problem(lines[row], _cell_words(column.name, cells[row], kinds[row])) for row in rows]


def _cell_words(name: str, cell: str, kind: int) -> Text:
    if kind == Kind.MISSING:
        return _("A value is missing ({column}).", column=name)
    if kind == Kind.TOO_LARGE:
        return _("A number is too large ({column}: {cell}).", column=name, cell=show(cell))
    return _("A cell is not a number ({column}: {cell}).", column=name, cell=show(cell))


def _check(table: Table, roles: Roles, is_curve: bool) -> None:
    if is_curve and len(roles.inputs) > 2:
        raise _refused(_("A curve needs two columns, one across and one up, not {n}.", n=len(roles.inputs)))
    if len(roles.inputs) < 2:
        raise _refused(_("Two columns of numbers are needed as inputs."))
    for column in (table.columns[index] for index in roles.inputs):
        if not (column.kinds == Kind.NUMBER).any():
            raise _refused(_("This column can't be an input: it holds no numbers ({column}).", column=column.name))
        if np.nanmax(np.abs(column.values)) > LARGEST_VALUE:
            raise _refused(_("This column can't be an input: its numbers go beyond {most} ({column}).",
                             most=f"{LARGEST_VALUE:g}", column=column.name))  # fmt: skip


def _labels(table: Table, roles: Roles, treatment: Treatment) -> Labels:
    if treatment.target == CURVE:
        return Labels(table.columns[roles.inputs[1]].values, ())
    column = _label(table, roles)
    if column is None:
        note = _("No column is the label: all points are of the first class.")
        return Labels(np.zeros(table.rows), default_classes(2), (note,))
    if treatment.target != VALUES:
        return as_classes(column)
    if not (column.kinds == Kind.NUMBER).any():
        raise _refused(_("This column can't be the value to predict: it holds no numbers ({column}).",
                         column=column.name))  # fmt: skip
    return Labels(column.values, ())


def _usable(inputs: Floats, y: Floats, treatment: Treatment) -> tuple[Integers, list[Text]]:
    """The rows that have a label, and all inputs where gaps are not filled."""
    usable = ~np.isnan(y)
    if treatment.gaps == LEAVE_OUT:
        usable &= ~np.isnan(inputs).any(axis=1)
    rows, lost = np.flatnonzero(usable), int((~usable).sum())
    if not len(rows):
        raise _refused(_("No row is left: each lacks a value or its label."))
    if not lost:
        return rows, []
    return rows, [n_("{n} row is left out, as a value or the label is missing.",
                     "{n} rows are left out, as a value or the label is missing.", lost)]  # fmt: skip


def _drawn(rows: Integers, labels: Labels, treatment: Treatment) -> tuple[Integers, list[Text]]:
    """At most so many of the rows, by chance and each class in its share, in the order of the file."""
    most, n = int(treatment.most), len(rows)
    if n <= most:
        return rows, []
    rng = np.random.default_rng(treatment.seed)
    group = labels.y[rows].astype(np.int64) if labels.classes else np.zeros(n, np.int64)
    sizes = np.bincount(group)
    wanted = apportion(most, sizes)
    order = np.lexsort((rng.random(n), group))
    rank = np.arange(n) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    taken = order[rank < np.repeat(wanted, sizes)]
    words = _("{most} of {n} rows are drawn at random, each class in its share (seed {seed}).",
              most=most, n=n, seed=str(treatment.seed))  # fmt: skip
    return rows[np.sort(taken)], [words]


def _training_rows(labels: Labels, rows: Integers, split: Split) -> Integers:
    """Which of the rows will train: that depends on their place and label, not on their inputs."""
    provisional = Dataset.numbered(np.zeros((len(rows), 2)), labels.y[rows], labels.classes)
    return parts(provisional, split).train


def _filled(
    inputs: Floats, training: Integers, treatment: Treatment, columns: list[Column]
) -> tuple[Floats, list[Text]]:
    gaps: Booleans = np.isnan(inputs)
    if not gaps.any():
        return inputs, []
    filled, told = inputs.copy(), []
    for index, column in enumerate(columns):
        if gaps[:, index].any():
            known = inputs[training, index]
            known = known[~np.isnan(known)]
            if not len(known):
                raise _refused(_("No training row has a number here, so its gaps can't be filled ({column}).",
                                 column=column.name))  # fmt: skip
            value = float(known.mean() if treatment.gaps == MEAN else np.median(known))
            filled[gaps[:, index], index] = value
            told.append(f"{column.name} {value:.6g}")
    sort = _("mean") if treatment.gaps == MEAN else _("median")
    words = n_("{n} gap is filled with the {sort} of the training rows ({values}).",
               "{n} gaps are filled with the {sort} of the training rows ({values}).",
               int(gaps.sum()), sort=sort, values=", ".join(told))  # fmt: skip
    return filled, [words]


def _two(inputs: Floats, training: Integers, columns: list[Column]) -> tuple[Floats, tuple[str, str], list[Text]]:
    """The inputs as two columns, and their names."""
    if inputs.shape[1] == 2:
        return inputs, (columns[0].name, columns[1].name), []
    projection = principal(inputs[training])
    first, second = (f"{share:.1%}" for share in projection.share.tolist())
    words = _(
        "{k} columns are standardised and projected onto the two directions in which the training rows spread most "
        "(PCA). The two hold {first} and {second} of the variance.",
        k=len(columns), first=first, second=second,
    )  # fmt: skip
    return projection.apply(inputs), ("PC1", "PC2"), [words]


def _values(labels: Labels, y: Floats, name: str) -> tuple[Floats, Target, list[Text]]:
    """Classes as they are; values brought to -1 to 1 where they are not there already, as the colours end there."""
    return (y, PLAIN, []) if labels.classes or np.abs(y).max() <= 1 else _scaled(y, name)


def _heights(y: Floats, name: str) -> tuple[Floats, Target, list[Text]]:
    """The heights of a curve in own units, as far as those of the curves that we make; larger ones as -1 to 1."""
    return (y, PLAIN, []) if np.abs(y).max() <= DOMAIN[1] else _scaled(y, name)


def _scaled(y: Floats, name: str) -> tuple[Floats, Target, list[Text]]:
    if np.abs(y).max() > LARGEST_VALUE:
        raise _refused(_("The values to predict go beyond {most}.", most=f"{LARGEST_VALUE:g}"))
    low, high = round_range(y)
    words = _("The values to predict are scaled for the network: {low} becomes −1 and {high} becomes +1. On screen and "
              "in files they are in own units.", low=plain(f"{low:,.7g}"), high=plain(f"{high:,.7g}"))  # fmt: skip
    return 2 * (y - low) / (high - low) - 1, Target(name[:LONGEST_AXIS_NAME], low, high), [words]


def _axes(places: Floats, names: tuple[str, str]) -> Axes:
    first, second = (Axis(name[:LONGEST_AXIS_NAME], *round_range(places[:, index])) for index, name in enumerate(names))
    return first, second


def _refused(message: Text) -> SpecError:
    return SpecError((Violation("", message),))
