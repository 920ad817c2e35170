"""The run as an animation, trained again from its beginning, so that the present network is left alone.

Frames are those of epochs that are evenly spread; the last one stays for a while. Few colours make small files.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from playground.engine.records import Checkpoint
from playground.engine.trainer import Trainer
from playground.experiment import Prepared
from playground.export.drawing import TEXT
from playground.export.replay import Progress, must_match
from playground.i18n import _
from playground.session.report_pictures import answer_picture
from playground.spec import SpecError, Violation
from playground.ui import fonts

FRAMES, WIDTH, CAPTION = 60, 360, 26
FRAME_MS, LAST_MS = 80, 2000
COLOURS = 64


def animation(prepared: Prepared, end: Checkpoint, progress: Progress) -> list[Image.Image]:
    """The frames from the first weights to those of a checkpoint. Raises SpecError where the run can't be repeated."""
    if end.step == 0:
        raise SpecError((Violation("", _("Nothing was trained yet, so there is nothing to animate.")),))
    trainer, pictures = prepared.trainer(), []
    for place, epoch in enumerate(epochs(end.epoch)):
        trainer.run(until_epoch=epoch)
        pictures.append(_frame(prepared, trainer))
        progress((place + 1) / min(FRAMES, end.epoch + 1))
    if trainer.step < end.step:
        trainer.run(steps=end.step - trainer.step)
        pictures.append(_frame(prepared, trainer))
    must_match(trainer, end)
    return pictures


def epochs(last: int) -> list[int]:
    """The epochs that are shown, from 0 to the last, each once.

    >>> epochs(3)
    [0, 1, 2, 3]
    """
    return [int(epoch) for epoch in np.unique(np.linspace(0, last, min(FRAMES, last + 1)).round())]


def write_animation(pictures: Sequence[Image.Image], path: Path) -> None:
    """Write a GIF or WebP that begins again and again. Raises OSError."""
    durations = [FRAME_MS] * (len(pictures) - 1) + [LAST_MS]
    first, *others = pictures
    if path.suffix.lower() == ".webp":
        first.save(path, save_all=True, append_images=others, duration=durations, loop=0, quality=80, method=4)
        return
    palette = pictures[-1].quantize(COLOURS, dither=Image.Dither.NONE)
    flat = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    flat[0].save(path, save_all=True, append_images=flat[1:], duration=durations, loop=0, optimize=True)


def _frame(prepared: Prepared, trainer: Trainer) -> Image.Image:
    """The map or the curve with its points, and below it the epoch and the loss."""
    renderer = QSvgRenderer(QByteArray(answer_picture(prepared, trainer.evaluator).svg.encode("utf-8")))
    size = renderer.defaultSize()
    height = round(WIDTH * size.height() / size.width())
    image = QImage(WIDTH, height + CAPTION, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.white)
    loss = float(trainer.record().train.loss[0])
    words = str(_("epoch {epoch} · training loss {loss}", epoch=trainer.epoch, loss=f"{loss:.4f}"))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, WIDTH, height))
        painter.setFont(fonts.body(13))
        painter.setPen(QColor(TEXT))
        painter.drawText(QRectF(8, height, WIDTH - 16, CAPTION), Qt.AlignmentFlag.AlignVCenter, words)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return Image.fromarray(rows[:, : 3 * WIDTH].reshape(image.height(), WIDTH, 3).copy())
