"""Every word on screen changes with the language, at once, and comes back."""

import struct
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget
from sample_settings import item

from playground import i18n
from playground.i18n import _
from playground.ui.captions import Captions
from playground.ui.controls import Card, IconButton, LinkButton, make_field
from playground.ui.language import LanguageManager

KOREAN = {
    "": "Content-Type: text/plain; charset=UTF-8\n",
    "Learning rate": "학습률",
    "How far each step goes.": "한 걸음의 크기.",
    "Noise": "잡음",
    "Switch": "스위치",
    "Round": "둥근",
    "Square": "네모",
    "Shape": "모양",
    "Play": "재생",
    "Data": "데이터",
    "Loss": "손실",
}


def catalogue(words: dict[str, str]) -> bytes:
    """A gettext .mo file: header, two tables of (length, offset), then the strings."""
    keys = sorted(words)
    strings = [text.encode() for text in keys] + [words[text].encode() for text in keys]
    start = 28 + 8 * len(strings)
    table, body = b"", b""
    for text in strings:
        table += struct.pack("<II", len(text), start + len(body))
        body += text + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0) + table + body


@pytest.fixture
def manager(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "i18n").mkdir()
    (tmp_path / "i18n" / "ko.mo").write_bytes(catalogue(KOREAN))
    monkeypatch.setattr(i18n, "resources", lambda: tmp_path)
    before = QLocale()
    made = LanguageManager(qapp)
    yield made
    made.use("en")
    QLocale.setDefault(before)
    made.deleteLater()


def words(widget: QWidget) -> set[str]:
    labels = {label.text() for label in widget.findChildren(QLabel)}
    buttons = {button.text() for button in widget.findChildren(QPushButton)}
    named = {part.accessibleName() for part in widget.findChildren(QWidget)}
    return labels | buttons | named


def test_controls_say_their_captions_in_the_new_language(manager: LanguageManager, qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for name, style in (("rate", "field"), ("noise", "slider"), ("on", "field"), ("shape", "field")):
        make_field(item(name), name, style=style, parent=window)
    IconButton("play", _("Play"), "play", window, captioned=True)
    LinkButton(_("Data"), "link", window)
    Card(_("Data"), "data", window)
    before = words(window)
    manager.use("ko")
    assert {"학습률", "잡음", "모양", "재생", "데이터", "스위치"} <= words(window)
    rate = window.findChild(QWidget, "rate")
    assert "한 걸음의 크기." in rate.focusProxy().toolTip()
    combo = window.findChild(QComboBox)
    assert [combo.itemText(i) for i in range(combo.count())] == ["둥근", "네모"]
    manager.use("en")
    assert words(window) == before


def test_qt_speaks_korean_too_and_english_again(manager: LanguageManager) -> None:
    manager.use("ko")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "취소"
    manager.use("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_the_manager_tells_the_language_and_sets_the_locale(manager: LanguageManager) -> None:
    told: list[str] = []
    manager.changed.connect(told.append)
    manager.use("ko")
    assert manager.code == "ko"
    assert QLocale().language() == QLocale.Language.Korean
    manager.use("xx")
    assert told == ["ko", "en"]


def test_captions_can_be_functions_and_can_be_replaced(manager: LanguageManager, qtbot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    captions = Captions(label)
    captions.bind(label.setText, _("Noise"))
    captions.rebind(label.setText, lambda: f"{_('Loss')}!")
    manager.use("ko")
    assert label.text() == "손실!"


def test_a_destroyed_widget_is_not_asked_for_words(manager: LanguageManager) -> None:
    asked: list[str] = []
    label = QLabel()
    Captions(label).bind(asked.append, _("Noise"))
    label.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    manager.use("ko")
    assert asked == ["Noise"]
