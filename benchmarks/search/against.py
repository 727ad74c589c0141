"""Search next to the common ways: everyday queries, names of agencies and services, rare words.

.venv/bin/python benchmarks/search/against.py [--split dev|test] [--postgresql ADDRESS]
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.search import baselines
from benchmarks.search.baselines import Ranked
from benchmarks.search.directories import Directory, dc211, dc211_grades
from benchmarks.search.measures import hit, ndcg, reciprocal_rank
from benchmarks.search.queries import read, tags
from latchstring.search.face import search

Asked = Sequence[tuple[str, str, Mapping[str, int]]]
"""Language, query, and the grades of what is relevant."""
SAMPLE = 150


def ways(directory: Directory, address: str) -> dict[str, Ranked]:
    """Every baseline by its name."""
    items = directory.items
    found = {
        "BM25, English": baselines.bm25(items, baselines.english),
        "SQLite FTS5": baselines.fts5(items),
        "Integreat's rule": baselines.integreat(items),
    }
    if address:
        found["PostgreSQL english"] = baselines.postgresql(items, address)
    return found


def row(name: str, asked: Asked, ranked: Sequence[Sequence[str]]) -> str:
    """One line of a table."""
    grades = [one for _, _, one in asked]
    pairs = list(zip(ranked, grades, strict=True))
    figures = [sum(m(r, g) for r, g in pairs) / len(pairs) for m in (hit, reciprocal_rank, ndcg)]
    return f"  {name:22}" + "".join(f"{value:10.3f}" for value in figures) + f"{len(pairs):7}"


def show(title: str, directory: Directory, asked: Asked, others: Mapping[str, Ranked]) -> None:
    """Ours and every baseline on the same queries."""
    print(f"\n{title:24}{'hit@10':>10}{'MRR@10':>10}{'nDCG@10':>10}{'n':>7}")
    ours = [[h.id for h in search(directory, q, tag, limit=10).hits] for tag, q, _ in asked]
    print(row("Latchstring", asked, ours))
    for name, ranked in others.items():
        print(row(name, asked, [ranked(query) for _, query, _ in asked]))


def everyday(split: str, wanted: Sequence[str]) -> Asked:
    """The written everyday queries of these languages."""
    grades = dc211_grades()
    every = [one for tag in wanted for one in read(tag, split) if one.kind == "everyday"]
    return [(one.tag, one.text, grades[one.need]) for one in every]


def agencies(directory: Directory) -> Asked:
    """Names of organizations; all services of one are relevant."""
    names = sorted({item.aliases[0] for item in directory.items})
    chosen = random.Random(1).sample(names, SAMPLE)
    return [
        ("en", name, {i.id: 1 for i in directory.items if i.aliases[0] == name}) for name in chosen
    ]


def rare(directory: Directory) -> Asked:
    """Words that one to three services have; those services are relevant."""
    texts = baselines.texts(directory.items)
    words = {pk: set(re.findall("[a-z]{5,}", text.lower())) for pk, text in texts.items()}
    count = Counter(word for found in words.values() for word in found)
    chosen = random.Random(1).sample(sorted(w for w, n in count.items() if n <= 3), SAMPLE)
    return [("en", w, {pk: 1 for pk, found in words.items() if w in found}) for w in chosen]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--postgresql", default="", help="a database to write in")
    arguments = parser.parse_args()
    directory = dc211(terms=True)
    others = ways(directory, arguments.postgresql)
    show("Everyday, English", directory, everyday(arguments.split, ["en"]), others)
    rest = [tag for tag in tags() if tag != "en"]
    show("Everyday, 29 others", directory, everyday(arguments.split, rest), others)
    show("Names of agencies", directory, agencies(directory), others)
    show("Rare words", directory, rare(directory), others)


if __name__ == "__main__":
    main()
