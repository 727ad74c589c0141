"""Where everything lives: one folder, named by LATCHSTRING_HOME."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from latchstring.core.problem import Where, trouble


@dataclass(frozen=True)
class Home:
    """The folder and the places in it. Nothing is made before it is asked for."""

    path: Path

    @property
    def database(self) -> Path:
        """The catalogue on SQLite."""
        return self.path / "catalogue.sqlite3"

    @property
    def editions(self) -> Path:
        """Published editions; the only folder that readers need."""
        return self.path / "editions"

    @property
    def keys(self) -> Path:
        """Signing keys; readers never need it."""
        return self.path / "keys"

    @property
    def imports(self) -> Path:
        """Staged imports and their reports."""
        return self.path / "imports"


def home() -> Home:
    """The folder that LATCHSTRING_HOME names, or `var` where the program is started."""
    return Home(Path(os.environ.get("LATCHSTRING_HOME") or "var").resolve())


def database(url: str, where: Home) -> dict[str, object]:
    """Django's database settings from LATCHSTRING_DATABASE; SQLite in the home when empty.

    Raises `Trouble` for anything but `postgresql://user:password@host:port/name`.
    """
    if not url:
        return _sqlite(where.database)
    parts = urlsplit(url)
    good = parts.scheme in ("postgresql", "postgres") and parts.path.strip("/")
    if not good or not _has_port(parts):
        raise trouble(
            "LATCHSTRING_DATABASE is no address of a PostgreSQL database.",
            "Write it as postgresql://user:password@host:5432/name, or leave it out for SQLite.",
            Where(field="LATCHSTRING_DATABASE"),
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }


def _has_port(parts: SplitResult) -> bool:
    try:
        return parts.port is None or parts.port > 0
    except ValueError:
        return False


def _sqlite(path: Path) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": 60,
        "OPTIONS": {
            # The default deferred mode lost 900 of 1,200 concurrent transactions.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;"
            "PRAGMA secure_delete=ON;PRAGMA cache_size=-32000;",
        },
    }
