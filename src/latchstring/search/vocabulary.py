"""The words of the thesaurus, folded and weighed, ready to be recognised.

A `Lexis` is one language; its JSON form travels in an edition and to the browser's twin, which
reads the same numbers.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any
from weakref import WeakValueDictionary

from latchstring.core.text import Text
from latchstring.search.fold import fold
from latchstring.search.segment import runs, words
from latchstring.search.similar import Alike
from latchstring.thesaurus.concepts import CONCEPTS
from latchstring.thesaurus.words import Words, load, tags

FULL = 1000
"""Weight of a word that only one concept has."""
KEYS = tuple(CONCEPTS)
"""The concepts by their number in phrases."""
Phrase = tuple[int, ...]
"""The number of a concept, then the numbers of the phrase's different words."""
FIELDS = ("tag", "words", "weights", "phrases", "alarms", "labels")
"""What is stored of a lexis."""


def split(text: str) -> list[str]:
    """The different words of any text as the vocabulary compares them, in order. A word said twice
    is one more word: without tones, "tự tử" (suicide) is "tu tu", and "tu" is everywhere."""
    found = [word for run in runs(fold(text)) for word in words(run)]
    twice = [one + other for one, other in pairwise(found) if one == other]
    return list(dict.fromkeys([*found, *twice]))


@dataclass
class Lexis:
    """One language. words: sorted by code point. weights: thousandths, 1000 for a word of a single
    concept, towards 0 for a word of all. phrases and alarms: see `Phrase`. labels: what readers see
    for each concept, and "draft" or "reviewed"."""

    tag: str
    words: list[str]
    weights: list[int]
    phrases: list[Phrase]
    alarms: list[Phrase]
    labels: dict[str, tuple[str, str]]

    def label(self, key: str) -> Text | None:
        """The concept's name for readers of this language; None when it has none."""
        if key not in self.labels:
            return None
        text, state = self.labels[key]
        if self.tag == "en":
            return Text(text, "en")
        return Text(text, self.tag, "reviewed" if state == "reviewed" else "draft")

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Each word's number."""
        return {word: no for no, word in enumerate(self.words)}

    @cached_property
    def by_word(self) -> list[list[int]]:
        """For each word the numbers of its phrases."""
        return _by_word(self.phrases, len(self.words))

    @cached_property
    def alarms_by_word(self) -> list[list[int]]:
        """For each word the numbers of its alarms."""
        return _by_word(self.alarms, len(self.words))

    @cached_property
    def meant(self) -> list[dict[int, float]]:
        """For each word how far it speaks of each concept, from 0 to 1: as much of it as the word
        is of a phrase, and more when several phrases have it."""
        found: list[dict[int, float]] = [{} for _ in self.words]
        for total, (concept, *numbers) in zip(self.totals, self.phrases, strict=True):
            for no in numbers:
                rest = 1 - self.weights[no] / total
                found[no][concept] = found[no].get(concept, 1.0) * rest
        return [{key: 1 - rest for key, rest in row.items()} for row in found]

    @cached_property
    def totals(self) -> list[int]:
        """The weight of each whole phrase."""
        return [sum(self.weights[no] for no in phrase[1:]) for phrase in self.phrases]

    @cached_property
    def alike(self) -> Alike:
        """The words in which typed words are looked for."""
        return Alike(self.words)

    @cached_property
    def line(self) -> str:
        """As it travels: a JSON object of the fields of `FIELDS`, on one line."""
        stored = {name: getattr(self, name) for name in FIELDS}
        text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
        _KNOWN[_digest(text)] = self
        return text

    @classmethod
    def from_line(cls, text: str) -> Lexis:
        """The reverse of `line`. The same words are one object, ready since the last edition."""
        found = _KNOWN.get(_digest(text))
        if found is None:
            data: dict[str, Any] = json.loads(text)
            found = _KNOWN[_digest(text)] = cls(*(data[name] for name in FIELDS))
        return found


_KNOWN: WeakValueDictionary[bytes, Lexis] = WeakValueDictionary()
"""What some edition in use has, by the digest of its line in the edition's file."""


def _digest(line: str) -> bytes:
    return sha256(line.encode()).digest()


def _by_word(phrases: Iterable[Phrase], count: int) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(count)]
    for at, phrase in enumerate(phrases):
        for no in phrase[1:]:
            found[no].append(at)
    return found


def lexis(tag: str, entries: Words) -> Lexis:
    """The compiled words of a language: the same entries give the same lexis."""
    said = {(key, *split(text)) for key, entry in entries.items() for text in entry.phrases()}
    loud = {(key, *split(text)) for key, entry in entries.items() for text in entry.alarms}
    concepts: Counter[str] = Counter()
    for _, word in {(key, word) for key, *rest in said for word in rest}:
        concepts[word] += 1
    known = sorted(concepts)
    numbers = {word: no for no, word in enumerate(known)}
    return Lexis(
        tag,
        known,
        [_weight(concepts[word]) for word in known],
        _numbered(said, numbers),
        _numbered(loud, numbers),
        {
            key: (entry.label, "reviewed" if entry.reviewed else "draft")
            for key, entry in sorted(entries.items())
            if entry.label
        },
    )


@cache
def _shipped() -> dict[str, Lexis]:
    """The program's own words, compiled once: they are the same for every edition."""
    return {tag: lexis(tag, load(tag)) for tag in tags()}


def _weight(concepts: int) -> int:
    """Squared, so that a word of fifty concepts says nearly nothing."""
    return max(1, round(FULL * (1 - log(concepts) / log(len(KEYS))) ** 2))


def _numbered(phrases: Iterable[tuple[str, ...]], numbers: Mapping[str, int]) -> list[Phrase]:
    found = {
        (KEYS.index(key), *sorted(numbers[word] for word in rest)) for key, *rest in phrases if rest
    }
    return sorted(found)


class Vocabulary(dict[str, Lexis]):
    """Every language's lexis by its tag."""

    @classmethod
    def load(cls, own: Path | None = None) -> Vocabulary:
        """From the thesaurus, with the words that a library keeps in its folder `own`."""
        theirs = set(tags(own)) if own else set()
        return cls(_shipped() | {tag: lexis(tag, load(tag, own)) for tag in sorted(theirs)})

    @classmethod
    def read(cls, path: Path) -> Vocabulary:
        """From the file of an index."""
        with path.open(encoding="utf-8") as file:
            found = [Lexis.from_line(line.rstrip("\n")) for line in file]
        return cls({one.tag: one for one in found})

    def write(self, path: Path) -> None:
        """Into the file of an index, one language a line."""
        path.write_text("".join(f"{one.line}\n" for one in self.values()), encoding="utf-8")
