"""A page of the card below the diagram: a view that is made when it is first shown."""

from PySide6.QtWidgets import QWidget

from playground.session.frame import Frame, Wants

HEADER_GAP = 4
"""Between the controls in the header, in pixels."""


class PageView(QWidget):
    """Base of the pages. Only the page that can be seen is asked what it wants, and shown frames."""

    def header_widgets(self) -> tuple[QWidget, ...]:
        """Controls for the right end of the row of tabs; they are seen only together with the page."""
        return ()

    @property
    def spare_width(self) -> int:
        """How much narrower its controls are, in pixels, without those that it offers elsewhere as well."""
        return 0

    def do_without_spare(self, on: bool) -> None:
        """Hide the controls that it offers elsewhere as well, or show them again."""

    def wants(self) -> Wants:
        """What the page could show now."""
        return Wants()

    def show_frame(self, frame: Frame) -> None:
        """Show one moment of training; parts nobody wanted are None."""
