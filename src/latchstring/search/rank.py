"""What makes one service come before another, once both share words with the query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappush, heappushpop
from math import cos, degrees, radians

from latchstring.core.postal import EARTH_RADIUS, Place, metres_between
from latchstring.search.shapes import Facts, Filters, Hit

ASSURED = {"current": 1.0, "due": 1.0, "overdue": 0.96, "unknown": 0.94, "expired": 0.85}
"""A stale record comes after an equal fresh one, and still before a much worse match."""
SPOKEN = 1.05
"""They speak the reader's language there."""
HALF = 10_000
"""Metres at which half of what nearness gives is gone."""
FAR = 0.3
"""What is left of the score of the right help at the other end of the country."""
ANYWHERE = 0.6
"""A service without a public place: by phone, or a place that is withheld."""
HIGHEST = SPOKEN
"""The most that everything together can lift a text score."""


@dataclass(frozen=True)
class Reader:
    """What ranking knows: the language of the page and, when given, the point searched from."""

    language: str
    near: Place | None = None


def rank(rows: Iterable[tuple[int, float, Facts]], reader: Reader, limit: int) -> list[Hit]:
    """The best hits of (number, text score, facts), equal scores in the order of ids.

    Rows come best text first, and are left alone as soon as none that follows can still rise
    into the list: reading facts is most of the cost of a search.
    """
    hits: list[Hit] = []
    best: list[float] = []
    for no, text, facts in rows:
        if len(best) == limit and text * HIGHEST < best[0]:
            break
        hit = _hit(no, text, facts, reader)
        hits.append(hit)
        if len(best) < limit:
            heappush(best, hit.score)
        else:
            heappushpop(best, hit.score)
    return sorted(hits, key=lambda hit: (-hit.score, hit.id))[:limit]


def fits(facts: Facts, filters: Filters) -> bool:
    """True when the service is all that the filters ask."""
    return (
        (filters.topic is None or filters.topic in facts.topics)
        and (filters.spoken is None or speaks(facts, filters.spoken))
        and (not filters.free or facts.free)
    )


def speaks(facts: Facts, tag: str) -> bool:
    """True when that language, or a kind of it, is spoken there: es-MX for es."""
    return tag in facts.languages or any(one.startswith(f"{tag}-") for one in facts.languages)


def nearness(away: float | None) -> float:
    """1 at the door, and towards `FAR` with the way: smooth, so that one more mile never hides
    better help. Metres; None: no public place."""
    return ANYWHERE if away is None else FAR + (1 - FAR) * HALF / (HALF + away)


def box(near: Place, reach: float) -> tuple[float, float, float, float]:
    """South, west, north, east of the square that reaches so many metres from the point."""
    up = degrees(reach / EARTH_RADIUS)
    across = up / max(cos(radians(near.lat)), 0.05)
    return near.lat - up, near.lon - across, near.lat + up, near.lon + across


def _hit(no: int, text: float, facts: Facts, reader: Reader) -> Hit:
    away = _away(facts, reader.near)
    score, explained = text, [f"words: {text:.2f}"]
    for reason, factor in _factors(facts, reader, away):
        score *= factor
        explained.append(f"{reason}: x {factor:.2f}")
    return Hit(no, facts.id, round(score, 4), away, explained)


def _factors(facts: Facts, reader: Reader, away: float | None) -> Iterator[tuple[str, float]]:
    yield f"assured {facts.assured_state}", ASSURED.get(facts.assured_state, ASSURED["unknown"])
    if reader.language != "en" and speaks(facts, reader.language):
        yield f"spoken there, {reader.language}", SPOKEN
    if reader.near is not None:
        reason = "no public place" if away is None else f"{away / 1000:.1f} km away"
        yield reason, nearness(away)


def _away(facts: Facts, near: Place | None) -> float | None:
    if near is None or not facts.places:
        return None
    return round(min(metres_between(near, Place(*place)) for place in facts.places))
