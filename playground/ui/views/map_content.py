"""What the decision map is of: the answer of the network or one of its neurons, over the plane or along a curve."""

from playground.engine.tasks import Kind
from playground.i18n import Text, _
from playground.session.frame import Frame, Wants
from playground.session.ghosts import Ghosts
from playground.session.session import Change, Session
from playground.ui.views.map_curve import Traced, line_size, of_frame
from playground.ui.views.map_picture import Shown, of_network, of_neuron

FEWEST_CELLS, MOST_CELLS = 60, 128
_PIXELS_PER_CELL = 3.6

Neuron = tuple[int, int]
"""(layer, unit); layer 0 is the inputs."""


class MapContent:
    """What is shown, taken from the frames that come. Methods that change it return whether they did."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._frame: Frame | None = None
        self.shown: Shown | None = None
        """The map, once there is one; None for data that are a curve."""
        self.traced: Traced | None = None
        """The curve of the answer, for data that are one."""
        self._neuron: Neuron | None = None
        self._caption: Text | None = None

    @property
    def is_curve(self) -> bool:
        """Whether the data are a curve."""
        return self._session.dataset.is_curve

    @property
    def caption(self) -> Text | None:
        """The name of the neuron that is shown; None for the answer of the network."""
        shown = self.traced if self.is_curve else self.shown
        return None if shown is None else shown.caption

    @property
    def children(self) -> Ghosts | None:
        """Children of training points that train now."""
        return None if self._frame is None else self._frame.children

    def wants(self, side: float) -> Wants:
        """The map at a size that suits a square of so many pixels, and the neuron that is to be shown."""
        children = self._session.prepared.data.augment is not None
        if self.is_curve:
            return Wants(line_size=line_size(side), neuron=self._inner, children=children, batch=True)
        cells = round(side / _PIXELS_PER_CELL / 4) * 4
        size = min(max(cells, FEWEST_CELLS), MOST_CELLS)
        return Wants(map_size=size, neuron=self._inner, children=children, batch=True)

    def take(self, frame: Frame) -> bool:
        """Show a frame; one that does not fit the present network is left out."""
        outputs = self._session.prepared.plan.units[-1]
        fits = frame.output_map is not None and len(frame.output_map) == outputs
        if not fits and not (self.is_curve and frame.line is not None):
            return False
        self._frame = frame
        self._choose()
        return True

    def turn_to(self, neuron: Neuron | None, caption: Text | None = None) -> bool:
        """Show one neuron with its name, or with None the network; the picture changes when it has come."""
        if neuron is None:
            caption = None
        elif caption is None:
            caption = _("Layer {layer}, neuron {unit}", layer=neuron[0], unit=neuron[1] + 1)
        self._neuron, self._caption = neuron, caption
        return self._choose()

    def follow(self, change: Change) -> bool:
        """Forget what another experiment makes untrue."""
        old, new = change.old, change.new
        moved = old.experiment.judgement.threshold != new.experiment.judgement.threshold and self._choose()
        if old.plan.units != new.plan.units:
            moved |= self._forget_network(new.plan.units)
        if old.dataset.is_curve != new.dataset.is_curve:
            self._frame = self.shown = self.traced = None
            moved = True
        return moved

    def _choose(self) -> bool:
        """Take from the last frame what is to be shown; if it is not there yet, what is shown stays."""
        frame, neuron, caption = self._frame, self._neuron, self._caption
        if frame is None:
            return False
        if self.is_curve:
            self.traced = of_frame(frame, self._inner, caption) or self.traced
        if frame.output_map is None:
            return self.is_curve
        if neuron is None or caption is None or (self._is_output(neuron) and len(frame.output_map) == 1):
            self.shown = of_network(frame.output_map, self._level())
        elif self._is_output(neuron):
            self.shown = of_neuron(frame.output_map[neuron[1]], caption)
        elif frame.neuron == neuron and frame.neuron_map is not None:
            self.shown = of_neuron(frame.neuron_map, caption)
        else:
            return self.is_curve
        return True

    def _forget_network(self, units: tuple[int, ...]) -> bool:
        """The network has other layers: what was shown of it goes, except a map that still fits."""
        if self._neuron is not None and not (self._neuron[0] < len(units) and self._neuron[1] < units[self._neuron[0]]):
            self._neuron = self._caption = None
        self._frame = None
        moved = False
        if self.traced is not None and self.traced.caption is not None:
            self.traced, moved = None, True
        if self.shown is not None and (self.shown.caption is not None or len(self.shown.channels) != units[-1]):
            self.shown, moved = None, True
        return moved

    def _level(self) -> float:
        """The value of the map at which one of two classes makes way for the other: the threshold, on its scale."""
        prepared = self._session.prepared
        is_binary = prepared.data.task.kind is Kind.BINARY
        return 2.0 * prepared.experiment.judgement.threshold - 1.0 if is_binary else 0.0

    @property
    def _inner(self) -> Neuron | None:
        """The neuron that is shown instead of the answer."""
        return self._neuron if self._neuron is not None and not self._is_output(self._neuron) else None

    def _is_output(self, neuron: Neuron) -> bool:
        return neuron[0] == len(self._session.prepared.plan.units) - 1
