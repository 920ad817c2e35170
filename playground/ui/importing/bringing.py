"""The one step in which imported points come into the experiment."""

from playground.data.axes import Stretch
from playground.data.dataset import Dataset
from playground.data.joining import joined
from playground.data.points import Points
from playground.data.scaling import Standardise
from playground.i18n import n_, p_
from playground.session.notices import Level, Notice
from playground.session.session import Session
from playground.spec import SpecError

REPLACE, APPEND = "replace", "append"
IMPORT = p_("undo", "Import data")


def bring(session: Session, dataset: Dataset, mode: str = REPLACE, standardise: bool = False) -> bool:
    """Put points in the place of the present ones, or add them; what can't be is told and changes nothing."""
    if mode == APPEND:
        try:
            together = joined(session.dataset, dataset)
        except SpecError as error:
            session.tell(Notice(Level.WARNING, error.violations[0].message))
            return False
        done = session.paint(together, IMPORT)
    else:
        changes: dict[str, object] = {"data.source": Points(dataset), "data.stretch": Stretch()}
        if standardise:
            changes["data.scaling"] = Standardise()
        done = session.apply_all(changes, IMPORT, fresh=True)
    if done:
        session.tell(Notice(Level.INFO, n_("{n} point was imported.", "{n} points were imported.", dataset.n)))
    return done
