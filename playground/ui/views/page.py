"""A page of the card below the diagram: a view that is made when it is first shown."""

from PySide6.QtWidgets import QWidget

from playground.session.frame import Frame, Wants


class PageView(QWidget):
    """Base of the pages. Only the page that can be seen is asked what it wants, and shown frames."""

    def header_widgets(self) -> tuple[QWidget, ...]:
        """Controls for the right end of the row of tabs; they are seen only together with the page."""
        return ()

    def wants(self) -> Wants:
        """What the page could show now."""
        return Wants()

    def show_frame(self, frame: Frame) -> None:
        """Show one moment of training; parts nobody wanted are None."""
