"""Makes Django and the catalogue ready for a command of the desk side."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


def catalogue() -> Path:
    """Start Django for the desk side, bring the database up to date; returns the home."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "latchstring.site.desk_settings")
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    where: Path = settings.LATCHSTRING_HOME
    where.mkdir(parents=True, exist_ok=True)
    django.setup()
    # The catalogue holds what must never be published: only its own user may read it.
    database = where / "catalogue.sqlite3"
    database.touch(mode=0o600)
    database.chmod(0o600)
    # Two commands that start together must not both lay the first stones.
    with (where / ".ready.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("migrate", verbosity=0, interactive=False)
    return where
