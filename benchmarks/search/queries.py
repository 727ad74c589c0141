"""The written queries: what newcomers might type, by language, kind and need."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

FOLDER = Path(__file__).parent / "data" / "queries"
KINDS = ("everyday", "misspelt", "romanised", "crisis")


@dataclass(frozen=True)
class Asked:
    """One query. kind: one of `KINDS`; need: a row of `needs.tsv`, or a crisis; split: "dev" to
    look at while changing the search, "test" to look at only afterwards."""

    tag: str
    kind: str
    need: str
    text: str

    @property
    def split(self) -> str:
        """Every other query by a checksum of its own, so that new ones move no old ones."""
        return "test" if crc32(f"{self.tag} {self.text}".encode()) % 2 else "dev"


def tags() -> list[str]:
    """The languages that have queries, English first."""
    return sorted((path.stem for path in FOLDER.glob("*.tsv")), key=lambda tag: (tag != "en", tag))


def read(tag: str, split: str = "") -> list[Asked]:
    """The queries of a language; split: "dev", "test", or "" for both."""
    return [one for one in _rows(tag) if split in ("", one.split)]


def _rows(tag: str) -> Iterator[Asked]:
    with (FOLDER / f"{tag}.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Asked(tag, row["kind"], row["need"], row["query"])
