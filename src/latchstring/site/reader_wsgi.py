"""The reader program as a WSGI application: `granian --interface wsgi latchstring.site.reader_wsgi:application`."""

from __future__ import annotations

import logging
import os

from latchstring.core.problem import Trouble

# Django and its server would write request lines when something goes wrong: nothing may.
logging.disable(logging.CRITICAL)
os.environ["DJANGO_SETTINGS_MODULE"] = "latchstring.site.reader_settings"

try:
    from django.core.wsgi import get_wsgi_application
    from whitenoise import WhiteNoise  # type: ignore[import-untyped]

    from latchstring.reader import shelf, silence

    application = WhiteNoise(
        get_wsgi_application(),
        root=str(shelf.FOLDER),
        prefix=shelf.PREFIX,
        max_age=shelf.MAX_AGE,
        immutable_file_test=lambda path, url: True,
        allow_all_origins=False,
        add_headers_function=silence.dress,
    )
except Trouble as error:
    raise SystemExit(f"The reader cannot start: {error}") from error
