"""The door of the desk: who comes in, to what, and with which headers pages go out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from latchstring.core.problem import Trouble
from latchstring.desk import faults, people, permissions, scope
from latchstring.desk.scope import StaffRequest

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_STAYS_OPEN = ("password", "sign-out")


class Headers:
    """Nothing of a staff page is kept by the browser, and nothing of it goes to another host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = POLICY
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cache-Control"] = "no-store"
        if settings.LATCHSTRING_DESK_HTTPS:
            response.headers["Strict-Transport-Security"] = "max-age=63072000"
        return response


class Door:
    """Lets in whom the table of permissions lets in, and finds the record within their scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Before any view: a page to send instead, or None to go on."""
        route = (request.resolver_match and request.resolver_match.url_name) or ""
        method = str(request.method)
        who = permissions.least(route, method)
        if not who:
            return faults.wrong_method(request, permissions.TABLE.get(route, {}))
        if who == permissions.ANYONE:
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path() if method == "GET" else "/")
        if route not in _STAYS_OPEN and people.must_change_password(request.user):
            return redirect("password")
        if who != permissions.SIGNED_IN:
            _admit(cast(StaffRequest, request), route, method, kwargs)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A problem that is a sentence becomes a page with that sentence."""
        return faults.trouble(request, error) if isinstance(error, Trouble) else None


def _admit(request: StaffRequest, route: str, method: str, kwargs: dict[str, Any]) -> None:
    found = scope.roles(request.user)
    role = scope.highest(found)
    if "pk" in kwargs:
        visible = scope.visible_to(request.user).select_related("library", "source")
        record = visible.filter(pk=str(kwargs["pk"])).first()
        if record is None:
            raise Http404
        request.record = record
        role = found[record.library_id]
    if role is None or not permissions.allows(route, method, role):
        raise PermissionDenied
    request.role = role
