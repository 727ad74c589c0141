"""The public pages. Each view is one request: an edition opened, a page drawn, all forgotten."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from latchstring.core.interface import languages
from latchstring.core.problem import Trouble
from latchstring.reader import colophon, pages, refusals, served
from latchstring.reader.frame import around, bare, choices, show
from latchstring.reader.meaning import interpreter_sentence
from latchstring.reader.served import Visit

LOOK = ("GET", "HEAD")
LONGEST_QUERY = 200
"""Letters: more than a tired person types, less than a page of text."""

View = Callable[..., HttpResponse]


def page(*methods: str) -> Callable[[View], View]:
    """A view of the edition, in a language of the interface, asked by one of these methods."""

    def make(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, tag: str, **rest: Any) -> HttpResponse:
            if tag not in languages():
                return front(request, status=404)
            if request.method not in methods:
                return refusals.refuse(request, 405, allow=", ".join(methods))
            try:
                with served.visit(tag) as visit:
                    return view(request, visit, **rest)
            except Trouble:
                return refusals.refuse(request, 503)

        return shown

    return make


def front(request: HttpRequest, status: int = 200) -> HttpResponse:
    """The choice of a language, each by its own name."""
    if request.method not in LOOK:
        return refusals.refuse(request, 405, allow=", ".join(LOOK))
    return show("front", bare("en"), status, choices=choices())


@page(*LOOK)
def home(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The first page in a language: search, and topics to choose."""
    return show("home", around(visit), shelves=pages.shelves(visit))


@page(*LOOK)
def pictures(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Topics as large pictures, for readers of none of our languages and of no language."""
    return show("pictures", around(visit, "pictures"), shelves=pages.shelves(visit))


@page(*LOOK, "POST")
def search(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What the reader's words find. Words come by POST only: they never stand in an address."""
    if request.method != "POST":
        return HttpResponseRedirect(f"/{visit.tag}/")
    query = " ".join(request.POST.get("q", "").split())[:LONGEST_QUERY]
    zip_code = request.POST.get("zip", "").strip()[:10]
    answer = pages.answer(visit, query, zip_code, request.POST.get("meant"))
    shelves = [] if answer.cards else pages.shelves(visit)
    # Whoever looks over a shoulder must not read what was asked in danger.
    again = {"query": "" if answer.alarm else query, "zip_code": zip_code}
    say = interpreter_sentence(visit.tag)
    return show(
        "results", around(visit), 200, answer=answer, shelves=shelves, say_this=say, **again
    )


@page(*LOOK)
def topic(request: HttpRequest, visit: Visit, key: str, number: int = 1) -> HttpResponse:
    """A page of the services under a topic."""
    listing = pages.listing(visit, key, number)
    if listing is None:
        raise Http404
    return show("topic", around(visit, f"topic/{key}"), listing=listing)


@page(*LOOK)
def service(request: HttpRequest, visit: Visit, record_id: UUID) -> HttpResponse:
    """Everything we know about one service."""
    card = pages.card(visit, str(record_id))
    if card is None:
        raise Http404
    successor = pages.card(visit, card.successor_id) if card.successor_id else None
    frame = around(visit, f"service/{record_id}")
    return show("service", frame, card=card, successor=successor)


@page(*LOOK)
def promise(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is kept of a visit, by us and by others."""
    return show("promise", around(visit, "promise"))


@page(*LOOK)
def about(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The facts of the edition: how old, how well checked, from whom, under which licences."""
    facts = colophon.colophon(visit)
    return show("about", around(visit, "about"), colophon=facts)
