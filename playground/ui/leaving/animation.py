"""An animation of the run as a GIF or WebP file, made beside the present network. Few colours make small files."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from playground.export.film import Film, durations_ms, shown_epochs
from playground.export.replay import Progress
from playground.session.commands import Saved
from playground.session.filming import first_epoch, scenes, with_record
from playground.session.work import Project
from playground.storage import write_safely
from playground.ui.leaving.svg import renderer_of

SUFFIXES = (".gif", ".webp")
COLOURS = 128
SAMPLES = 4
"""At so many places of the run, two pictures that follow each other are made to guess how large the file will be."""


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


def animation(work: Project, saved: Saved, film: Film, progress: Progress) -> list[Image.Image]:
    """The pictures of a run. Raises SpecError where there is nothing to show, or the run can't be repeated."""
    saved = with_record(work, saved, progress)
    epochs = shown_epochs(film, first_epoch(saved), saved.checkpoint.epoch)
    return [_picture(scene.svg, film.width) for scene in scenes(work, saved, film, epochs, progress)]


def preview(work: Project, saved: Saved, film: Film, progress: Progress) -> Preview:
    """A look at the animation that these settings make, and a guess of its size from a few pictures of it."""
    saved = with_record(work, saved, progress)
    first, last = first_epoch(saved), saved.checkpoint.epoch
    epochs = shown_epochs(film, first, last)
    places = np.unique(np.linspace(0, max(0, len(epochs) - 2), SAMPLES).astype(int))
    chosen = sorted({epochs[min(place + more, len(epochs) - 1)] for place in places for more in (0, 1)})
    made = {scene.epoch: _picture(scene.svg, film.width) for scene in scenes(work, saved, film, chosen, progress)}
    pairs = [[made[epochs[place]], made[epochs[min(place + 1, len(epochs) - 1)]]] for place in places]
    every = [made[epoch] for epoch in chosen]
    sizes = {suffix: _guess(pairs, suffix, len(epochs), every) for suffix in SUFFIXES}
    shown = made[chosen[-1]]
    return Preview(saved, first, last, tuple(epochs), shown.height, sizes, shown)


def _guess(pairs: Sequence[Pictures], suffix: str, count: int, every: Pictures) -> int:
    """Bytes of a whole animation: one picture, and what each further one adds to the one before."""
    alone = [len(encoded(pair[:1], suffix, Film(), every)) for pair in pairs]
    both = [len(encoded(pair, suffix, Film(), every)) for pair in pairs]
    added = [two - one for one, two in zip(alone, both, strict=True)]
    return round(sum(alone) / len(alone) + (count - 1) * sum(added) / len(added))


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
