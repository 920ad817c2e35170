"""How the network diagram looks: a theme with its sizes, and what follows from them."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from playground.ui import fonts
from playground.ui.theme import Metrics, Theme
from playground.ui.views.network_layout import Rect, Sizes
from playground.ui.views.network_model import Diagram
from playground.ui.views.network_words import OUTPUT, count_words, neuron_name

LONGEST_NAME = 84.0
WIDEST_COUNT = 88


@dataclass(frozen=True, slots=True)
class Look:
    """A theme and its sizes, with the fonts of the diagram."""

    theme: Theme
    metrics: Metrics

    @property
    def font(self) -> QFont:
        """The typeface of symbols and names."""
        return fonts.body(self.metrics.text)

    @property
    def small(self) -> QFont:
        """The typeface of the caption and of chips."""
        return fonts.body(self.metrics.heading, QFont.Weight.DemiBold)

    @property
    def button(self) -> int:
        """The side of a minus or plus."""
        return round(self.metrics.text * 1.6)

    @property
    def compact_button(self) -> int:
        """The width of a minus or plus between narrow columns."""
        return round(self.metrics.text * 1.15)

    @property
    def scale(self) -> float:
        """How much larger than at a desk things are."""
        return self.metrics.text / 13


def smooth(painter: QPainter) -> None:
    """Paint without jagged edges."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)


LONGEST_LABEL = 84.0
"""A longer formula beside an input is cut short."""


def area(rect: Rect, grown: float = 0.0) -> QRectF:
    """A rectangle of the layout as Qt has it."""
    return QRectF(rect.x - grown, rect.y - grown, rect.width + 2 * grown, rect.height + 2 * grown)


def sizes_of(look: Look, diagram: Diagram) -> Sizes:
    """The sizes for the layout of a diagram: symbols and names decide how much room there is beside it."""
    scale, text, small = look.scale, QFontMetricsF(look.font), QFontMetricsF(look.small)
    names = [str(neuron_name(diagram, diagram.last, unit)) for unit in range(diagram.units[-1])]
    several = len(names) > 1
    longest = max(text.horizontalAdvance(feature.caption) for feature in diagram.features)
    usual = Sizes()
    return Sizes(
        thumb=usual.thumb * scale,
        most_pitch=usual.most_pitch * scale,
        chip=small.height() + 3.0,
        line=text.height() + 1.0,
        label=min(longest + 2.0, LONGEST_LABEL * scale),
        name=min(max(map(small.horizontalAdvance, names)) + 2.0, LONGEST_NAME * scale) if several else 0.0,
        caption=small.horizontalAdvance(str(OUTPUT)) + 6.0,
        counter=small.horizontalAdvance(str(count_words(WIDEST_COUNT))) + 2 * look.button + 8.0,
        compact_counter=small.horizontalAdvance(str(WIDEST_COUNT)) + 2 * look.compact_button,
    )
