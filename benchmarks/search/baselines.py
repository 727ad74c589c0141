"""What search is measured against: the common ways to search a directory, honestly done."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from math import log

from latchstring.search.face import Indexed

Ranked = Callable[[str], list[str]]
"""From a query to ids, best first, ten at most."""
_WORD = re.compile(r"\w+")


def texts(items: Sequence[Indexed]) -> dict[str, str]:
    """All that is written in each service, by id; the name three times, as our index counts it."""
    return {
        item.id: " ".join([*[item.name] * 3, *item.aliases, *item.words, *item.terms])
        for item in items
    }


def bm25(items: Sequence[Indexed], stem: Callable[[str], str] = str) -> Ranked:
    """BM25 (k1 1.2, b 0.75; Robertson & Zaragoza 2009) over words, each stemmed by `stem`."""
    words = {pk: Counter(stem(w) for w in _words(text)) for pk, text in texts(items).items()}
    average = sum(sum(count.values()) for count in words.values()) / len(words)
    having: dict[str, dict[str, int]] = defaultdict(dict)
    for pk, count in words.items():
        for word, times in count.items():
            having[word][pk] = times
    norm = {pk: 1.2 * (0.25 + 0.75 * sum(c.values()) / average) for pk, c in words.items()}

    def ranked(query: str) -> list[str]:
        scores: Counter[str] = Counter()
        for word in map(stem, _words(query)):
            found = having.get(word, {})
            idf = log(1 + (len(words) - len(found) + 0.5) / (len(found) + 0.5))
            for pk, times in found.items():
                scores[pk] += idf * times * 2.2 / (times + norm[pk])  # type: ignore[assignment]
        return [pk for pk, _ in sorted(scores.items(), key=lambda row: (-row[1], row[0]))[:10]]

    return ranked


def english(word: str) -> str:
    """The word without the endings that English adds most: a light stemmer, for the baseline."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


def fts5(items: Sequence[Indexed]) -> Ranked:
    """SQLite's full-text search with its English stemmer, any word."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table t using fts5(id unindexed, x, tokenize='porter')")
    database.executemany("insert into t values (?, ?)", texts(items).items())

    def ranked(query: str) -> list[str]:
        said = " OR ".join(f'"{word}"' for word in _words(query))
        sql = "select id from t where t match ? order by rank limit 10"
        return [row[0] for row in database.execute(sql, (said,))] if said else []

    return ranked


def integreat(items: Sequence[Indexed]) -> Ranked:
    """The rule of the Integreat app: every word must be there, as a beginning, or with edits up to
    a quarter of its length (see `docs/search-benchmark.md`); ranked by how many are exact."""
    words = {pk: set(_words(text)) for pk, text in texts(items).items()}
    known = sorted(set().union(*words.values()))

    def near(word: str) -> dict[str, float]:
        from rapidfuzz.distance import Levenshtein

        most = round(len(word) * 0.25)
        found = {one: 0.5 for one in known if one.startswith(word)}
        close = (o for o in known if abs(len(o) - len(word)) <= most)
        found |= {o: 0.3 for o in close if Levenshtein.distance(o, word, score_cutoff=most) <= most}
        return found | ({word: 1.0} if word in found else {})

    def ranked(query: str) -> list[str]:
        asked = [near(word) for word in dict.fromkeys(_words(query))]
        scores = {}
        for pk, have in words.items():
            best = [max((s for w, s in one.items() if w in have), default=0.0) for one in asked]
            if best and all(best):
                scores[pk] = sum(best)
        return [pk for pk, _ in sorted(scores.items(), key=lambda row: (-row[1], row[0]))[:10]]

    return ranked


def postgresql(items: Sequence[Indexed], address: str) -> Ranked:
    """PostgreSQL's `english` configuration, any word, `ts_rank`. address: a database to write in."""
    import psycopg

    database = psycopg.connect(address, autocommit=True)
    database.execute("create temp table t (id text, x tsvector)")
    with database.cursor() as cursor:
        cursor.executemany(
            "insert into t values (%s, to_tsvector('english', %s))", texts(items).items()
        )

    def ranked(query: str) -> list[str]:
        said = " | ".join(_words(query))
        sql = """select id from t, to_tsquery('english', %s) q where x @@ q
                 order by ts_rank(x, q) desc, id limit 10"""
        return [row[0] for row in database.execute(sql, (said,))] if said else []

    return ranked


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
