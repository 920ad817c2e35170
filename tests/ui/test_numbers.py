"""The numbers of a run: right, in words of constant width, and explained."""

import gettext
import re

import pytest
from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from playground import i18n
from playground.data.regression_sets import Plane
from playground.engine.divergence import Divergence, Failure
from playground.engine.tasks import Kind
from playground.session.frame import Frame, Numbers, State, Wants
from playground.session.session import Session
from playground.ui.views.numbers_epoch import EpochDisplay
from playground.ui.views.numbers_facts import RunFacts
from playground.ui.views.numbers_tiles import MetricTiles
from playground.ui.views.numbers_words import epoch_text, loss_text, parameters_text, score_text, updates_text

NAN, INFINITY = float("nan"), float("inf")
SOME = Numbers(
    epoch=842, step=6_736, batch=3, train_loss=0.0551, validation_loss=0.1184, train_score=0.963,
    validation_score=0.9375, penalty=0.0042, learning_rate=0.01, epochs_per_second=1234.4,
)  # fmt: skip


# Words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "batch", "words"),
    [
        (256, 32, "256 / 32 = 8"),
        (240, 32, "240 / 32 → 8 (last batch 16)"),
        (250, 32, "250 / 32 → 8 (last batch 26)"),
        (257, 32, "257 / 32 → 9 (last batch 1)"),
        (20, 32, "20 / 32 → 1 (last batch 20)"),
        (32, 32, "32 / 32 = 1"),
        (7, 1, "7 / 1 = 7"),
        (0, 32, "0 / 32 = 0"),
    ],
)
def test_updates_are_shown_as_arithmetic(points, batch, words):
    assert str(updates_text(points, batch)) == words


@pytest.mark.parametrize(
    ("loss", "words"),
    [
        (0.69314, "0.6931"),
        (0.05527, "0.0553"),
        (9.99996, "10.000"),
        (9.7, "9.7000"),
        (123.456, "123.46"),
        (99_999.2, "99999"),
        (2e6, "2.0×10⁶"),
        (0.00012, "0.00012"),
        (0.000012, "1.2×10⁻⁵"),
        (-0.05527, "−0.0553"),
        (-0.00012, "−0.00012"),
        (0.0, "0.0000"),
        (NAN, "–"),
        (INFINITY, "∞"),
    ],
)
def test_losses_are_worded(loss, words):
    assert loss_text(loss) == words


def test_a_loss_has_six_characters_from_a_thousandth_to_ten_thousand():
    assert {len(loss_text(0.001 * 1.37**power)) for power in range(50)} == {6}


@pytest.mark.parametrize(
    ("score", "kind", "words"),
    [
        (0.963, Kind.BINARY, "96.3\u202f%"),
        (1.0, Kind.MULTICLASS, "100.0\u202f%"),
        (0.9999, Kind.BINARY, "99.9\u202f%"),
        (0.0, Kind.BINARY, "0.0\u202f%"),
        (0.962, Kind.REGRESSION, "0.962"),
        (-3.25, Kind.REGRESSION, "−3.250"),
        (NAN, Kind.BINARY, "–"),
        (-INFINITY, Kind.REGRESSION, "−∞"),
    ],
)
def test_scores_are_worded(score, kind, words):
    assert score_text(score, kind) == words


def test_an_epoch_has_six_digits_or_more():
    assert [epoch_text(n) for n in (0, 842, 123_456, 1_234_567)] == ["000,000", "000,842", "123,456", "1,234,567"]


def test_the_sum_of_parameters_is_that_of_the_network(session):
    prepared = session.prepared
    words = parameters_text(prepared.plan.units)
    left, right = words.split(" = ")
    summed = sum(int(a) * int(b) + int(c) for a, b, c in re.findall(r"(\d+)·(\d+)\+(\d+)", left))
    assert int(right) == summed == prepared.plan.size == 25


# Views ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def tiles(qtbot, session, appearance) -> MetricTiles:
    return shown(qtbot, MetricTiles(session, appearance), 352)


@pytest.fixture
def facts(qtbot, session, appearance) -> RunFacts:
    return shown(qtbot, RunFacts(session, appearance), 300, 190)


@pytest.fixture
def epoch(qtbot, session, appearance) -> EpochDisplay:
    return shown(qtbot, EpochDisplay(session, appearance), 120)


def shown(qtbot, view, width: int, height: int = 0):
    qtbot.addWidget(view)
    view.resize(width, height or view.sizeHint().height())
    view.show()
    qtbot.waitExposed(view)
    return view


def words(view: QWidget, name: str) -> str:
    return view.findChild(QLabel, name).text()


