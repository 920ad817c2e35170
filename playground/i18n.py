"""Words on screen, translated late.

A `Text` keeps the English sentence and its values and becomes words only when it is shown, so the same value can be
shown again after the language was switched, and packages without a window can say things in the user's language.
The catalogues are gettext's (`resources/i18n/<language>.mo`), so that the window and the command line share one.
"""

import gettext
import locale
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass

from playground.assets import resources

SOURCE_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Text:
    """An English sentence with named values, translated by `str()`.

    >>> str(Text("{n} points", values=(("n", 3),)))
    '3 points'
    """

    message: str
    plural: str = ""
    context: str = ""
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        words = _translate(self)
        return words.format_map({name: _shown(value) for name, value in self.values}) if self.values else words

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


def grouped(number: int) -> str:
    """A whole number with its thousands apart, as they are in all languages the program speaks.

    >>> grouped(10000)
    '10,000'
    """
    return f"{number:,}"


def _shown(value: object) -> object:
    """A value as it stands in a sentence: whole numbers are counts; what must not be grouped is given as words."""
    return grouped(value) if type(value) is int else value


def _(message: str, /, **values: object) -> Text:
    """A sentence to translate when it is shown; `values` fill its named places."""
    return Text(message, values=tuple(values.items()))


def n_(singular: str, plural: str, n: int, /, **values: object) -> Text:
    """A sentence about `n` things, in the singular or plural that each language has.

    >>> str(n_("{n} layer", "{n} layers", 1)), str(n_("{n} layer", "{n} layers", 2))
    ('1 layer', '2 layers')
    """
    return Text(singular, plural=plural, values=(("n", n), *values.items()))


def p_(context: str, message: str, /, **values: object) -> Text:
    """A word whose translation depends on where it stands, as "Test" the data and "test" the verb."""
    return Text(message, context=context, values=tuple(values.items()))


def plain(words: str) -> Text:
    """Words that are the same in every language: a name, a symbol, a user's own text."""
    return Text("{words}", values=(("words", words),))


# The language is one for the whole process, as it is one for the person who reads the screen.
_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = SOURCE_LANGUAGE


def _translate(text: Text) -> str:
    if text.plural:
        n = dict(text.values)["n"]
        assert isinstance(n, int)
        return _catalogue.ngettext(text.message, text.plural, n)
    if text.context:
        return _catalogue.pgettext(text.context, text.message)
    return _catalogue.gettext(text.message) if text.message else ""


def languages() -> tuple[str, ...]:
    """The languages the program speaks: English, and one for each catalogue in the resources."""
    found = sorted(path.stem for path in (resources() / "i18n").glob("*.mo"))
    return (SOURCE_LANGUAGE, *(name for name in found if name != SOURCE_LANGUAGE))


def language() -> str:
    """The language in use, as a code such as "ko"."""
    return _language


def use_language(code: str) -> None:
    """Speak another language from now on. An unknown one falls back to English."""
    global _catalogue, _language
    path = resources() / "i18n" / f"{code}.mo"
    if code != SOURCE_LANGUAGE and path.is_file():
        with path.open("rb") as file:
            _catalogue, _language = gettext.GNUTranslations(file), code
    else:
        _catalogue, _language = gettext.NullTranslations(), SOURCE_LANGUAGE


def best_language(wished: Iterable[str]) -> str:
    """The first of the wished languages that the program speaks, else English.

    >>> best_language(["en_GB.UTF-8", "ko"])
    'en'
    """
    spoken = languages()
    codes = (_language_code(name) for name in wished)
    return next((code for code in codes if code in spoken), SOURCE_LANGUAGE)


def system_language() -> str:
    """The language of the system as a terminal knows it; a window asks Qt, which knows more (`ui.language`)."""
    places = [os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)]
    place = places[0] if places else locale.getlocale()[0] or ""
    if places and _language_code(place) in ("c", "posix"):  # asks for plain English, as gettext has it
        return SOURCE_LANGUAGE
    return best_language([*os.environ.get("LANGUAGE", "").split(":"), place])


def _language_code(name: str) -> str:
    """The code in the name of a locale: "ko" of "ko_KR.UTF-8", "ko-Kore-KR" and "Korean_Korea"."""
    code = re.split(r"[-_.@]", name, maxsplit=1)[0].lower()
    return {"korean": "ko", "english": "en"}.get(code, code)
