"""Sickness is marked in the diagram and named in one line that is always in sight."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter

from playground.engine.health import Finding, LayerHealth
from playground.experiment import Experiment, prepare
from playground.session.drivers import InlineDriver
from playground.session.frame import Frame
from playground.session.session import Session
from playground.ui.theme import LIGHT, STANDARD
from playground.ui.views.health_line import HealthLine
from playground.ui.views.health_words import SOUND, diagnoses
from playground.ui.views.network_health import ties
from playground.ui.views.network_layout import Spot
from playground.ui.views.network_look import Look
from playground.ui.views.network_model import diagram_of
from playground.ui.views.network_scene import Marks, Scene
from playground.ui.views.network_words import description, reading

SOUND_LAYER = LayerHealth(4, (), (), True, (), 1.0, 1.0, 1.0, 0.001, ())
LAST = LayerHealth(1, (), (), False, (), 1.0, 1.0, 1.0, 0.001, ())
PREPARED = prepare(Experiment())


def layers(**first: object) -> tuple[LayerHealth, ...]:
    """The health of the usual network of 4 and 2 neurons, its first layer changed."""
    return replace(SOUND_LAYER, **first), replace(SOUND_LAYER, units=2), LAST  # type: ignore[arg-type]


DEAD = layers(dead_units=(1, 2), findings=(Finding.DEAD_UNITS,))
COPIES = layers(copies=((0, 2), (1, 3)), findings=(Finding.COPIES,))


def painted(health: tuple[LayerHealth, ...] | None) -> set[str]:
    diagram = replace(diagram_of(PREPARED), health=health)
    scene = Scene(Look(LIGHT, STANDARD), diagram, QSize(600, 360), 1.0)
    picture = QImage(600, 360, QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    painter = QPainter(picture)
    scene.paint(painter, Marks())
    painter.end()
    return {picture.pixelColor(x, y).name() for x in range(600) for y in range(360)}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("health", "colour"),
    [(DEAD, LIGHT.bad_ground), (layers(saturated_units=(0,)), LIGHT.bad_ground), (COPIES, LIGHT.warning)],
)
def test_what_is_sick_is_marked_and_what_is_sound_is_not(health: tuple[LayerHealth, ...], colour: str) -> None:
    assert colour in painted(health)
    assert colour not in painted(layers())
    assert colour not in painted(None)


def test_copies_are_tied_group_by_group() -> None:
    nodes = [SimpleNamespace(spot=Spot(1, slot)) for slot in range(4)]
    tied = [[node.spot.slot for node in group] for group in ties(nodes, COPIES[0])]  # type: ignore[arg-type]
    assert tied == [[0, 2], [1, 3]]
    assert list(ties(nodes[:2], COPIES[0])) == []  # type: ignore[arg-type]


def test_the_tip_explains_symmetry_and_death() -> None:
    diagram = replace(diagram_of(PREPARED), health=COPIES)
    notes = [str(note) for note in reading(diagram, Spot(1, 0)).notes]
    assert notes[0] == "An exact copy, with equal weights in and out (3)."
    assert "equal gradients" in notes[1]
    dead = replace(diagram_of(PREPARED), health=DEAD)
    assert str(reading(dead, Spot(1, 1)).notes[0]).startswith("Dead:")
    assert reading(dead, Spot(1, 0)).notes == reading(dead, Spot(3, 0)).notes == ()


def test_who_hears_the_screen_is_told_too() -> None:
    assert "Dead:" not in description(diagram_of(PREPARED), Spot(1, 1))
    weights = prepare(Experiment()).trainer()
    matrices = weights.plan.matrices(weights.theta[0])
    assert "Dead:" in description(replace(diagram_of(PREPARED), health=DEAD, weights=matrices), Spot(1, 1))


def test_a_network_of_another_shape_is_not_judged() -> None:
    assert diagnoses(PREPARED, DEAD[1:]) == ()
    assert diagram_of(PREPARED).with_frame(Frame(1, health=DEAD[1:])).health is None


@pytest.mark.parametrize("finding", list(Finding))
def test_every_finding_has_evidence_and_advice(finding: Finding) -> None:
    (found,) = diagnoses(PREPARED, layers(findings=(finding,), dead_units=(0, 1, 2), copies=((0, 1),)))
    assert str(found.short).startswith("Layer 1: ")
    assert str(found.evidence).endswith(".")
    assert str(found.advice).endswith(".")


@pytest.fixture
def line(qtbot):
    session = Session(InlineDriver())
    made = HealthLine(session)
    qtbot.addWidget(made)
    made.resize(400, 24)
    made.show()
    yield made
    session.close()


def test_the_line_names_the_first_finding_and_counts_the_others(line: HealthLine) -> None:
    line.show_frame(Frame(1, health=layers()))
    assert line.text() == str(SOUND)
    both = layers(dead_units=(1, 2), copies=((0, 3),), findings=(Finding.COPIES, Finding.DEAD_UNITS))
    line.show_frame(Frame(1, health=both))
    assert line.text() == "Layer 1: 2 of 4 neurons are copies (+1 more)"
    assert "2 of 4 neurons dead" in line.toolTip()
    line.show_frame(Frame(1))
    assert line.text().startswith("Layer 1")


def test_a_long_line_is_cut_with_an_ellipsis_and_read_whole(line: HealthLine) -> None:
    line.show_frame(Frame(1, health=DEAD))
    line.resize(100, 24)
    assert line.text().endswith("…")
    assert line.accessibleName() == "Layer 1: 2 of 4 neurons dead"
