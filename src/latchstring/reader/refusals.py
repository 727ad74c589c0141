"""Kind pages for what cannot be answered. None repeats a word of what was asked."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from latchstring.core.interface import languages, marked
from latchstring.reader import faults
from latchstring.reader.frame import Frame, bare, show


@dataclass(frozen=True)
class Sorry:
    """What a reader is told: what happened, and what to do next."""

    what: str
    do: str
    search: bool = False
    """Offer the search right here."""


_AGAIN = marked("Go to the first page and try again.")
REFUSALS = {
    400: Sorry(marked("We could not read this request."), _AGAIN),
    403: Sorry(marked("This search did not come from our own page."), _AGAIN),
    404: Sorry(
        marked("This page is not here."),
        marked("It may have moved or closed. Search again, or ask at the library desk."),
        search=True,
    ),
    405: Sorry(marked("This page cannot be used in this way."), _AGAIN),
    413: Sorry(
        marked("That was too long for our search."),
        marked("Go back and use a few words, such as “food” or “English class”."),
    ),
    500: Sorry(
        marked("We made a mistake. It is not your fault."),
        marked("Try again, or ask at the library desk."),
    ),
    503: Sorry(
        marked("The directory is being prepared."),
        marked("Please come back in a few minutes, or ask at the library desk."),
    ),
}


def refuse(request: HttpRequest, status: int, allow: str = "") -> HttpResponse:
    """The page for that HTTP status in the language of the address that was asked for."""
    first = request.path_info.split("/", 2)[1:2]
    tag = first[0] if first and first[0] in languages() else "en"
    frame = Frame(tag) if status == 500 else bare(tag)
    response = show("refusal", frame, status, sorry=REFUSALS[status])
    if allow:
        response.headers["Allow"] = allow
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400."""
    return refuse(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler403."""
    return refuse(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404."""
    return refuse(request, 404)


def our_fault(request: HttpRequest) -> HttpResponse:
    """Django's handler500."""
    error = sys.exc_info()[1]
    if error is not None:
        faults.note(error)
    return refuse(request, 500)
