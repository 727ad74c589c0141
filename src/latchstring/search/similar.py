"""Which known words a typed word may be: inflected, with a clitic, or with a slip of the finger.

Pieces of a few letters find the candidates; what they share, and the number of single edits
between the two, says how alike they are. It needs no stemmer and works in every script. An edit is
a letter put in, left out, changed, or swapped with the next (restricted Damerau-Levenshtein).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from unicodedata import normalize

from rapidfuzz.distance import OSA

from latchstring.search.weights import WEIGHTS

_WEIGHTS = WEIGHTS["similar"]

WIDE: str = _WEIGHTS["wide"]
"""From here on (Hebrew, Arabic, Ethiopic, Indic …) a letter says more: pieces are shorter."""
HANGUL: list[str] = _WEIGHTS["hangul"]
"""The first and the last Korean syllable."""
PIECE: int = _WEIGHTS["piece"]
WIDE_PIECE: int = _WEIGHTS["wide_piece"]
"""Letters in a piece."""
SHORT: int = _WEIGHTS["short"]
WIDE_SHORT: int = _WEIGHTS["wide_short"]
"""Letters from which a word forgives one edit, and from which it can be a stem."""
LONG: int = _WEIGHTS["long"]
"""Letters from which it forgives two."""
PART: int = _WEIGHTS["part"]
"""Words are compared when they share one in so many of the pieces of the shorter."""
LEAST: float = _WEIGHTS["least"]
"""How alike two words must be to stand for each other, from 0 to 1."""
MOST: float = _WEIGHTS["most"]
"""How alike two different words can be."""
EDITED: list[float] = _WEIGHTS["edited"]
"""How alike two words are with so many edits between them."""
STEM: float = _WEIGHTS["stem"]
"""How alike two words are when one is the whole beginning, or most of the inside, of the other."""


def letters(word: str) -> str:
    """Korean in single letters, so that a slip in one does not change the whole syllable."""
    return normalize("NFD", word) if HANGUL[0] <= word[:1] <= HANGUL[1] else word


def grams(word: str) -> list[str]:
    """The pieces of a word, its two ends marked; each once, in order."""
    size, marked = _size(word), f"_{word}_"
    return list(dict.fromkeys(marked[i : i + size] for i in range(len(marked) - size + 1)))


def _size(word: str) -> int:
    return WIDE_PIECE if word[:1] >= WIDE else PIECE


def _short(word: str) -> int:
    return WIDE_SHORT if word[:1] >= WIDE else SHORT


def allowed(word: str) -> int:
    """How many edits a word of that length forgives: short words are other words soon."""
    return 0 if len(word) < _short(word) else 1 if len(word) < LONG else 2


def likeness(typed: str, known: str, shared: int, pieces: tuple[int, int]) -> float:
    """How alike two different words are, from 0 to 1. shared: pieces that both have; pieces: how
    many each has."""
    best = 2 * shared / (pieces[0] + pieces[1])
    # One edit spoils as many pieces as a piece has letters, and one more when letters are swapped.
    most = min(allowed(typed), allowed(known))
    if most and shared >= max(pieces) - most * (_size(typed) + 1):
        away = OSA.distance(typed, known, score_cutoff=most)
        if away <= most:
            best = max(best, EDITED[away])
    # All pieces of a stem but those at its two ends are in the longer word.
    if shared >= min(pieces) - 2 and _stem(typed, known):
        best = max(best, STEM)
    return best


def _stem(typed: str, known: str) -> bool:
    short, long = (typed, known) if len(typed) <= len(known) else (known, typed)
    return len(short) >= _short(short) and len(short) * 2 >= len(long) and short in long


class Alike:
    """A list of known words, ready to be asked which of them a typed word may be."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = [letters(word) for word in words]
        self._pieces = [0] * len(words)
        self._by_piece: dict[str, list[int]] = {}
        for no, word in enumerate(self._words):
            pieces = grams(word)
            self._pieces[no] = len(pieces)
            for piece in pieces:
                self._by_piece.setdefault(piece, []).append(no)

    def find(self, typed: str) -> list[tuple[int, float]]:
        """Numbers of the words that are alike, in order, and how alike (below 1)."""
        typed = letters(typed)
        pieces = grams(typed)
        count = len(pieces)
        shared = Counter(chain.from_iterable(self._by_piece.get(piece, ()) for piece in pieces))
        found = []
        for no, both in shared.items():
            # Most candidates share one piece in ten: the dear comparison is not for them.
            if both * PART < min(count, self._pieces[no]) or self._words[no] == typed:
                continue
            alike = likeness(typed, self._words[no], both, (count, self._pieces[no]))
            if alike >= LEAST:
                found.append((no, min(alike, MOST)))
        return sorted(found)
