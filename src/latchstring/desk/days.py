"""The day that it is where the person at the desk works."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import User

from latchstring.catalogue.models import Library
from latchstring.core.moment import day, now, zone
from latchstring.desk.scope import own_libraries


def today_at(library: Library) -> dt.date:
    """The calendar day at that library."""
    return day(now(), zone(library.timezone))


def today_for(user: User) -> dt.date:
    """The calendar day at the first of the person's libraries."""
    libraries = own_libraries(user)
    return today_at(libraries[0]) if libraries else now().date()
