"""A small lexicon learnt from an installation's own translations: what word goes with which.

IBM model 1 (Brown, Della Pietra, Della Pietra & Mercer 1993) over pairs of texts, without outside
data: a library's own records are the best teacher of its own words.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from latchstring.search.fold import fold
from latchstring.search.segment import runs, words

Pair = tuple[str, str, str]
"""The tag of a translation, the English text, and the translation."""
ROUNDS = 5
WORK = 4_000_000
"""Pairs of words of one language that are looked at in a round, at most: about four seconds."""
BEST = 5
"""English words of one foreign word."""
SURE = 0.05
"""How likely each of them must be."""
SEEN = 2
"""How often a foreign word must have been seen."""
LONGEST = 40
"""Words of one sentence that are looked at."""
_ENDS = re.compile(r"[.!?。！？။።؟]+\s*|\n+")
_Sentence = tuple[list[str], list[str]]


class Lexicon(dict[str, dict[str, dict[str, float]]]):
    """For each language each foreign word with its English words and how likely they are."""

    def english(self, word: str, tag: str) -> Mapping[str, float]:
        """The English words for a folded word of that language; empty when it is unknown."""
        return self.get(tag, {}).get(word, {})

    @classmethod
    def learn(cls, pairs: Iterable[Pair]) -> Lexicon:
        """From texts and their translations. The same pairs give the same lexicon."""
        taught: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        for tag, english, foreign in pairs:
            taught[tag][english, foreign] = None
        return cls({tag: dict(_learnt(_affordable(taught[tag]))) for tag in sorted(taught)})

    @classmethod
    def read(cls, path: Path) -> Lexicon:
        """From the file of an index; empty when there is none."""
        if not path.is_file():
            return cls()
        with path.open(encoding="utf-8") as file:
            return cls({row["tag"]: row["words"] for row in map(json.loads, file)})

    def write(self, path: Path) -> None:
        """Into the file of an index, one language a line."""
        rows = ({"tag": tag, "words": self[tag]} for tag in self)
        lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _affordable(texts: Iterable[tuple[str, str]]) -> list[_Sentence]:
    found: list[_Sentence] = []
    work = 0
    for english, foreign in texts:
        for one, other in _sentences(english, foreign):
            work += len(one) * len(other)
            if work > WORK:
                return found
            found.append((one, other))
    return found


def _sentences(english: str, foreign: str) -> Iterator[_Sentence]:
    """Sentence by sentence where both have equally many, else the whole."""
    ours, theirs = _cut(english), _cut(foreign)
    if len(ours) != len(theirs):
        ours, theirs = [english], [foreign]
    for one, other in zip(ours, theirs, strict=True):
        pair = _words(one), _words(other)
        if all(pair):
            yield pair


def _cut(text: str) -> list[str]:
    return [part for part in _ENDS.split(text) if part.strip()]


def _words(text: str) -> list[str]:
    return [word for run in runs(fold(text)) for word in words(run)][:LONGEST]


def _learnt(sentences: list[_Sentence]) -> Iterator[tuple[str, dict[str, float]]]:
    seen: dict[str, int] = defaultdict(int)
    for _, foreign in sentences:
        for word in foreign:
            seen[word] += 1
    likely = _expected(sentences)
    for word in sorted(likely):
        best = sorted(likely[word].items(), key=lambda row: (-row[1], row[0]))[:BEST]
        sure = {english: round(p, 3) for english, p in best if p >= SURE}
        if sure and seen[word] >= SEEN:
            yield word, sure


def _expected(sentences: list[_Sentence]) -> dict[str, dict[str, float]]:
    """How likely each English word is for each foreign one, after `ROUNDS` of expectation."""
    likely: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for english, foreign in sentences:
            for word in english:
                shares = [likely[f].get(word, 0.0) if likely else 1.0 for f in foreign]
                whole = sum(shares)
                for other, share in zip(foreign, shares, strict=True):
                    if share:
                        counts[other][word] += share / whole
        likely = {word: _shared(row) for word, row in counts.items()}
    return likely


def _shared(row: Mapping[str, float]) -> dict[str, float]:
    whole = sum(row.values())
    return {word: count / whole for word, count in row.items()}
