"""Makes what a frame shows of one moment of a run: maps, curves, weights and judgements, as far as they are wanted."""

from dataclasses import replace
from math import nan

from playground.data.dataset import DOMAIN, Integers
from playground.data.reading import Reader
from playground.engine import probes
from playground.engine.arrays import Array, read_only
from playground.engine.health import health
from playground.engine.trainer import Trainer
from playground.experiment import Prepared, same_points
from playground.session.frame import Frame, Numbers, Span, Wants
from playground.session.ghosts import ghosts
from playground.session.judging import OwnThreshold, judge, open_parts
from playground.session.pins import PICTURE, Outcome
from playground.session.pointlist import answers
from playground.session.run import Run


class Camera:
    """Looks at a run and changes nothing. It keeps the grids of places that maps are made of, and the last scores."""

    def __init__(self) -> None:
        self._grids: dict[int, Array] = {}
        self._reader: Reader | None = None
        self._own_threshold = OwnThreshold()

    def frame(self, bare: Frame, wants: Wants, run: Run) -> Frame:
        """The frame with what is wanted of the moment that is looked at, which may be the present one."""
        prepared, shown = run.prepared, run.rewind.trainer or run.trainer
        frame = self._with_maps(bare, wants, prepared, shown)
        if wants.line_size and prepared.dataset.is_curve:
            frame = _with_line(frame, wants, prepared, shown)
        if wants.weights:
            frame = replace(frame, weights=shown.plan.matrices(read_only(shown.theta[0].copy())))
        if wants.health:
            frame = replace(frame, health=health(shown))
        if wants.children:
            frame = replace(frame, children=ghosts(prepared, shown))
        if wants.curves:
            best = run.recorder.best if shown is run.trainer else run.rewind.best
            frame = replace(frame, curves=run.recorder.curves(run.rewind.record), best=best)
        if wants.judge in open_parts(prepared, run.judges_test):
            frame = replace(frame, judged=judge(shown.evaluator, prepared, wants.judge))
        if wants.answers:
            frame = replace(frame, answers=answers(shown.evaluator, prepared, with_test=run.judges_test))
        if wants.batch:
            frame = replace(frame, batch=_batch(prepared, shown))
        return frame

    def outcome(self, run: Run) -> Outcome:
        """The present state of a run, as one that is pinned keeps it."""
        picture = read_only(self._map(run.prepared, run.trainer, PICTURE))
        return Outcome(replace(run.saved(), past=None), self.numbers(run, run.trainer), picture)

    def numbers(self, run: Run, shown: Trainer, epochs_per_second: float = 0.0) -> Numbers:
        """The numbers of a run in the moment that is looked at."""
        trainer, prepared = shown, run.prepared
        record = run.record if trainer is run.trainer else run.judged(trainer)
        batch = -(-trainer.position // trainer.batch_size)
        parts = (prepared.data.train, prepared.data.validation, prepared.test if record.test else None)
        scores = self._own_threshold.scores(record, trainer.evaluator, prepared, parts) or tuple(
            nan if part is None else float(part.score[0]) for part in (record.train, record.validation, record.test)
        )
        return Numbers(
            trainer.epoch,
            trainer.step,
            batch,
            train_loss=float(record.train.loss[0]),
            validation_loss=float(record.validation.loss[0]),
            train_score=scores[0],
            validation_score=scores[1],
            test_loss=nan if record.test is None else float(record.test.loss[0]),
            test_score=scores[2],
            penalty=float(record.penalty[0]),
            learning_rate=trainer.learning_rate,
            epochs_per_second=epochs_per_second,
            patience_left=trainer.patience_left,
        )

    def _with_maps(self, frame: Frame, wants: Wants, prepared: Prepared, trainer: Trainer) -> Frame:
        """The frame with the answers, and what single neurons say, over the plane."""
        if wants.map_size:
            frame = replace(frame, output_map=self._map(prepared, trainer, wants.map_size))
        if wants.map_size and wants.neuron is not None and _has(trainer, wants.neuron):
            picture = probes.neuron_map(trainer.evaluator, self._grid(prepared, wants.map_size), *wants.neuron)
            frame = replace(frame, neuron=wants.neuron, neuron_map=picture)
        if wants.neuron_map_size:
            maps = probes.neuron_maps(trainer.evaluator, self._grid(prepared, wants.neuron_map_size))
            frame = replace(frame, neuron_maps=maps)
        if wants.picture:
            frame = replace(frame, picture=self._map(prepared, trainer, PICTURE))
        return frame

    def _map(self, prepared: Prepared, trainer: Trainer, size: int) -> probes.Map:
        return probes.output_map(trainer.evaluator, self._grid(prepared, size))

    def _grid(self, prepared: Prepared, size: int) -> Array:
        """The places of a map, as the network reads them: other points may mean other units or another scale."""
        if self._reader != prepared.reader:
            self._grids.clear()
            self._reader = prepared.reader
        if size not in self._grids:
            self._grids[size] = prepared.inputs(probes.grid(size, *DOMAIN))
        return self._grids[size]


def span(run: Run) -> Span:
    """Where a run is, and which moment of it is looked at."""
    past, present = run.rewind.trainer, run.trainer
    shown = None if past is None else past.epoch
    return Span(run.tape.first, present.epoch, present.step, shown, not run.rewind.is_busy)


def _batch(prepared: Prepared, trainer: Trainer) -> Integers | None:
    """The ids of the points of the last batch; None where there was none, or the points are others by now."""
    if not trainer.last_batch.size or not same_points(trainer.epoch_samples, prepared.data.train):
        return None
    return read_only(prepared.dataset.ids[prepared.parts.train[trainer.last_batch[0]]])


def _with_line(frame: Frame, wants: Wants, prepared: Prepared, trainer: Trainer) -> Frame:
    """The frame with the curve of the answer, and of the neuron that is wanted."""
    x = prepared.inputs(probes.places(wants.line_size, *DOMAIN))
    frame = replace(frame, line=probes.answer_line(trainer.evaluator, x))
    if wants.neuron is None or not _has(trainer, wants.neuron):
        return frame
    return replace(frame, neuron=wants.neuron, neuron_line=probes.neuron_line(trainer.evaluator, x, *wants.neuron))


def _has(trainer: Trainer, neuron: tuple[int, int]) -> bool:
    layer, unit = neuron
    return layer < len(trainer.plan.units) and unit < trainer.plan.units[layer]
