"""Reading the catalogue: translations in bulk, and one consistent look, however long it takes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

from latchstring.catalogue.models import Words

Texts = dict[str, dict[str, list[str]]]
"""Language tag -> path -> a `core.text.Translation` as a list."""


def translations(ids: Iterable[str]) -> dict[str, Texts]:
    """The words of these records by id; a record without translations is left out."""
    found: dict[str, Texts] = {}
    for row in Words.objects.filter(record_id__in=ids).order_by("record_id", "language"):
        found.setdefault(row.record_id, {})[row.language] = json.loads(row.texts_json)
    return found


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment, while the desk goes on writing. Reading only; a
    no-op inside a transaction.

    On SQLite a plain `atomic` would take the write lock (IMMEDIATE) and stop the desk.
    """
    if connection.in_atomic_block:
        yield
        return
    begin = (
        "BEGIN DEFERRED"
        if connection.vendor == "sqlite"
        else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    )
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
