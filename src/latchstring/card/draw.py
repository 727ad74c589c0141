"""Makes the card of a service: every text in the reader's language, or marked when it is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from latchstring.card.card import Card, Hours, Phone, PlaceLine, Told
from latchstring.card.cost import cost
from latchstring.card.hours import hours
from latchstring.card.languages import languages
from latchstring.card.needs import application, documents, eligibility
from latchstring.card.phones import ordered, phones
from latchstring.card.places import places
from latchstring.card.plain import email, line, link
from latchstring.card.told import is_former, told
from latchstring.card.trust import alert, checked
from latchstring.card.voice import Spoken, Voice, Words, children
from latchstring.core.entry import Entry
from latchstring.core.language import known, language
from latchstring.core.postal import Place
from latchstring.core.text import Text


def draw(  # noqa: PLR0913, PLR0917 - the edition gives these apart
    service: Entry,
    organization: Entry | None,
    locations: dict[str, Entry],
    words: Words,
    tag: str,
    today: dt.date,
    near: Place | None = None,
    *,
    glance: bool = False,
) -> Card:
    """The card of a service for a reader of `tag` on a day.

    locations: by id, those that the service names; one that is missing is not shown.
    words: record id -> {path: (tag, translation)} for that reader, empty when there are none.
    near: gives each place its distance and puts the nearest first. glance: only what a list
    shows (names, summary, alert, cost, places, phones, checked), at a fraction of the work.

    Never raises on documents that `core.check.check` has passed. An unknown tag reads English.
    """
    voice = Voice(language(tag).tag if known(tag) else "en", today, words, service.careful)
    places_told = {} if service.place_withheld else locations
    drawing = _Drawing(
        voice.record(service),
        voice.record(organization) if organization else None,
        {id: voice.record(place) for id, place in _named(service, places_told).items()},
        withheld=service.place_withheld or _some_withheld(service, locations),
    )
    card = drawing.glance(near)
    return card if glance else drawing.whole(card)


@dataclass(frozen=True)
class _Drawing:
    service: Spoken
    organization: Spoken | None
    locations: dict[str, Spoken]
    withheld: bool

    def glance(self, near: Place | None) -> Card:
        """What a list shows."""
        service, entry = self.service, self.service.entry
        numbers, there = _phones_once(self._phones(), places(service, self.locations, near))
        prices, free = cost(service)
        return Card(
            id=entry.id,
            name=service.named("name") or Text("", entry.language),
            organization=self._organization(),
            summary=service.text("description") or Text("", entry.language),
            alert=alert(service),
            cost=prices,
            free=free,
            places=there,
            place_withheld=self.withheld,
            phones=numbers or self._organization_phones(there),
            checked=checked(entry, service.voice.tag, service.voice.today),
            careful=entry.careful,
        )

    def whole(self, card: Card) -> Card:
        """The same with everything that its own page shows."""
        service, entry, document = self.service, self.service.entry, self.service.entry.document
        own_hours, there = _hours_once(self._hours(), card.places)
        papers, papers_known = documents(service)
        card = replace(
            card,
            also_known=self._also_known(),
            eligibility=eligibility(service),
            documents=papers,
            documents_known=papers_known,
            languages=self._languages(),
            interpretation=service.text("interpretation_services"),
            hours=own_hours,
            places=there,
            email=email(document.get("email")) or email(self._of_organization("email")),
            website=link(document.get("url")) or link(self._of_organization("website")),
            apply=application(service),
            area=self._area(),
            accreditation=service.text("accreditations"),
            told=self._told(),
            source=line(entry.source),
            licence=line(entry.licence),
            successor_id=entry.successor_id,
        )
        states = {text.state for text in service.voice.used}
        unsure = not states.isdisjoint({"draft", "changed"})
        return replace(card, untranslated="missing" in states, draft=unsure)

    def _organization(self) -> Text:
        nobody = Text("", self.service.entry.language)
        return (self.organization and self.organization.named("name")) or nobody

    def _of_organization(self, name: str) -> object:
        return self.organization.entry.document.get(name) if self.organization else None

    def _records(self) -> list[Spoken]:
        return [self.service, *([self.organization] if self.organization else [])]

    def _also_known(self) -> list[str]:
        names: dict[str, str] = {}
        for record in self._records():
            entry = record.entry
            aliases = [row.get("name") for row in entry.aliases if not is_former(row)]
            for name in (entry.document.get("alternate_name"), *aliases):
                names.setdefault(line(name).casefold(), line(name))
        official = {
            line(record.entry.document.get("name")).casefold() for record in self._records()
        }
        return [name for key, name in names.items() if key and key not in official]

    def _languages(self) -> list[Text]:
        own = languages(self.service, self.service.entry.document)
        if own:
            return own
        there = [text for each in self._there() for text in languages(each, each.entry.document)]
        return list(dict.fromkeys(there))

    def _there(self) -> list[Spoken]:
        return [place for place in self.locations.values() if not place.entry.place_withheld]

    def _hours(self) -> list[Hours]:
        """Where the place is withheld, its hours too are told without a source's own words."""
        own = hours(self.service, self.service.entry.document)
        if own or not self.withheld:
            return own
        rows = self.service.children("service_at_locations")
        return [each for row, at in rows for each in hours(self.service, row, at, words=False)]

    def _phones(self) -> list[Phone]:
        service, document = self.service, self.service.entry.document
        found = phones(service, document)
        for contact, at in service.children("contacts"):
            found += phones(service, contact, at)
        if self.withheld:
            for row, at in service.children("service_at_locations"):
                found += phones(service, row, at, words=False)
        return ordered(found)

    def _organization_phones(self, there: list[PlaceLine]) -> list[Phone]:
        """Only where nobody would be reachable otherwise."""
        if self.organization is None or any(place.phones for place in there):
            return []
        return ordered(phones(self.organization, self.organization.entry.document))

    def _area(self) -> list[Text]:
        rows = self.service.children("service_areas")
        if not self.withheld:
            for row, at in self.service.children("service_at_locations"):
                rows += children(row, "service_areas", at)
        texts = [self.service.text(n, row, at) for row, at in rows for n in ("name", "description")]
        return list(dict.fromkeys(text for text in texts if text))

    def _told(self) -> list[Told]:
        voice = self.service.voice
        entries = [record.entry for record in self._records()]
        statements = told(entries, voice.tag, voice.today)
        warning = self.service.text("alert")
        if warning and alert(self.service) != warning:
            statements.insert(0, Told(warning, line(self.service.entry.source)))
        return list(dict.fromkeys(statements))


def _named(service: Entry, locations: dict[str, Entry]) -> dict[str, Entry]:
    """The locations that the service names, in its order."""
    rows = [row for row, _ in children(service.document, "service_at_locations")]
    ids = [str(row.get("location_id")) for row in rows]
    return {id: locations[id] for id in ids if id in locations}


def _some_withheld(service: Entry, locations: dict[str, Entry]) -> bool:
    return any(place.place_withheld for place in _named(service, locations).values())


def _hours_once(own: list[Hours], there: list[PlaceLine]) -> tuple[list[Hours], list[PlaceLine]]:
    """Hours that are the same everywhere stand once, with the service."""
    if not own and there and all(place.hours == there[0].hours for place in there):
        own = there[0].hours
    return own, [replace(p, hours=[]) if p.hours == own else p for p in there]


def _phones_once(own: list[Phone], there: list[PlaceLine]) -> tuple[list[Phone], list[PlaceLine]]:
    """The phones of the only place are those of the service; no number stands twice."""
    if not own and len(there) == 1:
        own = there[0].phones
    known_numbers = {(phone.number, phone.extension) for phone in own}
    return own, [
        replace(
            place,
            phones=[p for p in place.phones if (p.number, p.extension) not in known_numbers],
        )
        for place in there
    ]
