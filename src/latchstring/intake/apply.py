"""Applies a staged import, at most 500 services a transaction; can stop anywhere and go on."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from latchstring.catalogue import edit, history, store
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Import
from latchstring.catalogue.terms import Terms
from latchstring.core.hsds import RECORDS
from latchstring.core.moment import as_date
from latchstring.core.problem import Problem, Where
from latchstring.core.shape import Document, steady_id
from latchstring.intake.stage import Progress, found_in, silent

SERVICES = 500
"""Services in one transaction, so that the desk is never locked out for long."""
MOST = 2000
"""Records in one transaction, where a file has many others between its services."""

MOST_CHANGED = 200
"""Changed records that the command can name; the others are counted."""

DRY = "dry"
"""State of an import that only looks."""

Found = dict[str, Any]


@dataclass
class Applied:
    """What became of the records: (kind, did) -> number; reasons of what is withheld; changed
    records as (name, fields)."""

    did: Counter[tuple[str, str]] = field(default_factory=Counter)
    withheld: Counter[str] = field(default_factory=Counter)
    hidden_places: int = 0
    changed: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Applying:
    """One import's second half."""

    def __init__(self, run: Import, progress: Progress = silent) -> None:
        self.run, self.progress = run, progress
        self.hidden: set[str] = set()
        self.applied = Applied()
        self.terms = Terms()
        self.seen: set[str] = set()
        self.stamp = store.Stamp(run.by, f"import {run.pk} of {run.name}", run)

    def all(self, path: Path) -> Applied:
        """Apply every line that was not applied before. Each batch and its mark in one go."""
        for found in itertools.islice(found_in(path), self.run.applied):
            self.seen.add(record_id(found))
        for batch in _batches(found_in(path, self.run.applied)):
            with transaction.atomic():
                self._batch(batch)
                self.run.applied += len(batch)
                self.run.save(update_fields=["applied"])
                # A dry run does everything and keeps nothing: what it reports is what happens.
                transaction.set_rollback(self.run.state == DRY)
            self.progress("writing", self.run.applied)
        return self.applied

    def _batch(self, batch: list[Found]) -> None:
        merged = self._merge(batch)
        known = store.load(list(merged))
        edits = [self._edit(found, known.get(pk)) for pk, found in merged.items()]
        for outcome in edit.commit([e for e in edits if e], self.stamp, self.terms):
            self.applied.did[outcome.kind, outcome.did] += 1
            self._count(outcome)
            if (
                outcome.name
                and outcome.did == "changed"
                and len(self.applied.changed) < MOST_CHANGED
            ):
                self.applied.changed.append((outcome.name, outcome.fields))

    def _count(self, outcome: store.Outcome) -> None:
        if outcome.hidden:
            self.hidden.add(outcome.id)
            self.applied.hidden_places = len(self.hidden)
        if outcome.withheld and outcome.kind in ("service", "organization"):
            self.applied.withheld[outcome.withheld[0]] += 1

    def _merge(self, batch: list[Found]) -> dict[str, Found]:
        """One entry per record: a record embedded in others adds to what is known of it."""
        merged: dict[str, Found] = {}
        for found in batch:
            pk = record_id(found)
            first = merged.get(pk)
            if first is None:
                merged[pk] = found
            elif first["kind"] != found["kind"]:
                name = str(first["document"].get("name") or "")
                self.applied.problems.append(_same_id(found, first["kind"], name))
            elif found["partial"]:
                first["document"] = {**found["document"], **first["document"]}
            elif first["partial"]:
                merged[pk] = found
        return merged

    def _edit(self, found: Found, known: store.Kept | None) -> edit.Edit | None:
        document, pk = found["document"], record_id(found)
        again = pk in self.seen
        self.seen.add(pk)
        if known is None:
            return self._new_edit(found, document, None, self._arrival(found))
        if not self._ours(found, known) or known.record.arrived == self._arrival(found):
            return None
        merged = self._merged_with(known, found, again)
        return self._new_edit(found, merged, known, self._arrival(found))

    def _arrival(self, found: Found) -> str:
        """What the source says, in short; vetting a source makes it say it anew."""
        told = [found["document"], found["marks"], found["kept"], self.run.source.vetted]
        return history.digest(history.canonical(told))

    def _ours(self, found: Found, known: store.Kept) -> bool:
        if known.state.kind != found["kind"]:
            self.applied.problems.append(_same_id(found, known.state.kind, known.record.name))
            return False
        if known.state.source == self.run.source_id:
            return True
        if not found["partial"]:
            self.applied.problems.append(
                Problem(
                    f'"{known.record.name}" is already here from {known.record.source or "the desk"}.',
                    "It was left as it is. Import it under that source's name to change it.",
                    Where(**found["where"]),
                    "kept",
                )
            )
        return False

    def _merged_with(self, known: store.Kept, found: Found, again: bool) -> dict[str, Any]:
        incoming, current = found["document"], known.state.document
        if again:
            return {**incoming, **current}
        base = history.as_said(known.record.pk, known.record.key)
        note = self._conflict(found, known)
        if not found["partial"]:
            return keep_edits(base, current, incoming, note)
        mine, ours = ({k: d[k] for k in incoming if k in d} for d in (base, current))
        return {**current, **keep_edits(mine, ours, incoming, note)}

    def _said(self, found: Found, known: store.Kept | None, document: Document) -> Document | None:
        """What the source says, when the library's own changes made it something else."""
        incoming = found["document"]
        if known is None or all(document.get(k) == v for k, v in incoming.items()):
            return None
        if not found["partial"]:
            return dict(incoming)
        return {**history.as_said(known.record.pk, known.record.key), **incoming}

    def _conflict(self, found: Found, known: store.Kept) -> Any:
        def note(name: str) -> None:
            self.applied.problems.append(
                Problem(
                    f'"{known.record.name}": {name} was changed here and in the source.',
                    "The library's own text was kept; compare it at the desk.",
                    Where(found["where"]["file"], found["where"]["row"], name),
                    "kept",
                )
            )

        return note

    def _new_edit(
        self, found: Found, document: dict[str, Any], known: store.Kept | None, arrived: str
    ) -> edit.Edit:
        keeping = known.state.keeping if known else Keeping()
        if known is None or not found["partial"]:
            keeping = keeping.but(marks=list(found["marks"]), kept=found["kept"])
        on = as_date(found["assured_on"])
        before = known.state.assured[0] if known else None
        return edit.Edit(
            id=record_id(found),
            kind=found["kind"],
            document=document,
            keeping=keeping,
            assured=self._assured(found, on) if on and (before is None or on > before) else None,
            confidential=True if "confidential" in found["marks"] else None,
            library=self.run.library,
            source=self.run.source,
            source_id=found["source_id"],
            arrived=arrived,
            said=self._said(found, known, document),
        )

    def _assured(self, found: Found, on: date) -> edit.Assured:
        return edit.Assured(on, found["assured_by"] or self.run.source.name, "source")


