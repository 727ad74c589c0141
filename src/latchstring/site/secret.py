"""The desk's own secret: made once, kept in the home, readable by its user only."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress

from latchstring.site.home import Home


def django_key(where: Home) -> str:
    """The key that signs staff sessions. Made at the first start; deleting it signs all out."""
    path = where.keys / "desk.secret"
    if not path.exists():
        where.keys.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(48))
    return path.read_text()
