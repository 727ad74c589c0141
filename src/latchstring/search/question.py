"""From what a reader typed to weighted words and concepts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import islice

from latchstring.search.fold import fold
from latchstring.search.recognise import Understood
from latchstring.search.segment import pieces, runs, words
from latchstring.thesaurus.concepts import CONCEPTS, ancestors

CHARACTERS = 2000
"""What is read of a query; the rest is not looked at."""
WORDS = 64
"""How many different words of a query count."""
PIECES = 0.5
"""Weight of one piece of a word where the whole word weighs 1. Measured on OMoS-QA in five
languages: words alone find 72-84 % in the first ten, with pieces 82-89 %."""
CONCEPT = 40.0
"""What a service is worth that surely offers all that was asked; a rare word of the query in it
is worth about 10."""
UNEXPLAINED = 0.5
"""How much of a concept's worth does not depend on how much of the query it explains."""
ABOVE = 0.3
"""What the concept above it is worth, next to one that was understood, and so on upwards."""
FULLY = 1.0
"""How strong a meaning must be to be worth that: a guess must not outweigh the words."""
RELATED = 0.25
"""What a concept is worth that people need as well, or mean instead."""
SAID = 0.25
"""How much of the weight of words is left when a concept explains all of them: records about the
same are often written with other words."""
NATIVE = 1.5
"""Weight of words in other letters than the Latin ones: who writes in the reader's language comes
first. In Latin letters such words meet by chance: "casa", "la"."""


LEARNT = 3.0
"""Weight of an English word that surely translates a word of the query."""


def none(_: str) -> Mapping[str, float]:
    """No word is known."""
    return {}


@dataclass(frozen=True)
class Question:
    """Words, pieces of words and concepts with their weights; all empty when nothing was asked.
    name: the whole text, folded, for it may be a name."""

    words: dict[str, float] = field(default_factory=dict)
    pieces: dict[str, float] = field(default_factory=dict)
    concepts: dict[str, float] = field(default_factory=dict)
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.concepts)


def question(
    text: str,
    understood: Understood | None = None,
    english: Callable[[str], Mapping[str, float]] = none,
) -> Question:
    """Any string at all. Punctuation, emoji, controls and the like ask nothing.

    english: likely English words for a word of the reader's language, with how likely each is.
    """
    asked: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    folded = fold(text[:CHARACTERS])
    for run in runs(folded):
        asked.update(words(run))
        shared.update(pieces(run))
        if len(asked) >= WORDS:
            break
    meant = understood or Understood()
    left = 1 - (1 - SAID) * meant.share
    plain: dict[str, float] = defaultdict(float)
    parts: dict[str, float] = defaultdict(float)
    for piece, times in islice(shared.items(), WORDS * 4):
        parts[piece] += times * PIECES * _left(piece, left)
    for word, times in islice(asked.items(), WORDS):
        plain[word] += times * _left(word, left)
        for other, likely in english(word).items():
            weight = times * likely * LEARNT * left
            plain[other] += weight
            for piece in pieces(other):
                parts[piece] += weight * PIECES
    return Question(dict(plain), dict(parts), _concepts(meant), folded)


def _left(word: str, left: float) -> float:
    return left if word.isascii() else NATIVE


def _concepts(meant: Understood) -> dict[str, float]:
    """The worth of each concept: of those understood, and less of those above and beside them."""
    found: dict[str, float] = {}
    for meaning in meant.meanings:
        sure = meaning.strength / max(meant.meanings[0].strength, FULLY)
        worth = CONCEPT * sure * (UNEXPLAINED + (1 - UNEXPLAINED) * meaning.share)
        above = enumerate((meaning.key, *ancestors(meaning.key)))
        for key, part in [
            *((key, worth * ABOVE**steps) for steps, key in above),
            *((key, worth * RELATED) for key in CONCEPTS[meaning.key].related),
        ]:
            found[key] = max(found.get(key, 0.0), part)
    return found
