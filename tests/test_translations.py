"""Every word on screen is there in Korean, says the same things, and is compiled."""

import ast
import io
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from playground import i18n
from playground.assets import resources

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "playground"
KEYWORDS = {"_": None, "n_": (1, 2), "p_": ((1, "c"), 2)}

Key = tuple[str | None, str]


def _messages() -> set[Key]:
    """Context and English words of everything that the program says."""
    found = extract_from_dir(PACKAGE, keywords=KEYWORDS, method_map=[("**.py", "python")])
    return {(context, words if isinstance(words, str) else words[0]) for _f, _l, words, _c, context in found}


@pytest.fixture(scope="module")
def korean() -> Catalog:
    with (resources() / "i18n" / "ko.po").open("rb") as file:
        return read_po(file)


def test_every_sentence_has_a_korean_one(korean: Catalog) -> None:
    known = {(message.context, _first(message.id)) for message in korean if message.id and message.string}
    assert sorted(map(str, _messages() - known)) == []


def test_the_catalogue_has_nothing_that_nobody_says(korean: Catalog) -> None:
    known = {(message.context, _first(message.id)) for message in korean if message.id}
    assert sorted(map(str, known - _messages())) == []


def test_both_languages_fill_in_the_same_values(korean: Catalog) -> None:
    for message in korean:
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else list(message.id)
            strings = [message.string] if isinstance(message.string, str) else list(message.string)
            wanted = set().union(*map(_places, ids))
            for words in strings:
                assert _places(words) == wanted, message.id


def test_no_korean_particle_hangs_on_a_value(korean: Catalog) -> None:
    """Particles change with the last letter of the word before, which nobody knows of a value."""
    particle = re.compile(r"\}(은|는|이|가|을|를|과|와|으로|로)(?=[\s,.])")
    for message in korean:
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        for words in strings:
            assert not particle.search(words), words


def test_the_compiled_catalogue_is_that_of_the_source(korean: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, korean)
    assert compiled.getvalue() == (resources() / "i18n" / "ko.mo").read_bytes()


def test_english_has_singular_and_plural() -> None:
    assert str(i18n.n_("{n} layer", "{n} layers", 1)) == "1 layer"
    assert str(i18n.n_("{n} layer", "{n} layers", 0)) == "0 layers"


def test_no_words_hide_inside_an_f_string() -> None:
    """There the extraction does not find them, so that they would stay English."""
    hidden = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                calls = [inner for inner in ast.walk(node) if isinstance(inner, ast.Call)]
                hidden += [f"{path.name}:{call.lineno}" for call in calls if _called(call) in KEYWORDS]
    assert hidden == []


SPEAKING = {
    "setText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setTitle", "setPlaceholderText",
    "setAccessibleName", "setAccessibleDescription", "setLabelText", "setInformativeText", "addAction", "addItem",
    "QLabel", "QPushButton", "QCheckBox", "QAction", "QMenu", "QGroupBox", "setPrefix", "setSuffix",
}  # fmt: skip
NAMES = {"Neural Playground"}


def test_the_window_is_never_given_bare_words() -> None:
    """Words go to the screen through `_()`, so that they can be translated; names and symbols need not."""
    bare = []
    for path in sorted((PACKAGE / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in SPEAKING:
                bare += [f"{path.name}:{node.lineno} {words}" for argument in node.args for words in _words(argument)]
    assert bare == []


def _called(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _words(argument: ast.expr) -> list[str]:
    """Literal words of two letters or more in an argument, those inside f-strings too."""
    parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
    literals = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return [words for words in literals if re.search(r"[A-Za-z]{2}", words) and words not in NAMES]


def _first(words: str | tuple[str, ...] | list[str]) -> str:
    return words if isinstance(words, str) else words[0]


def _places(words: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(words) if name is not None}
