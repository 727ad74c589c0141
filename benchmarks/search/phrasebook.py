"""Phrases that volunteers wrote down for refugees (Refugee Phrasebook, CC0), as queries.

.venv/bin/python benchmarks/search/phrasebook.py [--misses]

`data/phrasebook_needs.tsv` says which English phrases ask for a need of `data/dc211_needs.tsv`; two
needs with a space between: either will do. Every translation of such a phrase then is a query to
the real directory of Washington DC, next to BM25 on the English of the very same phrases. Cells are
as the volunteers left them: some stand in the wrong row or column, and none were corrected.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.search.baselines import Ranked, bm25, english
from benchmarks.search.directories import SHARED, Directory, dc211, dc211_grades
from benchmarks.search.figures import Row, means, ours, table
from benchmarks.search.measures import hit

FOLDER = SHARED / "phrasebook"
NEEDS = Path(__file__).parent / "data" / "phrasebook_needs.tsv"
HEADERS = {"short_1d21.tsv": 0, "multi.tsv": 1, "medical.tsv": 2, "jur.tsv": 1}
"""The sheets, and the line of each that names its columns."""
LANGUAGES = {
    "en": ["english"],
    "ar": ["arabic", "arabic (syrian)", "arabic(fusha)", "syrian/arabic alphabet"],
    "es": ["spanish"],
    "fr": ["french"],
    "pt-BR": ["portuguese"],
    "tr": ["turkish"],
    "ru": ["russian"],
    "fa": ["farsi", "farsi/dari"],
    "prs": ["dari"],
    "ps": ["pashto"],
    "ur": ["urdu"],
    "bn": ["bangla", "bangla / বাংলা"],
    "ti": ["tigrinya"],
    "am": ["amharic"],
    "so": ["somali"],
    "pl": ["polish", "polish 1"],
    "fil": ["filipino"],
    "vi": ["vietnamese"],
    "ko": ["korean"],
    "ar romanised": [
        "arabic / syrian phonetic",
        "syrian phonetic/fusha phonetics",
        "syrian/arabic phonetic",
    ],
    "fa romanised": ["farsi phonetic"],
    "prs romanised": ["dari phonetic"],
    "ps romanised": ["pashto phonetic"],
    "ur romanised": ["urdu phonetic"],
    "bn romanised": ["bangla phonetic"],
    "ti romanised": ["tigrinya phonetic"],
    "am romanised": ["amharic phonetic"],
}
"""What we call a column, and its names in the sheets. Portuguese is that of Portugal."""
NOTES = """\
ours: the phrase as it stands, whole directory. BM25 en: the English of the same phrases, so that a
row compares two ways to ask for the same things. With taxonomy terms the figures flatter: what is
relevant was decided by those very terms. Rows with few phrases (n) are anecdotes: the means, which
weigh every language alike, leave out those with fewer than ten.
"""
FEW = 10
"""Phrases of a column, below which its row does not count in the means."""


@dataclass(frozen=True)
class Phrase:
    """A query: its language, the English phrase that it translates, and the needs it asks for."""

    column: str
    english: str
    text: str
    needs: tuple[str, ...]


def clean(cell: str) -> str:
    """The first of the alternatives in a cell, without notes in brackets.

    A bracket that opens the cell, or stands inside a word, holds what may be left out: it stays.
    Before three words or more, a single word is no alternative of its own, but of the next word.
    """
    text = re.sub(r"^\s*[(\[]([^)\]]*)[)\]]", r"\1", cell)
    text = re.sub(r"(?<=\w)\((\w+)\)(?=\w)", r"\1", text)
    text = re.sub(r"[(\[][^)\]]*[)\]]", "", text).replace("\\", "/")
    parts = [part for part in re.split(r"\s+/+\s+|\s{3,}", text.strip()) if part.strip("/ ")]
    if len(parts) > 1 and len(parts[0].split()) == 1 and len(parts[1].split()) >= 3:
        parts[0] += "/" + parts[1]
    return " ".join(_first_words(parts[0] if parts else "").split()).strip(' "“”.,;:')


def _first_words(text: str) -> str:
    """What stands before a slash. What follows the one word after it goes on: "hijo/hija tiene" is
    "hijo tiene"; but not after several words where a new phrase begins: a space after the slash, a
    capital, or the same word as at the start."""
    head, *others = re.split(r"/+(?=.)", text.strip("/ "))
    for other in others:
        said = other.split()
        new = other[0].isspace() or other[0].isupper() or said[:1] == head.split()[:1]
        if new and len(head.split()) > 1:
            break
        head = " ".join([head, *said[1:]])
    return head


def key(phrase: str) -> str:
    """How an English phrase is looked up: case, apostrophes and end marks do not matter."""
    return clean(phrase).casefold().replace("’", "'").rstrip(" .?!…")


def needs() -> dict[str, tuple[str, ...]]:
    """The needs that each English phrase asks for."""
    rows = NEEDS.read_text(encoding="utf-8").splitlines()[1:]
    return {key(phrase): tuple(wanted.split()) for phrase, wanted in (r.split("\t") for r in rows)}


def _rows(name: str) -> Iterator[dict[str, list[str]]]:
    """The cells of each line by the name of their column; some names stand twice."""
    with (FOLDER / name).open(encoding="utf-8", newline="\n") as file:
        lines = [line.rstrip("\n").replace("\r", " ").split("\t") for line in file]
    header = [" ".join(cell.split()).casefold() for cell in lines[HEADERS[name]]]
    for line in lines[HEADERS[name] + 1 :]:
        row: dict[str, list[str]] = defaultdict(list)
        for column, cell in zip(header, line, strict=False):
            row[column].append(cell)
        yield row


def phrases() -> list[Phrase]:
    """Every translation of every chosen phrase, each text once for its needs."""
    wanted = needs()
    found: dict[tuple[str, str, tuple[str, ...]], Phrase] = {}
    for row in (row for name in HEADERS for row in _rows(name)):
        said = clean(row["english"][0])
        asked = wanted.get(key(said))
        for column, name in ((c, n) for c, names in LANGUAGES.items() for n in names if asked):
            for text in filter(None, map(clean, row.get(name, [])[:1])):
                phrase = Phrase(column, said, text, asked or ())
                found.setdefault((column, text.casefold(), phrase.needs), phrase)
    return list(found.values())


def graded(phrase: Phrase, grades: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    """The services that answer any of the needs of a phrase."""
    return {pk: grade for need in phrase.needs for pk, grade in grades[need].items()}


def measured(
    directory: Directory, asked: list[Phrase], grades: Mapping[str, Mapping[str, int]]
) -> dict[str, Row]:
    """For each column: ours on the phrases, BM25 on the English of the same phrases."""
    baseline, rows = bm25(directory.items, english), {}
    for column in LANGUAGES:
        here = [one for one in asked if one.column == column]
        rows[column] = _beside(
            means(
                ours(directory, column.split(" ")[0]), [(p.text, graded(p, grades)) for p in here]
            ),
            means(baseline, [(p.english, graded(p, grades)) for p in here]),
        )
    return {column: row for column, row in rows.items() if row["n"]}


def _beside(row: Row, other: Row) -> Row:
    count = row.pop("n")
    return row | {f"BM25 en {name[:4].rstrip('@')}": other[name] for name in row} | {"n": count}


def averaged(rows: Mapping[str, Row]) -> dict[str, Row]:
    """The mean of the languages, English left out, and that of the romanised columns; without the
    rows of a few phrases only."""
    rows = {name: row for name, row in rows.items() if row["n"] >= FEW}
    kinds = {
        "mean": [row for name, row in rows.items() if name != "en" and " " not in name],
        "mean romanised": [row for name, row in rows.items() if " " in name],
    }
    return {
        kind: {name: sum(r[name] for r in some) / len(some) for name in some[0]}
        | {"n": sum(row["n"] for row in some)}
        for kind, some in kinds.items()
        if some
    }


def missed(ranked: Ranked, asked: list[Phrase], grades: Mapping[str, Mapping[str, int]]) -> None:
    """Prints the phrases that find nothing relevant."""
    for one in asked:
        if not hit(ranked(one.text), graded(one, grades)):
            print(f"  {one.column} {'+'.join(one.needs)}: {one.text} ({one.english})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print the phrases that find nothing")
    arguments = parser.parse_args()
    if not FOLDER.exists():
        print("The Refugee Phrasebook is not in ../shared/bench/phrasebook: nothing was measured.")
        return
    asked, grades = phrases(), dc211_grades()
    for terms in (False, True):
        directory = dc211(terms)
        rows = measured(directory, asked, grades)
        title = f"{'with' if terms else 'without'} taxonomy terms"
        print(table(title, rows | averaged(rows)), end="\n\n")
        for column in LANGUAGES if arguments.misses and not terms else ():
            here = [one for one in asked if one.column == column]
            missed(ours(directory, column.split(" ")[0]), here, grades)
    print(NOTES, end="")


if __name__ == "__main__":
    main()
