"""The small maps inside the neurons, as images: each input, what each neuron makes of the plane, and the outputs."""

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

from playground.data.axes import DOMAIN, Axes
from playground.data.features import Feature
from playground.data.scaling import Scale
from playground.engine.probes import Map, grid
from playground.engine.tasks import Kind
from playground.experiment import Prepared, task_of
from playground.ui.palette import FULL, Pixels, diverging
from playground.ui.theme import Theme
from playground.ui.views.network_layout import Column, Spot
from playground.ui.views.network_model import Diagram

INPUT_CELLS = 40

Table = npt.NDArray[np.uint32]
"""256 colours from -1 to 1, as 0xffRRGGBB."""


class Pictures:
    """Makes the images of a theme. Those of the inputs seldom change, the others come from the frames."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._table = _packed(diverging(theme, FULL))
        self._inputs: dict[Feature, QImage] = {}
        self._scale: tuple[Axes, Scale] | None = None

    def of_column(self, diagram: Diagram, column: Column) -> dict[Spot, QImage]:
        """The images of the nodes that a column shows; none for neurons whose map is unknown or has NaN throughout."""
        if column.index == 0:
            features = diagram.features
            return {node.spot: self._input(diagram.prepared, features[node.spot.slot]) for node in column.nodes}
        if diagram.maps is None:
            return {}
        maps = diagram.maps[column.index][column.first : column.first + len(column.nodes)]
        tables = [self._table] * len(maps)
        if column.index < diagram.last:
            maps = _scaled(maps)
        elif task_of(diagram.prepared.experiment.data.source).kind is Kind.MULTICLASS:
            maps, tables = (
                2 * maps - 1,
                [_rising(self._theme, colour) for colour in class_colours(self._theme, diagram)],
            )
        known = [bool(np.isfinite(picture).any()) for picture in maps]
        places = _places(maps)
        return {
            node.spot: _image(tables[index][places[index]])
            for index, node in enumerate(column.nodes)
            if known[index]
        }  # fmt: skip

    def _input(self, prepared: Prepared, feature: Feature) -> QImage:
        if (prepared.axes, prepared.scale) != self._scale:
            self._scale, self._inputs = (prepared.axes, prepared.scale), {}
        if feature not in self._inputs:
            values = prepared.column(feature, grid(INPUT_CELLS, *DOMAIN)).reshape(1, INPUT_CELLS, INPUT_CELLS)
            self._inputs[feature] = _image(self._table[_places(_scaled(values.astype(np.float32)))[0]])
        return self._inputs[feature]


def class_colours(theme: Theme, diagram: Diagram) -> list[str]:
    """The colour of each class, as "#rrggbb"."""
    return [theme.classes[style.colour % len(theme.classes)] for style in diagram.prepared.dataset.classes]


def _scaled(maps: Map) -> Map:
    """Each map divided by its largest size, or by 1 where that is less."""
    sizes = np.where(np.isfinite(maps), np.abs(maps), 0).max(axis=(1, 2), keepdims=True)
    return maps / np.maximum(sizes, 1)


def _places(maps: Map) -> npt.NDArray[np.uint8]:
    """The entry of a table for each value from -1 to 1. NaN is the middle."""
    known = np.nan_to_num(maps, nan=0.0, posinf=1.0, neginf=-1.0)
    return np.rint((np.clip(known, -1.0, 1.0) + 1.0) * 127.5).astype(np.uint8)


def _packed(colours: Pixels) -> Table:
    red, green, blue = colours.astype(np.uint32).T
    return np.uint32(0xFF000000) | red << 16 | green << 8 | blue


def _rising(theme: Theme, colour: str) -> Table:
    """256 colours from the middle of the maps to a class colour."""
    ends = np.array([[int(name[i : i + 2], 16) for i in (1, 3, 5)] for name in (theme.map_middle, colour)], np.float64)
    part = np.linspace(0.0, FULL, 256)[:, None]
    return _packed(np.rint(ends[0] + part * (ends[1] - ends[0])).astype(np.uint8))


def _image(pixels: Table) -> QImage:
    height, width = pixels.shape
    return QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGB32).copy()
