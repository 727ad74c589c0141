"""What stands around every page: language, library, banner, choice of language, honesty lines."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.template.loader import render_to_string

from latchstring.core.calendar_words import date_text
from latchstring.core.interface import languages
from latchstring.core.language import all_languages, language
from latchstring.core.moment import day, instant, zone
from latchstring.core.text import State, Text
from latchstring.reader import served, shelf
from latchstring.reader.served import Visit

LIBRARY = "Latchstring"
"""Stands in for the library's name where no edition says it."""


@dataclass(frozen=True)
class Choice:
    """A language that can be chosen, by its own name, and the address where it is spoken."""

    tag: str
    endonym: str
    direction: str
    address: str


@dataclass(frozen=True)
class Frame:
    """One page's surroundings. `address`: the page's own address below the language.

    heard: the states of the sentences on this page, gathered while it is drawn.
    """

    tag: str
    address: str = ""
    library: str = LIBRARY
    demonstration: bool = False
    serial: int = 0
    made_on: Text | None = None
    heard: set[State] = field(default_factory=set)

    @property
    def direction(self) -> str:
        """Of the page as a whole."""
        return language(self.tag).direction or "ltr"

    @property
    def fonts(self) -> list[str]:
        """Addresses of the fonts of this language's pages."""
        return shelf.fonts(self.tag)

    @property
    def others(self) -> list[Choice]:
        """This page in the other languages of the interface."""
        return [choice for choice in choices(self.address) if choice.tag != self.tag]


def choices(address: str = "") -> list[Choice]:
    """Every language of the interface, the most needed first; `address` is a page's place below
    the language."""
    offered = languages()
    found = [one for one in all_languages() if one.tag in offered]
    return [
        Choice(one.tag, one.endonym, one.direction or "ltr", f"/{one.tag}/{address}")
        for one in found
    ]


def around(visit: Visit, address: str = "") -> Frame:
    """The frame of a page of this visit."""
    meta = visit.meta
    return Frame(
        visit.tag,
        address,
        meta.get("library") or LIBRARY,
        meta.get("demonstration") == "1",
        visit.session.serial,
        _made_on(visit),
    )


def _made_on(visit: Visit) -> Text | None:
    built, where = visit.meta.get("clock"), visit.meta.get("timezone") or "UTC"
    if not built:
        return None
    words = date_text(visit.tag, day(instant(built), zone(where)))
    return Text(words.text, words.tag)


def bare(tag: str) -> Frame:
    """The frame of a page that must appear even when there is no edition to serve."""
    try:
        with served.visit(tag) as visit:
            return around(visit)
    except Exception:
        return Frame(tag)


def show(template: str, frame: Frame, status: int = 200, **context: object) -> HttpResponse:
    """The finished page."""
    told = {"frame": frame, "tag": frame.tag, **context}
    # Without the request: a RequestContext is a cycle, and would keep the last reader's words in
    # memory until Python next looks for garbage.
    return HttpResponse(render_to_string(f"reader/{template}.html", told), status=status)
