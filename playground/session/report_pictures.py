"""The pictures of a report: learning curves, and the answers over the plane or along a curve."""

from math import inf

import numpy as np

from playground.data.axes import DOMAIN, axis_name, to_units
from playground.data.dataset import class_name, class_shape
from playground.engine.evaluation import Evaluator
from playground.engine.probes import answer_line, grid, output_map, places
from playground.experiment import Prepared
from playground.export.colours import LIGHT, Colours
from playground.export.drawing import Line, chart
from playground.export.mapping import Answers, Axis, Look, decision_map
from playground.export.report import Picture
from playground.i18n import Text, _
from playground.session.curves import Curves
from playground.session.pointlist import truths

MAP_SIZE = 240

PARTS: dict[str, Text] = {"train": _("training"), "validation": _("validation")}


def curve_pictures(
    prepared: Prepared, curves: Curves, until: float = inf, colours: Colours = LIGHT
) -> tuple[Picture, Picture]:
    """Loss and score over the epochs, drawn up to one of them."""
    epochs, has_validation = curves.column("epoch"), len(prepared.parts.validation) > 0

    def lines(kind: str) -> list[Line]:
        made = [Line(str(PARTS["train"]), colours.train, epochs, curves.column(f"train_{kind}"))]
        if has_validation:
            values = curves.column(f"validation_{kind}")
            made.append(Line(str(PARTS["validation"]), colours.validation, epochs, values, True))
        return made

    def picture(title: Text, kind: str) -> Picture:
        drawn = chart(lines(kind), str(_("epoch")), "", counts=True, until=until, colours=colours)
        return Picture(str(title), drawn)

    score = _("Accuracy") if prepared.dataset.is_classification else _("R²")
    return picture(_("Loss"), "loss"), picture(score, "score")


def answer_picture(prepared: Prepared, evaluator: Evaluator) -> Picture:
    """The answers over the plane with the points that may be shown; of a curve, the curve."""
    if prepared.experiment.data.source.is_curve:
        return Picture(str(_("Fitted curve")), curve_chart(prepared, evaluator))
    return Picture(str(_("Decision map")), decision_map(answers(prepared, evaluator)))


def curve_chart(prepared: Prepared, evaluator: Evaluator, stands_still: bool = False, colours: Colours = LIGHT) -> str:
    """The answer along a curve and its points; `stands_still` says that the axes do not follow the answer."""
    across = places(200, *DOMAIN)
    answer = prepared.target.own(answer_line(evaluator, prepared.inputs(across)).astype(np.float64))
    shown, _validates = _shown(prepared)
    points = to_units(prepared.axes, prepared.dataset.x[shown])[:, 0]
    heights = truths(prepared)[shown]
    fitted = Line(str(_("answer")), colours.train, to_units(prepared.axes, across)[:, 0], answer)
    names = (prepared.axes[0].name or "x", prepared.axes[1].name or "y")
    room = 0.15 * float(np.ptp(heights)) if len(heights) else 1.0
    ends = (float(heights.min(initial=0.0)) - room, float(heights.max(initial=0.0)) + room)
    spots = Line("", colours.classes[0], points, heights)
    return chart([fitted], *names, spots, heights=ends if stands_still else None, colours=colours)


def answers(prepared: Prepared, evaluator: Evaluator, size: int = MAP_SIZE, colours: Colours = LIGHT) -> Answers:
    """The map with its points; those of a sealed test set are not in it."""
    (low, high), dataset, (shown, validates) = DOMAIN, prepared.dataset, _shown(prepared)
    at = (dataset.x[shown] - low) / (high - low)
    at[:, 1] = 1.0 - at[:, 1]
    looks = tuple(
        Look(str(class_name(dataset, index)), colours.classes[style.colour], class_shape(dataset.classes, index))
        for index, style in enumerate(dataset.classes)
    )
    axes = tuple(Axis(str(axis_name(prepared.axes, place)), axis.low, axis.high)
                 for place, axis in enumerate(prepared.own_axes))  # fmt: skip
    channels = output_map(evaluator, prepared.inputs(grid(size, low, high)))
    values = Axis(prepared.target.name, prepared.target.low, prepared.target.high)
    return Answers(channels, at, dataset.y[shown], validates, (axes[0], axes[1]), looks, values)


def _shown(prepared: Prepared) -> tuple[np.ndarray, np.ndarray]:
    """The points of training and validation, and which of them validate."""
    train, validation = prepared.parts.train, prepared.parts.validation
    return np.concatenate([train, validation]), np.repeat([False, True], [len(train), len(validation)])
