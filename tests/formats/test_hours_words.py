"""Opening hours in words: understood to the last word, or not at all."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from latchstring.core.check import check
from latchstring.core.shape import is_uuid
from latchstring.formats.hours import schedules

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WEEK = "MO,TU,WE,TH,FR"
ALL = ",".join(DAYS)


def rows(text: str) -> list[tuple[str, str, str]]:
    found, whole = schedules(text, "seed")
    assert whole, text
    return [(row["byday"], row["opens_at"], row["closes_at"]) for row in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:00 am - 5:00 pm, Monday - Friday", [(WEEK, "09:00", "17:00")]),
        ("Open 24 hours", [(ALL, "00:00", "24:00")]),
        ("24/7", [(ALL, "00:00", "24:00")]),
        ("24 hours a day, 7 days a week", [(ALL, "00:00", "24:00")]),
        (
            "Mon - Fri 3:30pm - 9:00pm; Sat 10:00am - 4:00pm (Closed Sun)",
            [(WEEK, "15:30", "21:00"), ("SA", "10:00", "16:00")],
        ),
        (
            "Monday, Tuesday, Wednesday, Friday 8:30am to 4:30pm; Thursday 9:30 am to 4:30 pm",
            [("MO,TU,WE,FR", "08:30", "16:30"), ("TH", "09:30", "16:30")],
        ),
        ("Noon - 9:00 pm, Monday - Thursday", [("MO,TU,WE,TH", "12:00", "21:00")]),
        ("9:00 am - 5:00 pm, daily", [(ALL, "09:00", "17:00")]),
        (
            "Mon 9:00 am - 5:00 pm; Tue 9:00 am - 7:00 pm; Wed 9:00 am - 5:00 pm;",
            [("MO,WE", "09:00", "17:00"), ("TU", "09:00", "19:00")],
        ),
        ("Mon 24/7; Tue 24/7;", [("MO,TU", "00:00", "24:00")]),
        (
            "Monday: 9 a.m.- 12 noon; 1 p.m.- 5 p.m  Tuesday: 9 a.m. - 12 noon",
            [("MO,TU", "09:00", "12:00"), ("MO", "13:00", "17:00")],
        ),
        (
            "9:00 am - 5:00 pm Monday - Thursday 10am - 6pm Friday",
            [("MO,TU,WE,TH", "09:00", "17:00"), ("FR", "10:00", "18:00")],
        ),
        ("10am–2pm, Friday – Monday", [("MO,FR,SA,SU", "10:00", "14:00")]),
        ("9:00 - 5:00 pm, M-F", [(WEEK, "09:00", "17:00")]),
        ("5:30 - 8:30 pm, Wednesdays", [("WE", "17:30", "20:30")]),
        ("11 - 12 pm, weekends", [("SA,SU", "11:00", "12:00")]),
        ("12 - 5 p.m., Sunday", [("SU", "12:00", "17:00")]),
        ("Mon-Fri 08:30-16:30", [(WEEK, "08:30", "16:30")]),
        ("7:00 pm - 7:00 am, Daily", [(ALL, "19:00", "07:00")]),
        ("6 pm - midnight, Saturday", [("SA", "18:00", "24:00")]),
        ("Midnight - 6 am, Saturday", [("SA", "00:00", "06:00")]),
        ("8:00 am - 4:00 pm; Monday- Friday", [(WEEK, "08:00", "16:00")]),
        ("Sunday: Closed; Weekdays: 9am-5pm", [(WEEK, "09:00", "17:00")]),
    ],
)
def test_hours_as_directories_write_them(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "9:00 am - 5:00 pm",
        "Monday - Friday",
        "Mon; Tue; Wed; Thu; Fri; Sat; Sun;",
        "Closed Sunday",
        "9:00 am - 5:00 pm, Monday - Friday (Administrative)",
        "Open 24 hours (Residential Facility)",
        "9:00 am - 5:00 pm, Monday - Friday by appointment",
        "9:00 am - 5:30 pm Intake M,W,F",
        "3:30 pm - 6:00 pm, Monday - Friday during school year",
        "Office Hours: 8:30 am - 5:30 pm, Monday - Friday",
        "8:00 am - 5:00 pm, Monday - Friday, except on public holidays",
        "9:00 am - 5:00 pm, Monday - Friday; Open 24 hours",
        "9:00 am - 5:00 pm, Monday - Friday; 6:00 pm - 9:00 pm",
        "9:00 am - 5:00 pm, Monday - Friday; 8:30 am - 8:00 pm, Wednesday",
        "9:00 am - 5:00 pm, daily (Closed Sunday)",
        "9:00 pm - 5:00 pm, Monday - Friday",
        "9:00 am - 9:00 am, Monday",
        "9:00 - 5:00, Monday - Friday",
        "9 am - 5, Monday",
        "Mon - Thurs: 9:00am - 6:pm",
        "25:00 - 26:00, Monday",
        "13:00 pm - 14:00 pm, Monday",
        "6:30:00 am - 8:00 am, Monday",
        "10:00 am - Noon (2nd and 4th Saturday of the month)",
        "8:30 pm, Friday",
        "Closed 9:30-1:00 pm Thursdays",
        "Please inquire",
        "9:00 am - 5:00 pm, Monday, 10:00 am - 6:00 pm",
    ],
)
def test_half_understood_hours_stay_words(text: str) -> None:
    found, whole = schedules(text, "seed")
    assert not whole
    assert [sorted(row) for row in found] == [["description", "id"]]
    assert found[0]["description"] == text


def test_no_text_is_no_schedule() -> None:
    assert schedules("  ", "seed") == ([], True)


def test_every_row_keeps_the_source_sentence_and_has_an_id_of_its_own() -> None:
    text = "9am-5pm, Mon-Fri; 10am-2pm, Sat"
    found, _ = schedules(text, "seed")
    assert {row["description"] for row in found} == {text}
    assert len({row["id"] for row in found}) == 2
    assert all(is_uuid(row["id"]) for row in found)
    assert schedules(text, "seed")[0] == found
    assert {row["id"] for row in schedules(text, "other")[0]}.isdisjoint(r["id"] for r in found)


def test_rows_are_hsds_schedules() -> None:
    found, _ = schedules("Open 24 hours", "seed")
    assert check("schedule", found[0]) == (found[0], {}, [])


@given(st.text(max_size=120))
def test_no_text_at_all_breaks_the_reader(text: str) -> None:
    found, _ = schedules(text, "seed")
    assert all(row["description"] == text.strip() for row in found)


OWN_WORDS = """
    mon tuesday wed, th friday; sat sun t m f - to through and & , ; : ( ) closed open from
    24/7 24 hours daily weekdays 9 9am 9:00 am pm 5:30 12 noon midnight 17:00 25 é ٣
