"""Directories as the search sees them, without a catalogue around them."""

from __future__ import annotations

import json
import re
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.search import town
from latchstring.search.face import Index, Indexed, build

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "bench"


@dataclass(frozen=True)
class Known:
    """The facts of one service: all alike, so that only words and concepts rank."""

    id: str
    assured_state: str = "current"
    places: tuple[tuple[float, float], ...] = ()
    topics: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    free: bool = False
    withdrawn: bool = False


@dataclass
class Directory:
    """Services and their index, for `search`."""

    items: list[Indexed]
    index: Index = field(init=False)

    def __post_init__(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            build(Path(folder) / "index", self.items, len(self.items))
            self.index = Index.open(Path(folder) / "index")

    def facts(self, no: int) -> Known:
        """The facts of a service by its number."""
        return Known(self.items[no].id)


def dc211(terms: bool) -> Directory:
    """The real directory, with or without the taxonomy terms of its specialists."""
    return Directory([_item(no, one, terms) for no, one in enumerate(_dc211())])


def _dc211() -> list[dict[str, Any]]:
    lines = (SHARED / "dc211" / "services.ndjson").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _term_names(service: dict[str, Any]) -> list[str]:
    return [one["taxonomy_term"]["name"] for one in service.get("attributes", [])]


def _item(no: int, service: dict[str, Any], terms: bool) -> Indexed:
    texts = ("description", "eligibility_description", "application_process", "fees_description")
    return Indexed(
        no=no,
        id=service["id"],
        name=service["name"],
        aliases=[service["organization"]["name"]],
        words=[service[name] for name in texts if service.get(name)],
        terms=_term_names(service) if terms else [],
        places=[],
        topics=[],
        spoken=[],
        free=False,
    )


def dc211_grades() -> dict[str, dict[str, int]]:
    """For each need the relevant services, by regular expressions over the specialists' terms."""
    rows = (HERE / "data" / "dc211_needs.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rules = {need: re.compile(rule, re.I) for need, rule in (row.split("\t") for row in rows)}
    named = [(service["id"], _term_names(service)) for service in _dc211()]
    return {
        need: {pk: 1 for pk, terms in named if any(rule.search(term) for term in terms)}
        for need, rule in rules.items()
    }


def made_town() -> Directory:
    """The published test directory (`data/services.ndjson`), as it is: without terms."""
    rows = enumerate(town.read())
    return Directory([_town_item(no, row) for no, row in rows])


def _town_item(no: int, row: dict[str, str]) -> Indexed:
    owner, texts = [row["organization"]], [row["description"]]
    return Indexed(no, row["id"], row["name"], owner, texts, [], [], [], [], free=False)


def town_grades() -> dict[str, dict[str, int]]:
    """The published judgements (`data/qrels.tsv`): for each need services with 1 or 2."""
    rows = (HERE / "data" / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]
    found: dict[str, dict[str, int]] = {}
    for need, service, grade in (row.split("\t") for row in rows):
        found.setdefault(need, {})[service] = int(grade)
    return found
