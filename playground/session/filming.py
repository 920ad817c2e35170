"""An animation of the run: the network at each epoch that is shown, and the picture of that moment as SVG.

States come from the record of the time machine, so a run whose settings were changed on the way can be shown too; a
run without a record is trained again from its seeds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

import numpy as np

from playground.data.axes import DOMAIN
from playground.engine.probes import grid, neuron_maps
from playground.engine.trainer import Trainer
from playground.experiment import Prepared
from playground.export import film as films
from playground.export.colours import DARK, LIGHT, Colours
from playground.export.diagram import diagram
from playground.export.drawing import HEIGHT, RIGHT, WIDTH, content, svg, words
from playground.export.film import Film
from playground.export.mapping import map_alone
from playground.export.replay import Progress, must_match
from playground.i18n import _
from playground.session.commands import Saved
from playground.session.curves import Curves
from playground.session.report_pictures import answers, curve_chart, curve_pictures
from playground.session.rewind import Rewind
from playground.session.run import Run
from playground.session.tape import Tape
from playground.session.work import Project
from playground.spec import SpecError, Violation

SIDE, CAPTION, GAP = 320.0, 26.0, 10.0
MAP_SIZE, NEURON_SIZE = 120, 40

View = tuple[str, float]
"""What is drawn, and how wide it is."""


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """One picture of an animation."""

    epoch: int
    svg: str


def with_record(work: Project, saved: Saved, progress: Progress) -> Saved:
    """The network with a record of its whole run: trained again from its seeds where there is only a part of it.

    Raises SpecError where nothing was trained, or where nothing is recorded and the run can't be repeated.
    """
    if saved.checkpoint.epoch == 0:
        raise SpecError((Violation("", _("Nothing was trained yet, so there is nothing to animate.")),))
    if first_epoch(saved) == 0:
        return saved
    try:
        return _trained_again(work.prepared, saved, progress)
    except SpecError:
        if first_epoch(saved) < saved.checkpoint.epoch:
            return saved
        raise


def first_epoch(saved: Saved) -> int:
    """The first epoch that the record holds; the last of the run where there is no record."""
    return saved.past.stills[0].first_whole if saved.past is not None and saved.past.stills else saved.checkpoint.epoch


def _trained_again(prepared: Prepared, saved: Saved, progress: Progress) -> Saved:
    run, end = Run(prepared, perf_counter), saved.checkpoint
    trainer, piece = run.trainer, max(1, end.epoch // 200)
    while trainer.epoch < end.epoch and trainer.divergence is None and trainer.stopped is None:
        run.train(end.step - trainer.step, min(end.epoch, trainer.epoch + piece))
        progress(trainer.epoch / end.epoch)
    if trainer.step < end.step:
        run.train(end.step - trainer.step, None)
    must_match(trainer, end)
    return run.saved()


def scenes(
    work: Project, saved: Saved, film: Film, epochs: Sequence[int], progress: Progress, colours: Colours | None = None
) -> Iterator[Scene]:
    """The pictures of some recorded epochs, in their order, in these colours or in the usual ones of their look.

    `progress` is told the part that is done, and may raise to end it.
    """
    colours = colours or (DARK if film.look == films.DARK else LIGHT)
    assert saved.past is not None
    tape = Tape()
    tape.restore(saved.past)
    rewind = Rewind(tape, perf_counter)
    for place, epoch in enumerate(epochs):
        rewind.look(epoch, exactly=True)
        while rewind.work():
            progress(place / len(epochs))
        assert rewind.trainer is not None
        yield Scene(rewind.trainer.epoch, _picture(work.prepared, rewind.trainer, saved.curves, film, colours))
        progress((place + 1) / len(epochs))


def _picture(prepared: Prepared, trainer: Trainer, curves: Curves, film: Film, colours: Colours) -> str:
    """The views of one moment, and below them its epoch and loss."""
    views = [_answer(prepared, trainer, colours)]
    if film.view == films.NETWORK:
        views.insert(0, _diagram(prepared, trainer, colours))
    if film.view == films.CURVES:
        views.append(_curves(prepared, curves, trainer.epoch, colours))
    parts, x = [], 0.0
    for drawn, width in views:
        parts.append(f'<g transform="translate({x:g} 0)">{drawn}</g>')
        x += width + GAP
    width = x - GAP
    loss = float(trainer.record().train.loss[0])
    caption = _("epoch {epoch} · training loss {loss}", epoch=trainer.epoch, loss=f"{loss:.4f}")
    ground = f'<rect width="{width:g}" height="{SIDE + CAPTION:g}" fill="{colours.ground}"/>'
    return svg(width, SIDE + CAPTION, [ground, *parts, words(8, SIDE + 17, str(caption), colours.text)])


def _answer(prepared: Prepared, trainer: Trainer, colours: Colours) -> View:
    """The map with its points, or the curve."""
    if not prepared.experiment.data.source.is_curve:
        return map_alone(answers(prepared, trainer.evaluator, MAP_SIZE, colours), SIDE, colours=colours), SIDE
    drawn = content(curve_chart(prepared, trainer.evaluator, stands_still=True, colours=colours))
    return f'<g transform="scale({SIDE / HEIGHT:.4f})">{drawn}</g>', WIDTH * SIDE / HEIGHT


def _curves(prepared: Prepared, curves: Curves, epoch: int, colours: Colours) -> View:
    """Loss and score up to now, one above the other."""
    scale = SIDE / 2 / HEIGHT
    drawn = "".join(
        f'<g transform="translate(0 {row * SIDE / 2:g}) scale({scale:.4f})">{content(one.svg)}'
        f"{words(WIDTH - RIGHT, 14, one.title, colours.text, 'end')}</g>"
        for row, one in enumerate(curve_pictures(prepared, curves, epoch, colours))
    )
    return drawn, scale * WIDTH


def _diagram(prepared: Prepared, trainer: Trainer, colours: Colours) -> View:
    maps = [layer.astype(np.float64) for layer in
            neuron_maps(trainer.evaluator, prepared.inputs(grid(NEURON_SIZE, *DOMAIN)))]  # fmt: skip
    width = 1.3 * SIDE
    drawn = diagram(maps, trainer.plan.matrices(trainer.theta[0]), width, SIDE, colours)
    return f'<g transform="translate({GAP:g} 0)">{drawn}</g>', width + GAP