def tile(tiles: MetricTiles, name: str) -> QWidget:
    return tiles.findChild(QWidget, f"metrics.{name}")


def tile_words(tiles: MetricTiles) -> list[str]:
    return [tile.accessibleName() for tile in tiles._tiles]


def run(session: Session, *views, epochs: int = 3) -> Frame:
    session.play(epochs=epochs)
    last = None
    while session.running or last is None:
        session.credit(Wants())
        frame = session.take_frame()
        if frame is not None:
            last = frame
            for view in views:
                view.show_frame(frame)
    return last


def test_tiles_show_the_numbers_of_a_frame(tiles):
    tiles.show_frame(Frame(1, numbers=SOME))
    assert tile_words(tiles) == [
        "Train loss 0.0551", "Validation loss 0.1184", "Train accuracy 96.3\u202f%", "Validation accuracy 93.8\u202f%",
    ]  # fmt: skip


@pytest.mark.parametrize("numbers", [Numbers(), Numbers(train_loss=NAN, validation_score=NAN, penalty=NAN)])
def test_tiles_never_say_nan(tiles, numbers):
    tiles.show_frame(Frame(1, numbers=numbers))
    assert all(words.endswith("–") for words in tile_words(tiles))


def test_tiles_show_r2_for_regression(tiles, session):
    session.choose_data(Plane())
    frame = run(session, tiles)
    assert tile_words(tiles)[2] == f"Train R² {frame.numbers.train_score:.3f}"


def test_the_tip_says_which_part_of_the_loss_is_shown(tiles, session):
    tiles.show_frame(Frame(1, numbers=SOME))
    assert "penalty" not in tile(tiles, "validation_loss").toolTip()
    assert "data 0.0551" not in tile(tiles, "train_loss").toolTip()
    session.apply("training.l2", 0.001)
    tiles.show_frame(Frame(1, numbers=SOME))
    assert "data 0.0551 + penalty 0.0042 = 0.0593" in tile(tiles, "train_loss").toolTip()


@pytest.mark.parametrize("width", [200, 352, 700])
@pytest.mark.parametrize("projector", [False, True])
def test_no_name_and_no_number_is_cut_off(tiles, appearance, width, projector):
    appearance.set_projector(projector)
    tiles.resize(max(width, tiles.minimumSizeHint().width()), tiles.sizeHint().height())
    for numbers in (Numbers(train_score=1.0, train_loss=123.4), Numbers(train_loss=2.5e-11, validation_loss=-1e-300)):
        tiles.show_frame(Frame(1, numbers=numbers))
        QApplication.processEvents()
        for label in tiles.findChildren(QLabel):
            assert QFontMetrics(label.font()).horizontalAdvance(label.text()) <= label.width()


def test_a_long_number_moves_nothing_and_short_ones_are_large_again(tiles, appearance):
    def state() -> tuple[list[QRect], list[int]]:
        QApplication.processEvents()
        return [tile.geometry() for tile in tiles._tiles], [tile._number.font().pixelSize() for tile in tiles._tiles]

    tiles.show_frame(Frame(1, numbers=SOME))
    places, large = state()
    tiles.show_frame(Frame(1, numbers=Numbers(train_loss=2.5e-11)))
    assert state()[0] == places
    [small] = set(state()[1])
    assert small < large[0] == appearance.metrics.number
    tiles.show_frame(Frame(1, numbers=SOME))
    assert state() == (places, large)


def test_the_epoch_is_shown_and_said(epoch):
    epoch.show_frame(Frame(1, numbers=SOME))
    assert (words(epoch, "epoch.number"), epoch.accessibleName()) == ("000,842", "Epoch 842")


