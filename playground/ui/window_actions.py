"""The actions of the main window, and where they stand in its menus."""

from playground.i18n import Text, _, p_
from playground.ui.actions import ActionSpec
from playground.ui.panels.lower_pages import PAGES, page_actions

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new", _("New"), _("Begin with new work"), "file-plus", ("Ctrl+N",)),
    ActionSpec("open", _("Open…"), _("Open a project or an experiment"), "folder-open", ("Ctrl+O",)),
    ActionSpec("save", _("Save"), _("Save everything: points, settings, weights, curves, notes"), "save", ("Ctrl+S",)),
    ActionSpec("save_as", _("Save as…"), _("Save to another file"), shortcuts=("Ctrl+Shift+S",)),
    ActionSpec("share", _("Share…"), _("A code to type elsewhere, or a link of TensorFlow Playground"), "share-2",
               ("Ctrl+Shift+C",)),
    ActionSpec("open_code", _("Open code or link…"), _("Make an experiment from a code or a link"),
               "clipboard-paste", ("Ctrl+Shift+V",)),
    ActionSpec("import", _("Import data…"), _("Bring a table of your own: CSV, TSV or any text with columns"), "upload",
               ("Ctrl+I",)),
    ActionSpec("paste", _("Paste data"), _("Make points of the cells on the clipboard"), "clipboard-paste",
               ("Ctrl+V",)),
    ActionSpec("quit", _("Quit"), shortcuts=("Ctrl+Q",)),
    ActionSpec("undo", _("Undo"), icon="undo-2", shortcuts=("Ctrl+Z",)),
    ActionSpec("redo", _("Redo"), icon="redo-2", shortcuts=("Ctrl+Shift+Z", "Ctrl+Y")),
    ActionSpec("history", _("History…"), _("Everything that was done, to go back to"), "history", ("Ctrl+H",)),
    ActionSpec("preferences", _("Preferences…"), _("Language, look, speed, and where work is kept safe"), "settings"),
    ActionSpec("language", _("한국어 / English"), _("Switch between Korean and English"), "languages", ("Ctrl+L",)),
    ActionSpec("theme", _("Light or dark"), _("Switch between light and dark"), "sun-moon", ("Ctrl+D",)),
    ActionSpec("theme_system", _("Theme as the system"), checkable=True),
    ActionSpec("projector", _("Projector mode"), _("Large type and thick lines"), "presentation", ("F11",),
               checkable=True),
    ActionSpec("view_data", _("Data"), shortcuts=("Ctrl+4",), checkable=True),
    ActionSpec("view_settings", _("Settings below the diagram"), shortcuts=("Ctrl+1",), checkable=True),
    ActionSpec("view_lower", _("Pages below the diagram"), shortcuts=("Ctrl+2",), checkable=True),
    ActionSpec("view_run", _("This run"), shortcuts=("Ctrl+3",), checkable=True),
    *page_actions(),
    ActionSpec("tall", _("Tall page"), _("Give the page below the diagram the room of the diagram too"),
               "chevrons-up-down", ("Ctrl+5",), checkable=True),
    ActionSpec("larger", _("Larger text"), shortcuts=("Ctrl+=", "Ctrl++")),
    ActionSpec("smaller", _("Smaller text"), shortcuts=("Ctrl+-",)),
    ActionSpec("normal_size", _("Normal text"), shortcuts=("Ctrl+0",)),
    ActionSpec("play", _("Play"), _("Train, or pause"), "play", ("Space",)),
    ActionSpec("step_batch", _("Step one batch"), _("Train on one mini-batch"), "step-forward", ("Right",)),
    ActionSpec("step_epoch", _("Step one epoch"), _("Train to the end of the epoch"), "skip-forward", ("Shift+Right",)),
    ActionSpec("run_epochs", _("Run epochs…"), icon="flag", shortcuts=("Ctrl+R",)),
    ActionSpec("reset", _("Reset"), _("Begin again with the same initial weights"), "rotate-ccw", ("R",)),
    ActionSpec("new_weights", _("New weights"), _("Begin again with other initial weights, from a new seed"), "dice-5",
               ("Shift+R",)),
    ActionSpec("new_data", _("New points"), _("Draw new points by the same rule"), "shuffle", ("N",)),
    ActionSpec("tool_point", _("Tool: single points"), icon="pencil", shortcuts=("P",)),
    ActionSpec("tool_spray", _("Tool: brush"), icon="spray-can", shortcuts=("B",)),
    ActionSpec("tool_select", _("Tool: select and move"), icon="square-dashed-mouse-pointer", shortcuts=("S",)),
    ActionSpec("tool_erase", _("Tool: eraser"), icon="eraser", shortcuts=("E",)),
    ActionSpec("all_settings", _("All settings"), _("Every setting of the experiment, layer by layer too"),
               "settings-2", ("Ctrl+,",)),
    ActionSpec("keys", _("Keyboard shortcuts"), icon="keyboard", shortcuts=("F1",)),
    ActionSpec("proof", _("Proof"), _("Prove the numbers: gradient, optimizer, replay"), "check"),
    ActionSpec("about", _("About Neural Playground"), icon="info"),
)  # fmt: skip

SEPARATOR, EXAMPLES, CLASSICS, RECENT = "-", "examples", "classics", "recent"

MENUS: tuple[tuple[Text, tuple[str, ...]], ...] = (
    (p_("menu", "&File"), ("new", "open", RECENT, "open_code", EXAMPLES, SEPARATOR, "import", CLASSICS, SEPARATOR,
                          "save", "save_as", "share", SEPARATOR, "quit")),
    (p_("menu", "&Edit"), ("undo", "redo", "history", SEPARATOR, "paste", SEPARATOR, "tool_point", "tool_spray",
                          "tool_select", "tool_erase", SEPARATOR, "all_settings", "preferences")),
    (p_("menu", "&View"), ("language", SEPARATOR, "theme", "theme_system", SEPARATOR, "projector", "larger", "smaller",
                          "normal_size", SEPARATOR, "view_data", "view_settings", "view_lower", "view_run", SEPARATOR,
                          *(page.action for page in PAGES), "tall")),
    (p_("menu", "&Train"), ("play", "step_batch", "step_epoch", "run_epochs", SEPARATOR, "reset", "new_weights",
                           SEPARATOR, "new_data")),
    (p_("menu", "&Help"), ("keys", "proof", SEPARATOR, "about")),
)  # fmt: skip
"""The menu bar; the words are keys of actions."""
