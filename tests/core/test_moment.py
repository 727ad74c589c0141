"""A day begins where it is, also where clocks jump."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latchstring.core.moment import as_date, begins, day, instant, iso, now, zone
from latchstring.core.problem import Trouble

zones = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)
dates = st.dates(dt.date(1970, 1, 2), dt.date(2037, 12, 30))


@pytest.mark.parametrize(
    ("place", "date", "wanted"),
    [
        ("UTC", "2026-11-23", "2026-11-23T00:00:00Z"),
        ("America/New_York", "2026-01-15", "2026-01-15T05:00:00Z"),
        ("America/New_York", "2026-07-15", "2026-07-15T04:00:00Z"),
        # Clocks change at two in the morning: the day has begun before.
        ("America/New_York", "2026-03-08", "2026-03-08T05:00:00Z"),
        ("America/New_York", "2026-03-09", "2026-03-09T04:00:00Z"),
        ("America/New_York", "2026-11-01", "2026-11-01T04:00:00Z"),
        ("America/New_York", "2026-11-02", "2026-11-02T05:00:00Z"),
        # Clocks go from 00:00 to 01:00: there is no midnight.
        ("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z"),
        ("America/Havana", "2026-03-08", "2026-03-08T05:00:00Z"),
        ("Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z"),
        # Clocks go from 01:00 back to 00:00: the day begins with the first of two midnights.
        ("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z"),
        ("Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00Z"),
    ],
)
def test_a_day_begins_with_its_first_real_instant(place: str, date: str, wanted: str) -> None:
    assert iso(begins(dt.date.fromisoformat(date), ZoneInfo(place))) == wanted


@given(dates, zones)
def test_a_day_is_that_day_from_its_beginning_and_not_before(
    date: dt.date, where: ZoneInfo
) -> None:
    start = begins(date, where)
    assert start.tzinfo is dt.UTC
    # Some places crossed the date line and left out a whole day.
    assert day(start, where) in (date, date + dt.timedelta(days=1))
    assert day(start - dt.timedelta(seconds=1), where) < date


@given(dates, zones)
def test_days_follow_each_other(date: dt.date, where: ZoneInfo) -> None:
    following = begins(date + dt.timedelta(days=1), where)
    assert dt.timedelta(0) <= following - begins(date, where) <= dt.timedelta(hours=49)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026-11-23", "2026-11-23T00:00:00Z"),
        ("2026-11-23T09:00:00", "2026-11-23T09:00:00Z"),
        ("2026-11-23T09:00:00Z", "2026-11-23T09:00:00Z"),
        (" 2026-11-23T09:00:00-05:00 ", "2026-11-23T14:00:00Z"),
    ],
)
def test_a_time_is_read_as_an_instant(text: str, wanted: str) -> None:
    assert iso(instant(text)) == wanted


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "0001-01-01T00:00:00+14:00"])
def test_what_is_no_time_is_told(text: str) -> None:
    with pytest.raises(Trouble, match="no time"):
        instant(text)


@given(st.datetimes(dt.datetime.fromisoformat("1000-01-01"), timezones=zones))
def test_an_instant_is_written_and_read_again(moment: dt.datetime) -> None:
    whole = moment.replace(microsecond=0)
    assert instant(iso(whole)) == whole.astimezone(dt.UTC)


def test_now_is_in_utc() -> None:
    assert now().utcoffset() == dt.timedelta(0)


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../../etc/passwd", "America", "\x00", "x" * 500]
)
def test_a_zone_that_is_none_is_told(name: str) -> None:
    with pytest.raises(Trouble, match="no time zone"):
        zone(name)


def test_a_zone_is_found_by_its_name() -> None:
    assert zone("America/New_York") == ZoneInfo("America/New_York")


@pytest.mark.parametrize("text", ["", None, "soon", "2026-02-30", 17])
def test_what_has_no_date_gives_none(text: object) -> None:
    assert as_date(text) is None


@pytest.mark.parametrize("text", ["2026-02-28", "2026-02-28T10:00:00Z", dt.date(2026, 2, 28)])
def test_the_date_at_the_head_is_read(text: object) -> None:
    assert as_date(text) == dt.date(2026, 2, 28)
