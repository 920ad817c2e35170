"""Every shortcut is told, in the group of its menu."""

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QStyle, QStyleOptionButton
from window_maker import open_desk

from playground.ui import menus
from playground.ui.dialogs import KeysDialog


def test_every_shortcut_of_the_window_is_in_the_list(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        actions = desk.window.actions_
        dialog = KeysDialog(menus.key_groups(actions), desk.window)
        told = {label.text() for label in dialog.findChildren(QLabel)}
        assert {actions.shortcut(key) for key in actions.specs if actions.shortcut(key)} <= told
        assert {"File", "Train", "On the map", "On the network diagram"} <= told


def test_a_korean_group_is_named_without_its_mnemonic(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        desk.languages.use("ko")
        titles = [str(group.title) for group in menus.key_groups(desk.window.actions_)]
        assert "파일" in titles
        assert not any("&" in title or "(" in title for title in titles)


def test_the_words_of_the_default_button_fit_into_it(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        for projector in (False, True):
            desk.appearance.set_projector(projector)
            dialog = KeysDialog(menus.key_groups(desk.window.actions_), desk.window)
            dialog.show()
            qapp.processEvents()
            button = next(button for button in dialog.findChildren(QPushButton) if button.isDefault())
            option = QStyleOptionButton()
            button.initStyleOption(option)
            room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
            assert room.width() >= button.fontMetrics().horizontalAdvance(button.text())
            dialog.close()


def test_arrow_keys_are_shown_as_arrows_in_menus_of_every_language(qapp: QApplication, tmp_path: Path) -> None:
    with open_desk(qapp, tmp_path) as desk:
        for language in ("ko", "en"):
            desk.languages.use(language)
            shown = {key: desk.window.actions_[key].text().partition("\t")[2] for key in ("step_batch", "grow", "save")}
            assert shown == {"step_batch": "→", "grow": "Ctrl+↑", "save": ""}
