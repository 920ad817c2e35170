"""The command `report`: one page about a run, for people to read and to print."""

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path

from playground.commands.answers import DONE, WrongInput, about
from playground.commands.export import USUAL_EPOCHS
from playground.commands.options import WORK, Commands, whole
from playground.commands.training import resume_run, train
from playground.export.report import Report, as_html
from playground.i18n import _
from playground.proof import checks
from playground.session import files
from playground.session.reporting import report
from playground.spec import SpecError, Violation
from playground.storage import write_safely

PAGE, PRINTED = (".html", ".htm"), ".pdf"


def declare(commands: Commands) -> None:
    """The command `report FILE`."""
    parser = commands.add_parser("report", help=str(_("write one page about a run: settings, curves, map, metrics")))
    parser.add_argument("file", type=Path, help=str(WORK))
    parser.add_argument("--output", type=Path, required=True, metavar="OUT.html|.pdf",
                        help=str(_("the page to write, ending in .html or .pdf")))  # fmt: skip
    parser.add_argument(
        "--epochs",
        type=whole,
        help=str(_("train so many more epochs first (default: none for a project, 300 for an experiment)")),
    )
    parser.add_argument("--title", default="", help=str(_("the title of the page (default: the name of the file)")))
    parser.add_argument("--json", action="store_true", help=str(_("say what was written as JSON")))
    parser.set_defaults(carry_out=_report)


def _report(given: argparse.Namespace) -> int:
    path: Path = given.output
    kind = path.suffix.lower()
    if kind not in (*PAGE, PRINTED):
        raise WrongInput(_("the name of the page must end in .html or .pdf ({file})", file=path))
    with about(given.file):
        page = _made(given)
    with about(path):
        _write(page, path)
    plain = {"kind": kind[1:], "file": str(path), "bytes": path.stat().st_size}
    print(json.dumps(plain, ensure_ascii=False) if given.json else path)
    return DONE


def _write(page: Report, path: Path) -> None:
    if path.suffix.lower() == PRINTED:
        from playground.app import write_pdf  # only a PDF needs Qt

        write_pdf(page, path)
    else:
        write_safely(path, lambda file: file.write(as_html(page).encode("utf-8")))


def _made(given: argparse.Namespace) -> Report:
    """The page, after training where that was asked for. Raises SpecError, OSError."""
    work = files.open_file(given.file)
    obstacle = work.prepared.obstacle()
    if obstacle is not None:
        raise SpecError((Violation("", obstacle),))
    run = resume_run(work)
    usual = 0 if work.saved is not None else USUAL_EPOCHS
    silent = given.json or not sys.stderr.isatty()
    train(run, usual if given.epochs is None else given.epochs, silent=silent)
    claims = [(check.claim, check.holds, check.numbers) for check in checks(work.prepared)]
    title = given.title or given.file.stem
    return report(work, run.trainer, run.recorder.curves(), title, datetime.now(), claims)
