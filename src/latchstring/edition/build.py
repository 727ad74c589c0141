"""Builds an edition's files from one consistent look at the catalogue."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from latchstring.catalogue.history import Heads, heads
from latchstring.catalogue.models import Import, Library
from latchstring.catalogue.reading import snapshot
from latchstring.core.moment import day, iso, zone
from latchstring.core.problem import trouble
from latchstring.edition.item import Item, facts_of, indexed
from latchstring.edition.manifest import FILE, INDEX
from latchstring.edition.select import Gate
from latchstring.edition.tables import PLURAL, Writer
from latchstring.search.face import Indexed
from latchstring.search.face import build as build_index

INTERFACES = "en,es,ar"


@dataclass
class Built:
    """What was built: how many of each kind and from each (source, licence), what stayed inside
    and why, the heads of the history."""

    folder: Path
    clock: datetime
    today: date
    counts: Counter[str] = field(default_factory=Counter)
    withheld: Counter[str] = field(default_factory=Counter)
    sources: Counter[tuple[str, str]] = field(default_factory=Counter)
    history: Heads = field(default_factory=lambda: Heads(0, 0, ""))


def build(folder: Path, clock: datetime, own: Path | None = None) -> Built:
    """Write the SQLite file and the index into an empty folder.

    own: the folder with the library's own words for what people ask (`thesaurus.words`).
    The same catalogue and clock give the same bytes of the file. Raises `Trouble` when there is
    no library yet, or an import is not complete.
    """
    with snapshot():
        whole_imports()
        library = Library.objects.order_by("pk").first()
        if library is None:
            raise trouble(
                "There is no library in the catalogue yet.", "Run: latchstring import FILE"
            )
        built = Built(folder, clock, day(clock, zone(library.timezone)))
        gate = Gate(built.today)
        writer = Writer(folder / FILE)
        order = gate.order()
        items = _write_all(writer, gate.services(order), built)
        build_index(folder / INDEX, items, len(order), own)
        writer.meta({**_meta(library, clock), "sources": _sources(built)})
        writer.close()
        built.withheld = gate.withheld
        built.history = heads()
    return built


def whole_imports() -> None:
    """Raises `Trouble` when an import is not complete."""
    unfinished = Import.objects.filter(state="applying").first()
    if unfinished is not None:
        raise trouble(
            f"The import of {unfinished.name} is not complete.",
            "Wait for it, or run: latchstring import --resume",
        )


def _meta(library: Library, clock: datetime) -> dict[str, str]:
    return {
        "library": library.name,
        "timezone": library.timezone,
        "languages": INTERFACES,
        "language": "en",
        "clock": iso(clock),
        "demonstration": "1" if library.demonstration else "",
    }


def _sources(built: Built) -> str:
    """For the colophon: name, licence and number of services of each source."""
    rows = [[name, licence, count] for (name, licence), count in sorted(built.sources.items())]
    return json.dumps(rows, ensure_ascii=False)


def _write_all(writer: Writer, published: Iterator[Item], built: Built) -> Iterator[Indexed]:
    """Writes each service as it passes, and hands its words on to the index."""
    written: set[str] = set()
    for no, item in enumerate(published, start=1):
        fresh = [entry for entry in item.entries if entry.id not in written]
        written.update(entry.id for entry in fresh)
        writer.records(fresh)
        facts = facts_of(item, built.today)
        writer.service(no, facts)
        built.sources[item.service.source, item.service.licence] += 1
        for entry in fresh:
            built.counts[PLURAL.get(entry.kind, entry.kind)] += 1
            for tag, texts in item.words.get(entry.id, {}).items():
                writer.words(entry.id, tag, texts)
        yield indexed(no, facts, item)
