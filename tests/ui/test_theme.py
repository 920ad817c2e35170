"""The look: legible, safe for colour-blind people, and the same words in every theme."""

import itertools
from typing import ClassVar

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette, QRawFont, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from playground.i18n import plain
from playground.ui import fonts, palette
from playground.ui import theme as themes
from playground.ui.appearance import Appearance
from playground.ui.controls import Card, set_role
from playground.ui.data_colours import DATA_COLOURS
from playground.ui.theme import DARK, LIGHT, PROJECTOR, STANDARD, Theme

EVERY = pytest.mark.parametrize(
    "theme", [colours.theme(dark) for colours in DATA_COLOURS.values() for dark in (False, True)],
    ids=[f"{key}-{shade}" for key in DATA_COLOURS for shade in ("light", "dark")],
)  # fmt: skip
BOTH = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])

# Machado, Oliveira & Fernandes 2009, severity 1.0; applied to linear RGB.
VISIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(colour: str) -> np.ndarray:
    c = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2.1: (L1 + 0.05) / (L2 + 0.05)."""
    darker, lighter = sorted(float(linear(colour) @ TO_XYZ[1]) for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour: str, vision: str) -> np.ndarray:
    t = TO_XYZ @ np.clip(np.array(VISIONS[vision]) @ linear(colour), 0, 1) / WHITE
    f = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@EVERY
@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_classes_look_different_to_everybody(theme: Theme, vision: str) -> None:
    seen = [lab(colour, vision) for colour in theme.classes]
    assert min(np.linalg.norm(a - b) for a, b in itertools.combinations(seen, 2)) > 11


@EVERY
def test_there_are_ten_classes_and_the_first_two_have_the_colours_of_the_weights(theme: Theme) -> None:
    assert len(set(theme.classes)) == 10
    assert theme.classes[:2] == (theme.negative, theme.positive)


@BOTH
@pytest.mark.parametrize("ink", ["text", "muted", "accent"])
@pytest.mark.parametrize("ground", ["card", "field", "window"])
def test_words_are_legible(theme: Theme, ink: str, ground: str) -> None:
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@BOTH
def test_words_on_the_accent_colour_are_legible(theme: Theme) -> None:
    assert contrast(theme.accent_text, theme.accent_fill) >= 4.5
    assert contrast(theme.accent_text, theme.accent_hover) >= 4.5


@BOTH
def test_curves_and_signs_stand_out_from_the_card(theme: Theme) -> None:
    for name in ("train_curve", "validation_curve", "test_curve", "good", "bad"):
        assert contrast(getattr(theme, name), theme.card) >= 3, name


@EVERY
def test_the_decision_map_goes_from_class_0_over_the_middle_to_class_1(theme: Theme) -> None:
    table = palette.diverging(theme, strength=1.0)
    assert table.shape == (256, 3)
    assert table.dtype == np.uint8
    assert QColor(*table[0].tolist()).name() == theme.negative
    assert QColor(*table[-1].tolist()).name() == theme.positive
    middle = palette.shade(np.zeros((1, 1)), table)[0, 0].astype(int)
    assert np.abs(middle - np.array(QColor(theme.map_middle).getRgb()[:3])).max() <= 2


def test_a_map_with_nan_shows_the_middle_colour_there() -> None:
    table = palette.diverging(LIGHT)
    pixels = palette.shade(np.array([[np.nan, -5.0, 5.0]]), table)
    assert pixels[0, 0].min() >= 250
    assert (pixels[0, 1] == table[0]).all()
    assert (pixels[0, 2] == table[-1]).all()


@EVERY
def test_two_classes_look_the_same_blended_as_on_the_diverging_map(theme: Theme) -> None:
    p = np.linspace(0, 1, 32).reshape(4, 8)
    blended = palette.blend(np.stack([1 - p, p]), theme)
    shaded = palette.shade(2 * p - 1, palette.diverging(theme))
    assert np.abs(blended.astype(int) - shaded.astype(int)).max() <= 2


def test_where_two_of_three_classes_are_equally_likely_the_middle_colour_shows() -> None:
    probabilities = np.array([0.4, 0.4, 0.2]).reshape(3, 1, 1)
    assert (palette.blend(probabilities, LIGHT)[0, 0] == 255).all()


def test_a_blend_shows_the_likeliest_class_and_survives_nan() -> None:
    probabilities = np.array([[0.0, np.nan], [0.0, np.nan], [1.0, np.nan]]).reshape(3, 1, 2)
    sure, unknown = palette.blend(probabilities, LIGHT, strength=1.0)[0]
    assert QColor(*sure.tolist()).name() == LIGHT.classes[2]
    assert (unknown == 255).all()


def test_every_class_has_a_marker_of_its_own_about_as_large_as_the_others() -> None:
    paths = [palette.marker_path(index, 5.0) for index in range(10)]
    assert all(a != b for a, b in itertools.combinations(paths, 2))
    for path in paths:
        box = path.boundingRect()
        assert 8 < max(box.width(), box.height()) < 15
        assert box.contains(0, 0)


def test_a_negative_weight_is_orange_and_a_positive_one_blue() -> None:
    assert palette.weight_colour(LIGHT, -0.1).name() == LIGHT.negative
    assert palette.weight_colour(LIGHT, 0.1).name() == LIGHT.positive


def test_digits_are_equally_wide_so_that_live_numbers_stand_still(qapp: QApplication) -> None:
    fonts.install(qapp, 13)
    for weight in (QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold):
        measure = QFontMetrics(fonts.body(13, weight))
        assert len({measure.horizontalAdvance(digit * 10) for digit in "0123456789"}) == 1


def test_the_typeface_has_korean_and_mathematics(qapp: QApplication) -> None:
    fonts.install(qapp, 13)
    face = QRawFont.fromFont(fonts.body(13))
    assert face.familyName() == "Pretendard"
    assert all(face.supportsCharacter(ord(letter)) for letter in "한글뷁αβ∂Σ√₁₂→≤")


@BOTH
def test_the_style_sheet_has_no_blank_left(theme: Theme, qapp: QApplication) -> None:
    for metrics in (STANDARD, PROJECTOR, STANDARD.zoomed(0.7), PROJECTOR.zoomed(2.0)):
        assert "$" not in themes.style_sheet(theme, metrics).replace("$names", "").replace("${px_names}", "")


def test_on_a_projector_all_type_is_large_and_lines_are_twice_as_thick() -> None:
    assert min(PROJECTOR.text, PROJECTOR.caption, PROJECTOR.heading, PROJECTOR.number) >= 20
    assert PROJECTOR.line == 2 * STANDARD.line


@pytest.fixture
def appearance(qapp: QApplication):
    made = Appearance(qapp, "light")
    yield made
    made.deleteLater()


def test_switching_the_theme_changes_the_palette_and_is_told_once(appearance: Appearance, qapp: QApplication) -> None:
    told = []
    appearance.changed.connect(lambda: told.append(appearance.theme))
    appearance.set_mode("dark")
    appearance.set_mode("dark")
    assert told == [DARK]
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == DARK.window


def test_other_colours_of_data_are_told_once_and_an_unknown_key_means_the_usual(appearance: Appearance) -> None:
    told: list[str] = []
    appearance.changed.connect(lambda: told.append(appearance.colours))
    appearance.set_colours("purple_green")
    assert appearance.theme.classes == DATA_COLOURS["purple_green"].light
    appearance.set_colours("no such colours")
    assert told == ["purple_green", "orange_blue"]


def test_projector_mode_makes_labels_larger_at_once(appearance: Appearance, qtbot) -> None:
    caption = QLabel("words")
    qtbot.addWidget(caption)
    set_role(caption, "caption")
    caption.show()
    small = caption.fontInfo().pixelSize()
    appearance.set_projector(True)
    assert small == STANDARD.caption
    assert caption.fontInfo().pixelSize() == PROJECTOR.caption


def test_zoom_keeps_within_its_limits(appearance: Appearance) -> None:
    appearance.set_zoom(9.0)
    assert appearance.metrics.text == 2 * STANDARD.text
    appearance.set_zoom(0.1)
    assert appearance.metrics.text == round(0.7 * STANDARD.text)


def test_the_system_theme_is_one_of_the_two(appearance: Appearance) -> None:
    appearance.set_mode("system")
    assert appearance.theme in (LIGHT, DARK)


def test_another_theme_styles_a_deep_widget_as_often_as_a_shallow_one(qapp: QApplication, qtbot: QtBot) -> None:
    class Leaf(QLabel):
        styled = 0

        def changeEvent(self, event: QEvent) -> None:
            super().changeEvent(event)
            self.styled += event.type() == QEvent.Type.StyleChange

    window = QWidget()
    qtbot.addWidget(window)
    shallow, nest = Leaf(window), window
    for _ in range(10):
        nest = QWidget(nest)
    deep = Leaf(nest)
    appearance = Appearance(qapp, "light")
    window.show()
    shallow.styled = deep.styled = 0
    appearance.set_mode("dark")
    assert deep.styled == shallow.styled > 0


def test_larger_type_lays_a_card_out_once_and_not_while_widgets_change_one_after_the_other(
    qapp: QApplication, qtbot: QtBot
) -> None:
    class Box(QLabel):
        sizes: ClassVar[list[int]] = []

        def resizeEvent(self, event: QResizeEvent) -> None:
            super().resizeEvent(event)
            self.sizes.append(event.size().width())

    appearance = Appearance(qapp, "light")
    card = Card(plain("title"), "card")
    qtbot.addWidget(card)
    card.body.addWidget(Box("words"))
    card.resize(400, 200)
    card.show()
    qapp.processEvents()
    Box.sizes.clear()
    appearance.set_projector(True)
    assert Box.sizes == []
    qapp.processEvents()
    assert len(Box.sizes) == 1
    appearance.set_projector(False)


def test_widgets_made_without_the_style_sheet_wear_it_in_the_end(qapp: QApplication, qtbot: QtBot) -> None:
    appearance = Appearance(qapp, "light")
    measured = []
    with appearance.undressed():
        caption = QLabel("caption")
        qtbot.addWidget(caption)
        set_role(caption, "caption")
        appearance.changed.connect(lambda: measured.append(caption.sizeHint()))
        plain = caption.sizeHint()
    assert measured == [caption.sizeHint()] != [plain]
    assert caption.font().pixelSize() == STANDARD.caption
