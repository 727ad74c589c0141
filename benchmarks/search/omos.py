"""Questions of newcomers and the page of a city guide that answers each (OMoS-QA, CC BY 4.0).

.venv/bin/python benchmarks/search/omos.py [--split test|dev] [--tags ar,uk]

fr, ar and uk are machine translations of the data's authors: clean sentences, not what people type.
A page counts with grade 2 when it answers, with 1 when it is its near twin; hit@10 is recall@10
wherever a question has one page, and nearly all have.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.search.baselines import Ranked, bm25, english, fts5, integreat
from benchmarks.search.directories import SHARED, Directory
from benchmarks.search.figures import Question, Row, means, ours, table
from latchstring.search.face import Indexed
from latchstring.search.lexicon import Lexicon

FOLDER = SHARED / "omos"
TAGS = ("en", "ar", "uk", "fr", "de")
NOTES = """\
Integreat's rule is measured in its own form: every word of the question must be in the page. Its
app searches the pages of the reader's language together with those of the source language; the
first table has English pages only, so that the app may find more than its rows there say. German
has no words of ours: the row says what is left without them.
"""


def pages(tag: str, most: int | None = None) -> list[Indexed]:
    """The pages in one language as records without taxonomy terms; most: the first so many."""
    rows = [row for row in _lines("docs.jsonl") if row["lang"] == tag][:most]
    return [
        Indexed(
            no=no,
            id=row["doc"],
            name=row["title"],
            aliases=[],
            words=[row["text"]],
            terms=[],
            places=[],
            topics=[],
            spoken=[],
            free=False,
            language=tag,
        )
        for no, row in enumerate(rows)
    ]


def questions(tag: str, split: str) -> list[Question]:
    """The questions of a split that some page answers, with the grades of the pages."""
    grades = _grades()
    rows = (row for row in _lines("queries.jsonl") if row["lang"] == tag and row["answerable"])
    return [(row["text"], grades[row["qid"]]) for row in rows if row["split"] == split]


def _lines(name: str) -> Iterator[dict[str, Any]]:
    with (FOLDER / name).open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _grades() -> Mapping[str, Mapping[str, int]]:
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (FOLDER / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, page, grade = line.split("\t")
        grades[question][page] = int(grade)
    return grades


def across(
    items: list[Indexed], asked: Mapping[str, list[Question]], lexicon: Lexicon
) -> dict[str, Row]:
    """Questions in each language on the same (English) pages: ours, ours with a lexicon learnt
    from the other pages' translations, then each baseline."""
    directory, learnt = Directory(items), Directory(items)
    learnt.index.lexicon = lexicon
    baselines: dict[str, Ranked] = {
        "BM25": bm25(items, english),
        "FTS5": fts5(items),
        "Integreat": integreat(items),
    }
    rows = {}
    for tag in asked:
        for name, ranked in (_ours(directory, learnt, tag) | baselines).items():
            rows[f"{tag} {name}"] = means(ranked, asked[tag])
    return rows


def taught(split: str) -> Lexicon:
    """What the translations teach of all pages that no question of the split is about."""
    asked = {page for tag in TAGS[:1] for _, grades in questions(tag, split) for page in grades}
    texts = {(row["doc"], row["lang"]): row for row in _lines("docs.jsonl")}
    return Lexicon.learn(
        (tag, texts[page, "en"][part], row[part])
        for (page, tag), row in texts.items()
        if tag != "en" and page not in asked
        for part in ("title", "text")
    )


def _ours(directory: Directory, learnt: Directory, tag: str) -> dict[str, Ranked]:
    return {"ours": ours(directory, tag), "ours, taught": ours(learnt, tag)}


def within(tag: str, items: list[Indexed], asked: list[Question]) -> dict[str, Row]:
    """Questions and pages in one language: ours, BM25 and SQLite's full-text search."""
    rows = {
        "ours": ours(Directory(items), tag),
        "BM25": bm25(items, english if tag == "en" else str),
        "FTS5": fts5(items),
    }
    return {f"{tag} {name}": means(ranked, asked) for name, ranked in rows.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--split", choices=("test", "dev"), default="test")
    parser.add_argument("--tags", default=",".join(TAGS))
    arguments = parser.parse_args()
    if not FOLDER.exists():
        print("OMoS-QA is not in ../shared/bench/omos beside this checkout: nothing was measured.")
        return
    guide = pages("en")
    asked = {tag: questions(tag, arguments.split) for tag in arguments.tags.split(",")}
    print(f"split {arguments.split}, {len(guide)} pages\n")
    rows = across(guide, asked, taught(arguments.split))
    print(table("to English pages", rows), end="\n\n")
    same = {k: row for tag in asked for k, row in within(tag, pages(tag), asked[tag]).items()}
    print(table("same language", same), end="\n\n")
    print(NOTES, end="")


if __name__ == "__main__":
    main()
