"""One published service with all that its page and the index need, and what follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from latchstring.card.cost import is_free
from latchstring.catalogue.reading import Texts
from latchstring.core import language, shape
from latchstring.core.entry import Entry
from latchstring.edition.tables import Facts
from latchstring.search.shapes import Indexed


@dataclass(frozen=True)
class Item:
    """One service as it will be published, with all that its page and the index need.

    words: record id -> language -> path -> stored translation, of the service and its own.
    """

    service: Entry
    organization: Entry
    places: list[Entry]
    terms: list[Entry]
    words: dict[str, Texts]

    @property
    def entries(self) -> list[Entry]:
        """All of them."""
        return [self.service, self.organization, *self.places, *self.terms]


def facts_of(item: Item, today: dt.date) -> Facts:
    """What ranking and filters need of it; prices are those in force on that day."""
    entry = item.service
    return Facts(
        id=entry.id,
        assured_on=entry.assured_on,
        due_on=entry.due_on,
        valid_from=entry.valid_from,
        valid_until=entry.valid_until,
        places=_coordinates(item),
        topics=entry.topics,
        languages=_spoken(item),
        free=is_free(entry.document, entry.language, today),
    )


def _coordinates(item: Item) -> list[tuple[float, float]]:
    points = [(p.document.get("latitude"), p.document.get("longitude")) for p in item.places]
    return [(lat, lon) for lat, lon in points if lat is not None and lon is not None]


def _spoken(item: Item) -> list[str]:
    tags = set()
    for entry in (item.service, *item.places):
        for spoken in entry.document.get("languages", []):
            tags.add(_tag(str(spoken.get("code") or ""), str(spoken.get("name") or "")))
    return sorted(tags - {""})


@cache
def _tag(code: str, name: str) -> str:
    """The tag of a spoken language; "" when nobody knows it. A directory names a few hundred."""
    found = language.language(code) if language.known(code) else language.by_name(name)
    return found.tag if found else ""


def indexed(no: int, facts: Facts, item: Item) -> Indexed:
    """It as the index wants it, under its number in the edition."""
    service, owner = item.service, item.organization
    names = [service.document.get("alternate_name", ""), owner.document.get("name", "")]
    names.append(owner.document.get("alternate_name", ""))
    names += [alias["name"] for alias in [*service.aliases, *owner.aliases]]
    return Indexed(
        no=no,
        id=service.id,
        name=str(service.document.get("name") or ""),
        aliases=[name for name in names if name],
        words=list(_texts(item)),
        terms=[str(term.document.get("name") or "") for term in item.terms],
        places=facts.places,
        topics=facts.topics,
        spoken=facts.languages,
        free=facts.free,
        language=service.language,
        translated=list(_translated(item)),
    )


def _translated(item: Item) -> Iterator[tuple[str, str, str]]:
    """The English texts of the service and its terms with their translations."""
    for entry in (item.service, *item.terms):
        if entry.language == "en":
            texts = dict(shape.words(entry.kind, entry.document))
            for tag, found in item.words.get(entry.id, {}).items():
                for path, stored in found.items():
                    if path in texts:
                        yield tag, texts[path], stored[0]


def _texts(item: Item) -> Iterator[str]:
    """Every text by which somebody may look for the service, in every language it has."""
    for path, text in shape.words("service", item.service.document):
        if path != "name":
            yield text
    for spoken in item.service.document.get("languages", []):
        yield str(spoken.get("name") or "")
    for place in item.places:
        for address in place.document.get("addresses", []):
            yield f"{address.get('city') or ''} {address.get('region') or ''}"
    for texts in item.words.get(item.service.id, {}).values():
        yield from (stored[0] for stored in texts.values())
    for term in item.terms:
        for texts in item.words.get(term.id, {}).values():
            yield from (stored[0] for stored in texts.values())
