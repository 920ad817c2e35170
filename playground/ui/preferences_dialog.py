"""Edit > Preferences: what the program remembers between starts. Every choice takes effect at once."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from playground import i18n
from playground.i18n import Text, _, n_, plain
from playground.session.speed import SPEEDS
from playground.ui.appearance import Appearance
from playground.ui.captions import Captions
from playground.ui.controls import ComboBox, IconButton, label
from playground.ui.data_colours import DATA_COLOURS, USUAL
from playground.ui.file_dialogs import ask_folder
from playground.ui.language import LanguageManager, system_language
from playground.ui.settings import Preferences

SYSTEM = "system"
ZOOMS = (0.7, 0.85, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
INTERVALS_S = (5, 10, 15, 20, 25)
NAMES_OF_LANGUAGES = {"ko": plain("한국어"), "en": plain("English")}


class PreferencesDialog(QDialog):
    """A line for each choice."""

    def __init__(
        self, preferences: Preferences, appearance: Appearance, languages: LanguageManager,
        choose_zoom: Callable[[float], object], parent: QWidget,
    ) -> None:  # fmt: skip
        """Text gets another size by `choose_zoom`, which knows what fits on the screen."""
        super().__init__(parent)
        self.setObjectName("preferences_dialog")
        self.setMinimumWidth(460)
        self._preferences, self._appearance, self._languages = preferences, appearance, languages
        self._choose_zoom = choose_zoom
        self._captions = Captions(self)
        self._captions.bind(self.setWindowTitle, _("Preferences"))
        column, self._grid = QVBoxLayout(self), QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        column.setSpacing(16)
        column.addLayout(self._grid)
        self._boxes: dict[str, ComboBox] = {}
        self._add_choices()
        self._folder = QLineEdit(self)
        self._add_folder()
        self._add_buttons(column)
        self._show()
        appearance.changed.connect(self._show)

    def _add_choices(self) -> None:
        self._choice("language", _("Language"), _("The language of the window"), (
            (SYSTEM, _("As the system")), *((code, NAMES_OF_LANGUAGES[code]) for code in i18n.languages())
        ), self._on_language_chosen)  # fmt: skip
        self._choice("theme", _("Theme"), _("Light, dark, or as the system"), (
            (SYSTEM, _("As the system")), ("light", _("Light")), ("dark", _("Dark"))
        ), self._on_theme_chosen)  # fmt: skip
        self._choice("colours", _("Colours of data"), _("The colours of classes, maps and weights"), (
            (colours.key, colours.label) for colours in DATA_COLOURS.values()
        ), self._on_colours_chosen)  # fmt: skip
        self._choice("zoom", _("Text size"), _("How large all words are"), (
            (_percent(zoom), plain(_percent(zoom))) for zoom in ZOOMS
        ), self._on_zoom_chosen)  # fmt: skip
        self._choice("speed", _("Speed at the start"), _("How fast training runs after a start"), (
            (speed.key, speed.label) for speed in SPEEDS
        ), self._on_speed_chosen)  # fmt: skip
        self._choice(
            "autosave", _("Keep work safe"), _("How often changed work is kept in case the program is cut off"), (
                (str(seconds), n_("every {n} second", "every {n} seconds", seconds)) for seconds in INTERVALS_S
            ), self._on_interval_chosen
        )  # fmt: skip

    def _choice(
        self, name: str, words: Text, help: Text, entries: Iterable[tuple[str, Text]], chosen: Callable[[str], object]
    ) -> None:
        """A box with its caption."""
        box = self._boxes[name] = ComboBox(entries, self)
        box.activated.connect(lambda _index: chosen(box.key()))
        self._line(name, words, help, box)

    def _line(self, name: str, words: Text, help: Text, widget: QWidget) -> None:
        caption, row = label("caption", self), self._grid.rowCount()
        widget.setObjectName(f"preferences.{name}")
        caption.setBuddy(widget)
        self._captions.bind(caption.setText, words)
        self._captions.bind(widget.setAccessibleName, words)
        self._captions.bind(widget.setToolTip, help)
        self._grid.addWidget(caption, row, 0)
        self._grid.addWidget(widget, row, 1)

    def _add_folder(self) -> None:
        self._folder.setReadOnly(True)
        self._captions.bind(self._folder.setPlaceholderText, _("the usual place"))
        self._line(
            "folder", _("Where it is kept"), _("The folder of work kept safe; it moves there at once"), self._folder
        )
        choose = IconButton("folder-open", _("Choose a folder"), "preferences.choose_folder", self)
        choose.clicked.connect(self._on_choose_folder)
        self._grid.addWidget(choose, self._grid.rowCount() - 1, 2)

    def _add_buttons(self, column: QVBoxLayout) -> None:
        boxes = QDialogButtonBox(self)
        reset = boxes.addButton("", QDialogButtonBox.ButtonRole.ResetRole)
        close = boxes.addButton("", QDialogButtonBox.ButtonRole.RejectRole)
        reset.setObjectName("preferences.reset")
        close.setObjectName("preferences.close")
        self._captions.bind(reset.setText, _("Reset to defaults"))
        self._captions.bind(reset.setToolTip, _("Set everything here back to how it was at first"))
        self._captions.bind(close.setText, _("Close"))
        self._captions.bind(close.setToolTip, _("Close this window"))
        reset.setAutoDefault(False)
        close.setDefault(True)
        reset.clicked.connect(self._on_reset_clicked)
        close.clicked.connect(self.close)
        column.addWidget(boxes)

    def _show(self) -> None:
        preferences, appearance = self._preferences, self._appearance
        for name, key in (
            ("language", preferences.language or SYSTEM), ("theme", appearance.mode), ("colours", appearance.colours),
            ("zoom", _percent(min(ZOOMS, key=lambda zoom: abs(zoom - appearance.zoom)))),
            ("speed", preferences.speed), ("autosave", str(preferences.autosave_seconds)),
        ):  # fmt: skip
            with QSignalBlocker(self._boxes[name]):
                self._boxes[name].set_key(key)
        self._folder.setText("" if preferences.autosave_folder is None else str(preferences.autosave_folder))

    def _on_language_chosen(self, key: str) -> None:
        self._preferences.language = "" if key == SYSTEM else key
        self._languages.use(self._preferences.language or system_language())

    def _on_theme_chosen(self, key: str) -> None:
        self._appearance.set_mode(key)
        self._preferences.mode = self._appearance.mode

    def _on_colours_chosen(self, key: str) -> None:
        self._appearance.set_colours(key)
        self._preferences.colours = key

    def _on_zoom_chosen(self, key: str) -> None:
        self._choose_zoom(next(zoom for zoom in ZOOMS if _percent(zoom) == key))
        self._show()

    def _on_speed_chosen(self, key: str) -> None:
        self._preferences.speed = key

    def _on_interval_chosen(self, key: str) -> None:
        self._preferences.autosave_seconds = int(key)

    def _on_choose_folder(self) -> None:
        chosen = ask_folder(self, _("Choose a folder"), self._folder.text())
        if chosen is not None:
            self._preferences.autosave_folder = chosen
            self._show()

    def _on_reset_clicked(self) -> None:
        self._preferences.reset()
        self._languages.use(system_language())
        self._appearance.set_mode("system")
        self._appearance.set_colours(USUAL.key)
        self._appearance.set_zoom(1.0)
        self._show()


def _percent(zoom: float) -> str:
    return f"{round(100 * zoom)} %"
