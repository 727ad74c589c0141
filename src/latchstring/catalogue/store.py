"""Records as whole states: loaded, compared, written in bulk. `edit.commit` is the door."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cryptography.fernet import Fernet

from latchstring.catalogue import history, withhold
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Change, Import, Record, Secret, Words
from latchstring.core.moment import now
from latchstring.core.shape import Document
from latchstring.core.text import Translation

Date = dt.date | None
Texts = dict[str, dict[str, list[str]]]


@dataclass
class State:
    """All of one record: the document whole, secret part included, and what stands beside it."""

    kind: str
    document: Document
    library: int
    language: str = "en"
    source: int | None = None
    source_id: str = ""
    vetted: bool = False
    keeping: Keeping = field(default_factory=Keeping)
    confidential: bool = False
    assured: tuple[Date, str, str, Date] = (None, "", "", None)
    valid: tuple[Date, Date] = (None, None)
    words: Texts = field(default_factory=dict)

    def copy(self) -> State:
        """A copy that may be changed without touching this one."""
        return replace(self, words={tag: dict(texts) for tag, texts in self.words.items()})

    def put_words(self, language: str, texts: dict[str, Translation | None]) -> None:
        """Add, replace or (None) take away translations."""
        mine = self.words.setdefault(language, {})
        for path, translation in texts.items():
            if translation is None:
                mine.pop(path, None)
            else:
                mine[path] = translation.as_list()

    @property
    def hides_place(self) -> bool:
        """True when the place must not be published: confidential, and nobody permitted it."""
        return self.kind == "location" and self.confidential and not self.keeping.permission

    def parts(self) -> tuple[Document, Document]:
        """The document as (published part, place): the place of a location stands apart."""
        return withhold.part(self.document) if self.kind == "location" else (self.document, {})

    def told(self, key: str) -> dict[str, Any]:
        """The state as the history keeps it: a location's place only encrypted."""
        public, place = self.parts()
        on, by, how, due = self.assured
        told: dict[str, Any] = {
            "kind": self.kind,
            "document": public,
            "language": self.language,
            "library": self.library,
            "source": self.source,
            "source_id": self.source_id,
            "keeping": self.keeping.told(),
            "confidential": self.confidential,
            "assured": [_iso(on), by, how, _iso(due)],
            "valid": [_iso(day) for day in self.valid],
            "words": self.words,
        }
        if place:
            told["place"] = history.seal(place, key)
        return told


@dataclass(frozen=True)
class Stamp:
    """Who changes the catalogue and why, as history shows it; `run` when it is an import."""

    by: str
    what: str
    run: Import | None = None
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one record: "new", "changed", "same" or "gone", and why it is withheld."""

    id: str
    kind: str
    did: str
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kept:
    """A record as it stands in the catalogue."""

    record: Record
    state: State


@dataclass
class Plan:
    """What shall be written: `after` None takes the record out."""

    id: str
    before: Kept | None
    after: State | None
    arrived: str = ""
    said: Document | None = None
    withheld: list[str] = field(default_factory=list)

    @property
    def same(self) -> bool:
        """True when nothing would change."""
        return (
            self.before is not None
            and self.after == self.before.state
            and "\n".join(self.withheld) == self.before.record.withheld
        )

    @property
    def did(self) -> str:
        """In a word, for the outcome."""
        if self.same:
            return "same"
        return "gone" if self.after is None else "new" if self.before is None else "changed"

    @property
    def outcome(self) -> Outcome:
        """What the caller is told."""
        state = self.after or (self.before.state if self.before else None)
        return Outcome(self.id, state.kind if state else "", self.did, tuple(self.withheld))


class Terms:
    """Names of taxonomy terms by id, asked of the catalogue once each."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}

    def add(self, wanted: Iterable[str]) -> None:
        """Make sure that these ids were looked up."""
        missing = [term for term in wanted if term not in self.names]
        if missing:
            self.names.update(dict.fromkeys(missing, ""))
            rows = Record.objects.filter(pk__in=missing, kind="taxonomy_term")
            self.names.update(rows.values_list("pk", "name"))

    def of(self, document: Document) -> list[str]:
        """The names of a document's terms."""
        return [self.names.get(term, "") for term in term_ids(document)]


def term_ids(document: Document) -> list[str]:
    """Ids of the taxonomy terms that a document is tagged with."""
    attributes = document.get("attributes") or []
    ids = [a.get("taxonomy_term_id") for a in attributes if isinstance(a, dict)]
    return [term for term in ids if isinstance(term, str)]


def load(ids: Sequence[str]) -> dict[str, Kept]:
    """The records with these ids, whole."""
    records = Record.objects.filter(pk__in=ids).select_related("source")
    found = {record.pk: record for record in records}
    if not found:
        return {}
    secrets = dict(
        Secret.objects.filter(record_id__in=found).values_list("record_id", "values_json")
    )
    words: dict[str, Texts] = {}
    for row in Words.objects.filter(record_id__in=found):
        words.setdefault(row.record_id, {})[row.language] = json.loads(row.texts_json)
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
    at = (stamp.at or now()).replace(microsecond=0)
    for plan in plans:
        if plan.same:
            _note_arrival(plan)
            continue
        record = _row(plan, at)
        change = _entry(plan, record, stamp)
        record.head, record.version = change.hash, change.seq
        entries.append(change)
        rows.append((plan, record))
    _write(rows)
    Change.objects.bulk_create(entries, batch_size=200)
    return outcomes


def _note_arrival(plan: Plan) -> None:
    if plan.arrived and plan.before and plan.before.record.arrived != plan.arrived:
        Record.objects.filter(pk=plan.id).update(arrived=plan.arrived)


def _row(plan: Plan, at: dt.datetime) -> Record:
    record = plan.before.record if plan.before else Record(pk=plan.id)
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


_COLUMNS = [f.attname for f in Record._meta.concrete_fields if not f.primary_key]


def _write(rows: Sequence[tuple[Plan, Record]]) -> None:
    gone = [plan.id for plan, _ in rows if plan.after is None]
    touched = [plan.id for plan, _ in rows if plan.before]
    if touched:
        Secret.objects.filter(record_id__in=touched).delete()
        Words.objects.filter(record_id__in=touched).delete()
    if gone:
        Record.objects.filter(pk__in=gone).delete()
    Record.objects.bulk_create(
        [record for plan, record in rows if plan.after],
        batch_size=200,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_COLUMNS,
    )
    _write_beside([(plan.id, plan.after) for plan, _ in rows if plan.after])


def _write_beside(states: Sequence[tuple[str, State]]) -> None:
    Secret.objects.bulk_create(
        Secret(record_id=pk, values_json=history.canonical(state.parts()[1]))
        for pk, state in states
        if state.hides_place
    )
    Words.objects.bulk_create(
        Words(record_id=pk, language=tag, texts_json=history.canonical(texts))
        for pk, state in states
        for tag, texts in state.words.items()
        if texts
    )


def _iso(day: Date) -> str:
    return day.isoformat() if day else ""
