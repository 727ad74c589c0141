"""Settings of the reader program: pages from an edition, and nothing that could remember."""

from __future__ import annotations

import os
import re

from latchstring.core.problem import Where, trouble
from latchstring.site.home import home

TWO_YEARS = 2 * 365 * 24 * 3600
_HOST = re.compile(r"(\.?[a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:]+\])", re.IGNORECASE)


def hosts(text: str) -> list[str]:
    """The names under which readers may ask, from LATCHSTRING_HOSTS (separated by commas).

    Raises `Trouble` for anything that is no plain host name: a `*` would let any site pose as us.
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if not _HOST.fullmatch(name):
            raise trouble(
                f'LATCHSTRING_HOSTS: "{name}" is no host name.',
                "Write names as in library.example.org,www.library.example.org: "
                "no scheme, no port, no path, no *.",
                Where(field="LATCHSTRING_HOSTS"),
            )
    if not names:
        raise trouble(
            "LATCHSTRING_HOSTS names no host.",
            "Name at least one, or leave it out for this machine only.",
            Where(field="LATCHSTRING_HOSTS"),
        )
    return names


def yes(name: str) -> bool:
    """A switch from the environment. Raises `Trouble` for anything but 1 and 0."""
    value = os.environ.get(name, "0")
    if value not in ("0", "1", ""):
        raise trouble(f'{name} is "{value}".', "Write 1 for yes or 0 for no.", Where(field=name))
    return value == "1"


DEBUG = False
SECRET_KEY = ""
"""Nothing here signs anything: Django refuses to start whatever would ask for a key."""
ALLOWED_HOSTS = hosts(os.environ.get("LATCHSTRING_HOSTS") or "localhost,127.0.0.1,[::1]")
LATCHSTRING_HOME = home().path
SECURE_HSTS_SECONDS = TWO_YEARS if yes("LATCHSTRING_HTTPS") else 0
"""Where readers come by https, browsers are told to stay there."""

INSTALLED_APPS = ["latchstring.reader"]
MIDDLEWARE = [
    "latchstring.reader.silence.Silence",
    "latchstring.reader.door.Door",
]
ROOT_URLCONF = "latchstring.site.reader_urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": []},
    }
]
DATABASES: dict[str, object] = {}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
LOGGING_CONFIG = None
DATA_UPLOAD_MAX_MEMORY_SIZE = 131_072
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
APPEND_SLASH = False
SILENCED_SYSTEM_CHECKS: list[str] = []
