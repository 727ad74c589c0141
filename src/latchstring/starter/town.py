"""Harbor Falls, a made-up town: about 85 organizations and 340 services to look at and try.

The words lie in `harbor_falls/*.json`, made to be read and changed by a librarian.
"""

from __future__ import annotations

import datetime as dt

from latchstring.starter.record import Starter
from latchstring.starter.town_places import organizations
from latchstring.starter.town_services import services
from latchstring.starter.town_sheets import sheets


def town(today: dt.date) -> list[Starter]:
    """All records of the town: organizations, then locations, then services.

    The same day gives the same records; ids never change, dates move with the day. The topics
    that the services point to come from `topics.topics()`. Raises `Trouble` when a data file
    names something that is not there.
    """
    book = sheets()
    return [*organizations(book, today), *services(book, today)]
