"""Takes an import back, and brings records back to what their history keeps."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction

from latchstring.catalogue import edit, history, store
from latchstring.catalogue.models import Change, Import
from latchstring.core.moment import now
from latchstring.intake.apply import SERVICES


def undo(run: Import, by: str) -> Counter[str]:
    """Take an import back: records return to what they were before it, new ones go.

    A record that somebody changed since is left alone. Returns "undone" and "left" counts.
    """
    counts: Counter[str] = Counter()
    ids = Change.objects.filter(run=run).order_by("record_id").values_list("record_id", flat=True)
    stamp = store.Stamp(by, f"undo of import {run.pk} of {run.name}")
    for group in _groups(list(dict.fromkeys(ids)), SERVICES):
        with transaction.atomic():
            edits = [_back(pk, kept, run) for pk, kept in store.load(group).items()]
            edit.commit([e for e in edits if e], stamp)
            counts["undone"] += sum(e is not None for e in edits)
            counts["left"] += sum(e is None for e in edits)
    run.state, run.finished_at = "undone", now()
    run.save(update_fields=["state", "finished_at"])
    return counts


def _back(pk: str, kept: store.Kept, run: Import) -> edit.Edit | None:
    changes = list(Change.objects.filter(record_id=pk).order_by("-seq")[:50])
    mine = list(itertools.takewhile(lambda change: change.run_id == run.pk, changes))
    if not mine:
        return None
    earlier = changes[len(mine)] if len(mine) < len(changes) else None
    before = history.unpacked(earlier.after) if earlier else None
    if before is None:
        return edit.Edit(pk, kept.state.kind, gone=True)
    # "undone": the next import of the same file must not take it for known.
    return replace(edit.from_history(pk, before, kept.record.key), arrived="undone")


def _groups(ids: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
