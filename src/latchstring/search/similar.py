"""Which known words a typed word may be: inflected, with a clitic, or with a slip of the finger.

Pieces of a few letters find the candidates; what they share, and the number of single edits
between the two, says how alike they are. It needs no stemmer and works in every script.
"""

from __future__ import annotations

from collections.abc import Sequence

WIDE = "\u0590"
"""From here on (Hebrew, Arabic, Ethiopic, Indic …) a letter says more: pieces are shorter."""
LEAST = 0.4
"""How alike two words must be to stand for each other, from 0 to 1."""
EDITED = (1.0, 0.85, 0.7)
"""How alike two words are with so many edits between them."""
STEM = 0.75
"""How alike two words are when one is the whole beginning, or most of the inside, of the other."""


def grams(word: str) -> list[str]:
    """The pieces of a word, its two ends marked; each once, in order."""
    size = 2 if word[:1] >= WIDE else 3
    marked = f"_{word}_"
    return list(dict.fromkeys(marked[i : i + size] for i in range(len(marked) - size + 1)))


def allowed(word: str) -> int:
    """How many edits a word of that length forgives: short words are other words soon."""
    short = 3 if word[:1] >= WIDE else 4
    return 0 if len(word) < short else 1 if len(word) < 8 else 2


def edits(one: str, other: str, most: int) -> int:
    """Letters put in, left out, changed, or swapped with the next (Damerau-Levenshtein,
    restricted); `most` + 1 as soon as it is more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]


def likeness(typed: str, known: str, shared: int, pieces: tuple[int, int]) -> float:
    """How alike two different words are, from 0 to 1. shared: pieces that both have; pieces: how
    many each has."""
    best = 2 * shared / (pieces[0] + pieces[1])
    most = min(allowed(typed), allowed(known))
    # A word that shares less than this cannot be within the edits.
    if shared * 4 >= min(pieces) and most:
        away = edits(typed, known, most)
        if away <= most:
            best = max(best, EDITED[away])
    return max(best, STEM if _stem(typed, known) else 0.0)


def _stem(typed: str, known: str) -> bool:
    short, long = sorted((typed, known), key=len)
    least = 3 if short[:1] >= WIDE else 4
    if len(short) < least or len(short) * 2 < len(long):
        return False
    return short in long


class Alike:
    """A list of known words, ready to be asked which of them a typed word may be."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = words
        self._pieces = [0] * len(words)
        self._by_piece: dict[str, list[int]] = {}
        for no, word in enumerate(words):
            pieces = grams(word)
            self._pieces[no] = len(pieces)
            for piece in pieces:
                self._by_piece.setdefault(piece, []).append(no)

    def find(self, typed: str) -> list[tuple[int, float]]:
        """Numbers of the words that are alike, in order, and how alike (below 1)."""
        pieces = grams(typed)
        shared: dict[int, int] = {}
        for piece in pieces:
            for no in self._by_piece.get(piece, ()):
                shared[no] = shared.get(no, 0) + 1
        found = []
        for no in sorted(shared):
            known = self._words[no]
            # Most candidates share one piece in ten: the dear comparison is not for them.
            if shared[no] * 4 < min(len(pieces), self._pieces[no]) or known == typed:
                continue
            alike = likeness(typed, known, shared[no], (len(pieces), self._pieces[no]))
            if alike >= LEAST:
                found.append((no, min(alike, 0.95)))
        return found
