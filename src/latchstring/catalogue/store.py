"""Records loaded and written in bulk, as the whole states of `state`. `edit.commit` is the door."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from cryptography.fernet import Fernet

from latchstring.catalogue import history
from latchstring.catalogue import rows as rows_of
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Change, Record, Secret, Words
from latchstring.catalogue.reading import Texts, translations
from latchstring.catalogue.state import Kept, Outcome, Plan, Stamp, State
from latchstring.catalogue.terms import Terms, term_ids
from latchstring.core.moment import now

__all__ = ["Kept", "Outcome", "Plan", "Stamp", "State", "Terms", "load", "save", "term_ids"]


def load(ids: Sequence[str]) -> dict[str, Kept]:
    """The records with these ids, whole."""
    records = Record.objects.filter(pk__in=ids).select_related("source")
    found = {record.pk: record for record in records}
    if not found:
        return {}
    secrets = dict(
        Secret.objects.filter(record_id__in=found).values_list("record_id", "values_json")
    )
    words = translations(found)
    return {
        pk: Kept(record, _state(record, secrets.get(pk), words.get(pk, {})))
        for pk, record in found.items()
    }


def _state(record: Record, secret: str | None, words: Texts) -> State:
    document = {**record.document, **(json.loads(secret) if secret else {})}
    return State(
        kind=record.kind,
        document=document,
        library=record.library_id,
        language=record.language,
        source=record.source_id,
        source_id=record.source_key,
        vetted=bool(record.source and record.source.vetted),
        keeping=Keeping.from_json(record.keeping_json),
        confidential=record.confidential,
        assured=(record.assured_on, record.assured_by, record.assured_how, record.due_on),
        valid=(record.valid_from, record.valid_until),
        words=words,
    )


def save(plans: Sequence[Plan], stamp: Stamp) -> list[Outcome]:
    """Write every plan that changes something. Inside the caller's transaction."""
    rows: list[tuple[Plan, Record]] = []
    entries = []
    outcomes = [plan.outcome for plan in plans]
    ended = _ended([plan.id for plan in plans if plan.before is None])
    at = (stamp.at or now()).replace(microsecond=0)
    for plan in plans:
        if plan.same:
            _note_arrival(plan)
            continue
        record = _row(plan, at, ended.get(plan.id))
        change = _entry(plan, record, stamp)
        record.head, record.version = change.hash, change.seq
        entries.append(change)
        rows.append((plan, record))
    _write(rows)
    rows_of.put(Change, entries)
    return outcomes


def _note_arrival(plan: Plan) -> None:
    if plan.arrived and plan.before and plan.before.record.arrived != plan.arrived:
        Record.objects.filter(pk=plan.id).update(arrived=plan.arrived)


def _ended(ids: Sequence[str]) -> dict[str, Change]:
    """The last entries of records that were here once: their history goes on."""
    entries = Change.objects.filter(record_id__in=ids).order_by("seq").defer("after")
    return {change.record_id: change for change in entries}


def _row(plan: Plan, at: dt.datetime, ended: Change | None) -> Record:
    record = plan.before.record if plan.before else Record(pk=plan.id)
    if ended is not None:
        record.version, record.head = ended.seq, ended.hash
    record.changed_at = at
    if plan.after is None:
        return record
    state = plan.after
    public = state.parts()[0] if state.hides_place else state.document
    record.kind, record.language = state.kind, state.language
    record.name = str(public.get("name") or "")[:300]
    record.organization_id = str(state.document.get("organization_id") or "")
    record.document_json = history.canonical(public)
    record.keeping_json = state.keeping.to_json()
    record.library_id, record.source_id = state.library, state.source
    record.source_key = state.source_id[:300]
    record.withheld = "\n".join(plan.withheld)
    record.confidential = state.confidential
    record.assured_on, record.assured_by, record.assured_how, record.due_on = state.assured
    record.valid_from, record.valid_until = state.valid
    record.arrived = plan.arrived or record.arrived
    if state.kind == "location" and not record.key:
        record.key = Fernet.generate_key().decode()
    return record


def _entry(plan: Plan, record: Record, stamp: Stamp) -> Change:
    change = Change(
        record_id=plan.id,
        seq=record.version + 1,
        at=record.changed_at,
        by=stamp.by[:200],
        what=stamp.what[:300],
        run=stamp.run,
        after=history.packed(_told(plan, record.key)),
        before_hash=record.head,
    )
    change.hash = history.entry_hash(change)
    return change


def _told(plan: Plan, key: str) -> history.State | None:
    if plan.after is None:
        return None
    told = plan.after.told(key)
    if plan.said is not None:
        told["said"] = history.seal(plan.said, key) if plan.after.kind == "location" else plan.said
    return told


def _write(rows: Sequence[tuple[Plan, Record]]) -> None:
    gone = [plan.id for plan, _ in rows if plan.after is None]
    touched = [plan.id for plan, _ in rows if plan.before]
    if touched:
        Secret.objects.filter(record_id__in=touched).delete()
        Words.objects.filter(record_id__in=touched).delete()
    if gone:
        Record.objects.filter(pk__in=gone).delete()
    rows_of.put(Record, [record for plan, record in rows if plan.after], replace=True)
    _write_beside([(plan.id, plan.after) for plan, _ in rows if plan.after])


def _write_beside(states: Sequence[tuple[str, State]]) -> None:
    secrets = [
        Secret(record_id=pk, values_json=history.canonical(state.parts()[1]))
        for pk, state in states
        if state.hides_place
    ]
    words = [
        Words(record_id=pk, language=tag, texts_json=history.canonical(texts))
        for pk, state in states
        for tag, texts in state.words.items()
        if texts
    ]
    rows_of.put(Secret, secrets)
    rows_of.put(Words, words)
