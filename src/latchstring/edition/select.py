"""What of the catalogue may be published: the one gate between the truth and the public."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from latchstring.catalogue import withhold
from latchstring.catalogue.doors import place_ids
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Record, Secret
from latchstring.catalogue.models import Words as WordsRow
from latchstring.catalogue.store import term_ids
from latchstring.core.entry import Entry
from latchstring.core.shape import Document, public
from latchstring.edition.item import Item
from latchstring.edition.scrub import Scrub, Words
from latchstring.thesaurus.topics import TOPICS, topics_for

CHUNK = 500
HIDDEN_ORGANIZATION = "Its organization is withheld or not in the catalogue"
PAST = "It is not in force any more"


@dataclass
class Gate:
    """Selects at one day. `withheld` counts the services that stay inside, by reason."""

    today: dt.date
    withheld: Counter[str] = field(default_factory=Counter)

    def order(self) -> list[str]:
        """Ids of the services to publish, by name: the edition's own order."""
        owners = set(
            Record.objects.filter(kind="organization", withheld="").values_list("pk", flat=True)
        )
        rows = Record.objects.filter(kind="service").values_list(
            "pk", "name", "organization_id", "withheld", "valid_until"
        )
        good = []
        for pk, name, owner, withheld, until in rows.iterator(chunk_size=5000):
            reason = withheld.split("\n")[0]
            if not reason and owner not in owners:
                reason = HIDDEN_ORGANIZATION
            if not reason and until is not None and until < self.today:
                reason = PAST
            if reason:
                self.withheld[reason] += 1
            else:
                good.append((name.casefold(), pk))
        return [pk for _, pk in sorted(good)]

    def services(self, ids: Sequence[str]) -> Iterator[Item]:
        """The services with these ids, in that order, without anything that is secret."""
        shared = _Shared(_secret_lines())
        for start in range(0, len(ids), CHUNK):
            yield from _Chunk(ids[start : start + CHUNK], shared).published()


class _Shared:
    """Organizations and taxonomy terms: named by many services, made ready once each."""

    def __init__(self, secrets: dict[str, list[str]]) -> None:
        self.secrets = secrets
        self.entries: dict[str, Entry] = {}
        self.words: dict[str, Words] = {}

    def learn(self, ids: set[str]) -> None:
        """Make these ready; what is withheld among them stays unknown."""
        found = _records(ids - self.entries.keys())
        words = _words(list(found))
        for pk, record in found.items():
            if not record.withheld:
                scrub = Scrub(self.secrets.get(pk, []))
                self.entries[pk] = _entry(record, scrub.document(record.document))
                if pk in words:
                    self.words[pk] = scrub.words(words[pk])


class _Chunk:
    """A few hundred services and all that they name, read in a handful of queries."""

    def __init__(self, ids: Sequence[str], shared: _Shared) -> None:
        self.ids, self.shared = ids, shared
        self.records = _records(ids)
        self.documents = {pk: record.document for pk, record in self.records.items()}
        documents = self.documents.values()
        shared.learn(
            {r.organization_id for r in self.records.values()}
            | {term for d in documents for term in term_ids(d)}
        )
        self.places = _records({place for d in documents for place in place_ids(d)})
        self.words = _words([*ids, *self.places])

    def published(self) -> Iterator[Item]:
        """One after the other, in order."""
        for pk in self.ids:
            yield self._publish(self.records[pk], self.documents[pk])

    def _publish(self, record: Record, document: Document) -> Item:
        lines = self.shared.secrets.get(record.organization_id, [])
        places = [self.places[pk] for pk in dict.fromkeys(place_ids(document)) if pk in self.places]
        places = [place for place in places if not place.withheld]
        terms = [
            self.shared.entries[pk]
            for pk in dict.fromkeys(term_ids(document))
            if pk in self.shared.entries
        ]
        names = [str(term.document.get("name") or "") for term in terms]
        sensitive = withhold.sensitive(document, names)
        own, scrub = Scrub(lines, any_address=sensitive), Scrub(lines)
        topics = _topics(record, document, names)
        return Item(
            service=_entry(
                record,
                own.document(document),
                topics=topics,
                careful=sensitive or any(TOPICS[key].careful for key in topics),
                place_withheld=any(map(hides, places)),
            ),
            organization=self.shared.entries[record.organization_id],
            places=[_entry(p, scrub.document(p.document), place_withheld=hides(p)) for p in places],
            terms=terms,
            words=self._words(record, places, terms, own),
        )

    def _words(
        self, record: Record, places: list[Record], terms: list[Entry], own: Scrub
    ) -> dict[str, Words]:
        scrub = replace(own, any_address=False)
        mine = {p.pk: scrub.words(self.words[p.pk]) for p in places if p.pk in self.words}
        if record.pk in self.words:
            mine[record.pk] = own.words(self.words[record.pk])
        shared = (record.organization_id, *(term.id for term in terms))
        return mine | {pk: self.shared.words[pk] for pk in shared if pk in self.shared.words}


def hides(place: Record) -> bool:
    """True when a location's address must not be told."""
    return place.confidential and not Keeping.from_json(place.keeping_json).permission


def _topics(record: Record, document: Document, terms: list[str]) -> list[str]:
    own = Keeping.from_json(record.keeping_json).topics
    found = topics_for(terms, str(document.get("name") or "")) if not own else []
    return sorted({key for key in [*own, *found] if key in TOPICS})


def _entry(record: Record, document: Document, **about: object) -> Entry:
    keeping = Keeping.from_json(record.keeping_json)
    return Entry(
        kind=record.kind,
        id=record.pk,
        document=public(record.kind, document),
        language=record.language,
        assured_on=_iso(record.assured_on),
        assured_by=record.assured_by,
        assured_how=record.assured_how,
        due_on=_iso(record.due_on),
        valid_from=_iso(record.valid_from),
        valid_until=_iso(record.valid_until),
        aliases=keeping.aliases,
        memberships=keeping.memberships,
        evidence=keeping.evidence,
        successor_id=keeping.successor_id,
        source=record.source.name if record.source else "",
        licence=record.source.licence if record.source else "",
        **about,  # type: ignore[arg-type]
    )


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def _records(ids: Iterable[str]) -> dict[str, Record]:
    found = Record.objects.filter(pk__in=sorted(ids)).select_related("source")
    return {record.pk: record for record in found}


def _words(ids: Sequence[str]) -> dict[str, Words]:
    found: dict[str, Words] = {}
    for row in WordsRow.objects.filter(record_id__in=ids).order_by("record_id", "language"):
        found.setdefault(row.record_id, {})[row.language] = json.loads(row.texts_json)
    return found


def _secret_lines() -> dict[str, list[str]]:
    lines: dict[str, list[str]] = {}
    for secret in Secret.objects.select_related("record").order_by("record_id"):
        found = withhold.addresses(json.loads(secret.values_json))
        lines.setdefault(secret.record.organization_id, []).extend(found)
    return lines
