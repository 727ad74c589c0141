"""The words of records in one reader's language, each with the language that it is really in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from latchstring.card.plain import plain
from latchstring.core.calendar_words import Words as CalendarWords
from latchstring.core.entry import Entry
from latchstring.core.interface import phrase
from latchstring.core.text import Text, Translation, choose

Words = Callable[[str], dict[str, tuple[str, Translation]]]
"""Record id -> {path: (tag, translation)}, merged along the reader's fallback chain; a path is
that of `core.shape.words`."""


@dataclass
class Voice:
    """Whom a card is drawn for and when. `used` gathers the texts of records that it shows."""

    tag: str
    today: dt.date
    words: Words
    careful: bool = False
    used: list[Text] = field(default_factory=list)

    def record(self, entry: Entry) -> Spoken:
        """That entry's texts; its own care for law and health counts too."""
        return Spoken(self, entry, self.words(entry.id), self.careful or entry.careful)


@dataclass(frozen=True)
class Spoken:
    """One record in the reader's language."""

    voice: Voice
    entry: Entry
    found: dict[str, tuple[str, Translation]]
    careful: bool

    def text(self, name: str, holder: dict[str, Any] | None = None, at: str = "") -> Text | None:
        """The words of a field, fit to show; None when there are none.

        holder, at: the child that has the field and its path, such as `phones/<id>/`.
        """
        text = self.named(name, holder, at)
        if text is not None:
            self.voice.used.append(text)
        return text

    def named(self, name: str, holder: dict[str, Any] | None = None, at: str = "") -> Text | None:
        """Like `text` for a proper name: in another language it still says what it should."""
        source = (self.entry.document if holder is None else holder).get(name)
        if not isinstance(source, str):
            return None
        text = self._chosen(source, at + name)
        shown = plain(text.text)
        return replace(text, text=shown) if shown else None

    def children(self, name: str) -> list[tuple[dict[str, Any], str]]:
        """The record's own children of that name, each with its path."""
        return children(self.entry.document, name)

    def _chosen(self, source: str, path: str) -> Text:
        tag, translation = self.found.get(path, (self.voice.tag, None))
        if same_language(self.entry.language, self.voice.tag):
            return Text(source, self.entry.language)
        return choose(source, self.entry.language, tag, translation, self.careful)


def children(holder: dict[str, Any], name: str, at: str = "") -> list[tuple[dict[str, Any], str]]:
    """The children of that name in a document, each with its path: `phones/<id>/`."""
    items = holder.get(name)
    if not isinstance(items, list):
        return []
    return [(item, f"{at}{name}/{item.get('id')}/") for item in items if isinstance(item, dict)]


def same_language(one: str, other: str) -> bool:
    """True when a reader of the one reads the other as their own: es and es-MX, not zh-Hans and
    zh-Hant."""
    short, long = sorted((one.lower(), other.lower()), key=len)
    return long == short or long.startswith(short + "-")


def joined(*texts: Text | None, between: str = "\n") -> Text | None:
    """Texts of one language as one text; those in another language than the first one are left
    out. The least sure state counts."""
    given = [text for text in texts if text]
    same = [text for text in given if text.tag == given[0].tag]
    if not same:
        return None
    return Text(between.join(text.text for text in same), same[0].tag, least_sure(same))


_DOUBTS = ("source", "reviewed", "draft", "changed", "missing")


def least_sure(texts: list[Text]) -> Any:
    """The state of the text that a reader may rely on least."""
    return max((text.state for text in texts), key=_DOUBTS.index)


def said(words: CalendarWords, tag: str) -> Text:
    """Words from the calendar or the table of languages as a Text for a reader of `tag`."""
    return Text(words.text, words.tag, "source" if same_language(words.tag, tag) else "missing")


def worded(tag: str, english: str, **values: Callable[[str], object]) -> Text:
    """`phrase` with values that are words themselves (a date, a day): each is asked for in the
    language in which the sentence is found, so that no English sentence has a Burmese date."""
    found = phrase(tag, english)
    filled = {name: value(found.tag) for name, value in values.items()}
    return replace(phrase(found.tag, english, **filled), state=found.state)
