"""Lists of services and organizations that stay quick with a hundred thousand of them.

A page is asked for by the last record of the page before it, never by a number: nothing is
counted and nothing is skipped over.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from latchstring.catalogue.models import Record
from latchstring.core.freshness import DAYS, SOON, Freshness, freshness

PAGE = 50
FEW = 200
"""Organizations whose services are looked up when their name is found."""

STATES = {
    "": "All",
    "withheld": "Withheld from readers",
    "overdue": "Overdue",
    "soon": "Due soon",
    "never": "Never checked",
}
BADGES = {
    "current": "Checked",
    "due": "Due soon",
    "overdue": "Overdue",
    "expired": "Long overdue",
    "unknown": "Never checked",
}


@dataclass(frozen=True)
class Line:
    """One record in a list."""

    record: Record
    organization: str
    fresh: Freshness

    @property
    def badge(self) -> str:
        """The state of its check, in words."""
        return BADGES[self.fresh.state]


@dataclass(frozen=True)
class Page:
    """Some lines, and the id to go on from; "" on the last page."""

    lines: list[Line]
    after: str = ""


def in_state(state: str, today: dt.date) -> Q:
    """What belongs to a state; the states of checking leave out what readers do not see."""
    if state == "withheld":
        return Q(withheld__gt="")
    if state not in STATES or not state:
        return Q()
    own = today - dt.timedelta(days=DAYS)
    soon = dt.timedelta(days=SOON)
    never = Q(assured_on=None) | Q(assured_on__gt=today)
    overdue = Q(due_on__lt=today) | Q(due_on=None, assured_on__lt=own)
    due = Q(due_on__range=(today, today + soon)) | Q(
        due_on=None, assured_on__range=(own, own + soon)
    )
    return (
        Q(withheld="") & {"never": never, "overdue": ~never & overdue, "soon": ~never & due}[state]
    )


@dataclass(frozen=True)
class Wanted:
    """Which page of which list. words: to be found in the name, or in the name of the
    organization that gives the service. after: the id of the last record of the page before."""

    kind: str
    words: str = ""
    state: str = ""
    after: str = ""


def page(visible: QuerySet[Record], wanted: Wanted, today: dt.date) -> Page:
    """A page of records by name."""
    mine = visible.filter(in_state(wanted.state, today), kind=wanted.kind)
    last = visible.filter(pk=wanted.after).first() if wanted.after else None
    if last is not None:
        beyond = Q(name__gt=last.name) | Q(pk__gt=last.pk)
        mine = mine.filter(beyond, name__gte=last.name)
    if wanted.words:
        mine = visible.filter(pk__in=_found(visible, mine, wanted))
    rows = mine.order_by("name", "pk").defer("document_json", "keeping_json")[: PAGE + 1]
    records = list(rows)
    more = records[PAGE - 1].pk if len(records) > PAGE else ""
    return Page(lines(visible, records[:PAGE], today), more)


def _found(visible: QuerySet[Record], mine: QuerySet[Record], wanted: Wanted) -> list[str]:
    """Ids of the first ones whose name, or whose organization's name, has all the words."""
    named = Q(*(Q(name__icontains=word) for word in wanted.words.split()))
    found = _ids(mine.filter(named).order_by("name", "pk"), PAGE + 1)
    if wanted.kind == "service":
        owners = _ids(visible.filter(named, kind="organization").order_by("name"), FEW)
        found += _ids(mine.filter(organization_id__in=owners).order_by("name", "pk"), PAGE + 1)
    return found


def _ids(rows: QuerySet[Record], limit: int) -> list[str]:
    return list(rows.values_list("pk", flat=True)[:limit])


def lines(visible: QuerySet[Record], records: list[Record], today: dt.date) -> list[Line]:
    """The records as a list shows them."""
    owners = visible.filter(pk__in={r.organization_id for r in records})
    names = dict(owners.values_list("pk", "name"))
    return [
        Line(r, names.get(r.organization_id, ""), freshness(r.assured_on, r.due_on, today))
        for r in records
    ]
