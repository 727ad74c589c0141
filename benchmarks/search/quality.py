"""How well search finds services, in every language that has written queries.

.venv/bin/python benchmarks/search/quality.py [--split dev|test] [--tags es,ar] [--misses]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.search.directories import (
    SHARED,
    Directory,
    dc211,
    dc211_grades,
    made_town,
    town_grades,
)
from benchmarks.search.measures import MEASURES
from benchmarks.search.queries import KINDS, Asked, read, tags
from latchstring.search.face import search

Grades = Mapping[str, Mapping[str, int]]
Figures = dict[tuple[str, str], dict[str, list[float]]]


def measured(directory: Directory, grades: Grades, asked: list[Asked], misses: bool) -> Figures:
    """For each language and kind every measure of every query."""
    figures: Figures = defaultdict(lambda: defaultdict(list))
    for one in asked:
        answer = search(directory, one.text, one.tag, limit=10)
        row = figures[one.tag, one.kind]
        if one.kind == "crisis":
            row["alarm"].append(float(one.need in answer.crises))
            row["any alarm"].append(float(bool(answer.crises)))
        else:
            ranked = [hit.id for hit in answer.hits]
            for name, measure in MEASURES.items():
                row[name].append(measure(ranked, grades[one.need]))
            row["false alarm"].append(float(bool(answer.crises) and one.need not in DANGERS))
        good = row["alarm"][-1] if one.kind == "crisis" else row["hit@10"][-1]
        if misses and not good:
            meant = [f"{m}" for m in answer.meant[:3]]
            print(f"  {one.tag} {one.kind} {one.need}: {one.text}  -> {meant} {answer.crises}")
    return figures


DANGERS = frozenset(
    {
        "domestic_violence",
        "sexual_abuse",
        "child_abuse",
        "crisis_line",
        "crime_victim",
        "hospital",
        "drugs",
        "runaway",
    }
)
"""Needs that may rightly raise an alarm."""


def mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def table(figures: Figures) -> None:
    for kind in KINDS:
        rows = {tag: row for (tag, k), row in figures.items() if k == kind}
        if not rows:
            continue
        names = list(next(iter(rows.values())))
        print(f"\n{kind:12}" + "".join(f"{name:>12}" for name in names) + f"{'n':>6}")
        for tag, row in rows.items():
            print(
                f"{tag:12}"
                + "".join(f"{mean(row[n]):12.3f}" for n in names)
                + f"{len(row[names[0]]):6}"
            )
        print(
            f"{'mean':12}"
            + "".join(f"{mean([mean(r[n]) for r in rows.values()]):12.3f}" for n in names)
        )
        print(
            f"{'weakest':12}"
            + "".join(f"{min(mean(r[n]) for r in rows.values()):12.3f}" for n in names)
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--tags", default="")
    parser.add_argument("--misses", action="store_true")
    arguments = parser.parse_args()
    wanted = arguments.tags.split(",") if arguments.tags else tags()
    asked = [one for tag in wanted for one in read(tag, arguments.split)]
    places = {"the made town": (made_town, town_grades)}
    if SHARED.is_dir():
        places["DC 211 with terms"] = (lambda: dc211(True), dc211_grades)
        places["DC 211 without terms"] = (lambda: dc211(False), dc211_grades)
    else:
        print("Skipped: the real directory, for there is no ../shared.")
    for name, (directory, grades) in places.items():
        known = grades()
        fair = [one for one in asked if one.kind == "crisis" or one.need in known]
        start = time.perf_counter()
        figures = measured(directory(), known, fair, arguments.misses)
        spent = (time.perf_counter() - start) / max(len(fair), 1) * 1000
        print(f"\n== {name}: {spent:.1f} ms a query, index and all")
        table(figures)


if __name__ == "__main__":
    main()
