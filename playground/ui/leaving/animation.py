"""An animation of the run as a GIF or WebP file, made beside the present network. Few colours make small files."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from playground.export.colours import Colours
from playground.export.film import Film, durations_ms, shown_epochs
from playground.export.replay import Progress
from playground.session.commands import Saved
from playground.session.filming import first_epoch, scenes, with_record
from playground.session.work import Project
from playground.storage import write_safely
from playground.ui.leaving.svg import renderer_of
from playground.ui.paint.markers import dark_edge
from playground.ui.theme import Theme

SUFFIXES = (".gif", ".webp")
COLOURS = 128
SAMPLES, LENGTH = 4, 7
"""So many pieces of a film, each of so many pictures, are made to guess how large the file will be.

Both formats keep of a picture what differs from the one before; WebP has a whole one at least every fifth time.
"""


Pictures = Sequence[Image.Image]


@dataclass(frozen=True, slots=True, eq=False)
class Preview:
    """What is known of an animation before it is made."""

    saved: Saved
    """The network with its whole record."""
    first: int
    last: int
    """The first and the last epoch of the record."""
    epochs: tuple[int, ...]
    height: int
    sizes: dict[str, int]
    """About how many bytes the file has, by suffix."""
    picture: Image.Image


def colours_of(theme: Theme) -> Colours:
    """The colours of pictures that look like a window in this theme."""
    return Colours(
        theme.card, theme.text, theme.muted, theme.grid, theme.neutral, theme.train_curve, theme.validation_curve,
        theme.negative, theme.positive, theme.map_middle, dark_edge(theme), theme.classes,
    )  # fmt: skip


def animation(
    work: Project, saved: Saved, film: Film, progress: Progress, colours: Colours | None = None
) -> list[Image.Image]:
    """The pictures of a run. Raises SpecError where there is nothing to show, or the run can't be repeated."""
    saved = with_record(work, saved, progress)
    epochs = shown_epochs(film, first_epoch(saved), saved.checkpoint.epoch)
    return [_picture(scene.svg, film.width) for scene in scenes(work, saved, film, epochs, progress, colours)]


def preview(work: Project, saved: Saved, film: Film, progress: Progress, colours: Colours | None = None) -> Preview:
    """A look at the animation that these settings make, and a guess of its size from a few pictures of it."""
    saved = with_record(work, saved, progress)
    first, last = first_epoch(saved), saved.checkpoint.epoch
    epochs = shown_epochs(film, first, last)
    pieces = [epochs[place] for place in _pieces(len(epochs))]
    chosen = sorted({*epochs[:2], epochs[-1], *(epoch for piece in pieces for epoch in piece)})
    drawn = scenes(work, saved, film, chosen, progress, colours)
    made = {scene.epoch: _picture(scene.svg, film.width) for scene in drawn}
    every, films = [*made.values()], [[made[epoch] for epoch in piece] for piece in pieces]
    sizes = {suffix: _guess(every, films, suffix, len(epochs), progress) for suffix in SUFFIXES}
    shown = every[-1]
    return Preview(saved, first, last, tuple(epochs), shown.height, sizes, shown)


def _pieces(count: int) -> list[slice]:
    """Which pictures of a film are made for the guess: the middles of equal parts, or all of a short one.

    >>> _pieces(80)
    [slice(6, 13, None), slice(26, 33, None), slice(46, 53, None), slice(66, 73, None)]
    """
    if count <= SAMPLES * LENGTH:
        return [slice(0, count)]
    starts = [((2 * part + 1) * count // SAMPLES - LENGTH) // 2 for part in range(SAMPLES)]
    return [slice(start, start + LENGTH) for start in starts]


def _guess(every: Pictures, pieces: Sequence[Pictures], suffix: str, count: int, progress: Progress) -> int:
    """Bytes of a whole animation: its first two pictures, and what each further one of a piece adds to its first two.

    Of a film that was made whole this is the very size.
    """

    def size(pictures: Pictures) -> int:
        progress(1.0)
        return len(encoded(pictures, suffix, Film(), every))

    added = [(size(piece) - size(piece[:2])) / max(1, len(piece) - 2) for piece in pieces]
    return size(every[:2]) + round((count - 2) * sum(added) / len(added))


def encoded(pictures: Pictures, suffix: str, film: Film, like: Pictures | None = None) -> bytes:
    """The bytes of a GIF or WebP file, in colours that suit these pictures, or others."""
    durations, buffer = durations_ms(len(pictures), film), BytesIO()
    if suffix == ".webp":
        first, *others = pictures
        first.save(buffer, "WEBP", save_all=True, append_images=others, duration=durations,
                   loop=0 if film.repeats else 1, quality=80, method=4)  # fmt: skip
        return buffer.getvalue()
    palette = _common(like or pictures).quantize(COLOURS, dither=Image.Dither.NONE)
    flat = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    repeats = {"loop": 0} if film.repeats else {}
    flat[0].save(buffer, "GIF", save_all=True, append_images=flat[1:], duration=durations, optimize=True, **repeats)
    return buffer.getvalue()


def write_animation(pictures: Pictures, path: Path, film: Film) -> None:
    """Write a file of the kind that its name says. Raises OSError, and leaves what was there before as it was."""
    data = encoded(pictures, path.suffix.lower(), film)
    write_safely(path, lambda file: file.write(data))


def _common(pictures: Pictures) -> Image.Image:
    """A picture with the colours of the beginning, the middle and the end."""
    chosen = [pictures[0], pictures[len(pictures) // 2], pictures[-1]]
    whole = Image.new("RGB", (chosen[0].width, sum(one.height for one in chosen)))
    for place, one in enumerate(chosen):
        whole.paste(one, (0, place * one.height))
    return whole


def _picture(svg: str, width: int) -> Image.Image:
    renderer = renderer_of(svg)
    size = renderer.defaultSize()
    height = round(width * size.height() / size.width())
    image = QImage(width, height, QImage.Format.Format_RGB888)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        renderer.render(painter, QRectF(0, 0, width, height))
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(height, image.bytesPerLine())
    return Image.fromarray(rows[:, : 3 * width].reshape(height, width, 3).copy())
