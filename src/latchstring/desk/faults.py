"""Pages for what goes wrong, in calm words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from latchstring.core.problem import Trouble


def _page(request: HttpRequest, status: int, heading: str, what: str, do: str) -> HttpResponse:
    told = {"heading": heading, "what": what, "do": do}
    return render(request, "desk/fault.html", told, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400"""
    return _page(
        request, 400, "That did not arrive whole", "The desk could not read it.", "Go back and try again."
    )  # fmt: skip


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403"""
    return _page(
        request,
        403,
        "Your role does not include this",
        "Nothing was changed.",
        "Ask a manager of your library, if you need it for your work.",
    )


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that this desk did not hand out to this browser just now."""
    return _page(
        request,
        403,
        "This form is too old",
        "The browser did not prove that the form came from this desk, so nothing was changed.",
        "Go back, load the page again, and send it once more. Cookies must be allowed for this site.",
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, also for what belongs to another library."""
    return _page(
        request,
        404,
        "There is no such page",
        "The record may have been taken out, or it belongs to another library.",
        "Look for it by name in the list of services or organizations.",
    )


def our_fault(request: HttpRequest) -> HttpResponse:
    """500; drawn without the request, because the database itself may be what is wrong."""
    told = {
        "heading": "Something went wrong on our side",
        "what": "What you sent was not saved. Readers notice nothing of it.",
        "do": "Go back and try again. If it happens again, tell whoever runs this computer.",
    }
    return HttpResponse(render_to_string("desk/fault.html", told), status=500)


def wrong_method(request: HttpRequest, known: dict[str, str]) -> HttpResponse:
    """405"""
    answer = _page(
        request, 405, "That does not work this way", "Nothing was changed.", "Start from the page again."
    )  # fmt: skip
    answer.headers["Allow"] = ", ".join(known)
    return answer


def trouble(request: HttpRequest, error: Trouble) -> HttpResponse:
    """409: a problem that a person can do something about."""
    problem = error.problem
    return _page(request, 409, "That could not be done", problem.what, problem.do)
