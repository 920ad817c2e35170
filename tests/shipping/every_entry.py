"""Opens the real window, chooses every entry of every menu, and prints as JSON what was chosen and every socket seen.

`python every_entry.py FOLDER [--cheat]`; with --cheat one entry opens a socket, to show that this would be seen.
"""

import json
import os
import socket
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from playground.app import Program
from playground.places import Places
from playground.ui import window_entries
from playground.ui.questions import leave_unsaved

seen: list[str] = []
NETWORK_TABLES = ("tcp", "tcp6", "udp", "udp6", "raw", "raw6")


def hear(event: str, _arguments: object) -> None:
    """Python tells of every socket that it makes, and of every name that it looks up."""
    if event.startswith("socket."):
        seen.append(event)


def of_the_system() -> set[str]:
    """The network sockets that this process has open, whoever opened them, as Linux knows them."""
    own = {os.readlink(f"/proc/self/fd/{number}") for number in os.listdir("/proc/self/fd") if _is_open(number)}
    found = set()
    for table in NETWORK_TABLES:
        for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if f"socket:[{fields[9]}]" in own:
                found.add(f"{table} {fields[1]} {fields[2]}")
    return found


def _is_open(number: str) -> bool:
    return os.path.lexists(f"/proc/self/fd/{number}")


def entries(menu: QMenu) -> list[QAction]:
    """The entries of a menu and of the menus in it, as a person finds them on opening it."""
    menu.aboutToShow.emit()
    found: list[QAction] = []
    for action in menu.actions():
        inner = action.menu()
        found += entries(inner) if isinstance(inner, QMenu) else [] if action.isSeparator() else [action]
    return found


def close_questions() -> None:
    """Say no to whatever waits for an answer."""
    if popup := QApplication.activePopupWidget():
        popup.close()
    if dialog := QApplication.activeModalWidget():
        dialog.close()


def main() -> None:
    folder, cheat = Path(sys.argv[1]), "--cheat" in sys.argv
    sys.addaudithook(hear)
    program = Program("en", Places(folder, folder), leave_unsaved)
    reports: list[str] = []
    program.errors.tell_instead(reports.append)
    program.open()
    program.app.processEvents()
    window_entries.start = lambda _words: True  # another program is another test
    closing = QTimer(interval=10)
    closing.timeout.connect(close_questions)
    closing.start()
    chosen: list[str] = []
    menus = [action.menu() for action in program.window.menuBar().actions()]
    every = [entry for menu in menus if isinstance(menu, QMenu) for entry in entries(menu)]
    every.sort(key=lambda action: action.objectName() in ("action.close", "action.quit"))  # last
    for entry in every:
        chosen.append(entry.objectName() or entry.text())
        entry.trigger()
        if cheat:
            keep = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            keep.bind(("127.0.0.1", 0))
        program.app.processEvents()
        seen.extend(sorted(of_the_system() - set(seen)))
        if cheat:
            break
    if "libQt6Network" in Path("/proc/self/maps").read_text():
        seen.append("libQt6Network is loaded")
    closing.stop()
    program.window.close()
    program.close()
    json.dump({"chosen": chosen, "sockets": seen, "errors": reports}, sys.stdout)


if __name__ == "__main__":
    main()
