"""Painting over a sealed test set: its points stay hidden and as they are, and what changes it is said."""

import numpy as np

from playground.experiment import Prepared
from playground.i18n import Text, n_
from playground.session.notices import Level, Notice
from playground.session.session import Session


def tell_sealed(session: Session, before: Prepared) -> None:
    """Say what an edit since `before` did to the sealed test set, if it did anything."""
    words = None if session.seal.is_open else sealed_words(before, session.prepared)
    if words is not None:
        session.tell(Notice(Level.INFO, words))


def sealed_words(before: Prepared, after: Prepared) -> Text | None:
    """What became of the test set: points that came into it, went away or came out of it. None where it is the same."""
    old, new = before.dataset.ids[before.parts.test], after.dataset.ids[after.parts.test]
    came, went = len(np.setdiff1d(new, old)), np.setdiff1d(old, new)
    gone = len(np.setdiff1d(went, after.dataset.ids))
    left = len(went) - gone
    if gone:
        return n_("{n} hidden point of the sealed test set was removed too.",
                  "{n} hidden points of the sealed test set were removed too.", gone)  # fmt: skip
    if left:
        return n_("{n} point went into the sealed test set and is hidden, {left} came out, to keep the shares.",
                  "{n} points went into the sealed test set and are hidden, {left} came out, to keep the shares.",
                  came, left=left)  # fmt: skip
    if came:
        return n_("{n} of the new points went into the sealed test set, so it is hidden.",
                  "{n} of the new points went into the sealed test set, so they are hidden.", came)  # fmt: skip
    return None
