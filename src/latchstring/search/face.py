"""The search over an edition. This is the only module that other rooms need."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Protocol

from latchstring.core.postal import Place
from latchstring.search.build import build
from latchstring.search.index import Index
from latchstring.search.question import CHARACTERS, Question, question
from latchstring.search.rank import Reader, box, fits, rank
from latchstring.search.recognise import Meaning, chosen, recognise
from latchstring.search.shapes import Answer, Facts, Filters, Hit, Indexed
from latchstring.thesaurus.concepts import near as near_concepts

__all__ = ["Answer", "Facts", "Filters", "Hit", "Index", "Indexed", "Searchable", "build", "search"]

CANDIDATES = 200
"""How many services are looked at, at most, whatever the size of the directory."""
REACH = 50_000
"""Metres around a point within which half of the candidates are looked for."""


class Searchable(Protocol):
    """An edition as the search sees it."""

    @property
    def index(self) -> Index:
        """The opened index of the edition."""

    def facts(self, no: int) -> Facts | None:
        """The facts of a service by its number; None when readers may not see it."""


def search(  # noqa: PLR0913 (what a reader can ask, one name each)
    edition: Searchable,
    query: str,
    language: str,
    near: Place | None = None,
    filters: Filters | None = None,
    *,
    limit: int = 20,
    meant: str | None = None,
) -> Answer:
    """The services that fit a query, best first; any string is a query, and none raises.

    language: BCP 47 tag of the reader's page. The query may be in another, or in several. meant: a
    concept's key that the reader chose instead of what was understood; "" for none: the words
    alone then count. Nothing is kept of the query.
    """
    index = edition.index
    understood = recognise(query[:CHARACTERS], index.vocabulary, language, index.has)
    if meant is not None:
        understood = chosen(understood, meant)
    learnt = partial(index.lexicon.english, tag=language)
    asked, wanted = question(query, understood, learnt), filters or Filters()
    reader = Reader(language, near)
    keys = [meaning.key for meaning in understood.meanings]
    hits = _hits(edition, asked, wanted, reader, limit)
    said = [_sentence(meaning) for meaning in understood.meanings]
    return Answer(
        hits,
        keys,
        understood.crises,
        understood.alarm,
        understood.share,
        _instead(keys),
        said,
    )


def _sentence(meaning: Meaning) -> str:
    return (
        f"{meaning.key}, in {meaning.tag}: {meaning.strength:.2f},"
        f" from {meaning.share:.0%} of the words"
    )


def _hits(
    edition: Searchable, asked: Question, wanted: Filters, reader: Reader, limit: int
) -> list[Hit]:
    if not asked or limit < 1:
        return []
    found = _candidates(edition.index, asked, wanted, reader.near, max(CANDIDATES, limit))
    return rank(_known(edition, found, wanted), reader, limit)


def _instead(keys: list[str]) -> list[str]:
    return [key for key in near_concepts(keys[0]) if key not in keys] if keys else []


def _candidates(
    index: Index, asked: Question, wanted: Filters, near: Place | None, count: int
) -> list[tuple[int, float]]:
    """Numbers and text scores, best first. In a large directory the best matches may all be far
    away, so that half of the places are kept for what is near."""
    if near is None:
        return index.candidates(asked, count, wanted)
    close = index.candidates(asked, count // 2, wanted, box(near, REACH))
    rows = dict(close) | dict(index.candidates(asked, count - count // 2, wanted))
    return sorted(rows.items(), key=lambda row: (-row[1], row[0]))


def _known(
    edition: Searchable, found: list[tuple[int, float]], wanted: Filters
) -> Iterator[tuple[int, float, Facts]]:
    for no, text in found:
        facts = edition.facts(no)
        if facts is not None and not facts.withdrawn and fits(facts, wanted):
            yield no, text, facts
