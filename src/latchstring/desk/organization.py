"""One organization and its services, the page to edit it, a new one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from latchstring.catalogue.models import Library
from latchstring.desk import beside, form, listing, told
from latchstring.desk.days import today_at
from latchstring.desk.models import Role
from latchstring.desk.scope import StaffRequest, own_libraries, visible_to
from latchstring.desk.service import ADDED, EDITED, SAME, SAVED, of_kind
from latchstring.desk.sheet import Sheet, typed
from latchstring.desk.stamp import stamp

MANY = 200
"""Services of one organization that its page shows."""


def organization(request: StaffRequest, pk: UUID) -> HttpResponse:
    """All that the catalogue has of an organization, and its services."""
    record = of_kind(request.record, "organization")
    visible = visible_to(request.user)
    mine = visible.filter(kind="service", organization_id=record.pk).order_by("name", "pk")
    about = {
        "record": record,
        "facts": told.facts(request, record),
        "lines": listing.lines(visible, list(mine[:MANY]), today_at(record.library)),
        "many": MANY if mine.count() > MANY else 0,
    }
    return render(request, "desk/organization.html", about)


def organization_edit(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Change an organization."""
    sheet = Sheet.of(request.user, of_kind(request.record, "organization"))
    if request.method == "POST":
        outcomes = sheet.save(typed(request.POST), stamp(request, EDITED))
        if outcomes is not None:
            same = all(outcome.did == "same" for outcome in outcomes)
            messages.success(request, SAME if same else SAVED)
            return redirect("organization", pk=sheet.id)
    return _sheet(request, sheet, "Change this organization", [])


def organization_new(request: StaffRequest) -> HttpResponse:
    """A new organization of one of the person's libraries."""
    libraries = own_libraries(request.user, Role.EDITOR)
    chosen = request.POST.get("library", "")
    library = next((one for one in libraries if str(one.pk) == chosen), libraries[0])
    sheet = Sheet.new("organization", library)
    if request.method == "POST" and sheet.save(typed(request.POST), stamp(request, ADDED)):
        messages.success(request, "Saved. Now add its services.")
        return redirect("organization", pk=sheet.id)
    return _sheet(request, sheet, "Add an organization", libraries)


def _sheet(
    request: StaffRequest, sheet: Sheet, heading: str, libraries: list[Library]
) -> HttpResponse:
    about = {
        "heading": heading,
        "sheet": sheet,
        "libraries": libraries if len(libraries) > 1 else [],
        "parts": form.rendered("organization", sheet.values, sheet.errors, sheet.state.document),
        "beside": beside.boxes(sheet.state, sheet.values, sheet.errors),
    }
    status = 422 if sheet.errors else 200
    return render(request, "desk/organization_edit.html", about, status=status)
