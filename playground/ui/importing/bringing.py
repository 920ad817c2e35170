"""The one step in which imported points come into the experiment."""

from playground.data.axes import Stretch
from playground.data.dataset import Dataset
from playground.data.joining import joined
from playground.data.points import Points
from playground.data.scaling import Standardise
from playground.i18n import Text, n_, p_
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.spec import SpecError

REPLACE, APPEND = "replace", "append"
IMPORT = p_("undo", "Import data")


def bring(session: Session, dataset: Dataset, mode: str = REPLACE, standardise: bool = False) -> Text | None:
    """Put points in the place of the present ones, or add them. Returns why that can't be, if it can't."""
    if mode == APPEND:
        try:
            together = joined(session.dataset, dataset)
        except SpecError as error:
            return error.violations[0].message
        done = session.paint(together, IMPORT)
    else:
        changes: dict[str, object] = {"data.source": Points(dataset), "data.stretch": Stretch()}
        if standardise:
            changes["data.scaling"] = Standardise()
        done = session.apply_all(changes, IMPORT, fresh=True)
    if done:  # else the session has told why not
        session.tell(Notice(Level.INFO, n_("{n} point was imported.", "{n} points were imported.", dataset.n)))
    return None
