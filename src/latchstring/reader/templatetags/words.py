"""Words in templates: every sentence in the page's language, or marked with the one it is in."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from latchstring.card import brief
from latchstring.card.card import Card
from latchstring.core.calendar_words import distance_text, language_name, number
from latchstring.core.interface import phrase, plural
from latchstring.core.language import known, language
from latchstring.core.text import Text
from latchstring.reader import shelf

register = template.Library()
IN_A_LIST = 200
"""Letters of a description among results."""
Context = dict[str, Any]


def _dressed(text: Text | None, tag: str, element: str = "", kind: str = "") -> SafeString | str:
    """The words in an element (of a class); lang and dir are told where they are not the page's."""
    if not text:
        return ""
    return _element(text, tag, element, kind, "")


def _element(text: Text, tag: str, element: str, kind: str, tail: SafeString | str) -> SafeString:
    foreign = _base(text.tag) != _base(tag)
    if not element and not foreign:
        return format_html("{}{}", text.text, tail)
    told = {"class": kind, **(_language(text.tag) if foreign else {})}
    return format_html(
        "<{0}{1}>{2}{3}</{0}>", element or "span", _attributes(told), text.text, tail
    )


def _language(tag: str) -> dict[str, str]:
    way = language(tag).direction if known(tag) else None
    return {"lang": tag, "dir": way or "auto"}


def _attributes(told: dict[str, str]) -> SafeString:
    return format_html_join(
        "", ' {}="{}"', ((name, value) for name, value in told.items() if value)
    )


def _base(tag: str) -> str:
    return tag.partition("-")[0]


def _heard(context: Context, text: Text) -> Text:
    context["frame"].heard.add(text.state)
    return text


@register.simple_tag(takes_context=True)
def say(context: Context, english: str, **values: object) -> SafeString | str:
    """One of our own sentences."""
    text = _heard(context, phrase(context["tag"], english, **values))
    return _dressed(text, context["tag"])


@register.simple_tag(takes_context=True)
def say_plain(context: Context, english: str, **values: object) -> str:
    """One of our own sentences for a place without markup: a title, an attribute."""
    return _heard(context, phrase(context["tag"], english, **values)).text


@register.simple_tag
def say_in(tag: str, english: str) -> SafeString | str:
    """One of our own sentences in that language, on a page of several."""
    return _dressed(phrase(tag, english), tag)


@register.simple_tag(takes_context=True)
def say_count(context: Context, n: int, one: str, many: str) -> SafeString | str:
    """One of our own sentences about a number of things."""
    text = _heard(context, plural(context["tag"], n, one, many))
    return _dressed(text, context["tag"])


@register.simple_tag(takes_context=True)
def show(
    context: Context, text: Text | None, element: str = "", kind: str = ""
) -> SafeString | str:
    """Words of a record or a topic; `element` and `kind` name an HTML element and its class."""
    if text:
        _heard(context, text)
    return _dressed(text, context["tag"], element, kind)


@register.simple_tag(takes_context=True)
def tell(
    context: Context, text: Text | None, element: str = "", kind: str = ""
) -> SafeString | str:
    """Like `show`, and says quietly where the words are in another language or not reviewed."""
    if not text:
        return ""
    _heard(context, text)
    tag = context["tag"]
    return _element(text, tag, element, kind, _mark(text, tag))


def _mark(text: Text, tag: str) -> SafeString | str:
    label = _doubt(text, tag)
    if label is None:
        return ""
    foreign = _base(text.tag) != _base(label.tag)
    attributes = _attributes(_language(label.tag) if foreign else {})
    return format_html(' <small class="mark"{}>{}</small>', attributes, label.text)


def _doubt(text: Text, tag: str) -> Text | None:
    """Why these words are not fully to be relied on, or hard to read for this reader."""
    if _base(text.tag) != _base(tag):
        name = language_name(text.tag, tag).text if known(text.tag) else text.tag
        return phrase(tag, "In {language}", language=name)
    if text.state == "draft":
        return phrase(tag, "Draft translation")
    if text.state == "changed":
        return phrase(tag, "The original has changed since this was translated")
    return None


@register.simple_tag(takes_context=True)
def far(context: Context, metres: float) -> SafeString | str:
    """A distance."""
    words = distance_text(context["tag"], metres)
    return _dressed(Text(words.text, words.tag), context["tag"])


@register.simple_tag(takes_context=True)
def figure(context: Context, value: int) -> str:
    """A number as the language writes it."""
    return number(context["tag"], value)


@register.simple_tag
def picture(name: str) -> SafeString | str:
    """One of our own line pictures; words always stand beside it."""
    return shelf.PICTURES.get(name, "")


@register.simple_tag
def address(name: str) -> str:
    """Where a static file is found."""
    return shelf.address(name)


@register.filter
def first_words(text: Text | None) -> Text | None:
    """The beginning of a long text, for a list."""
    return brief.first_words(text, IN_A_LIST) if text else None


@register.filter
def nearest(card: Card) -> float | None:
    """Metres to the nearest place of a service; None when no place or no ZIP code is known."""
    return min((one.metres for one in card.places if one.metres is not None), default=None)
