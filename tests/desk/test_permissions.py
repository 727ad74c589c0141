"""Every address of the desk, every method, every role: as the one table says."""

from __future__ import annotations

import itertools

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from small_desk import Desk

from latchstring.desk import permissions, scope
from latchstring.desk.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
PEOPLE = {"alice": Role.MANAGER, "bob": Role.EDITOR, "vera": Role.VIEWER}


def routes() -> dict[str, URLPattern]:
    patterns = get_resolver().url_patterns
    assert all(isinstance(pattern, URLPattern) and pattern.name for pattern in patterns)
    return {str(pattern.name): pattern for pattern in patterns}


def record_for(desk: Desk, route: str) -> str:
    organizations = route.startswith("organization") or route == "service-new"
    return desk.owner.pk if organizations else desk.pantry.pk


def address(desk: Desk, route: str) -> str:
    named = routes()[route].pattern.converters
    given = {"pk": record_for(desk, route), "seq": 1, "serial": 1}
    return reverse(route, kwargs={name: given[name] for name in named})


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert routes().keys() == permissions.TABLE.keys()


def test_a_route_without_a_row_lets_nobody_in() -> None:
    roles = [None, *Role]
    asked = itertools.product(METHODS, roles)
    assert not any(permissions.allows("a new page", method, role) for method, role in asked)


@pytest.mark.parametrize("route", sorted(permissions.TABLE))
def test_each_role_gets_in_where_the_table_says_so_and_nowhere_else(desk: Desk, route: str) -> None:
    desk.publish()
    where = address(desk, route)
    for method, (name, role) in itertools.product(METHODS, PEOPLE.items()):
        status = desk.client(name).generic(method, where).status_code
        if not permissions.least(route, method):
            assert status == 405, (method, name)
        elif permissions.allows(route, method, role):
            assert status not in (403, 404, 405, 500), (method, name, status)
        else:
            assert status == 403, (method, name)


@pytest.mark.parametrize("route", sorted(permissions.TABLE))
def test_who_has_not_signed_in_is_asked_to(desk: Desk, route: str) -> None:
    where = address(desk, route)
    for method in ("GET", "POST"):
        answer = Client().generic(method, where)
        who = permissions.least(route, method)
        if who == permissions.ANYONE:
            assert answer.status_code == 200
        elif who:
            assert answer.status_code == 302 and answer["Location"].startswith("/sign-in?next=")
        else:
            assert answer.status_code == 405


@pytest.mark.parametrize(
    "route",
    sorted(name for name in permissions.TABLE if "<uuid:pk>" in str(routes()[name].pattern)),
)
def test_what_belongs_to_another_library_does_not_exist(desk: Desk, route: str) -> None:
    where = address(desk, route)
    before = scope.Record.objects.get(pk=record_for(desk, route)).version
    for method in permissions.TABLE[route]:
        answer = desk.client("charlie").generic(method, where)
        assert answer.status_code == 404, method
        assert desk.pantry.name not in answer.content.decode()
    assert scope.Record.objects.get(pk=record_for(desk, route)).version == before


def test_lists_show_own_records_only(desk: Desk) -> None:
    for route in ("services", "organizations", "today", "publish"):
        page = desk.page("charlie", route)
        assert desk.pantry.name not in page and desk.owner.name not in page
    assert desk.pantry.name in desk.page("vera", "services")
    assert "Other libraries of this catalogue have" in desk.page("charlie", "publish")


def test_finding_does_not_reach_into_another_library(desk: Desk) -> None:
    assert "No service fits" in desk.page("charlie", "services", q="pantry")
    assert desk.pantry.name not in desk.page("charlie", "services", after=desk.pantry.pk)


def test_an_account_without_a_library_sees_nothing(desk: Desk) -> None:
    desk.people["charlie"].staff.all().delete()
    assert desk.client("charlie").get(reverse("today")).status_code == 403
    assert not scope.visible_to(desk.people["charlie"]).exists()


def test_a_superuser_sees_every_library(desk: Desk) -> None:
    user = desk.people["charlie"]
    user.is_superuser = True
    user.save()
    assert desk.pantry.name in desk.page("charlie", "services")


def test_a_role_counts_in_its_own_library_only(desk: Desk) -> None:
    desk.people["charlie"].staff.create(library=desk.catalogue.library, role=Role.VIEWER)
    client = desk.client("charlie")
    assert client.get(reverse("service", args=[desk.pantry.pk])).status_code == 200
    assert client.get(reverse("service-edit", args=[desk.pantry.pk])).status_code == 403


def test_a_closed_account_sees_nothing(desk: Desk) -> None:
    client = desk.client("alice")
    desk.people["alice"].is_active = False
    desk.people["alice"].save()
    assert client.get(reverse("today")).status_code == 302
