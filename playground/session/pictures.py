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


class PictureBudget:
    """Says when a frame may be made while training runs, and how fine its maps may be."""

    def __init__(self) -> None:
        self._rest_until = 0.0
        self._divisor, self._slow = 1, 0

    def answer(self) -> None:
        """A command was carried out, and the person who gave it waits for the next frame."""
        self._rest_until = 0.0

    def rests(self, now: float) -> bool:
        """Whether pictures have had their share of the time for now."""
        return now < self._rest_until

    def scaled(self, wants: Wants) -> Wants:
        """The same with maps that are quick enough."""
        return replace(
            wants,
            map_size=self._cells(wants.map_size),
            neuron_map_size=self._cells(wants.neuron_map_size),
        )

    def _cells(self, wanted: int) -> int:
        return min(wanted, max(wanted // self._divisor, FEWEST_CELLS))

    def took(self, started: float, finished: float) -> None:
        """Account for a frame that was made while training runs."""
        seconds = finished - started
        self._rest_until = finished + seconds * (1.0 / PROBE_SHARE - 1.0)
        self._slow = self._slow + 1 if seconds > SLOW_SECONDS else 0
        if self._slow >= PATIENCE:
            self._divisor, self._slow = min(2 * self._divisor, COARSEST), 0
        elif seconds < SLOW_SECONDS / 6.0 and self._divisor > 1:  # twice as fine costs four times as much
            self._divisor //= 2
