"""How long a directory takes to come in and to be published, and how much memory.

    .venv/bin/python benchmarks/directory.py --services 100000

Baseline, in the same run: the plainest script that puts the same file into one SQLite table
with a full-text index (no checks, no history, no split records, no signature).
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
import tempfile
from pathlib import Path

import made
from measured import Cost, cost, latchstring, machine

ICAROL = Path(__file__).resolve().parents[2] / "shared" / "bench" / "icarol" / "211.csv"


def plain(path: Path, database: Path) -> None:
    """The baseline: file to table to full-text index."""
    db = sqlite3.connect(database)
    db.execute("CREATE TABLE service (id TEXT PRIMARY KEY, document TEXT)")
    db.execute("CREATE VIRTUAL TABLE words USING fts5(name, description)")
    with path.open(encoding="utf-8") as file:
        for line in file:
            service = json.loads(line)
            db.execute("INSERT INTO service VALUES (?,?)", (service["id"], line))
            row = (service["name"], service["description"])
            db.execute("INSERT INTO words VALUES (?,?)", row)
    db.commit()
    db.close()


def translate(home: Path) -> None:
    """Give every service words in Spanish and Arabic, so that three languages are published."""
    os.environ["LATCHSTRING_HOME"] = str(home)
    from latchstring.site.ready import catalogue

    catalogue()
    from latchstring.catalogue import edit, store
    from latchstring.catalogue.models import Record
    from latchstring.core.text import Translation, text_hash

    ids = list(Record.objects.filter(kind="service").values_list("pk", "name"))
    for start in range(0, len(ids), 500):
        edits = []
        for pk, name in ids[start : start + 500]:
            number = name.rsplit(" ", 1)[-1]
            edits.append(
                edit.Edit(
                    pk,
                    "service",
                    words={
                        "es": {
                            "name": Translation(f"Ayuda para familias {number}", text_hash(name))
                        },
                        "ar": {"name": Translation(f"مساعدة للعائلات {number}", text_hash(name))},
                    },
                )
            )
        edit.commit(edits, store.Stamp("benchmark", "translations"))


def row(what: str, found: Cost, base: Cost) -> None:
    """One line of the table."""
    print(f"| {what} | {found} | {found.seconds / base.seconds:.1f} × |", flush=True)


def main() -> None:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--services", type=int, default=100_000)
    parser.add_argument("--plain", nargs=2, metavar=("FILE", "DATABASE"), help=argparse.SUPPRESS)
    parser.add_argument("--translate", metavar="HOME", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.plain:
        plain(*map(Path, asked.plain))
    elif asked.translate:
        translate(Path(asked.translate))
    else:
        table(asked.services)


def table(count: int) -> None:
    """Measure in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        home, path = Path(folder) / "home", Path(folder) / "made.ndjson"
        size = made.write(path, count)
        print(f"{count:,} made services, {size / 1e6:.0f} MB; {machine()}\n")
        print("| | cost | against the baseline |\n|---|---|---|")
        me = [sys.executable, __file__]
        base = cost([*me, "--plain", str(path), f"{folder}/plain.sqlite"], home)
        row("baseline: plain table with FTS5", base, base)
        row("import", cost(latchstring("import", str(path), "--source", "made"), home), base)
        row(
            "the same file again",
            cost(latchstring("import", str(path), "--source", "made"), home),
            base,
        )
        cost([*me, "--translate", str(home)], home)
        row("publish, three languages", cost(latchstring("publish"), home), base)
        if ICAROL.exists():
            other = Path(folder) / "icarol"
            words = latchstring("import", str(ICAROL), "--format", "icarol", "--source", "2-1-1")
            row("import of the iCarol file (2,132 rows)", cost(words, other), base)
            row("publish it", cost(latchstring("publish"), other), base)


if __name__ == "__main__":
    main()
