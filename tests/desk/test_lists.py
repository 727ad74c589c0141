"""Lists, finding, and the first page."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from small_catalogue import an_id
from small_desk import Desk

from latchstring.catalogue.edit import Assured
from latchstring.catalogue.keeping import Keeping
from latchstring.core.freshness import freshness
from latchstring.desk.days import today_at
from latchstring.desk.listing import PAGE, in_state

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
STATES = {
    "current": "",
    "due": "soon",
    "overdue": "overdue",
    "expired": "overdue",
    "unknown": "never",
}


def names(page: str) -> list[str]:
    return re.findall(r'<li><a href="/(?:services|organizations)/[^"]*">([^<]*)</a>', page)


def test_services_are_found_by_name_and_by_organization(desk: Desk) -> None:
    desk.catalogue.organization("River Neighbors")
    desk.catalogue.service("Coats", organization_id=an_id("River Neighbors"))
    assert names(desk.page("vera", "services", q="PANT")) == ["Food pantry"]
    assert names(desk.page("vera", "services", q="neighbors river")) == ["Coats"]
    assert names(desk.page("vera", "services", q="hands")) == ["Food pantry", "Safe house"]
    assert names(desk.page("vera", "organizations", q="hands")) == ["Helping Hands"]


@pytest.mark.parametrize("words", ["%", "_", "'", '"', "\\", "\x00", "<b>", "x" * 5000, " "])
def test_any_words_may_be_looked_for(desk: Desk, words: str) -> None:
    desk.page("vera", "services", q=words, state=words, after=words)


def test_pages_of_fifty_follow_each_other_without_gap_or_overlap(desk: Desk) -> None:
    made = [f"Class {n // 2:03}" for n in range(2 * PAGE + 7)]
    for n, name in enumerate(made):
        desk.catalogue.service(name, id=an_id(str(n)))
    seen, after = [], ""
    for _ in range(3):
        page = desk.page("vera", "services", q="class", after=after)
        seen += names(page)
        found = re.search(r"after=([0-9a-f-]{36})", page)
        after = found[1] if found else ""
    assert seen == made and after == ""


def test_the_states_of_the_list_are_those_of_the_badges(desk: Desk) -> None:
    today = today_at(desk.catalogue.library)
    for days in (-400, -361, -360, -181, -180, -179, -151, -150, -149, -1, 0, 1):
        for due in (None, -181, -31, -1, 0, 1, 30, 31):
            on = today + dt.timedelta(days=days)
            next_on = None if due is None else today + dt.timedelta(days=due)
            if next_on is None or next_on > on:
                about = Assured(on, "Ada", "phone", next_on)
                desk.catalogue.service(f"S {days} {due}", _assured=about)
    rows = list(desk.pantry.__class__.objects.filter(kind="service", withheld=""))
    for state in ("overdue", "soon", "never"):
        found = {
            r.name for r in rows if r.__class__.objects.filter(in_state(state, today), pk=r.pk)
        }
        shown = {
            r.name for r in rows if STATES[freshness(r.assured_on, r.due_on, today).state] == state
        }
        assert found == shown and shown


def test_withheld_services_are_listed_with_their_reason(desk: Desk) -> None:
    desk.catalogue.service("Old class", status="defunct", _keeping=Keeping(marks=["excluded"]))
    page = desk.page("vera", "services", state="withheld")
    assert names(page) == ["Old class"] and "Withheld: The source says: do not publish" in page
    assert "Old class" not in desk.page("vera", "services", state="never")
    today = desk.page("vera", "today")
    assert "1 · The source says: do not publish" in today
    assert "1 · The source says that it is not active" in today


def test_the_first_page_tells_what_readers_see_and_what_waits(desk: Desk) -> None:
    assert "Nothing has been published yet" in desk.page("vera", "today")
    desk.publish()
    page = desk.page("vera", "today")
    assert "Edition 1 with 2 services" in page and "by Ada" in page
    assert "Nothing was changed since then" in page
    desk.catalogue.service("Coats")
    assert "One record was changed since then" in desk.page("vera", "today")
    assert "Nothing was changed since then" in desk.page("charlie", "today")


def test_a_list_asks_the_database_little_however_long_it_is(desk: Desk) -> None:
    client = desk.client("vera")
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("services"))
        asked.append(len(queries))
        for n in range(20):
            desk.catalogue.service(f"Class {n}")
    assert asked[0] == asked[1] <= 14
