"""The lists of services and of organizations."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render

from latchstring.desk import listing
from latchstring.desk.days import today_for
from latchstring.desk.scope import StaffRequest, visible_to

LONGEST = 100
"""Characters of a search."""


def services(request: StaffRequest) -> HttpResponse:
    """Services by name; `q` looks for words, `state` is one of `listing.STATES`."""
    return _list(request, "service", "desk/services.html")


def organizations(request: StaffRequest) -> HttpResponse:
    """Organizations by name; `q` looks for words."""
    return _list(request, "organization", "desk/organizations.html")


def _list(request: StaffRequest, kind: str, template: str) -> HttpResponse:
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    state = request.GET.get("state", "")
    after = request.GET.get("after", "").replace("\x00", "")
    day = today_for(request.user)
    wanted = listing.Wanted(kind, words, state, after)
    found = listing.page(visible_to(request.user), wanted, day)
    more = {"q": words, "state": state, "after": found.after}
    told = {
        "page": found,
        "words": words,
        "state": state,
        "states": listing.STATES,
        "after": after,
        "choosing": "choose" in request.GET,
        "more": urlencode({name: text for name, text in more.items() if text}),
    }
    return render(request, template, told)
