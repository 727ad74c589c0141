"""The first day: a library, starter content, the demonstration town, the first edition."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from latchstring.catalogue.models import Library, Source
from latchstring.core.moment import day, now, zone
from latchstring.edition.folder import editions
from latchstring.edition.publish import publish
from latchstring.starter.agencies import agencies
from latchstring.starter.plant import plant
from latchstring.starter.topics import topics
from latchstring.starter.town import town

DEMONSTRATION = "Harbor Falls Public Library (demonstration)"
OURS = "Our library"
TIMEZONE = "America/New_York"


@dataclass(frozen=True)
class Started:
    """What the first day did: the library, and whether anything was new."""

    library: Library
    fresh: bool


def start(home: Path, empty: bool, name: str = "", timezone: str = "") -> Started:
    """Fill a new home; a home that is already filled stays as it is.

    name and timezone are the library's; raises `Trouble` for a time zone that is none.
    """
    library = Library.objects.order_by("pk").first()
    fresh = library is None
    if library is None:
        zone(timezone or TIMEZONE)
        library = Library.objects.create(
            name=name or (OURS if empty else DEMONSTRATION),
            timezone=timezone or TIMEZONE,
            demonstration=not empty,
        )
        _fill(library, empty)
    if not editions(home):
        publish(home, by="Latchstring")
    return Started(library, fresh)


def _fill(library: Library, empty: bool) -> None:
    national, _ = Source.objects.get_or_create(
        name="Latchstring starter content", defaults={"licence": "CC0-1.0"}
    )
    plant(topics(), library, national, "starter content: topics")
    plant(agencies(), library, national, "starter content: national resettlement agencies")
    if not empty:
        made_up, _ = Source.objects.get_or_create(
            name="Demonstration town (made up)", defaults={"licence": "CC0-1.0"}
        )
        today = day(now(), zone(library.timezone))
        plant(town(today), library, made_up, "demonstration town")
