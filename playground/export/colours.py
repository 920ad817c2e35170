"""The colours of pictures made without a window: those of its light and its dark theme; a test compares them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """Each is "#rrggbb", as in the window's themes."""

    ground: str
    text: str
    muted: str
    grid: str
    neutral: str
    train: str
    validation: str
    negative: str
    positive: str
    middle: str
    """Of the map, where no class leads."""
    edge: str
    """The outline of points that validate, darker than everything on the map."""
    classes: tuple[str, ...]


LIGHT = Colours(
    ground="#ffffff", text="#1f2733", muted="#636d7d", grid="#e7e9ed", neutral="#7a8699", train="#3d5afe",
    validation="#8e6bd8", negative="#f28e2b", positive="#2b7bba", middle="#ffffff", edge="#1f2733",
    classes=(
        "#f28e2b", "#2b7bba", "#1b9e77", "#6a28e8", "#96462a", "#b09b4d", "#465360", "#39d0c0", "#2d1a14", "#c2aeff",
    ),
)  # fmt: skip

DARK = Colours(
    ground="#1e232b", text="#e8ebf0", muted="#94a0b2", grid="#2b313c", neutral="#7a8699", train="#7c93ff",
    validation="#a587ea", negative="#ffa94d", positive="#5aa9e6", middle="#16191f", edge="#16191f",
    classes=(
        "#ffa94d", "#5aa9e6", "#2fbf94", "#8f4df8", "#e2443f", "#cdf53a", "#9296b0", "#aaffdc", "#846c6c", "#fcc6fb",
    ),
)  # fmt: skip
