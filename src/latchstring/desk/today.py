"""The first page: what to do next, and what readers see now."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from latchstring.catalogue.models import Change, Record
from latchstring.desk.days import today_for
from latchstring.desk.listing import in_state
from latchstring.desk.scope import StaffRequest, visible_to
from latchstring.edition.publish import Listed, editions

_STATES = ("overdue", "soon", "never")
MANY = 200
"""Records changed since the edition are counted up to here."""


@dataclass(frozen=True)
class Waiting:
    """The edition that readers see, and how many records were changed since it was made."""

    current: Listed | None
    changed: int

    @property
    def many(self) -> bool:
        """True when there are more than were counted."""
        return self.changed > MANY


def today(request: StaffRequest) -> HttpResponse:
    """Counts that lead to lists, most urgent first."""
    visible = visible_to(request.user)
    services = visible.filter(kind="service")
    counts, reasons = _counted(services, today_for(request.user))
    told = {
        "counts": counts,
        "reasons": reasons.most_common(),
        "waiting": waiting(settings.LATCHSTRING_HOME, visible),
    }
    return render(request, "desk/today.html", told)


def _counted(services: QuerySet[Record], day: dt.date) -> tuple[dict[str, int], Counter[str]]:
    """How many are in each state of checking, and how many are withheld by each reason: both
    from one reading of all services."""
    wanted = {state: Count("pk", filter=in_state(state, day)) for state in _STATES}
    counts, reasons = dict.fromkeys(_STATES, 0), Counter[str]()
    for row in services.values("withheld").annotate(all=Count("pk"), **wanted):
        for state in _STATES:
            counts[state] += row[state]
        reasons.update(dict.fromkeys(filter(None, row["withheld"].split("\n")), row["all"]))
    return counts, reasons


def waiting(home: Path, visible: QuerySet[Record]) -> Waiting:
    """What waits to be published. The edition's manifest names the last entry of the history
    that went into it, so nothing has to be compared."""
    current = next((row for row in editions(home) if row.current), None)
    last = int(str(current.manifest.history.get("entries") or 0)) if current else 0
    newer = Change.objects.filter(pk__gt=last).values_list("record_id", flat=True)
    ids = list(newer.distinct()[: MANY + 1])
    few = len(ids) <= MANY
    return Waiting(current, visible.filter(pk__in=ids).count() if few else MANY + 1)
