"""How fast and how large the index is, next to SQLite's full-text search over the same texts.

.venv/bin/python benchmarks/search/speed.py --services 100000 [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.search import town
from benchmarks.search.directories import Known
from benchmarks.search.queries import read, tags
from latchstring.search.face import Index, Indexed, build, search

PLACES = ("Harbor", "Cedar", "River", "Unity", "Lake", "Stone", "Valley", "Summit", "Mill", "Oak")
ENDS = ("ton", "ville", " Falls", " Springs", " Heights", "field", "burg", " Park")


def services(count: int) -> Iterator[Indexed]:
    """Made services: names and sentences of the town's, mixed anew, in made places."""
    rows, dice = town.read(), random.Random(7)
    sentences = [re.split(r"(?<=[.!?]) ", row["description"]) for row in rows]
    for no in range(count):
        pick = dice.randrange(len(rows))
        place = f"{dice.choice(PLACES)}{dice.choice(ENDS)} {no // 50}"
        other = dice.choice(sentences[dice.randrange(len(rows))])
        yield Indexed(
            no=no,
            id=str(no),
            name=f"{rows[pick]['name']}, {place}",
            aliases=[f"{rows[pick]['organization']} of {place}"],
            words=[" ".join([*sentences[pick], other])],
            terms=[],
            places=[(round(dice.uniform(25, 48), 4), round(dice.uniform(-124, -70), 4))],
            topics=[],
            spoken=[],
            free=False,
        )


class Served:
    """The index as a search asks it; facts are the least there can be."""

    def __init__(self, folder: Path) -> None:
        self.index = Index.open(folder)

    def facts(self, no: int) -> Known:
        return Known(str(no))


def sizes(folder: Path) -> dict[str, float]:
    """Megabytes of the whole and of its parts."""
    found = {"index": sum(path.stat().st_size for path in folder.iterdir()) / 1e6}
    found["vocabulary"] = (folder / "vocabulary.ndjson").stat().st_size / 1e6
    return found


def fts(path: Path, count: int) -> sqlite3.Connection:
    """The baseline: one full-text table, contentless, with the stemmer for English."""
    database = sqlite3.connect(path)
    database.execute(
        "create virtual table t using fts5(x, content='', tokenize='porter unicode61')"
    )
    texts = ((" ".join([one.name, *one.aliases, *one.words]),) for one in services(count))
    database.executemany("insert into t(x) values (?)", texts)
    database.execute("insert into t(t) values ('optimize')")
    database.commit()
    return database


def asked_of_fts(database: sqlite3.Connection, query: str) -> list[int]:
    words = re.findall(r"\w+", query)
    said = " OR ".join(f'"{word}"' for word in words)
    rows = database.execute("select rowid from t where t match ? order by rank limit 10", (said,))
    return [row[0] for row in rows] if words else []


def times(ask: Callable[[str, str], object], queries: list[tuple[str, str]]) -> str:
    """Milliseconds per query: half of them are faster than p50, 95 % faster than p95."""
    spent = []
    for text, tag in queries:
        start = time.perf_counter()
        ask(text, tag)
        spent.append((time.perf_counter() - start) * 1000)
    spent.sort()
    return f"p50 {spent[len(spent) // 2]:7.1f} ms   p95 {spent[int(len(spent) * 0.95)]:7.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="an index folder to keep and use again")
    parser.add_argument("--no-baseline", action="store_true")
    arguments = parser.parse_args()
    count = arguments.services
    every = [one for tag in tags() for one in read(tag) if one.kind != "crisis"]
    queries = [(one.text, one.tag) for one in random.Random(3).sample(every, 400)]
    english = [(one.text, "en") for one in every if one.tag == "en"]
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or Path(scratch) / "index"
        start = time.perf_counter()
        if not folder.exists():
            build(folder, services(count), count)
            print(f"{count:,} services: built in {time.perf_counter() - start:.0f} s")
        print("  ".join(f"{name} {size:.1f} MB" for name, size in sizes(folder).items()))
        served = Served(folder)
        times(lambda text, tag: search(served, text, tag), queries[:50])
        print("all languages ", times(lambda text, tag: search(served, text, tag), queries))
        print("English       ", times(lambda text, tag: search(served, text, tag), english))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"memory at most {peak:.0f} MB")
        if not arguments.no_baseline:
            start = time.perf_counter()
            path = Path(scratch) / "fts.db"
            database = fts(path, count)
            print(
                f"baseline FTS5: built in {time.perf_counter() - start:.0f} s, {path.stat().st_size / 1e6:.0f} MB"
            )
            print("English, FTS5 ", times(lambda text, tag: asked_of_fts(database, text), english))


if __name__ == "__main__":
    main()
