"""The history of a record, and the way back to a version of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from latchstring.catalogue import edit, history
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Change, Record, Source
from latchstring.desk import plain, secrecy
from latchstring.desk.compare import Difference, differences
from latchstring.desk.scope import StaffRequest, visible_to
from latchstring.desk.stamp import stamp
from latchstring.edition.scrub import Scrub

SHOWN = 50
"""Entries on the page, newest first."""


@dataclass(frozen=True)
class Entry:
    """One entry of a history as the page shows it."""

    change: Change
    differences: list[Difference]
    can_go_back: bool


def past(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Who changed the record, when, why, and what it was before."""
    record = request.record
    steps = list(history.steps(record.pk))
    eyes = _Eyes.of(request, [step.after for step in steps])
    read = [(s.change, eyes.state(s.before), eyes.state(s.after)) for s in steps[-SHOWN:]]
    ids = {pk for _, before, after in read for pk in plain.references([before, after])}
    rows = visible_to(request.user).filter(pk__in=sorted(ids)[:900])
    names = dict(rows.values_list("pk", "name"))
    entries = [
        Entry(
            change, differences(before, after, names), bool(after) and change.seq != record.version
        )
        for change, before, after in reversed(read)
    ]
    told = {"record": record, "entries": entries, "older": len(steps) > SHOWN}
    return render(request, "desk/history.html", told)


def put_back(request: StaffRequest, pk: UUID, seq: int) -> HttpResponse:
    """Make the record again what it was after that entry; a new entry says so."""
    record = request.record
    change = Change.objects.filter(record_id=record.pk, seq=seq).first()
    state = history.unpacked(change.after) if change else None
    if state is None:
        raise Http404
    one = _still_closed(edit.from_history(record.pk, state, record.key), record)
    version = request.POST.get("version", "")
    one = replace(one, version=int(version) if version.isdigit() else -1)
    edit.commit([one], stamp(request, f"version {seq} put back"))
    messages.success(request, f"Version {seq} is back. Readers see it after the next publish.")
    return redirect("history", pk=record.pk)


def _still_closed(one: edit.Edit, record: Record) -> edit.Edit:
    """The way back opens nothing: what is confidential or withdrawn now stays so. Somebody opens
    it in the form, where the reason against it is told."""
    now = Keeping.from_json(record.keeping_json)
    kept = one.keeping or now
    return replace(
        one,
        keeping=kept.but(withdrawn=now.withdrawn, permission=now.permission),
        confidential=one.confidential or record.confidential,
    )


@dataclass(frozen=True)
class _Eyes:
    """What this person may read of the states of one record."""

    record: Record
    sees_places: bool
    scrub: Scrub
    sources: dict[int, str]

    @classmethod
    def of(cls, request: StaffRequest, states: list[history.State | None]) -> _Eyes:
        """An address that was confidential once stays so for a viewer, wherever it stands."""
        sees = secrecy.sees_places(request)
        return cls(
            request.record,
            sees or not any(_hid(state, request.record.key) for state in states if state),
            secrecy.scrub(request, request.record),
            dict(Source.objects.values_list("pk", "name")),
        )

    def state(self, state: history.State | None) -> history.State | None:
        """The state with its place unsealed, or with a word in its stead."""
        if state is None:
            return None
        seen = self._opened(state)
        seen["document"] = self.scrub.document(seen["document"])
        seen["source"] = self.sources.get(state["source"])
        seen["words"] = self.scrub.words(seen["words"])
        return seen

    def _opened(self, state: history.State) -> history.State:
        if "place" not in state:
            return dict(state)
        if not self.sees_places:
            closed = {"place": {"place": "confidential"}, "keeping": {}, "words": {}}
            return {**state, **closed, "beside": ""}
        opened = history.opened(state, self.record.key)
        erased = history.unseal(state["place"], self.record.key) is None
        return {**opened, "place": {"place": "erased"}} if erased else opened


def _hid(state: history.State, key: str) -> bool:
    return bool(
        state["confidential"] and not history.opened(state, key)["keeping"].get("permission")
    )
