"""The card with tabs below the diagram."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from window_maker import Desk

from playground.i18n import _
from playground.session.frame import Frame, Wants
from playground.ui.panels.lower_pages import PAGES, PageContext, PageSpec
from playground.ui.panels.lower_tabs import LowerTabs
from playground.ui.settings import Preferences
from playground.ui.spotlight import Spotlight
from playground.ui.views.page import PageView


class SamplePage(PageView):
    """Wants what its name says and remembers what it was shown."""

    def __init__(self, wants: Wants) -> None:
        super().__init__()
        self._wants, self.frames, self.control = wants, list[Frame](), QLabel("control")

    def header_widgets(self) -> tuple[QWidget, ...]:
        return (self.control,)

    def wants(self) -> Wants:
        return self._wants

    def show_frame(self, frame: Frame) -> None:
        self.frames.append(frame)


class Samples:
    """Two pages, and which of them have been made."""

    def __init__(self) -> None:
        self.made: dict[str, SamplePage] = {}

    def specs(self) -> tuple[PageSpec, ...]:
        def maker(key: str, wants: Wants) -> PageSpec:
            def make(_context: PageContext) -> PageView:
                self.made[key] = SamplePage(wants)
                return self.made[key]

            return PageSpec(key, _("Settings"), _("Settings"), make)

        return maker("one", Wants(curves=True)), maker("two", Wants(weights=True))


@pytest.mark.parametrize(
    ("language", "projector", "zoom", "width"),
    [("en", True, 1.0, 1280), ("ko", True, 1.0, 1280), ("en", False, 1.15, 1366)],
)
def test_the_tabs_are_seen_whole_with_large_type(
    desk: Desk, language: str, projector: bool, zoom: float, width: int
) -> None:
    desk.languages.use(language)
    if projector:
        desk.window.shown.show_details(False)
    desk.appearance.set_projector(projector)
    desk.appearance.set_zoom(zoom)
    desk.window.resize(width, 720)
    tabs = desk.child("lower_panel.tabs")
    for page in PAGES:
        desk.window.shown.show_page(page.key)
        desk.beat(2)
        assert desk.window.width() == width
        assert tabs.sizeHint().width() <= tabs.width(), page.key


def test_what_gives_way_to_the_tabs_is_in_the_menu(desk: Desk) -> None:
    desk.window.shown.show_details(False)
    desk.appearance.set_projector(True)
    desk.window.resize(1280, 720)
    desk.beat(3)
    page, scale, menu = desk.window._contents.pages.page, desk.child("curves.scale"), desk.child("curves.logarithmic")
    assert not scale.isVisible()
    menu.trigger()
    assert page._topic().logarithmic  # type: ignore[attr-defined]
    assert not desk.child("curves.whole").isEnabled()
    page._plot.looked_elsewhere.emit(True)  # type: ignore[attr-defined]
    assert desk.child("curves.whole").isEnabled()
    assert not desk.child("curves.fit").isVisible()
    desk.appearance.set_projector(False)
    desk.beat(3)
    assert scale.isVisible()
    assert (scale.key(), desk.child("curves.fit").isVisible()) == ("logarithmic", True)


@pytest.fixture
def samples() -> Samples:
    return Samples()


@pytest.fixture
def tabs(desk: Desk, samples: Samples) -> Iterator[LowerTabs]:
    made = LowerTabs(
        PageContext(desk.session, desk.appearance, Spotlight(desk.window), desk.window._map.painter), samples.specs()
    )
    made.resize(600, 200)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def test_a_page_is_made_when_it_is_first_shown(tabs: LowerTabs, samples: Samples) -> None:
    assert set(samples.made) == {"one"}
    tabs.show_page("two")
    assert set(samples.made) == {"one", "two"}


def test_only_the_page_that_is_seen_is_asked_and_shown_frames(tabs: LowerTabs, samples: Samples) -> None:
    tabs.show_page("two")
    assert tabs.wants() == Wants(weights=True)
    frame = Frame(1)
    tabs.show_frame(frame)
    assert samples.made["two"].frames == [frame]
    assert not samples.made["one"].frames


def test_the_controls_of_a_page_are_seen_with_it_only(tabs: LowerTabs, samples: Samples) -> None:
    assert samples.made["one"].control.isVisible()
    tabs.show_page("two")
    assert samples.made["two"].control.isVisible()
    assert not samples.made["one"].control.isVisible()


def test_the_controls_stand_below_the_tabs_where_it_is_narrow(tabs: LowerTabs, samples: Samples) -> None:
    control, bar = samples.made["one"].control, tabs._tabs
    assert control.mapTo(tabs, control.rect().topLeft()).y() < bar.geometry().bottom()
    control.setFixedWidth(300)
    tabs.resize(340, 200)
    QApplication.processEvents()
    assert control.mapTo(tabs, control.rect().topLeft()).y() >= bar.geometry().bottom()


def test_an_unknown_page_of_an_older_version_gives_the_first(desk: Desk, samples: Samples) -> None:
    made = LowerTabs(
        PageContext(desk.session, desk.appearance, Spotlight(desk.window), desk.window._map.painter),
        samples.specs(),
        "gone",
    )
    assert made.key == "one"
    made.deleteLater()


def test_the_arrow_keys_go_from_tab_to_tab_and_do_not_train(desk: Desk) -> None:
    bar = desk.child("lower_panel.tabs")
    bar.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(bar, Qt.Key.Key_Right)
    desk.beat(3)
    assert bar.currentIndex() == min(1, bar.count() - 1)
    assert not desk.session.running


def test_each_page_has_an_entry_in_the_menu_that_brings_the_card_back(desk: Desk) -> None:
    desk.window.actions_["view_lower"].trigger()
    for page in PAGES:
        desk.window.actions_[page.action].trigger()
        desk.beat()
        assert desk.child("lower_panel").isVisible()
        assert desk.child("lower_panel").key == page.key


def test_the_chosen_page_is_there_again_at_the_next_start(desk: Desk) -> None:
    desk.window.actions_[PAGES[-1].action].trigger()
    desk.window._contents.pages.page_chosen.emit(PAGES[-1].key)
    assert Preferences().page == PAGES[-1].key


def test_the_tabs_speak_the_language_of_the_window(desk: Desk) -> None:
    bar = desk.child("lower_panel.tabs")
    desk.window.resize(1900, 900)
    desk.beat()
    assert bar.tabText(0) == "Learning curves"
    desk.languages.use("ko")
    assert bar.tabText(0) == "학습 곡선"


def test_a_tall_page_has_the_room_of_the_diagram_until_it_gives_it_back(desk: Desk) -> None:
    button = desk.child("lower_panel.tall")
    before = desk.child("lower_panel").height()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.beat()
    assert not desk.child("network_panel").isVisible()
    assert desk.child("lower_panel").height() > 2 * before
    desk.window.actions_["view_lower"].trigger()
    desk.beat()
    assert desk.child("network_panel").isVisible()
    desk.window.actions_["view_lower"].trigger()
    desk.window.actions_["tall"].trigger()
    desk.beat()
    assert not button.isChecked()
    assert desk.child("network_panel").isVisible()
    assert desk.child("lower_panel").height() == before


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("page", [page.key for page in PAGES])
def test_no_tab_is_cut_in_a_window_1280_wide(desk: Desk, page: str, language: str) -> None:
    desk.languages.use(language)
    desk.window.resize(1280, 720)
    desk.window._contents.pages.show_page(page)
    desk.beat()
    bar = desk.child("lower_panel.tabs")
    assert bar.width() >= bar.sizeHint().width()


def test_titles_are_long_again_where_there_is_room(desk: Desk) -> None:
    bar = desk.child("lower_panel.tabs")
    desk.window.resize(1280, 720)
    desk.beat()
    assert bar.tabText(1) == "Weights"
    assert bar.accessibleTabName(1) == "Weights and gradients"
    desk.window.resize(1900, 900)
    desk.beat()
    assert bar.tabText(1) == "Weights and gradients"


def test_every_page_fits_a_low_projector(desk: Desk) -> None:
    desk.appearance.set_projector(True)
    desk.languages.use("ko")
    for key in ("view_data", "view_settings", "view_run"):
        desk.window.actions_[key].trigger()
    for page in PAGES:
        desk.window.actions_[page.action].trigger()
        desk.app.processEvents()
        assert desk.window.minimumSizeHint().height() <= 720, page.key
