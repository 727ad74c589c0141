"""The desk program as a WSGI application: `granian --interface wsgi latchstring.site.desk_wsgi:application`."""

from __future__ import annotations

import os

from latchstring.core.problem import Trouble

os.environ["DJANGO_SETTINGS_MODULE"] = "latchstring.site.desk_settings"

try:
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
except Trouble as error:
    raise SystemExit(f"The desk cannot start: {error}") from error
