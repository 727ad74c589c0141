"""Whose records somebody may see: the one gate that every staff page goes through."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import QuerySet
from django.http import HttpRequest

from latchstring.catalogue.models import Library, Record
from latchstring.desk.models import Role, Staff

RANK = {Role.VIEWER: 1, Role.EDITOR: 2, Role.MANAGER: 3}


class StaffRequest(HttpRequest):
    """A request that `door.Door` let in.

    role: in the record's library, or the highest one where the page is about no single record.
    record: the record that the address names, on pages about one.
    """

    user: User
    role: Role
    record: Record


def roles(user: User | AnonymousUser) -> dict[int, Role]:
    """Library id -> role. A superuser manages every library."""
    if not user.is_authenticated or not user.is_active:
        return {}
    if user.is_superuser:
        return dict.fromkeys(Library.objects.values_list("pk", flat=True), Role.MANAGER)
    rows = Staff.objects.filter(user=user).values_list("library_id", "role")
    return {library: Role(role) for library, role in rows}


def visible_to(user: User | AnonymousUser) -> QuerySet[Record]:
    """The records of the user's own libraries: no other record exists for a staff page."""
    return Record.objects.filter(library_id__in=sorted(roles(user)))


def highest(found: dict[int, Role]) -> Role | None:
    """The highest of a person's roles."""
    return max(found.values(), key=lambda role: RANK[role], default=None)


def own_libraries(user: User, least: Role = Role.VIEWER) -> list[Library]:
    """The libraries in which the user has at least that role, by name."""
    ids = [pk for pk, role in roles(user).items() if RANK[role] >= RANK[least]]
    return list(Library.objects.filter(pk__in=ids).order_by("name"))