def record_id(found: Found) -> str:
    """The id in the catalogue. Rows that belong to nothing get one of their own: in HSDS a unit
    and a capacity may share an id."""
    own = str(found["document"]["id"])
    return own if found["kind"] in RECORDS else steady_id("", found["kind"], own)


def _same_id(found: Found, kind: str, name: str) -> Problem:
    return Problem(
        f'This {found["kind"]} has the id of the {kind} "{name}".',
        "It was left out. Give it an id of its own in the source.",
        Where(**found["where"]),
    )


def _batches(found: Iterator[Found]) -> Iterator[list[Found]]:
    batch: list[Found] = []
    services = 0
    for item in found:
        batch.append(item)
        services += item["kind"] == "service"
        if services >= SERVICES or len(batch) >= MOST:
            yield batch
            batch, services = [], 0
    if batch:
        yield batch


def keep_edits(
    base: dict[str, Any], current: dict[str, Any], incoming: dict[str, Any], note: Any
) -> dict[str, Any]:
    """The source's new document, with the library's own changes since `base` kept.

    Field by field: what the library did not touch follows the source; what both changed stays
    the library's, and `note(name)` is told.
    """
    merged = dict(incoming)
    for name in current.keys() | base.keys():
        if current.get(name) == base.get(name) or current.get(name) == incoming.get(name):
            continue
        if incoming.get(name) != base.get(name):
            note(name)
        if name in current:
            merged[name] = current[name]
        else:
            merged.pop(name, None)
    return merged
