"""What a person is told when the database does not do its work."""

from __future__ import annotations

import os
import sqlite3

from latchstring.site.home import home


def of_database(error: Exception) -> str:
    """A sentence about what is wrong and what to do; "" when this is no error of a database."""
    from django.db.utils import Error

    if not isinstance(error, sqlite3.Error | Error):
        return ""
    told = (str(error).splitlines() or [""])[0]
    if "is full" in told or "disk I/O error" in told or "No space left" in told:
        return (
            f"The disk that holds the catalogue is full ({told}). "
            "Make free space, then run the command again: nothing was lost, "
            "and an import goes on where it stopped."
        )
    if isinstance(error, Error) and os.environ.get("LATCHSTRING_DATABASE"):
        return (
            f"The database that LATCHSTRING_DATABASE names refused: {told}. "
            "Check that it runs, and the name, user and password."
        )
    if "locked" in told:
        return "Another program is writing to the catalogue. Wait a minute, then try again."
    if isinstance(error, Error):
        return (
            f"The catalogue ({home().database}) cannot be used: {told}. "
            "Check the file's permissions; if it is damaged, put a backup of it back."
        )
    return f"A file in {home().path} cannot be used: {told}. Run: latchstring doctor"
