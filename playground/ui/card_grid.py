"""Where the cards of the window stand, whichever of them are shown."""

from PySide6.QtWidgets import QGridLayout, QWidget

from playground.ui.appearance import Appearance

UPPER, LOWER = 70, 30
"""The shares of the height of the two rows."""
UPPER_LARGE, LOWER_LARGE = 55, 45
"""The same in projector mode, where large type takes more of what the lower row has."""
MIDDLE, RIGHT = 61, 39
"""The shares of the width of the two columns beside the data."""


class CardGrid(QWidget):
    """Data at the left; the network above the curves; the output above the facts of the run.

    A card that is hidden leaves its room to its neighbour. While the curves are tall, they have that of the network.
    """

    def __init__(
        self, appearance: Appearance, data: QWidget, network: QWidget, output: QWidget, curves: QWidget, run: QWidget,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._appearance = appearance
        self._data, self._network, self._output, self._curves, self._run = data, network, output, curves, run
        self._tall = False
        self._grid = QGridLayout(self)
        self._grid.setColumnStretch(1, MIDDLE)
        self._grid.setColumnStretch(2, RIGHT)
        for card in (data, network, output, curves, run):
            card.setParent(self)
        appearance.changed.connect(self._fit)
        self._fit()

    def show_card(self, card: QWidget, shown: bool) -> None:
        """Show or hide one card."""
        card.setVisible(shown)
        self.arrange()

    def set_tall(self, tall: bool) -> None:
        """Give the card below the network the room of the network, or give it back."""
        self._tall = tall
        self.arrange()

    def arrange(self) -> None:
        """Put the cards that are shown into their places."""
        network, output, curves, run = self._network, self._output, self._curves, self._run
        for card in (self._data, network, output, curves, run):
            self._grid.removeWidget(card)
        tall = self._tall and not curves.isHidden()
        network.setVisible(not tall)
        self._grid.addWidget(self._data, 0, 0, 2, 1)
        self._grid.addWidget(network, 0, 1, 2 if curves.isHidden() else 1, 1)
        self._grid.addWidget(curves, 0 if tall else 1, 1, 2 if tall else 1, 1)
        self._grid.addWidget(output, 0, 2, 2 if run.isHidden() else 1, 1)
        self._grid.addWidget(run, 1, 2)
        both_hidden = curves.isHidden() and run.isHidden()
        upper, lower = (UPPER_LARGE, LOWER_LARGE) if self._appearance.projector else (UPPER, LOWER)
        self._grid.setRowStretch(0, upper)
        self._grid.setRowStretch(1, 0 if both_hidden else lower)

    def _fit(self) -> None:
        gap = self._appearance.metrics.gap
        self._grid.setContentsMargins(gap, gap, gap, gap)
        self._grid.setSpacing(gap)
        self.arrange()
