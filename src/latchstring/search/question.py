"""From what a reader typed to weighted words. Concepts of help will join them here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import islice

from latchstring.search.fold import fold
from latchstring.search.segment import pieces, runs, words

CHARACTERS = 2000
"""What is read of a query; the rest is not looked at."""
WORDS = 64
"""How many different words of a query count."""
PIECES = 0.5
"""Weight of one piece of a word where the whole word weighs 1. Measured on OMoS-QA in five
languages: words alone find 72-84 % in the first ten, with pieces 82-89 %."""


@dataclass(frozen=True)
class Question:
    """Words and pieces of words with their weights; both are empty when nothing was asked."""

    words: dict[str, float] = field(default_factory=dict)
    pieces: dict[str, float] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.words)


def question(text: str) -> Question:
    """Any string at all. Punctuation, emoji, controls and the like ask nothing."""
    asked: Counter[str] = Counter()
    shared: Counter[str] = Counter()
    for run in runs(fold(text[:CHARACTERS])):
        asked.update(words(run))
        shared.update(pieces(run))
        if len(asked) >= WORDS:
            break
    return Question(
        {word: float(times) for word, times in islice(asked.items(), WORDS)},
        {piece: times * PIECES for piece, times in islice(shared.items(), WORDS * 4)},
    )
