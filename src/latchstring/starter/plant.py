"""Puts starter content into the catalogue: through the same door as everything else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice

from latchstring.catalogue import edit, store
from latchstring.catalogue.keeping import Keeping
from latchstring.catalogue.models import Library, Source
from latchstring.core.moment import as_date
from latchstring.core.shape import words
from latchstring.core.text import Translation, text_hash
from latchstring.starter.record import Starter

BATCH = 500


def plant(records: Iterable[Starter], library: Library, source: Source, what: str) -> int:
    """Write the records; what is already there and unchanged stays. Returns how many changed."""
    changed = 0
    rest = iter(records)
    while batch := list(islice(rest, BATCH)):
        edits = [_edit(record, library, source) for record in batch]
        outcomes = edit.commit(edits, store.Stamp("Latchstring", what))
        changed += sum(outcome.did != "same" for outcome in outcomes)
    return changed


def _edit(record: Starter, library: Library, source: Source) -> edit.Edit:
    return edit.Edit(
        id=record.document["id"],
        kind=record.kind,
        document=record.document,
        keeping=_keeping(record),
        words={tag: dict(_words(record, texts)) for tag, texts in record.translations.items()},
        assured=edit.Assured(
            as_date(record.assured_on),
            record.assured_by,
            record.assured_how,
            as_date(record.due_on),
        ),
        valid=(as_date(record.valid_from), as_date(record.valid_until)),
        confidential=True if "confidential" in record.marks else None,
        library=library,
        source=source,
    )


def _keeping(record: Starter) -> Keeping:
    return Keeping(
        marks=list(record.marks),
        aliases=_plain(record.aliases),
        memberships=_plain(record.memberships),
        evidence=_plain(record.evidence),
        topics=list(record.topics),
        successor_id=record.successor_id,
        permission=record.permission,
        authority=record.authority,
    )


def _plain(rows: object) -> list[dict[str, object]]:
    plain: list[dict[str, object]] = json.loads(json.dumps(rows))
    return plain


def _words(record: Starter, texts: dict[str, str]) -> Iterator[tuple[str, Translation]]:
    sources = dict(words(record.kind, record.document))
    for path, text in texts.items():
        if path in sources:
            yield path, Translation(text, text_hash(sources[path]))
