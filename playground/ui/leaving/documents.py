"""Scripts, tables and the report of the present work: what there is to export, and how each is made.

Making one needs no window and happens beside it; a network as it is now comes from the training thread first.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from playground import exchange
from playground.engine.trainer import Trainer
from playground.experiment import Prepared
from playground.export.colours import Colours
from playground.export.film import Film
from playground.export.replay import Progress, Run, repeat
from playground.i18n import Text, _
from playground.session.commands import Delivery, Saved
from playground.session.work import Project
from playground.spec import SpecError, Violation
from playground.storage import write_safely

PATIENCE_S = 60.0
"""One step of the largest network takes seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What documents are made of."""

    work: Project
    saved: Saved
    """The trained network of the work."""
    name: str
    progress: Progress

    def trainer(self) -> Trainer:
        """A trainer where the network is."""
        trainer = self.work.prepared.trainer()
        trainer.restore(self.saved.checkpoint)
        return trainer


Maker = Callable[[Material], Callable[[Path], None]]
"""Makes a document, and returns what writes its file."""


@dataclass(frozen=True, slots=True)
class Document:
    """One kind of file that can be made of the work."""

    key: str
    words: Text
    suffix: str
    make: Maker

    @property
    def filter(self) -> str:
        """What a file dialog calls it."""
        return f"{self.words} (*{self.suffix})"


def deliver(document: Document, delivery: Delivery, work: Project, name: str, progress: Progress, path: Path) -> Path:
    """Wait for the network, make the document and write it. Raises SpecError, OSError."""
    saved = arrived(delivery)
    write = document.make(Material(replace(work, saved=saved), saved, name, progress))
    progress(1.0)  # the last moment to give it up: a file is written whole or not at all
    write(path)
    return path


def arrived(delivery: Delivery) -> Saved:
    """The trained network, which comes from the training thread. Raises SpecError where there is none."""
    if not delivery.wait(PATIENCE_S) or delivery.saved is None:
        raise SpecError((Violation("", _("There is no trained network to export yet.")),))
    return delivery.saved


def _script(kind: str) -> Maker:
    def make(given: Material) -> Callable[[Path], None]:
        _check(kind, given.work.prepared)  # what can't be is told at once, not after the training was done again
        run = repeat(given.work.prepared, given.saved.checkpoint, given.progress)
        return _text(_writer(kind)(run, given.name))

    return make


def _check(kind: str, prepared: Prepared) -> None:
    """Raise SpecError where there is no such script of an experiment."""
    if kind == "numpy":
        from playground.export.header import refuse_children as refuse
    elif kind == "pytorch":
        from playground.export.torch_script import refuse
    else:
        from playground.export.keras_script import refuse
    refuse(prepared)


def _text(words: str) -> Callable[[Path], None]:
    return lambda path: write_safely(path, lambda file: file.write(words.encode("utf-8")))


def _writer(kind: str) -> Callable[[Run, str], str]:
    if kind == "numpy":
        from playground.export.numpy_script import numpy_script

        return numpy_script
    if kind == "pytorch":
        from playground.export.torch_script import torch_script

        return torch_script
    from playground.export.keras_script import keras_script

    return keras_script


def _curves(given: Material) -> Callable[[Path], None]:
    return lambda path: exchange.write_curves(given.saved.curves.table, path, in_words=True)


def _answers(given: Material) -> Callable[[Path], None]:
    return lambda path: exchange.write_answers(given.work.prepared, given.trainer(), path, in_words=True)


def _weights(given: Material) -> Callable[[Path], None]:
    return lambda path: exchange.write_weights(given.trainer(), path, in_words=True)


def _report(printed: bool) -> Maker:
    def make(given: Material) -> Callable[[Path], None]:
        from playground.export.report import as_html
        from playground.proof import checks
        from playground.session.reporting import report
        from playground.ui.leaving.pdf import write_pdf

        prepared = given.work.prepared
        proved = [] if prepared.obstacle() is not None else checks(prepared)
        claims = [(one.claim, one.holds, one.numbers) for one in proved]
        page = report(given.work, given.trainer(), given.saved.curves, given.name, datetime.now(), claims)
        return (lambda path: write_pdf(page, path)) if printed else _text(as_html(page))

    return make


def film_maker(film: Film, saved: Saved, colours: Colours) -> Maker:
    """Makes an animation of a run that was put aside."""

    def make(given: Material) -> Callable[[Path], None]:
        from playground.ui.leaving.animation import animation, write_animation

        pictures = animation(given.work, saved, film, given.progress, colours)
        return lambda path: write_animation(pictures, path, film)

    return make


DOCUMENTS: tuple[Document, ...] = (
    Document("report_html", _("Report, for a browser"), ".html", _report(printed=False)),
    Document("report_pdf", _("Report, to print"), ".pdf", _report(printed=True)),
    Document("numpy", _("NumPy script, the same weights to the last bit"), ".py", _script("numpy")),
    Document("pytorch", _("PyTorch script"), ".py", _script("pytorch")),
    Document("keras", _("Keras script"), ".py", _script("keras")),
    Document("curves", _("Learning curves"), ".csv", _curves),
    Document("answers", _("Points with the answers of the network"), ".csv", _answers),
    Document("weights", _("Weights, a table"), ".csv", _weights),
    Document("weights_npz", _("Weights, for NumPy"), ".npz", _weights),
)
"""What can be made of the work, in the order of the file dialog."""
