"""Marks: what filters and whole names look a service up by, in a directory of any size."""

from __future__ import annotations

from collections.abc import Iterator

from latchstring.search.fold import fold
from latchstring.search.shapes import Filters, Indexed

FREE = "free"
LONGEST = 120
"""Characters of a whole name."""


def given(item: Indexed) -> Iterator[str]:
    """The marks of a service. A language also stands for what it is a kind of."""
    yield from (_sound(f"topic {topic}") for topic in item.topics)
    for tag in item.spoken:
        parts = tag.split("-")
        yield from (_sound(f"spoken {'-'.join(parts[:n])}") for n in range(1, len(parts) + 1))
    if item.free:
        yield FREE
    yield from (name(fold(one)) for one in (item.name, *item.aliases))


def name(folded: str) -> str:
    """The mark of a service that is, or whose organization is, called just so."""
    return _sound(f"name {folded[:LONGEST]}")


def asked(filters: Filters) -> Iterator[str]:
    """The marks that a service must have, all of them."""
    if filters.topic is not None:
        yield _sound(f"topic {filters.topic}")
    if filters.spoken is not None:
        yield _sound(f"spoken {filters.spoken}")
    if filters.free:
        yield FREE


def _sound(mark: str) -> str:
    """Tantivy refuses half a surrogate pair."""
    return mark.encode(errors="replace").decode()