"""
WORDS = st.sampled_from(OWN_WORDS.split())


@settings(max_examples=300)
@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_no_order_of_its_own_words_breaks_the_reader(text: str) -> None:
    found, whole = schedules(text, "seed")
    for row in found:
        assert check("schedule", row)[1:] == ({}, [])
        assert whole == ("opens_at" in row)


NAMES = {
    "MO": ("Monday", "Mon", "monday", "Mondays", "M"),
    "TU": ("Tuesday", "Tues", "Tue."),
    "WE": ("Wednesday", "Wed", "W"),
    "TH": ("Thursday", "Thurs", "Thu", "Th"),
    "FR": ("Friday", "Fri", "FRIDAY"),
    "SA": ("Saturday", "Sat.", "Saturdays"),
    "SU": ("Sunday", "Sun"),
}


def written(minutes: int, style: int) -> str:
    hour, minute = divmod(minutes, 60)
    half = "am" if hour < 12 else "pm"
    shown = f"{hour % 12 or 12}:{minute:02}"
    return (f"{shown} {half}", f"{shown}{half}", f"{shown} {half[0]}.m.", f"{shown}{half.upper()}")[
        style
    ]


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, set[tuple[str, str, str]]]:
    """A text of hours, and (days, opens, closes) that it says."""
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=6, unique=True))
    cuts = draw(st.integers(1, len(days)))
    groups = [group for group in (days[:cuts], days[cuts:]) if group]
    days_first = draw(st.booleans())
    style = draw(st.integers(0, 3))
    until = draw(st.sampled_from([" - ", "-", " to ", " – "]))
    parts, told = [], {}
    for group in groups:
        opens = draw(st.integers(0, 23 * 60))
        closes = draw(st.integers(opens + 1, 24 * 60 - 1))
        times = f"{written(opens, style)}{until}{written(closes, style)}"
        named = ", ".join(draw(st.sampled_from(NAMES[day])) for day in group)
        parts.append(f"{named}: {times}" if days_first else f"{times}, {named}")
        span = (f"{opens // 60:02}:{opens % 60:02}", f"{closes // 60:02}:{closes % 60:02}")
        told[span] = told.get(span, set()) | set(group)
    text = draw(st.sampled_from(["; ", " ; "])).join(parts)
    expected = {(",".join(d for d in DAYS if d in of), *span) for span, of in told.items()}
    return text, expected


@settings(max_examples=200)
@given(texts())
def test_what_is_said_plainly_is_understood_exactly(
    said: tuple[str, set[tuple[str, str, str]]],
) -> None:
    text, expected = said
    assert set(rows(text)) == expected


@given(texts(), st.sampled_from(["by appointment", "intake", "(office)", "during school year"]))
def test_one_word_that_is_not_understood_makes_all_of_it_words(
    said: tuple[str, set[tuple[str, str, str]]], more: str
) -> None:
    for text in (f"{said[0]} {more}", f"{more} {said[0]}"):
        assert not schedules(text, "seed")[1]


def test_most_hours_of_a_real_directory_are_understood(
    shared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (shared / "bench/icarol/211.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["HoursOfOperation"].strip() for row in csv.DictReader(file)]
    texts = [re.sub(r"\s+", " ", text) for text in texts if text not in ("", "-1")]
    understood = sum(schedules(text, "seed")[1] for text in texts)
    with capsys.disabled():
        print(f"\nhours understood: {understood} of {len(texts)} ({understood / len(texts):.1%})")
    assert understood / len(texts) > 0.75
