"""One service: what the catalogue has of it, the page to edit it, a new one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from latchstring.catalogue import edit, store
from latchstring.catalogue.models import Record
from latchstring.core.freshness import freshness
from latchstring.desk import beside, form, places, told
from latchstring.desk.days import today_at
from latchstring.desk.field import boxes
from latchstring.desk.listing import BADGES
from latchstring.desk.scope import StaffRequest, visible_to
from latchstring.desk.sheet import Sheet, typed
from latchstring.desk.stamp import stamp

ADDED, EDITED = "added at the desk", "edited at the desk"
SAVED = "Saved. Readers see it after the next publish."
SAME = "Nothing was changed."
STILL_HIDDEN = "One place stays confidential: the same organization keeps a place at this address confidential."


def service(request: StaffRequest, pk: UUID) -> HttpResponse:
    """All that the catalogue has of a service, for reading."""
    record = of_kind(request.record, "service")
    fresh = freshness(record.assured_on, record.due_on, today_at(record.library))
    about = {
        "record": record,
        "owner": visible_to(request.user).filter(pk=record.organization_id).first(),
        "facts": told.facts(request, record),
        "places": told.told_places(request, record),
        "fresh": fresh,
        "badge": BADGES[fresh.state],
        "how": dict(beside.HOW).get(record.assured_how, ""),
        "ways": beside.HOW,
    }
    return render(request, "desk/service.html", about)


def service_edit(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Change a service and its places."""
    sheet = Sheet.of(request.user, of_kind(request.record, "service"))
    if request.method == "POST":
        outcomes = sheet.save(typed(request.POST), stamp(request, EDITED))
        if outcomes is not None:
            _thank(request, sheet, outcomes)
            return redirect("service", pk=sheet.id)
    return _sheet(request, sheet, "Change this service")


def service_new(request: StaffRequest, pk: UUID) -> HttpResponse:
    """A new service of the organization that the address names."""
    owner = of_kind(request.record, "organization")
    sheet = Sheet.new("service", owner.library, organization_id=owner.pk, status="active")
    if request.method == "POST" and sheet.save(typed(request.POST), stamp(request, ADDED)):
        messages.success(request, SAVED)
        return redirect("service", pk=sheet.id)
    return _sheet(request, sheet, "Add a service")


def service_checked(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Somebody checked the whole service today."""
    record = of_kind(request.record, "service")
    values = typed(request.POST)
    done = beside.checked_today(record.library, values.get("how", ""))
    seen = values.get("version", "")
    one = edit.Edit(
        record.pk, record.kind, assured=done, version=int(seen) if seen.isdigit() else -1
    )
    edit.commit([one], stamp(request, f"checked {dict(beside.HOW)[done.how]}"))
    messages.success(request, "Thank you. Readers see today's date after the next publish.")
    return redirect("service", pk=record.pk)


def of_kind(record: Record, kind: str) -> Record:
    """The record, where its kind belongs to the address; there is no such page otherwise."""
    if record.kind != kind:
        raise Http404
    return record


def _thank(request: StaffRequest, sheet: Sheet, outcomes: list[store.Outcome]) -> None:
    changed = any(outcome.did != "same" for outcome in outcomes)
    messages.success(request, SAVED if changed else SAME)
    opened = [
        p.kept.record.pk for p in sheet.places if not sheet.values.get(f"{p.prefix}confidential")
    ]
    if Record.objects.filter(pk__in=opened, confidential=True).exists():
        messages.warning(request, STILL_HIDDEN)


def _sheet(request: StaffRequest, sheet: Sheet, heading: str) -> HttpResponse:
    about: dict[str, Any] = {
        "heading": heading,
        "sheet": sheet,
        "owner": visible_to(request.user)
        .filter(pk=sheet.state.document.get("organization_id"))
        .first(),
        "parts": form.rendered("service", sheet.values, sheet.errors, sheet.state.document),
        "beside": beside.boxes(sheet.state, sheet.values, sheet.errors),
        "places": [
            (place.boxes(sheet.values, sheet.errors), *place.seen(sheet.values))
            for place in sheet.places
        ],
        "new_open": any(sheet.values.get(places.NEW + f.name) for f in places.FIELDS),
        "new_place": boxes(places.FIELDS, sheet.values, sheet.errors, places.NEW),
    }
    status = 422 if sheet.errors else 200
    return render(request, "desk/service_edit.html", about, status=status)
