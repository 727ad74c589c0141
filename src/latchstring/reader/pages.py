"""From ids to cards: what the pages show, without a word about how they look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from latchstring.card.card import Card
from latchstring.card.draw import draw
from latchstring.core.entry import Entry
from latchstring.core.postal import Place, place
from latchstring.core.text import Text
from latchstring.reader import faults
from latchstring.reader.meaning import Call, Understood, calls, understood
from latchstring.reader.served import Visit
from latchstring.search.face import search
from latchstring.thesaurus.topics import GROUPS, TOPICS, Topic

A_PAGE = 20
"""Services on one page of a list."""
NEAREST = 4
"""Topics offered beside results."""


@dataclass(frozen=True)
class Tile:
    """A topic to choose. `english`: the label in English, where a draft must not stand alone."""

    key: str
    picture: str
    label: Text
    hint: Text
    english: Text | None


@dataclass(frozen=True)
class Shelf:
    """Topics that stand together under a heading."""

    key: str
    label: Text
    tiles: list[Tile]


@dataclass(frozen=True)
class Listing:
    """One page of the services under a topic; pages count from 1, 0 where there is none."""

    tile: Tile
    cards: list[Card]
    total: int
    before: int
    after: int


@dataclass(frozen=True)
class Answer:
    """What a search found. `near`: distances are shown; `zip_unknown`: the ZIP code is none;
    `calls`: whom to call in the danger that the words may speak of; `alarm`: they likely do."""

    cards: list[Card]
    tiles: list[Tile]
    near: bool
    zip_unknown: bool
    understood: Understood
    calls: list[Call]
    alarm: bool


def tile(topic: Topic, tag: str) -> Tile:
    """The topic in the reader's language."""
    label = topic.label.text(tag)
    shy = topic.careful and label.state == "draft"
    english = topic.label.text("en") if shy else None
    return Tile(topic.key, topic.picture, label, topic.hint.text(tag), english)


def shelves(visit: Visit) -> list[Shelf]:
    """All topics that have a service, in groups, in the order of need."""
    filled = visit.session.topic_counts()
    groups = [
        Shelf(
            group.key,
            group.label.text(visit.tag),
            [tile(topic, visit.tag) for topic in group.topics if filled.get(topic.key)],
        )
        for group in GROUPS
    ]
    return [shelf for shelf in groups if shelf.tiles]


def card(
    visit: Visit, record_id: str, near: Place | None = None, *, glance: bool = False
) -> Card | None:
    """The service as this reader sees it, or only what a list shows of it; None when it is
    unknown or withdrawn."""
    service = visit.session.entry(record_id)
    if service is None or service.kind != "service":
        return None
    organization = visit.session.entry(str(service.document.get("organization_id", "")))
    places = _locations(visit, service)
    return draw(
        service, organization, places, visit.words, visit.tag, visit.today, near, glance=glance
    )


def _locations(visit: Visit, service: Entry) -> dict[str, Entry]:
    links = service.document.get("service_at_locations", [])
    found = (visit.session.entry(str(link.get("location_id", ""))) for link in links)
    return {entry.id: entry for entry in found if entry is not None}


def cards(visit: Visit, ids: Iterable[str], near: Place | None = None) -> list[Card]:
    """The services that may be shown, in the same order."""
    drawn = (_card_or_none(visit, record_id, near) for record_id in ids)
    return [one for one in drawn if one is not None]


def _card_or_none(visit: Visit, record_id: str, near: Place | None) -> Card | None:
    try:
        return card(visit, record_id, near, glance=True)
    except Exception as error:
        # One bad record must never fail a list.
        faults.note(error)
        return None


def listing(visit: Visit, key: str, number: int) -> Listing | None:
    """A page of a topic; None when there is no such topic or page."""
    topic, total = TOPICS.get(key), visit.session.topic_counts().get(key, 0)
    last = max(-(-total // A_PAGE), 1)
    if topic is None or not 1 <= number <= last:
        return None
    ids = visit.session.topic(key, A_PAGE, (number - 1) * A_PAGE)
    after = number + 1 if number < last else 0
    return Listing(tile(topic, visit.tag), cards(visit, ids), total, number - 1, after)


def answer(visit: Visit, query: str, zip_code: str, meant: str | None = None) -> Answer:
    """The best services for the reader's words, and the topics nearest to them.

    meant: the concept that the reader chose, "" for the words alone, None for no choice."""
    near = place(zip_code) if zip_code else None
    found = search(visit.session, query, visit.tag, near, limit=A_PAGE, meant=meant)
    shown = cards(visit, (hit.id for hit in found.hits), near)
    return Answer(
        shown,
        _nearest(visit, shown),
        near is not None,
        bool(zip_code) and not near,
        understood(visit, found),
        calls(visit, found.crises),
        found.alarm,
    )


def _nearest(visit: Visit, found: list[Card]) -> list[Tile]:
    """The topics under which most of these services stand."""
    counts: Counter[str] = Counter()
    for one in found:
        entry = visit.session.entry(one.id)
        counts.update(entry.topics if entry else ())
    return [tile(TOPICS[key], visit.tag) for key, _ in counts.most_common(NEAREST) if key in TOPICS]
