"""The command `run`: trains an experiment or goes on with a project, and writes what is asked for."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter

from playground import exchange
from playground.commands.answers import DIVERGED, DONE, WrongInput, about, complain
from playground.commands.options import Commands, whole
from playground.commands.result import show_result
from playground.commands.training import resume_run, train, with_training
from playground.engine.records import Record
from playground.engine.trainer import Trainer
from playground.experiment import prepare
from playground.i18n import _, n_
from playground.session import files
from playground.session.messages import divergence_text
from playground.session.papers import Papers
from playground.session.run import Run
from playground.session.seal import seal_of, with_opening
from playground.session.work import Project


def declare(commands: Commands) -> None:
    """The command `run EXPERIMENT`."""
    parser = commands.add_parser("run", help=str(_("train an experiment without a window and print how well it does")))
    parser.add_argument("experiment", type=Path, help=str(_("an experiment (JSON), or a project (nnp) to go on with")))
    parser.add_argument("--epochs", type=whole, default=300, help=str(_("how many epochs to train (default 300)")))
    for name, words in (
        ("json", _("write the result as JSON to this file; - for here")),
        ("data", _("take these points: a table (CSV) of x1, x2 and the class number or value; of a curve, x and y")),
        ("init", _("begin with these weights (npz, arrays named as in PyTorch)")),
        ("weights", _("write the weights at the end (npz)")),
        ("save", _("save everything at the end as a project (nnp)")),
        ("history", _("write the learning curves (CSV)")),
        ("predict", _("answer these points: a table (CSV) of x1, x2, of a curve x alone; the answers go beside it")),
    ):
        parser.add_argument(f"--{name}", type=Path, metavar="FILE", help=str(words))
    parser.add_argument(
        "--test",
        action="store_true",
        help=str(_("open the sealed test set at the end, print its score, and count that")),
    )
    parser.add_argument("--quiet", action="store_true", help=str(_("no progress line")))
    parser.set_defaults(carry_out=_run)


def _run(given: argparse.Namespace) -> int:
    work = _work(given)
    points = None if given.predict is None else _points(given.predict, work)
    run = resume_run(work)
    if given.init is not None:
        with about(given.init):
            exchange.load_weights(run.trainer, given.init)
        run.begin_record()
    _require_points(given, work)
    started = perf_counter()
    trainer = run.trainer
    records = [trainer.record(), *train(run, given.epochs, silent=given.quiet or not sys.stderr.isatty())]
    if given.test:
        work = _opened(work, trainer)
    with about(given.experiment):
        _keep(given, work, run, records, points)
        show_result(given.json, work.prepared, trainer, perf_counter() - started, with_test=given.test)
    if trainer.divergence is not None:
        complain(divergence_text(trainer.divergence))
        return DIVERGED
    return DONE


def _work(given: argparse.Namespace) -> Project:
    """The work that was named, with other points where some are given. Raises WrongInput."""
    with about(given.experiment):
        work = files.open_file(given.experiment)
    if given.data is None:
        return work
    with about(given.data):
        table = exchange.read_points(given.data, exchange.data_columns(work.prepared.experiment))
        return Project(prepare(exchange.with_data(work.prepared.experiment, table)), notes=work.notes)


def _points(path: Path, work: Project) -> exchange.Table:
    """The points to be answered. Raises WrongInput."""
    with about(path):
        return exchange.read_points(path, exchange.input_columns(work.prepared.experiment))


def _require_points(given: argparse.Namespace, work: Project) -> None:
    """Raise WrongInput where there are no points to train with, or none to test with."""
    message = work.prepared.obstacle()
    if message is None and given.test and work.prepared.test.n == 0:
        message = _("there are no test points; data.split.test is their share")
    if message is not None:
        raise WrongInput(_("{where}: {message}", where=given.experiment, message=message))


def _opened(work: Project, trainer: Trainer) -> Project:
    """The work with one opening of its test set more in its journal; says how many there are."""
    papers = with_opening(Papers(journal=work.journal), work.prepared.test.n, trainer.epoch)
    count = seal_of(papers, is_open=True).count
    complain(n_("The test set of this work has been opened {n} time.",
                "The test set of this work has been opened {n} times.", count))  # fmt: skip
    return replace(work, journal=papers.journal)


def _keep(
    given: argparse.Namespace, work: Project, run: Run, records: list[Record], points: exchange.Table | None
) -> None:
    """Write what was asked for."""
    if given.weights is not None:
        exchange.save_weights(run.trainer, given.weights)
    if given.history is not None:
        exchange.write_history(records, given.history)
    if points is not None:
        answers = given.predict.with_name(f"{given.predict.stem}-answers.csv")
        exchange.write_predictions(work.prepared, run.trainer, points, answers)
    if given.save is not None:
        files.save_file(with_training(work, run), given.save)
