import gettext
from pathlib import Path

import pytest

from playground import i18n
from playground.i18n import Text, _, n_, p_, plain

KOREAN = {
    "Learning rate": "학습률",
    "Removed class ({name})": "클래스를 지웠습니다({name})",
    "undo\x04Reset": "초기화",
    ("{n} layer", 0): "층 {n}개",
}


class Catalogue(gettext.NullTranslations):
    """Korean for these tests, whatever the real catalogue says."""

    def gettext(self, message: str) -> str:
        return KOREAN.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return KOREAN.get((msgid1, 0), msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        return KOREAN.get(f"{context}\x04{message}", message)


@pytest.fixture
def korean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_catalogue", Catalogue())


def test_a_text_becomes_words_only_when_it_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    text = _("Learning rate")
    assert str(text) == "Learning rate"
    monkeypatch.setattr(i18n, "_catalogue", Catalogue())
    assert str(text) == f"{text}" == "학습률"


def test_a_name_from_the_user_is_put_in_unchanged(korean: None) -> None:
    assert str(_("Removed class ({name})", name="{x} %s")) == "클래스를 지웠습니다({x} %s)"


def test_large_numbers_in_sentences_are_grouped_and_words_are_not(korean: None) -> None:
    assert str(n_("{n} layer", "{n} layers", 12_000)) == "층 12,000개"
    assert str(_("Seed {seed}", seed=str(12_000))) == "Seed 12000"


def test_a_text_inside_a_text_is_translated_too(korean: None) -> None:
    assert str(_("Removed class ({name})", name=_("Learning rate"))) == "클래스를 지웠습니다(학습률)"


def test_numbers_choose_singular_or_plural() -> None:
    assert [str(n_("{n} layer", "{n} layers", n)) for n in (0, 1, 2)] == ["0 layers", "1 layer", "2 layers"]


def test_a_language_without_plurals_has_one_form(korean: None) -> None:
    assert [str(n_("{n} layer", "{n} layers", n)) for n in (1, 2)] == ["층 1개", "층 2개"]


def test_a_word_may_be_translated_by_where_it_stands(korean: None) -> None:
    assert str(p_("undo", "Reset")) == "초기화"
    assert str(_("Reset")) == "Reset"


def test_plain_words_are_the_same_in_every_language(korean: None) -> None:
    assert str(plain("Learning rate")) == "Learning rate"
    assert str(plain("{braces} stay")) == "{braces} stay"


def test_no_text_is_no_words() -> None:
    assert str(Text("")) == str(_("")) == ""


def test_texts_with_the_same_words_are_equal() -> None:
    assert _("{n} points", n=3) == _("{n} points", n=3) != _("{n} points", n=4)


def test_an_unknown_language_falls_back_to_english() -> None:
    i18n.use_language("tlh")
    assert i18n.language() == "en"
    assert i18n.languages()[0] == "en"


def test_a_language_is_one_that_has_a_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "i18n").mkdir()
    for name in ("xx.mo", "aa.mo", "notes.txt"):
        (tmp_path / "i18n" / name).write_bytes(EMPTY_CATALOGUE)
    monkeypatch.setattr(i18n, "resources", lambda: tmp_path)
    assert i18n.languages() == ("en", "aa", "xx")
    i18n.use_language("xx")
    assert i18n.language() == "xx"
    assert str(_("Learning rate")) == "Learning rate"


@pytest.fixture
def speaks_korean(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """English and Korean, on a system that says nothing about itself."""
    monkeypatch.setattr(i18n, "languages", lambda: ("en", "ko"))
    monkeypatch.setattr(i18n.locale, "getlocale", lambda: (None, None))
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch


@pytest.mark.parametrize(
    ("name", "code"),
    [("ko_KR", "ko"), ("Korean_Korea", "ko"), ("de_DE", "en"), ("English_Ireland", "en"), (None, "en")],
)
def test_the_language_of_the_system_is_one_the_program_speaks(
    speaks_korean: pytest.MonkeyPatch, name: str | None, code: str
) -> None:
    speaks_korean.setattr(i18n.locale, "getlocale", lambda: (name, "UTF-8"))
    assert i18n.system_language() == code


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ko_KR.eucKR"}, "ko"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "ko:en"}, "ko"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:ko"}, "ko"),
        ({"LANG": "C.UTF-8", "LANGUAGE": "ko"}, "en"),
        ({"LANGUAGE": "ko"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
    ],
)
def test_what_the_environment_says_counts_even_where_that_locale_is_not_installed(
    speaks_korean: pytest.MonkeyPatch, said: dict[str, str], code: str
) -> None:
    for name, value in said.items():
        speaks_korean.setenv(name, value)
    assert i18n.system_language() == code


def test_the_first_wished_language_that_the_program_speaks_is_taken(speaks_korean: pytest.MonkeyPatch) -> None:
    assert i18n.best_language(["de-Latn-DE", "de", "ko-Kore-KR", "en"]) == "ko"
    assert i18n.best_language(["fr"]) == i18n.best_language([]) == "en"


EMPTY_CATALOGUE = bytes.fromhex("de120495 00000000 00000000 1c000000 1c000000 00000000 1c000000")
