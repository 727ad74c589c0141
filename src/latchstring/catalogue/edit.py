"""The only writer of records. Every change goes through `commit`: checked, withheld where it
must be, written with its history entry in one transaction."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from latchstring.catalogue import doors, history, store
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Library, Source
from latchstring.catalogue.state import Kept, Outcome, Plan, Stamp, State
from latchstring.catalogue.terms import Terms
from latchstring.core.moment import as_date
from latchstring.core.problem import trouble
from latchstring.core.shape import Document
from latchstring.core.text import Translation


@dataclass(frozen=True)
class Assured:
    """Who checked a record, how (phone, visit, web, agency, source) and when it is next due."""

    on: dt.date | None = None
    by: str = ""
    how: str = ""
    due: dt.date | None = None


@dataclass(frozen=True)
class Edit:
    """What shall become of one record. None and empty fields leave things as they are.

    document: the whole new document, its secret part included. words: language -> path ->
    translation, None to take one away. version: the version that the editor saw; another one
    in the catalogue refuses the edit. confidential: hide the place, or show it again. said:
    what the source itself says, where the library's own changes make `document` another one.
    gone: take the record out of the catalogue; its history stays.
    """

    id: str
    kind: str
    document: Document | None = None
    keeping: Keeping | None = None
    words: dict[str, dict[str, Translation | None]] = field(default_factory=dict)
    assured: Assured | None = None
    valid: tuple[dt.date | None, dt.date | None] | None = None
    language: str = ""
    confidential: bool | None = None
    library: Library | None = None
    source: Source | None = None
    source_id: str = ""
    arrived: str = ""
    said: Document | None = None
    version: int | None = None
    gone: bool = False


def commit(edits: Sequence[Edit], stamp: Stamp, terms: Terms | None = None) -> list[Outcome]:
    """Write the edits in one transaction, one history entry for each record that changes.

    Closing a door may change records that were not asked for: a service that turns out to be
    sensitive hides its places. `terms` is a cache to reuse over many calls. Raises `Trouble`
    when somebody else changed a record since the editor saw it; then nothing is written.
    """
    with transaction.atomic():
        found = store.load([edit.id for edit in edits])
        plans = [_plan(edit, found.get(edit.id)) for edit in edits]
        plans += doors.close(plans, terms or Terms())
        return store.save(plans, stamp)


def _plan(edit: Edit, current: Kept | None) -> Plan:
    if current is None:
        return _new(edit)
    if edit.version is not None and edit.version != current.record.version:
        raise trouble(
            f'"{current.record.name}" was changed by somebody else while you were editing.',
            "Open it again: nothing of theirs was lost, and yours is still in the form.",
        )
    after = current.state.copy() if not edit.gone else None
    if after is not None:
        _put(edit, after)
    return Plan(edit.id, current, after, edit.arrived, edit.said)


def _new(edit: Edit) -> Plan:
    if edit.library is None or edit.document is None:
        raise ValueError(f"a new record needs a library and a document: {edit.id}")
    state = State(
        kind=edit.kind, document={}, library=edit.library.pk, language=edit.language or "en"
    )
    _put(edit, state)
    return Plan(edit.id, None, state, edit.arrived, edit.said)


def _put(edit: Edit, state: State) -> None:
    if edit.document is not None:
        state.document = edit.document
    if edit.keeping is not None:
        state.keeping = edit.keeping
    if edit.assured is not None:
        state.assured = (edit.assured.on, edit.assured.by, edit.assured.how, edit.assured.due)
    if edit.valid is not None:
        state.valid = edit.valid
    if edit.confidential is not None:
        state.confidential = edit.confidential
    if edit.source is not None:
        state.source, state.source_id, state.vetted = (
            edit.source.pk,
            edit.source_id,
            edit.source.vetted,
        )
    state.language = edit.language or state.language
    for language, texts in edit.words.items():
        state.put_words(language, texts)


def from_history(pk: str, state: history.State, key: str) -> Edit:
    """The edit that brings a record back to a state that its history keeps."""
    state = history.opened(state, key)
    on, by, how, due = state["assured"]
    start, end = state["valid"]
    return Edit(
        id=pk,
        kind=state["kind"],
        document=state["document"],
        keeping=Keeping.from_json(json.dumps(state["keeping"])),
        assured=Assured(as_date(on), by, how, as_date(due)),
        valid=(as_date(start), as_date(end)),
        language=state["language"],
        confidential=state["confidential"],
    )
