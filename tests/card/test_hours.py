"""Hours read as people say them, and nothing is said that the source does not say."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_cards import TODAY, into, nothing

from latchstring.card import clock
from latchstring.card.hours import hours
from latchstring.card.schedule import DAYS, read
from latchstring.card.voice import Voice
from latchstring.core.entry import Entry

Line = tuple[str, str, str]


def lines(
    tag: str, *rows: dict[str, Any], today: dt.date = TODAY, language: str = "en", words: Any = None
) -> list[Line]:
    """(days, times, note) of each line."""
    schedules = [{"id": f"s{n}", "freq": "WEEKLY", **row} for n, row in enumerate(rows)]
    entry = Entry("service", "x", {"schedules": schedules}, language)
    spoken = Voice(tag, today, words or nothing).record(entry)
    return [
        tuple(text.text if text else "" for text in (line.days, line.times, line.note))  # type: ignore[misc]
        for line in hours(spoken, entry.document)
    ]


def row(byday: str, opens: str = "", closes: str = "", **more: Any) -> dict[str, Any]:
    return {"byday": byday, "opens_at": opens, "closes_at": closes, **more}


WORKDAYS = row("MO,TU,WE,TH,FR", "09:00", "17:00")
DAY_AND_NIGHT = row("MO,TU,WE,TH,FR,SA,SU", "00:00", "24:00")
SECOND_TUESDAY = row("2TU", "18:00", "20:00", freq="MONTHLY")
FIFTEENTH = row("", "18:00", "20:00", freq="MONTHLY", bymonthday="15")


@pytest.mark.parametrize(
    ("tag", "given", "days", "times"),
    [
        ("en", WORKDAYS, "Monday to Friday", "9:00 AM – 5:00 PM"),
        ("es", WORKDAYS, "lunes a viernes", "9:00 a.m. – 5:00 p.m."),
        ("ar", WORKDAYS, "الاثنين إلى الجمعة", "9:00 ص – 5:00 م"),
        ("my", WORKDAYS, "တနင်္လာ – သောကြာ", "9:00–17:00"),
        ("en", DAY_AND_NIGHT, "Every day", "Open 24 hours"),
        ("es", DAY_AND_NIGHT, "Todos los días", "Abierto las 24 horas"),
        ("ar", DAY_AND_NIGHT, "كل يوم", "مفتوح 24 ساعة"),
        ("my", DAY_AND_NIGHT, "တနင်္လာ – တနင်္ဂနွေ", "Open 24 hours"),
        ("en", SECOND_TUESDAY, "Second Tuesday of the month", "6:00 PM – 8:00 PM"),
        ("es", SECOND_TUESDAY, "Segundo martes del mes", "6:00 p.m. – 8:00 p.m."),
        ("ar", SECOND_TUESDAY, "الثلاثاء الثاني من الشهر", "6:00 م – 8:00 م"),
        ("my", SECOND_TUESDAY, "Second Tuesday of the month", "18:00–20:00"),
        ("en", FIFTEENTH, "Day 15 of the month", "6:00 PM – 8:00 PM"),
        ("es", FIFTEENTH, "El día 15 de cada mes", "6:00 p.m. – 8:00 p.m."),
        ("ar", FIFTEENTH, "اليوم 15 من كل شهر", "6:00 م – 8:00 م"),
    ],
)
def test_hours_speak_the_readers_language(
    tag: str, given: dict[str, Any], days: str, times: str
) -> None:
    found = [tuple(_plain_spaces(part) for part in line) for line in lines(tag, given)]
    assert found == [(days, times, "")]


def _plain_spaces(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ").replace("\u2009", " ")


@pytest.mark.parametrize(
    ("byday", "said"),
    [
        ("MO", "Monday"),
        ("MO,TU", "Monday and Tuesday"),
        ("MO,WE,FR", "Monday, Wednesday, and Friday"),
        ("MO,TU,WE,FR", "Monday to Wednesday and Friday"),
        ("SU,MO,TU,WE,TH", "Sunday to Thursday"),
        ("SU,MO,SA", "Saturday to Monday"),
        ("SA,SU", "Saturday and Sunday"),
        ("FR,MO,FR", "Monday and Friday"),
    ],
)
def test_neighbouring_days_are_said_as_a_run(byday: str, said: str) -> None:
    assert lines("en", row(byday, "09:00", "17:00"))[0][0] == said


def test_rows_with_the_same_hours_make_one_line_and_two_spans_a_day_are_joined() -> None:
    found = lines(
        "en",
        row("MO", "09:00", "12:00"),
        row("TU,WE", "09:00", "12:00"),
        row("MO,TU,WE,FR", "13:00", "17:00"),
    )
    assert [(days, times.replace("\u202f", " ")) for days, times, _ in found] == [
        ("Monday to Wednesday", "9:00 AM – 12:00 PM and 1:00 PM – 5:00 PM"),
        ("Friday", "1:00 PM – 5:00 PM"),
    ]


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [
        ("9:00", "17:00", "9:00 AM – 5:00 PM"),
        ("09:00:00", "17:00:00-05:00", "9:00 AM – 5:00 PM"),
        ("09:00Z", "17:00Z", "9:00 AM – 5:00 PM"),
        ("9:00 am", "5:00 PM", "9:00 AM – 5:00 PM"),
        ("22:00", "06:00", "10:00 PM – 6:00 AM"),
        ("18:00", "24:00", "6:00 PM – 12:00 AM"),
        ("00:00", "23:59", "Open 24 hours"),
        ("09:00", "", "From 9:00 AM"),
        ("", "17:00", "Until 5:00 PM"),
        ("", "", ""),
    ],
)
def test_times_are_those_of_the_clock_on_the_wall(opens: str, closes: str, said: str) -> None:
    ((_, times, _),) = lines("en", row("MO", opens, closes))
    assert _plain_spaces(times) == said


@pytest.mark.parametrize(
    "unread",
    [
        row("MO", "24:30", "25:00"),
        row("MO", "09:00", "09:00"),
        row("MO", "00:00", "00:00"),
        row("MO", "9:00 at night", "17:00"),
        row("MONDAY", "09:00", "17:00"),
        row("2TU", "09:00", "17:00"),
        row("MO", "09:00", "17:00", interval=3),
        row("MO", "09:00", "17:00", interval=1.5),
        row("MO", "09:00", "17:00", count=3),
        row("MO", "09:00", "17:00", byweekno="41"),
        row("MO", "09:00", "17:00", bymonthday="2,3"),
        row("", "", ""),
        row("7TU", "09:00", "17:00", freq="MONTHLY"),
        row("TU,2TU", "09:00", "17:00", freq="MONTHLY"),
        row("", "09:00", "17:00", freq="MONTHLY", bymonthday="40"),
        row("MO", "09:00", "17:00", freq="MONTHLY", interval=2),
    ],
)
def test_what_cannot_be_read_is_shown_in_the_sources_words_alone(unread: dict[str, Any]) -> None:
    assert read({"freq": "WEEKLY", **unread}) is None
    said = "Ask us when we are open"
    assert lines("es", {**unread, "description": said}) == [("", "", said)]


def test_days_that_somebody_wrote_out_are_shown_as_written() -> None:
    assert lines("es", row("Mon-Fri", "9:00", "17:00")) == [("", "", "Mon-Fri 9:00-17:00")]
    assert lines("es", row("9XX", "9:00", "17:00")) == []


@pytest.mark.parametrize(
    ("sentence", "is_told"),
    [
        ("9:00 am - 5:00 pm, Monday - Friday", False),
        ("Mon-Fri 9am-5pm", False),
        ("Open weekdays 9 to 5", False),
        ("Mon - Fri 9-5 (Closed Sat, Sun)", False),
        ("Monday through Friday from 9:00 a.m. until 5:00 p.m.", False),
        ("9-5 Mon-Fri except holidays", True),
        ("9-5 Mon-Fri, by appointment", True),
        ("9-5 Mon-Fri; 10-2 Sat", True),
        ("9-5 Mon-Fri, 9-6 Thursday", True),
        ("9-5 daily", True),
        ("9-5 Mon-Fri (Closed Fri)", True),
        ("De lunes a viernes", True),
        ("9-5 Mon-Fri, 24 hours by phone", True),
        ("Open 24 hours", True),
    ],
)
def test_the_sources_sentence_is_told_when_it_says_more(sentence: str, is_told: bool) -> None:
    found = lines("en", {**WORKDAYS, "description": sentence})
    assert [note for _, _, note in found] == (["", sentence] if is_told else [""])


def test_a_sentence_of_several_rows_is_told_once() -> None:
    both = "9-5 Mon and 10-2 Sat, ring the bell"
    found = lines(
        "en",
        row("MO", "09:00", "17:00", description=both),
        row("SA", "10:00", "14:00", description=both),
    )
    assert [note for _, _, note in found] == ["", "", both]


def test_a_sentence_is_told_when_one_of_its_rows_cannot_be_read() -> None:
    both = "9-5 Mon and 10-2 Sat"
    found = lines(
        "en",
        row("MO", "09:00", "17:00", description=both),
        row("SA", "10:00", "99:00", description=both),
    )
    assert [note for _, _, note in found] == ["", both]


def test_notes_and_how_to_attend_are_told_in_the_readers_language() -> None:
    words = into("es", **{"schedules/s0/notes": ("Ring the bell.", "Toque el timbre.")})
    more = {**WORKDAYS, "notes": "Ring the bell.", "attending_type": "Online"}
    found = lines("es", more, words=words)
    assert [note for _, _, note in found] == ["", "Toque el timbre.", "Online"]


def test_closed_days_are_said_to_be_closed() -> None:
    assert lines("es", row("SU", description="Closed")) == [("domingo", "Cerrado", "")]


@pytest.mark.parametrize(
    ("season", "shown"),
    [
        ({"valid_from": "2026-11-23", "valid_to": "2026-11-23"}, True),
        ({"valid_from": "2026-11-24"}, False),
        ({"valid_to": "2026-11-22"}, False),
        ({"until": "2026-11-22"}, False),
        ({"dtstart": "2026-11-24"}, False),
        ({"valid_from": "2005-01-01", "dtstart": "2005-01-03"}, True),
    ],
)
def test_only_hours_in_force_are_shown(season: dict[str, str], shown: bool) -> None:
    assert bool(lines("en", {**WORKDAYS, **season})) is shown


def test_hours_that_end_say_until_when_and_come_after_the_others() -> None:
    found = lines("en", row("SA", "09:00", "12:00", valid_to="2026-12-31"), WORKDAYS)
    assert [(days, note) for days, _, note in found] == [
        ("Monday to Friday", ""),
        ("Saturday", "Until December 31, 2026"),
    ]


def test_every_other_week_is_said() -> None:
    assert lines("es", row("TH", "09:00", "17:00", interval=2))[0][0] == "Cada dos semanas: jueves"


def test_a_weekly_row_without_days_falls_on_the_day_on_which_it_began() -> None:
    assert lines("en", row("", "09:00", "17:00", dtstart="2026-11-17"))[0][0] == "Tuesday"
    assert lines("en", row("", "09:00", "17:00"))[0][0] == ""


@given(st.sets(st.integers(0, 6), min_size=1), st.sampled_from(["en", "es", "ar", "my", "ti"]))
def test_every_set_of_days_is_named_in_full(given_days: set[int], tag: str) -> None:
    runs = clock._runs(given_days)
    assert sorted(day for run in runs for day in run) == sorted(given_days)
    assert all((b - a) % 7 == 1 for run in runs for a, b in pairwise(run))
    named = clock.days(tag, sorted(given_days))
    assert named
    assert named.tag == tag


@given(
    st.lists(
        st.tuples(
            st.sets(st.integers(0, 6), min_size=1), st.integers(0, 1430), st.integers(1, 1439)
        ),
        min_size=1,
        max_size=4,
    )
)
def test_each_day_is_shown_exactly_once_with_its_hours(
    rows: list[tuple[set[int], int, int]],
) -> None:
    made = [
        row(
            ",".join(DAYS[day] for day in sorted(days)),
            f"{start // 60:02}:{start % 60:02}",
            f"{(start + length) // 60 % 24:02}:{(start + length) % 60:02}",
        )
        for days, start, length in rows
    ]
    if any(read({"freq": "WEEKLY", **each}) is None for each in made):
        return
    found = lines("my", *made)
    wanted = {day for days, _, _ in rows for day in days}
    assert 1 <= len(found) <= len(wanted)
    assert all(days and times for days, times, _ in found)
