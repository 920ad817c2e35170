"""The command line: open the window, or train without one.

Exit codes: 0 done, 1 training diverged, 2 wrong input, 3 no window can open here, 4 a proof failed,
5 the self-test failed.
"""

import argparse
import json
import math
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path
from time import perf_counter
from typing import Any

from playground import __version__, display, exchange, exportcommands, filecommands, i18n
from playground.engine.records import Record
from playground.engine.trainer import Trainer
from playground.experiment import Experiment, Prepared, prepare
from playground.i18n import Text, _
from playground.proof import checks
from playground.schema import schema
from playground.session import files
from playground.session.judged_plain import plain_report
from playground.session.judging import judge
from playground.session.messages import divergence_text
from playground.session.work import Project
from playground.spec import SpecError, Violation
from playground.terminal import padded, width

DONE, DIVERGED, WRONG_INPUT, NO_WINDOW, FALSE, BROKEN = range(6)
OPEN = "open"


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that has no ✓ must not end the program
    i18n.use_language(i18n.system_language())
    given = _parser().parse_args(_with_open(sys.argv[1:] if arguments is None else [*arguments]))
    if given.language:
        i18n.use_language(given.language)
    if given.self_test:
        return _self_test()
    if given.command == "parts":
        return _parts()
    if given.command == "run":
        return _run(given)
    if given.command == "verify":
        return _verify(given)
    if given.command in ("export", "report"):
        return _export(given)
    if given.command in ("info", "convert"):
        return _info(given) if given.command == "info" else _convert(given)
    if given.command == "bench":
        return _bench(given)
    if given.command == "schema":
        print(json.dumps(schema(Experiment), ensure_ascii=False, indent=1))
        return DONE
    return _window(given)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="playground", description=str(_("A playground for small neural networks.")))
    parser.add_argument("--version", action="version", version=f"Neural Playground {__version__}")
    parser.add_argument(
        "--language", default="", choices=i18n.languages(), help=str(_("the language of the window and of messages"))
    )
    parser.add_argument(
        "--self-test", action="store_true", help=str(_("open the window, use it, and say whether all of it works here"))
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    work = _("an experiment (JSON) or a project (nnp)")
    window = commands.add_parser(OPEN, help=str(_("open the window with a file; the word open can be left out")))
    window.add_argument("file", type=Path, help=str(work))
    run = commands.add_parser("run", help=str(_("train an experiment without a window and print how well it does")))
    run.add_argument("experiment", type=Path, help=str(_("an experiment (JSON), or a project (nnp) to go on with")))
    run.add_argument("--epochs", type=_whole, default=300, help=str(_("how many epochs to train (default 300)")))
    for name, words in (
        ("json", _("write the result as JSON to this file; - for here")),
        ("data", _("take these points: a table (CSV) of x1, x2 and the class number or value; of a curve, x and y")),
        ("init", _("begin with these weights (npz, arrays named as in PyTorch)")),
        ("weights", _("write the weights at the end (npz)")),
        ("save", _("save everything at the end as a project (nnp)")),
        ("history", _("write the learning curves (CSV)")),
        ("predict", _("answer these points: a table (CSV) of x1, x2, of a curve x alone; the answers go beside it")),
    ):
        run.add_argument(f"--{name}", type=Path, metavar="FILE", help=str(words))
    run.add_argument("--quiet", action="store_true", help=str(_("no progress line")))
    verify = commands.add_parser("verify", help=str(_("prove that the numbers of an experiment are right")))
    verify.add_argument("experiment", type=Path, nargs="?", help=str(work))
    info = commands.add_parser("info", help=str(_("say what is in a file")))
    info.add_argument("file", type=Path, help=str(work))
    info.add_argument("--json", action="store_true", help=str(_("as JSON")))
    convert = commands.add_parser("convert", help=str(_("save a file as the other kind, by the ending of its name")))
    convert.add_argument("file", type=Path, help=str(work))
    convert.add_argument("target", type=Path, help=str(_("the file to write, ending in .nnp or .json")))
    exportcommands.add_export(commands, work, _whole)
    bench = commands.add_parser("bench", help=str(_("measure how fast the program is on this machine")))
    bench.add_argument("--full", action="store_true", help=str(_("measure longer, memory for ten minutes")))
    bench.add_argument("--quickest", action="store_true", help=str(_("only prove that the benchmark works")))
    bench.add_argument("--only", nargs="+", metavar="SECTION", help=str(_("measure only these sections")))
    bench.add_argument("--json", type=Path, metavar="FILE", help=str(_("write the result as JSON to this file")))
    bench.add_argument("--output", type=Path, metavar="FOLDER", default=Path("benchmark"),
                       help=str(_("put the picture of cost against size here (default: benchmark)")))  # fmt: skip
    commands.add_parser("parts", help=str(_("list the names of everything that the teacher's settings can hide")))
    commands.add_parser("schema", help=str(_("print the JSON schema of experiment files")))
    return parser


def _with_open(arguments: Sequence[str]) -> Sequence[str]:
    """The arguments with `open` before a file that stands alone, as a double click on it gives them."""
    at = 2 if arguments[:1] == ["--language"] else 0
    if len(arguments) == at + 1 and Path(arguments[at]).suffix.lower() in files.SUFFIXES:
        return [*arguments[:at], OPEN, *arguments[at:]]
    return arguments


def _whole(words: str) -> int:
    """A number of epochs: 0 or more."""
    number = int(words) if words.isdecimal() else -1
    if not 0 <= number <= 10_000_000:
        raise argparse.ArgumentTypeError(str(_("must be a whole number from 0 to 10000000, not {value}", value=words)))
    return number


def _window(given: argparse.Namespace) -> int:
    trouble = display.obstacle()
    if trouble is not None:
        _complain(trouble)
        return NO_WINDOW
    from playground.app import run_window  # only a window needs Qt

    return run_window(given.language or None, given.file if given.command == OPEN else None)


def _parts() -> int:
    trouble = display.obstacle()
    if trouble is not None:
        _complain(trouble)
        return NO_WINDOW
    from playground.app import part_names

    for name, words in part_names().items():
        print(f"{name:<32} {words}")
    return DONE


def _self_test() -> int:
    trouble = display.obstacle()
    if trouble is not None:
        _complain(trouble)
        return NO_WINDOW
    from playground.selftest import run

    works = run()
    print(_("The program works here.") if works else _("The program does not work here as it should."), flush=True)
    return DONE if works else BROKEN


def _run(given: argparse.Namespace) -> int:
    reading = given.experiment
    try:
        work = files.open_file(reading)
        if given.data is not None:
            reading = given.data
            table = exchange.read_points(reading, exchange.data_columns(work.prepared.experiment))
            work = Project(prepare(exchange.with_data(work.prepared.experiment, table)), notes=work.notes)
        prepared = work.prepared
        points = None
        if given.predict is not None:
            reading = given.predict
            points = exchange.read_points(reading, exchange.input_columns(work.prepared.experiment))
        trainer, reading = filecommands.resume(work), given.init
        if given.init is not None:
            exchange.load_weights(trainer, given.init)
    except (SpecError, OSError) as error:
        return _refuse(reading, error)
    obstacle = prepared.obstacle()
    if obstacle is not None:
        _complain(_("{where}: {message}", where=given.experiment, message=obstacle))
        return WRONG_INPUT
    started = perf_counter()
    records = [trainer.record(), *_train(trainer, given.epochs, silent=given.quiet or not sys.stderr.isatty())]
    try:
        _keep(given, work, trainer, records, points)
    except OSError as error:
        return _refuse(Path(error.filename or "?"), error)
    return _report(given, prepared, trainer, perf_counter() - started)


def _keep(
    given: argparse.Namespace, work: Project, trainer: Trainer, records: list[Record],
    points: exchange.Table | None,
) -> None:  # fmt: skip
    """Write what was asked for."""
    if given.weights is not None:
        exchange.save_weights(trainer, given.weights)
    if given.history is not None:
        exchange.write_history(records, given.history)
    if points is not None:
        answers = given.predict.with_name(f"{given.predict.stem}-answers.csv")
        exchange.write_predictions(work.prepared, trainer, points, answers)
    if given.save is not None:
        files.save_file(filecommands.with_training(work, trainer, records), given.save)


def _refuse(path: Path, error: SpecError | OSError) -> int:
    """Say what is wrong with a file."""
    if isinstance(error, OSError):
        _complain(_("{file} can't be read or written: {reason}", file=path, reason=files.reason(error)))
    else:
        for violation in error.violations:
            _complain(_place(path, violation))
    return WRONG_INPUT


def _verify(given: argparse.Namespace) -> int:
    try:
        prepared = prepare(Experiment()) if given.experiment is None else files.open_file(given.experiment).prepared
    except (SpecError, OSError) as error:
        return _refuse(given.experiment, error)
    obstacle = prepared.obstacle()
    if obstacle is not None:
        _complain(obstacle)
        return WRONG_INPUT
    all_hold = True
    for check in checks(prepared):
        all_hold &= check.holds
        print(f"{'✓' if check.holds else '✗'} {check.claim}: {check.numbers}", flush=True)
    return DONE if all_hold else FALSE


def _bench(given: argparse.Namespace) -> int:
    from playground.bench.command import carry_out, unknown_section  # no other command needs what it imports

    trouble = unknown_section(given.only or ())
    if trouble is not None:
        _complain(trouble)
        return WRONG_INPUT
    try:
        carry_out(given)
    except OSError as error:
        return _refuse(Path(error.filename or "?"), error)
    return DONE


def _info(given: argparse.Namespace) -> int:
    try:
        work = files.open_file(given.file)
    except (SpecError, OSError) as error:
        return _refuse(given.file, error)
    if given.json:
        print(json.dumps(filecommands.describe(given.file, work), ensure_ascii=False, indent=2))
    else:
        rows = filecommands.table(given.file, work)
        wide = max(width(str(words)) for words, _value in rows) + 2
        print("\n".join(f"{padded(str(words), wide)}{value}" for words, value in rows))
    return DONE


def _convert(given: argparse.Namespace) -> int:
    if given.target.suffix.lower() not in files.SUFFIXES:
        _complain(_("the name of the file to write must end in .nnp or .json ({file})", file=given.target))
        return WRONG_INPUT
    reading = given.file
    try:
        work = files.open_file(reading)
        reading = given.target
        lost = filecommands.convert(work, reading)
    except (SpecError, OSError) as error:
        return _refuse(reading, error)
    if lost is not None:
        _complain(lost)
    return DONE


def _export(given: argparse.Namespace) -> int:
    reading = given.file
    bar = _progress_bar(given.json or not sys.stderr.isatty())
    try:
        done = exportcommands.export(given, bar)
    except OSError as error:
        return _refuse(Path(error.filename or reading), error)
    except SpecError as error:
        return _refuse(reading, error)
    if not done:
        options = ", ".join(f"--{name}" for name in (*exportcommands.SCRIPTS, *exportcommands.TABLES))
        _complain(_("say what to write, with one of these: {options}", options=options))
        return WRONG_INPUT
    lines = [json.dumps(done, ensure_ascii=False, indent=2)] if given.json else [one["file"] for one in done["written"]]
    print(*lines, sep="\n")
    return DONE


def _progress_bar(silent: bool) -> Callable[[float], None]:
    """A line that says how much is done."""

    def show(part: float) -> None:
        if not silent:
            end = "\n" if part >= 1.0 else ""
            print(f"\r{'█' * round(30 * part):░<30} {part:4.0%}", end=end, file=sys.stderr, flush=True)

    return show


def _place(file: Path, violation: Violation) -> Text:
    """A mistake with the file and the setting it is in."""
    where = f"{file}: {violation.path}" if violation.path else f"{file}"
    return _("{where}: {message}", where=where, message=violation.message)


def _train(trainer: Trainer, epochs: int, silent: bool) -> list[Record]:
    """Train, with a line that says how far it is; a record of every epoch."""
    records: list[Record] = []
    start, piece = trainer.epoch, max(1, epochs // 100)
    goal = start + epochs
    if trainer.stopped is not None:
        trainer.go_on()
    while trainer.epoch < goal and trainer.divergence is None and trainer.stopped is None:
        records += trainer.run(until_epoch=min(goal, trainer.epoch + piece))
        if not silent:
            done = trainer.epoch - start
            bar = "█" * round(30 * done / epochs)
            print(f"\r{bar:░<30} {done}/{epochs}", end="", file=sys.stderr, flush=True)
    if not silent:
        print(file=sys.stderr)
    return records


def _report(given: argparse.Namespace, prepared: Prepared, trainer: Trainer, seconds: float) -> int:
    record = trainer.record()
    if given.json is not None:
        words = json.dumps(_result(prepared, trainer, record, seconds), ensure_ascii=False, indent=2)
        if str(given.json) == "-":
            print(words)
        else:
            given.json.write_text(words + "\n", encoding="utf-8")
    if given.json is None or str(given.json) != "-":
        print(_table(prepared, trainer, record))
    if trainer.divergence is not None:
        _complain(divergence_text(trainer.divergence))
        return DIVERGED
    return DONE


def _table(prepared: Prepared, trainer: Trainer, record: Record) -> str:
    """The result for a person."""
    score = _("accuracy") if prepared.dataset.is_classification else _("R²")
    rows: list[tuple[object, ...]] = [
        ("", _("loss"), score, _("points")),
        (_("training"), _number(record.train.loss[0]), _number(record.train.score[0]), trainer.data.train.n),
        (
            _("validation"),
            _number(record.validation.loss[0]),
            _number(record.validation.score[0]),
            trainer.data.validation.n,
        ),
    ]
    head = _("epochs: {epochs}   steps: {steps}   parameters: {size}",
             epochs=trainer.epoch, steps=trainer.step, size=trainer.plan.size)  # fmt: skip
    return "\n".join(
        [str(head), *("".join(padded(str(cell), -12 if at else 12) for at, cell in enumerate(row)) for row in rows)]
    )


def _number(value: float) -> str:
    return "–" if math.isnan(value) else f"{value:.6f}"


def _result(prepared: Prepared, trainer: Trainer, record: Record, seconds: float) -> dict[str, Any]:
    """The result for a program; what is undefined or infinite is null."""

    def scores(part: Any, n: int) -> dict[str, Any]:
        name = "accuracy" if prepared.dataset.is_classification else "r2"
        return {"points": n, "loss": _finite(part.loss[0]), name: _finite(part.score[0])}

    def metrics(part: str) -> dict[str, Any]:
        return plain_report(judge(trainer.evaluator, prepared, part), prepared.experiment.judgement.beta)

    divergence = trainer.divergence
    return {
        "epochs": trainer.epoch,
        "steps": trainer.step,
        "parameters": trainer.plan.size,
        "train": scores(record.train, trainer.data.train.n),
        "validation": scores(record.validation, trainer.data.validation.n),
        "penalty": _finite(record.penalty[0]),
        "metrics": {part: metrics(part) for part in ("train", "validation")},
        "diverged": None if divergence is None else {
            "failure": divergence.failure.value, "epoch": divergence.epoch, "step": divergence.step,
        },
        "seconds": round(seconds, 3),
    }  # fmt: skip


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _complain(words: Text) -> None:
    print(f"playground: {words}", file=sys.stderr)
