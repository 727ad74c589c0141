"""Writes many rows of one table at once, several times as fast as the ORM does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models


def put(model: type[models.Model], objects: Sequence[models.Model], replace: bool = False) -> None:
    """Insert the rows; `replace` overwrites those whose primary key is there already.

    Values are bound, never written into the SQL. Rows without a primary key get one.
    """
    if not objects:
        return
    fields = [f for f in model._meta.concrete_fields if not isinstance(f, models.AutoField)]
    names = [connection.ops.quote_name(str(field.column)) for field in fields]
    table = connection.ops.quote_name(model._meta.db_table)
    marks = ", ".join(["%s"] * len(names))
    sql = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608
    if replace:
        key = connection.ops.quote_name(str(model._meta.pk.column))
        others = ", ".join(f"{name} = excluded.{name}" for name in names if name != key)
        sql += f" ON CONFLICT ({key}) DO UPDATE SET {others}"
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(_values(fields, objects)))


def _values(
    fields: Iterable[models.Field[Any, Any]], objects: Iterable[models.Model]
) -> Iterator[list[Any]]:
    dates = (models.DateField, models.DateTimeField)
    plans = [(str(f.attname), f if isinstance(f, dates) else None) for f in fields]
    for row in objects:
        yield [
            getattr(row, name) if field is None else _date(field, getattr(row, name))
            for name, field in plans
        ]


def _date(field: models.Field[Any, Any], value: Any) -> Any:
    return None if value is None else field.get_db_prep_save(value, connection)
