"""Publishing, earlier editions, and taking a record out at once."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from latchstring.catalogue.models import Record
from latchstring.core.problem import trouble
from latchstring.desk import plain
from latchstring.desk.scope import StaffRequest, visible_to
from latchstring.desk.stamp import name
from latchstring.edition import publish as press
from latchstring.edition import withdraw as hand

SHOWN = 200
"""Differences that the page names; the others are counted."""


def publish(request: StaffRequest) -> HttpResponse:
    """What readers would see anew, and the button."""
    home: Path = settings.LATCHSTRING_HOME
    if request.method == "POST":
        made = press.publish(home, by=name(request))
        held = sum(made.withheld.values())
        many = "One service is" if held == 1 else f"{held:,} services are"
        more = f" {many} withheld." if held else ""
        messages.success(request, f"Edition {made.serial} is published.{more}")
        return redirect("edition", serial=made.serial)
    found = press.difference(home)
    mine = _mine(request, found)
    told = {
        "counts": Counter(row.did for row in mine),
        "rows": [(row, [plain.label(f).lower() for f in row.fields]) for row in mine[:SHOWN]],
        "rest": len(mine) - SHOWN,
        "others": len(found) - len(mine),
        "first": not press.editions(home),
    }
    return render(request, "desk/publish.html", told)


def _mine(request: StaffRequest, found: list[press.Difference]) -> list[press.Difference]:
    """Without what another library has in the catalogue and has not published yet."""
    ids = [row.id for row in found]
    seen: set[str] = set()
    known: set[str] = set()
    for start in range(0, len(ids), 200):
        some = ids[start : start + 200]
        seen.update(visible_to(request.user).filter(pk__in=some).values_list("pk", flat=True))
        known.update(Record.objects.filter(pk__in=some).values_list("pk", flat=True))
    return [row for row in found if row.id in seen or row.id not in known]


def editions(request: StaffRequest) -> HttpResponse:
    """The editions that are kept."""
    return render(
        request, "desk/editions.html", {"rows": press.editions(settings.LATCHSTRING_HOME)}
    )


def _edition(serial: int) -> press.Listed:
    for row in press.editions(settings.LATCHSTRING_HOME):
        if row.serial == serial:
            return row
    raise Http404


def edition(request: StaffRequest, serial: int) -> HttpResponse:
    """One edition: what is in it, when it was made, and by whom."""
    row = _edition(serial)
    counts = [(kind.replace("_", " "), n) for kind, n in row.manifest.counts.items()]
    return render(request, "desk/edition.html", {"row": row, "counts": counts})


def back(request: StaffRequest, serial: int) -> HttpResponse:
    """Show an earlier edition to readers again, after a question."""
    row = _edition(serial)
    if request.method == "POST":
        made = press.rollback(settings.LATCHSTRING_HOME, serial, by=name(request))
        messages.success(request, f"Readers see edition {serial} again, as edition {made.serial}.")
        return redirect("editions")
    return render(request, "desk/back.html", {"row": row})


def withdraw(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Take a record out of all editions at once, after a question."""
    record = request.record
    services = Record.objects.filter(kind="service", organization_id=record.pk)
    if record.kind not in ("service", "organization", "location"):
        raise Http404
    if request.method == "GET":
        told = {"record": record, "services": services.count()}
        return render(request, "desk/withdraw.html", told)
    why = request.POST.get("why", "").replace("\x00", "").strip()
    if not why:
        told = {
            "record": record,
            "services": services.count(),
            "error": "Say why: it stays in the history.",
        }
        return render(request, "desk/withdraw.html", told, status=422)
    if services.exclude(library=record.library).exists():
        raise trouble(
            "Some services of this organization belong to another library.",
            "Withdraw its own services one by one, and ask the other library to do the same.",
        )
    done = hand.withdraw(settings.LATCHSTRING_HOME, record.pk, why[:200], by=name(request))
    messages.success(
        request, f"Taken out of {done.editions} kept editions. Readers do not see it any more."
    )
    return redirect("history", pk=record.pk)
