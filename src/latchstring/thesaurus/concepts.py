"""The concepts of help: what newcomers ask for, from "food" down to "my employer kept my passport".

`concepts.tsv` opens in any spreadsheet, one concept a row. A concept without a parent is one of
the 26 topics; every other stands under one, directly or by its parents.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from latchstring.core.problem import Where, trouble
from latchstring.thesaurus.topics import TOPICS

FILE = Path(__file__).with_name("concepts.tsv")
BETWEEN = "; "
"""Stands between several values of one cell."""


@dataclass(frozen=True)
class Concept:
    """One thing that people ask for.

    parent: a concept's key, "" for a topic. flag: "crisis" (danger to life or body: the crisis
    card comes first), "sensitive" (a wrong word does harm), or "". note: what is meant, in plain
    English. related: keys, either way round. terms: English phrases in the names of 2-1-1 taxonomy
    terms that mean it. open_eligibility: the name of the service in Open Eligibility, or "".
    """

    key: str
    parent: str
    flag: str
    note: str
    related: tuple[str, ...]
    terms: tuple[str, ...]
    open_eligibility: str

    @property
    def crisis(self) -> bool:
        """True when someone is in danger."""
        return self.flag == "crisis"

    @property
    def sensitive(self) -> bool:
        """True when its label stands beside its picture and the English one until reviewed."""
        return self.flag != "" or TOPICS[topic_of(self.key)].careful

    @property
    def picture(self) -> str:
        """The name of its picture, without the file's ending: that of its topic."""
        return TOPICS[topic_of(self.key)].picture


def _read() -> Iterator[Concept]:
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Concept(
                key=row["concept"],
                parent=row["parent"],
                flag=row["flag"],
                note=row["note"],
                related=_several(row["related"]),
                terms=_several(row["terms"]),
                open_eligibility=row["open_eligibility"],
            )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(BETWEEN)) if cell else ()


CONCEPTS: dict[str, Concept] = {concept.key: concept for concept in _read()}
"""Every concept by key, in the order of the file: topics in the order of need."""


def ancestors(key: str) -> list[str]:
    """The parents of a concept, nearest first; the last is its topic."""
    found = []
    while key := CONCEPTS[key].parent:
        found.append(key)
    return found


def topic_of(key: str) -> str:
    """The topic under which a concept stands; a topic stands under itself."""
    return (ancestors(key) or [key])[-1]


@cache
def children(key: str) -> tuple[str, ...]:
    """The concepts right under a concept, in the order of the file."""
    return tuple(concept.key for concept in CONCEPTS.values() if concept.parent == key)


def near(key: str) -> list[str]:
    """What a reader may have meant instead, nearest first: related, under, beside and above."""
    parent = CONCEPTS[key].parent
    beside = children(parent) if parent else ()
    found = [*CONCEPTS[key].related, *children(key), *beside, *([parent] if parent else [])]
    return [other for other in dict.fromkeys(found) if other != key]


def known(key: str, where: Where) -> Concept:
    """The concept of that key; raises `Trouble` that names the place where it was written."""
    if key not in CONCEPTS:
        raise trouble(f'"{key}" is no concept.', "Take a key from concepts.tsv.", where)
    return CONCEPTS[key]
