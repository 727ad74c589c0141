"""Means of the measures over questions, and the plain table they are printed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.search.baselines import Ranked
from benchmarks.search.directories import Directory
from benchmarks.search.measures import hit, ndcg, reciprocal_rank
from latchstring.search.face import search

Question = tuple[str, Mapping[str, int]]
"""A query, and the grades of what it should find."""
Row = dict[str, float]
"""The mean of each measure, and under "n" how many questions it is of."""
MEASURES = {"hit@10": hit, "MRR@10": reciprocal_rank, "nDCG@10": ndcg}


def ours(directory: Directory, tag: str) -> Ranked:
    """Our search over a directory, asked by a reader whose pages are in `tag`."""
    return lambda query: [found.id for found in search(directory, query, tag, limit=10).hits]


def means(ranked: Ranked, asked: Sequence[Question]) -> Row:
    """The mean of every measure; all 0 where nothing was asked."""
    lists = [(ranked(query), grades) for query, grades in asked]
    count = max(1, len(asked))
    rows = {name: sum(f(ids, g) for ids, g in lists) / count for name, f in MEASURES.items()}
    return rows | {"n": len(asked)}


def table(title: str, rows: Mapping[str, Row]) -> str:
    """A title and a line for each row; all rows have the columns of the first."""
    names = list(next(iter(rows.values()), {}))
    wide = max([len(title), *map(len, rows)])
    lines = [f"{title:{wide}}" + "".join(f"{name:>14}" for name in names)]
    for label, row in rows.items():
        cells = (f"{row[n]:14.0f}" if n == "n" else f"{row[n]:14.3f}" for n in names)
        lines.append(f"{label:{wide}}" + "".join(cells))
    return "\n".join(lines)
