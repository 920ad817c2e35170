"""Help > Licences: the texts of all licences of what the program is made of, to be read in the program itself."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QDialog, QListWidget, QPlainTextEdit, QWidget

from playground.assets import resources
from playground.i18n import Text, _, plain
from playground.ui.dialogs import close_button
from playground.ui.layouts import grow, in_column, in_row

SIZE, LIST_WIDTH = (820, 560), 220
FIRST = {
    "neural-playground": plain("Neural Playground (MIT)"),
    "SOURCES": _("Where the sources are"),
    "LGPL-3.0": plain("Qt, PySide6 (LGPL-3.0)"),
    "qt-and-its-parts": _("Parts of Qt"),
    "python": plain("Python (PSF)"),
    "numpy": plain("NumPy (BSD)"),
    "pyqtgraph": plain("pyqtgraph (MIT)"),
    "pillow": plain("Pillow (MIT-CMU)"),
    "pretendard-font": plain("Pretendard (OFL-1.1)"),
    "lucide-icons": plain("Lucide (ISC)"),
}
"""How the parts are called that come first, by the name of their file without its ending."""
PACKAGES = ("numpy", "pyqtgraph", "pillow")
"""The Python packages whose licences are in their own papers where the program is not packaged."""


@dataclass(frozen=True, slots=True)
class Licence:
    """A part of the program, and the files that its licence is in."""

    key: str
    files: tuple[Path, ...]

    @property
    def title(self) -> Text:
        """What the part is called."""
        return FIRST.get(self.key, plain(self.key.removeprefix("system-")))

    def read(self) -> str:
        """The text of the licence. Raises OSError where it can't be read."""
        return "\n\n".join(file.read_text(encoding="utf-8", errors="replace") for file in self.files)


class LicencesDialog(QDialog):
    """The parts at the left; at the right the licence of the one that is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("licences_dialog")
        self.setWindowTitle(str(_("Licences")))
        self._licences = licences()
        self._list, self._text = QListWidget(self), QPlainTextEdit(self)
        self._list.setObjectName("licences.list")
        self._list.setAccessibleName(str(_("Parts of the program")))
        self._list.setToolTip(str(_("What the program is made of")))
        self._list.setFixedWidth(LIST_WIDTH)
        self._list.addItems([str(licence.title) for licence in self._licences])
        self._text.setObjectName("licences.text")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._text.setAccessibleName(str(_("Text of the licence")))
        self._text.setToolTip(str(_("The licence as its authors wrote it")))
        self._list.currentRowChanged.connect(self._show)
        in_column(grow(in_row(self._list, grow(self._text), spacing=10)), close_button(self), owner=self, spacing=10)
        self.resize(*SIZE)
        self._list.setCurrentRow(0)

    def _show(self, row: int) -> None:
        licence = self._licences[row]
        try:
            words = licence.read()
        except OSError as error:
            words = str(_("This text can't be read: {why}", why=error))
        self._text.setPlainText(words)


def licences() -> tuple[Licence, ...]:
    """Of everything this program came with, those that are named in `FIRST` first."""
    folder = licence_folder()
    found = _packaged(folder) if getattr(sys, "frozen", False) else _installed(resources())
    places = list(FIRST)
    return tuple(sorted(found, key=lambda each: (places.index(each.key) if each.key in FIRST else 99, each.key)))


def licence_folder() -> Path:
    """Where a packaged program has the texts of all licences."""
    if sys.platform == "darwin":
        return Path(sys.executable).resolve().parent.parent / "Resources" / "licences"
    return Path(sys.executable).resolve().parent / "licences"


def _packaged(folder: Path) -> Iterator[Licence]:
    """A file for each part, as packaging puts them there."""
    for file in folder.glob("*.txt"):
        yield Licence(file.stem, (file,))


def _installed(folder: Path) -> Iterator[Licence]:
    """Those beside our files, and those in the papers of the packages that Python has installed."""
    yield Licence("pretendard-font", (folder / "fonts" / "LICENSE.txt",))
    yield Licence("lucide-icons", (folder / "icons" / "LICENSE",))
    own = folder.parent / "LICENSE"
    yield Licence("neural-playground", (own,) if own.is_file() else _papers("neural-playground-desktop"))
    for file in (folder.parent / "packaging" / "licences").glob("*.txt"):  # in a checkout
        yield Licence(file.stem, (file,))
    for name in PACKAGES:
        papers = _papers(name)
        if papers:
            yield Licence(name, papers)


def _papers(package: str) -> tuple[Path, ...]:
    """The licence files of an installed package; none where it is not installed."""
    try:
        found = distribution(package)
    except PackageNotFoundError:
        return ()
    inside = [path for path in found.files or () if ".dist-info" in str(path) and "LICEN" in path.name.upper()]
    return tuple(Path(str(found.locate_file(path))) for path in inside)
