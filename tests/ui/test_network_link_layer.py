"""The pictures of the connections: painted anew only where one can see it, and a large diagram in several goes."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from playground.bench.cases import experiment
from playground.experiment import prepare
from playground.ui.appearance import Appearance
from playground.ui.views import network_strokes
from playground.ui.views.network_look import Look
from playground.ui.views.network_model import Diagram, diagram_of
from playground.ui.views.network_scene import Marks, Scene

SIZE = QSize(700, 400)


class Painted:
    """A scene with weights, and how many gaps were painted."""

    def __init__(self, appearance: Appearance, units: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
        self.gaps = 0
        paint = network_strokes.paint_links

        def count(*given: object) -> None:
            self.gaps += 1
            paint(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(network_strokes, "paint_links", count)
        prepared = prepare(experiment(units, 10))
        self.diagram = diagram_of(prepared)
        self._plan, self.theta = prepared.plan, prepared.trainer().theta[0].copy()
        self._look = Look(appearance.theme, appearance.metrics)
        self.scene = Scene(self._look, self.numbers(), SIZE, 1.0)

    def numbers(self) -> Diagram:
        return replace(self.diagram, weights=self._plan.matrices(self.theta.copy()))

    def paint(self) -> QImage:
        """One painting."""
        image = QImage(SIZE, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.white)
        with QPainter(image) as painter:
            self.scene.paint(painter, Marks())
        return image

    def change(self, by: float, exactly: bool = False) -> None:
        """Move all weights."""
        self.theta += by
        self.scene.show_numbers(self.numbers(), exactly)

    def anew(self) -> QImage:
        """What a fresh scene would paint."""
        scene, self.scene = self.scene, Scene(self._look, self.numbers(), SIZE, 1.0)
        image, self.scene = self.paint(), scene
        return image


@pytest.fixture
def make(qapp: QApplication, monkeypatch: pytest.MonkeyPatch):
    return lambda *units: Painted(Appearance(qapp, "light"), units, monkeypatch)


def test_the_first_painting_has_all_connections(make) -> None:
    painted = make(*[12] * 8)
    painted.paint()
    assert painted.gaps == 9
    assert not painted.scene.is_behind


def test_painting_again_paints_no_connection_anew(make) -> None:
    painted = make(4, 4)
    assert painted.paint() == painted.paint()
    assert painted.gaps == 3


def test_what_nobody_can_see_is_not_painted_and_adds_up_until_it_is_seen(make) -> None:
    painted = make(4, 4)
    painted.paint()
    painted.change(1e-6)
    painted.paint()
    assert painted.gaps == 3
    for _ in range(100):
        painted.change(0.01)
        painted.paint()
    assert painted.gaps > 10
    painted.change(0.2)
    assert painted.paint() == painted.anew()


def test_a_large_diagram_is_brought_up_to_date_in_several_goes(make) -> None:
    painted = make(*[12] * 8)
    painted.paint()
    painted.change(0.5)
    goes = 0
    while painted.scene.is_behind:
        before = painted.gaps
        painted.paint()
        assert 1 <= painted.gaps - before < 9
        goes += 1
    assert goes > 1
    assert painted.paint() == painted.anew()


def test_newer_numbers_do_not_make_a_gap_wait_for_ever(make) -> None:
    painted = make(*[12] * 8)
    painted.paint()
    painted.gaps = 0
    for turn in range(12):
        painted.change(0.3 if turn % 2 else -0.3)
        painted.paint()
    assert painted.gaps >= 9


def test_at_rest_the_picture_is_exactly_that_of_the_weights(make) -> None:
    painted = make(4, 4)
    painted.paint()
    painted.change(1e-3)
    while_training = painted.paint()
    painted.change(0.0, exactly=True)
    assert painted.paint() == painted.anew() != while_training


def test_weights_that_become_unknown_are_painted_so(make) -> None:
    painted = make(4, 4)
    painted.paint()
    painted.theta[:] = np.nan
    painted.scene.show_numbers(painted.numbers())
    assert painted.paint() == painted.anew()
