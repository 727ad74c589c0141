"""What of the catalogue may be published: the one gate between the truth and the public."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from latchstring.catalogue import withhold
from latchstring.catalogue.doors import place_ids
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Record, Secret
from latchstring.catalogue.reading import Texts, translations
from latchstring.catalogue.terms import term_ids
from latchstring.core.entry import Entry
from latchstring.core.moment import as_text
from latchstring.core.shape import Document, public
from latchstring.edition.item import Item
from latchstring.edition.scrub import Scrub
from latchstring.thesaurus.topics import TOPICS, topics_for

CHUNK = 500
INSIDE = ("metadata",)
"""HSDS fields that stay inside: they tell what a value was before, addresses included."""
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
        shared = _Shared(_Secrets())
        for start in range(0, len(ids), CHUNK):
            yield from _Chunk(ids[start : start + CHUNK], shared).published()


class _Shared:
    """Organizations and taxonomy terms: named by many services, made ready once each."""

    def __init__(self, secrets: _Secrets) -> None:
        self.secrets = secrets
        self.entries: dict[str, Entry] = {}
        self.words: dict[str, Texts] = {}

    def learn(self, ids: set[str]) -> None:
        """Make these ready; what is withheld among them stays unknown."""
        found = _records(ids - self.entries.keys())
        words = translations(found)
        for pk, record in found.items():
            if not record.withheld:
                scrub = Scrub(self.secrets.of_organization(pk))
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
        self.words = translations([*ids, *self.places])

    def published(self) -> Iterator[Item]:
        """One after the other, in order."""
        for pk in self.ids:
            yield self._publish(self.records[pk], self.documents[pk])

    def _publish(self, record: Record, document: Document) -> Item:
        places = [self.places[pk] for pk in dict.fromkeys(place_ids(document)) if pk in self.places]
        places = [place for place in places if not place.withheld]
        terms = [
            self.shared.entries[pk]
            for pk in dict.fromkeys(term_ids(document))
            if pk in self.shared.entries
        ]
        names = [str(term.document.get("name") or "") for term in terms]
        sensitive = record.confidential
        lines = self.shared.secrets.around(record.organization_id, [p.pk for p in places])
        own = Scrub(lines, any_address=sensitive)
        topics = _topics(record, document, names)
        return Item(
            service=_entry(
                record,
                own.document(document),
                topics=topics,
                careful=sensitive or any(TOPICS[key].careful for key in topics),
                place_withheld=any(map(_hides, places)),
            ),
            organization=self.shared.entries[record.organization_id],
            places=[_place(place, lines) for place in places],
            terms=terms,
            words=self._words(record, places, terms, own),
        )

    def _words(
        self, record: Record, places: list[Record], terms: list[Entry], own: Scrub
    ) -> dict[str, Texts]:
        scrub = replace(own, any_address=False)
        told = [p.pk for p in places if not _hides(p) and p.pk in self.words]
        mine = {pk: scrub.words(self.words[pk]) for pk in told}
        if record.pk in self.words:
            mine[record.pk] = own.words(self.words[record.pk])
        shared = (record.organization_id, *(term.id for term in terms))
        return mine | {pk: self.shared.words[pk] for pk in shared if pk in self.shared.words}


def _hides(place: Record) -> bool:
    """True when a location's address must not be told."""
    return withhold.hides(place.confidential, Keeping.from_json(place.keeping_json))


def _place(place: Record, lines: list[str]) -> Entry:
    """Of a hidden place hardly anything is left, and what is left tells no address."""
    hidden = _hides(place)
    entry = _entry(place, Scrub(lines, any_address=hidden).document(place.document))
    return replace(entry, place_withheld=True, aliases=[], evidence=[]) if hidden else entry


def _topics(record: Record, document: Document, terms: list[str]) -> list[str]:
    own = Keeping.from_json(record.keeping_json).topics
    found = topics_for(terms, str(document.get("name") or "")) if not own else []
    return sorted({key for key in [*own, *found] if key in TOPICS})


def _entry(record: Record, document: Document, **about: object) -> Entry:
    keeping = Keeping.from_json(record.keeping_json)
    return Entry(
        kind=record.kind,
        id=record.pk,
        document=public(record.kind, document, leave_out=INSIDE),
        language=record.language,
        assured_on=as_text(record.assured_on),
        assured_by=record.assured_by,
        assured_how=record.assured_how,
        due_on=as_text(record.due_on),
        valid_from=as_text(record.valid_from),
        valid_until=as_text(record.valid_until),
        aliases=keeping.aliases,
        memberships=keeping.memberships,
        evidence=keeping.evidence,
        successor_id=keeping.successor_id,
        source=record.source.name if record.source else "",
        licence=record.source.licence if record.source else "",
        **about,  # type: ignore[arg-type]
    )


def _records(ids: Iterable[str]) -> dict[str, Record]:
    found = Record.objects.filter(pk__in=sorted(ids)).select_related("source")
    return {record.pk: record for record in found}


class _Secrets:
    """What must not be told in free texts: addresses, codes and coordinates of hidden places,
    for the place itself and for every organization that has it or gives a service there."""

    def __init__(self) -> None:
        self.by_place: dict[str, list[str]] = {}
        self.by_owner: dict[str, list[str]] = {}
        for secret in Secret.objects.select_related("record").order_by("record_id"):
            lines = withhold.addresses(json.loads(secret.values_json))
            self.by_place[secret.record_id] = lines
            self.by_owner.setdefault(secret.record.organization_id, []).extend(lines)
        if self.by_place:
            self._follow_services()

    def _follow_services(self) -> None:
        services = Record.objects.filter(kind="service").order_by("pk")
        rows = services.values_list("organization_id", "document_json")
        for owner, text in rows.iterator(chunk_size=2000):
            for place in _PLACE.findall(text):
                if place in self.by_place:
                    self.by_owner.setdefault(owner, []).extend(self.by_place[place])

    def of_organization(self, owner: str) -> list[str]:
        """What an organization's own texts must not tell."""
        return sorted(set(self.by_owner.get(owner, [])))

    def around(self, owner: str, places: list[str]) -> list[str]:
        """What a service's texts must not tell."""
        lines = [line for place in places for line in self.by_place.get(place, [])]
        return sorted({*self.by_owner.get(owner, []), *lines})


_PLACE = re.compile(r'"location_id":"([^"]+)"')
