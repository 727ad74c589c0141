"""What is served now: the current edition, opened for one request and closed with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings

from latchstring.core.language import language
from latchstring.core.text import Translation
from latchstring.edition.current import Editions
from latchstring.edition.open import Edition, Served

_EDITIONS: list[Editions] = []


@dataclass(frozen=True)
class Visit:
    """One request's view of the edition, in the language of the page."""

    tag: str
    session: Served

    @cached_property
    def meta(self) -> dict[str, str]:
        """What the edition says about itself: library, timezone, demonstration …"""
        return self.session.meta()

    @property
    def today(self) -> dt.date:
        """The day that it is at the library."""
        return self.session.today

    def words(self, record_id: str) -> dict[str, tuple[str, Translation]]:
        """The record's translations for this reader, with the language each is in: the nearest
        of the languages that the reader can read."""
        found: dict[str, tuple[str, Translation]] = {}
        for tag in (*language(self.tag).fallback[::-1], self.tag):
            texts = self.session.words(record_id, tag)
            found.update({path: (tag, text) for path, text in texts.items()})
        return found


def edition() -> Edition:
    """The edition to serve. Raises `Trouble` when nothing good has been published."""
    if not _EDITIONS:
        _EDITIONS.append(Editions(settings.LATCHSTRING_HOME / "editions"))
    return _EDITIONS[0].current()


@contextmanager
def visit(tag: str) -> Iterator[Visit]:
    """The current edition for one request in that language."""
    with edition().session() as session:
        yield Visit(tag, session)
