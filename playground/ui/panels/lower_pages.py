"""The pages of the card below the diagram, each declared once: tab, menu entry and shortcut come from here.

A new page is one entry in `PAGES` and a `PageView` in `ui/views`. Views are imported when first shown, so that starting
the program does not wait for pages nobody opened.
"""

from collections.abc import Callable
from dataclasses import dataclass

from playground.i18n import Text, _, p_
from playground.session.session import Session
from playground.ui.actions import ActionSpec
from playground.ui.appearance import Appearance
from playground.ui.paint.painter import Painter
from playground.ui.spotlight import Spotlight
from playground.ui.views.page import PageView


@dataclass(frozen=True, slots=True)
class PageContext:
    """What a page may use."""

    session: Session
    appearance: Appearance
    spotlight: Spotlight
    """Lights points on the map."""
    painter: Painter
    """Knows which points are chosen on the map, and chooses them."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """The declaration of one page; `make` is called when it is first shown."""

    key: str
    title: Text
    tip: Text
    make: Callable[[PageContext], PageView]
    short: Text | None = None
    """The title where there is little room, if that is another one."""

    @property
    def action(self) -> str:
        """The key of the action that shows the page."""
        return f"page_{self.key}"


def _curves(context: PageContext) -> PageView:
    from playground.ui.views.curves_view import CurvesView

    return CurvesView(context.session, context.appearance)


def _health(context: PageContext) -> PageView:
    from playground.ui.views.health_view import HealthView

    return HealthView(context.session, context.appearance)


def _evaluation(context: PageContext) -> PageView:
    from playground.ui.views.evaluation_view import EvaluationView

    return EvaluationView(context.session, context.appearance, context.spotlight)


def _notes(context: PageContext) -> PageView:
    from playground.ui.views.notes_view import NotesView

    return NotesView(context.session)


def _compare(context: PageContext) -> PageView:
    from playground.ui.compare.page import ComparePage

    return ComparePage(context.session, context.appearance)


def _points(context: PageContext) -> PageView:
    from playground.ui.pointtable.page import PointTablePage

    return PointTablePage(context.session, context.appearance, context.painter)


PAGES: tuple[PageSpec, ...] = (
    PageSpec("curves", _("Learning curves"), _("Loss and score over the epochs"), _curves,
             short=p_("tab", "Curves")),
    PageSpec("health", _("Weights and gradients"), _("How every layer fares, what is wrong, and what to try"), _health,
             short=p_("tab", "Weights")),
    PageSpec("evaluation", _("Evaluation"),
             _("Confusion matrix, metrics, ROC, calibration, threshold; tall (Ctrl+5) the costs of errors too"),
             _evaluation, short=p_("tab", "Scores")),
    PageSpec("points", _("Table"), _("Every point with the answer of the network beside the truth"), _points),
    PageSpec("compare", _("Compare runs"), _("Pinned runs: what differed, what came of it, and their maps"), _compare,
             short=p_("tab", "Runs")),
    PageSpec("notes", _("Notes"), _("Your own notes, saved with the project"), _notes),
)  # fmt: skip
"""In the order of the tabs; Alt and a digit go to the first nine."""


def page_actions() -> tuple[ActionSpec, ...]:
    """An action for each page."""
    return tuple(
        ActionSpec(page.action, page.title, page.tip, shortcuts=(f"Alt+{number}",) if number < 10 else ())
        for number, page in enumerate(PAGES, start=1)
    )
