"""How much pictures may cost: neither may they take training's time, nor may a large network make them come late."""

from dataclasses import replace

from playground.session.frame import Wants

PROBE_SHARE = 0.25
"""The part of the time that pictures may take from training."""
SLOW_SECONDS = 0.012
"""A frame that takes longer follows the hand too late: its maps become coarser, ..."""
PATIENCE = 3
"""... if it happens so often in a row."""
COARSEST = 4
FEWEST_CELLS = 20


class Fineness:
    """How fine the maps of one kind may be, as it turned out."""

    def __init__(self) -> None:
        self._divisor, self._slow = 1, 0

    @property
    def is_full(self) -> bool:
        """Whether they may be as fine as they are wanted."""
        return self._divisor == 1

    def cells(self, wanted: int) -> int:
        """How many cells along a side are quick enough."""
        return min(wanted, max(wanted // self._divisor, FEWEST_CELLS))

    def took(self, seconds: float) -> None:
        """A frame with such maps took so long."""
        self._slow = self._slow + 1 if seconds > SLOW_SECONDS else 0
        if self._slow >= PATIENCE:
            self._divisor, self._slow = min(2 * self._divisor, COARSEST), 0
        elif seconds < SLOW_SECONDS / 6.0 and self._divisor > 1:  # twice as fine costs four times as much
            self._divisor //= 2


class PictureBudget:
    """Says when a frame may be made while training runs, and how fine its maps may be."""

    def __init__(self) -> None:
        self._rest_until = 0.0
        self._answers = False
        self._map, self._neurons = Fineness(), Fineness()

    def answer(self) -> None:
        """A command was carried out, and the person who gave it waits for the next frame."""
        self._rest_until, self._answers = 0.0, True

    def rests(self, now: float) -> bool:
        """Whether pictures have had their share of the time for now."""
        return now < self._rest_until

    def scaled(self, wants: Wants) -> Wants:
        """The same with maps that are quick enough.

        Where a large network makes them coarse, the answer to a command leaves out for once what asks all points.
        """
        coarse = replace(
            wants, map_size=self._map.cells(wants.map_size), neuron_map_size=self._neurons.cells(wants.neuron_map_size)
        )
        hurries, self._answers = self._answers and not (self._map.is_full and self._neurons.is_full), False
        return replace(coarse, judge="", health=False, answers=False) if hurries else coarse

    def took(self, shown: Wants, started: float, finished: float) -> None:
        """Account for a frame that was made while training runs."""
        seconds = finished - started
        self._rest_until = finished + seconds * (1.0 / PROBE_SHARE - 1.0)
        self.learn(shown, seconds)

    def learn(self, shown: Wants, seconds: float) -> None:
        """A frame took so long; one that a person waits for at rest tells as much of the network as any."""
        if shown.map_size:
            self._map.took(seconds)
        if shown.neuron_map_size:
            self._neurons.took(seconds)