def test_digits_are_equally_wide(epoch):
    measure = epoch.findChild(QLabel, "epoch.number").fontMetrics()
    assert len({measure.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_facts_show_the_arithmetic_of_a_real_run(facts, session):
    frame = run(session, facts)
    n = session.prepared.data.train.n
    updates = -(-n // 32)
    assert words(facts, "facts.updates").startswith(f"{n} / 32")
    assert words(facts, "facts.step") == str(3 * updates) == str(frame.numbers.step)
    assert words(facts, "facts.batch") == f"0 of {updates}"
    assert words(facts, "facts.parameters") == "25"
    assert words(facts, "facts.points") == f"{n} train · {session.prepared.data.validation.n} validation"
    assert words(facts, "facts.learning_rate") == "0.01"
    assert "2·4+4 + 4·2+2 + 2·1+1 = 25" in facts.findChild(QLabel, "facts.parameters").toolTip()


def test_one_step_is_one_batch_of_the_epoch(facts, session):
    session.step_batch()
    for _ in range(3):
        session.credit(Wants())
        frame = session.take_frame()
        if frame is not None:
            facts.show_frame(frame)
    assert words(facts, "facts.batch").startswith("1 of ")


def test_facts_follow_an_edit_at_once(facts, session):
    session.apply("training.batch_size", 1)
    n = session.prepared.data.train.n
    assert words(facts, "facts.updates") == f"{n} / 1 = {n}"


def test_the_penalty_has_a_line_only_while_there_is_one(facts, session):
    line = facts.findChild(QLabel, "facts.penalty")
    assert not line.isVisible()
    session.apply("training.l2", 0.001)
    facts.show_frame(Frame(1, numbers=SOME))
    assert line.isVisible()
    assert line.text() == "0.0551 + 0.0042"


@pytest.mark.parametrize(
    ("state", "expected"), [(State.PAUSED, "Paused"), (State.RUNNING, "Training"), (State.DIVERGED, "Diverged")]
)
def test_the_state_is_said(facts, state, expected):
    facts.show_frame(Frame(1, state=state, numbers=SOME))
    assert words(facts, "facts.state") == expected


def test_a_run_that_diverged_says_when_and_why(facts):
    divergence = Divergence(Failure.NOT_FINITE, epoch=1_012, step=9_108, learning_rate=10.0)
    facts.show_frame(Frame(1, state=State.DIVERGED, numbers=SOME, divergence=divergence))
    assert words(facts, "facts.state") == "Diverged at epoch 1,012, step 9,108"
    assert "learning rate" in facts.findChild(QLabel, "facts.state").toolTip()


def test_an_error_is_said(facts):
    facts.show_frame(Frame(1, state=State.FAILED, error=ValueError("oh")))
    assert words(facts, "facts.state") == "Stopped by an error"
    assert "ValueError" in facts.findChild(QLabel, "facts.state").toolTip()


@pytest.mark.parametrize("frame", [Frame(0), Frame(1, numbers=Numbers(learning_rate=NAN, epochs_per_second=NAN))])
def test_facts_never_say_nan(facts, frame):
    facts.show_frame(frame)
    assert not [label.text() for label in facts.findChildren(QLabel) if "nan" in label.text().lower()]


@pytest.mark.parametrize(
    ("width", "height", "projector"), [(300, 190, False), (368, 200, False), (400, 260, True), (620, 420, True)]
)
def test_all_facts_fit(facts, session, appearance, width, height, projector):
    session.apply("training.l2", 0.001)
    session.apply("training.batch_size", 64)
    appearance.set_projector(projector)
    facts.resize(width, height)
    facts.show_frame(Frame(1, numbers=SOME))
    QApplication.processEvents()
    for label in facts.findChildren(QLabel):
        if not label.isVisibleTo(facts):
            continue
        assert QFontMetrics(label.font()).horizontalAdvance(label.text()) <= label.width(), label.text()
        assert facts.rect().contains(label.geometry())


def test_type_is_as_large_as_there_is_room_for(facts, appearance):
    appearance.set_projector(True)
    facts.resize(300, 190)
    small = facts.findChild(QLabel, "facts.step").font().pixelSize()
    facts.resize(900, 600)
    assert facts.findChild(QLabel, "facts.step").font().pixelSize() == appearance.metrics.text > small


class Quoting(gettext.NullTranslations):
    """A language in which every sentence stands in quotes."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"


def test_all_words_follow_the_language(tiles, facts, epoch, monkeypatch):
    monkeypatch.setattr(i18n, "_catalogue", Quoting())
    for view in (tiles, facts, epoch):
        QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert tile_words(tiles)[0] == "«Train loss» –"
    assert words(facts, "facts.step.caption") == "«Step»"
    assert words(facts, "facts.state") == "«Paused»"
    assert epoch.accessibleName() == "«Epoch 0»"


def test_everything_can_be_found_and_explains_itself(tiles, facts, epoch):
    values = [label for label in facts.findChildren(QLabel) if not label.objectName().endswith(".caption")]
    for widget in (*tiles._tiles, epoch, *values):
        assert widget.objectName()
        assert widget.toolTip() or not widget.isVisible()
        assert widget.accessibleName() or not widget.isVisible()


def test_numbers_cost_the_training_nothing(tiles, facts, epoch):
    assert [view.wants() for view in (tiles, epoch)] == [Wants()] * 2
    assert facts.wants() == Wants(health=True, curves=True)


@pytest.mark.parametrize("kind", [MetricTiles, RunFacts, EpochDisplay])
def test_a_view_that_is_gone_is_told_nothing(qtbot, session, appearance, kind):
    gone = kind(session, appearance)
    gone.deleteLater()
    QApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete.value)
    session.choose_data(Plane())
    appearance.set_projector(True)
