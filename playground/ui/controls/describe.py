"""The tip of a setting, made from its declaration: what it does, its range, its default."""

from html import escape

from playground.i18n import Text, _, plain
from playground.spec import MISSING, Choice, Component, Item, Param
from playground.ui.controls.numerals import show_number


def tip(item: Item) -> str:
    """The tool tip, as rich text so that long sentences wrap."""
    facts = " · ".join(str(fact) for fact in (_range(item.param), _default(item)) if fact is not None)
    first = f"<p style='margin: 0'>{escape(str(item.param.help))}</p>"
    return f"{first}<p style='margin: 4px 0 0 0'><small>{escape(facts)}</small></p>" if facts else first


def _range(param: Param) -> Text | None:
    """The limits as mathematics, which needs no translation: 0 ≤ β₁ < 1."""
    if param.low is None and param.high is None:
        return None
    below = "" if param.low is None else f"{show_number(param.low)} {'<' if param.open_low else '≤'} "
    above = "" if param.high is None else f" {'<' if param.open_high else '≤'} {show_number(param.high)}"
    return plain(f"{below}{param.label}{above}")


def _default(item: Item) -> Text | None:
    if item.default is MISSING:
        return None
    words = shown(item.default, item.param.choices)
    return None if words is None else _("Default: {value}", value=words)


def shown(value: object, choices: tuple[Choice, ...]) -> Text | None:
    """A value of a setting in words, or None for one that has none."""
    if isinstance(value, bool):
        return _("on") if value else _("off")
    if isinstance(value, (int, float)):
        return plain(show_number(value))
    if isinstance(value, Component):
        return value.label
    return next((choice.label for choice in choices if choice.value == value), None)
