"""Who does it, as the history and the manifests of editions show it."""

from __future__ import annotations

from latchstring.catalogue.store import Stamp
from latchstring.desk.scope import StaffRequest


def name(request: StaffRequest) -> str:
    """The full name of the person at the desk, or the name of the account."""
    return request.user.get_full_name() or request.user.get_username()


def stamp(request: StaffRequest, what: str) -> Stamp:
    """The stamp of a change."""
    return Stamp(name(request), what)
