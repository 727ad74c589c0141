"""How good a ranked list is, for one query. All from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log2

CUT = 10


def hit(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """1 when something relevant stands in the first ten."""
    return float(any(grades.get(pk, 0) for pk in ranked[:CUT]))


def recall(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """The share of the relevant that stands in the first ten, of the ten that could."""
    most = min(CUT, sum(1 for grade in grades.values() if grade))
    return sum(1 for pk in ranked[:CUT] if grades.get(pk, 0)) / most if most else 0.0


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """One over the place of the first relevant among the first ten."""
    places = (1 / no for no, pk in enumerate(ranked[:CUT], start=1) if grades.get(pk, 0))
    return next(places, 0.0)


def ndcg(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Discounted gain over that of the best order (Järvelin & Kekäläinen 2002, gain 2^grade - 1)."""
    best = sorted(grades.values(), reverse=True)[:CUT]
    ideal = _gain(best)
    return _gain([grades.get(pk, 0) for pk in ranked[:CUT]]) / ideal if ideal else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / log2(no + 1) for no, grade in enumerate(grades, start=1))


MEASURES = {"hit@10": hit, "recall@10": recall, "MRR@10": reciprocal_rank, "nDCG@10": ndcg}
