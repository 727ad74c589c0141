"""Who may come in: requests of a sensible size, from our own pages, for one of our names."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from latchstring.reader import refusals

OWN = ("same-origin", "none")
"""Sec-Fetch-Site of a form on our page, and of an address typed by hand."""


class Door:
    """Refuses before anything is read. No cookie takes part: who asks stays unknown."""

    def __init__(self, inside: Callable[[HttpRequest], HttpResponse]) -> None:
        self.inside = inside

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.get_host()
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return refusals.refuse(request, 413)
        if request.method == "POST" and not _from_us(request):
            return refusals.refuse(request, 403)
        return self.inside(request)


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1


def _from_us(request: HttpRequest) -> bool:
    """True for a form on our own page.

    Browsers send Sec-Fetch-Site over https and to localhost. Elsewhere Origin must do, and our
    own `no-referrer` turns it into "null" on our own forms, so "null" passes: a search changes
    nothing, and a stranger's page cannot read the answer.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OWN
    origin = request.headers.get("Origin", "null")
    return origin == "null" or origin.partition("://")[2] == request.get_host()
