"""Dates and hours of the made-up town move with the day and stay what they are meant to be."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latchstring.core.freshness import freshness
from latchstring.core.moment import as_date
from latchstring.starter.town_time import (
    Checked,
    check,
    checked_state,
    in_days,
    schedules,
    season,
    turn,
)
from latchstring.starter.town_words import Telling, filled, joined, town_id

DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2060, 12, 31))
STATES = st.sampled_from(["current", "due", "overdue", "expired", "unknown"])


@given(today=DAYS, key=st.text(max_size=20), state=STATES, lasts=st.sampled_from([90, 180]))
def test_a_record_is_in_the_state_that_it_was_made_for(
    today: dt.date, key: str, state: Checked, lasts: int
) -> None:
    made = check(key, today, "Library", state, lasts)
    assured, due = as_date(made.get("assured_on")), as_date(made.get("due_on"))
    assert freshness(assured, due, today).state == state


@given(today=DAYS, first=st.sampled_from(["02-01", "06-15", "11-15"]))
def test_a_season_runs_now_or_comes_next(today: dt.date, first: str) -> None:
    last = {"02-01": "04-15", "06-15": "08-20", "11-15": "03-31"}[first]
    begins, ends = (dt.date.fromisoformat(day) for day in season(today, first, last))
    assert begins < ends
    assert today <= ends
    assert begins <= today + dt.timedelta(days=366)
    assert (begins.isoformat()[5:], ends.isoformat()[5:]) == (first, last)


def test_a_winter_season_goes_on_after_new_year() -> None:
    january = dt.date(2027, 1, 20)
    assert season(january, "11-15", "03-31") == ("2026-11-15", "2027-03-31")


@given(key=st.text(), choices=st.integers(1, 1000))
def test_a_turn_is_steady_and_within_its_choices(key: str, choices: int) -> None:
    assert 0 <= turn(key, choices) < choices
    assert turn(key, choices) == turn(key, choices)


def test_every_state_falls_to_some_record() -> None:
    states = [checked_state(f"service {number}") for number in range(500)]
    assert set(states) == {"current", "due", "overdue", "expired", "unknown"}
    assert states.count("current") > 250


def test_days_from_today_may_lie_ahead_or_behind_or_be_unknown() -> None:
    today = dt.date(2026, 11, 23)
    assert in_days(today, 8) == "2026-12-01"
    assert in_days(today, -23) == "2026-10-31"
    assert in_days(today, None) == ""


def test_hours_of_a_month_and_a_sentence_become_schedules() -> None:
    hours = {"monthly": [["2TU", "17:30", "19:30"]], "say": "first"}
    telling = Telling(("es",), {"key": {"en": "x"}})
    sentences = {"first": {"en": "Ring.", "es": "Toque."}}
    [row] = schedules(hours, sentences, telling, "schedules", dt.date(2026, 1, 1))
    assert (row["freq"], row["byday"], row["opens_at"]) == ("MONTHLY", "2TU", "17:30")
    assert row["description"] == "Ring."
    assert telling.translations == {"es": {f"schedules/{row['id']}/description": "Toque."}}


def test_a_text_is_joined_only_in_languages_that_all_its_sentences_have() -> None:
    both = joined([{"en": "A.", "es": "B."}, {"en": "C.", "ar": "D."}])
    assert both == {"en": "A. C."}


def test_a_name_without_a_translation_stands_in_english() -> None:
    words = filled({"en": "in {place}", "es": "en {place}"}, {"place": {"en": "Riverside"}})
    assert words == {"en": "in Riverside", "es": "en Riverside"}


def test_an_unknown_name_in_braces_is_an_error() -> None:
    with pytest.raises(KeyError):
        filled({"en": "in {plaice}"}, {"place": {"en": "Riverside"}})


def test_ids_are_steady() -> None:
    assert town_id("a", "b") == town_id("a", "b") != town_id("a", "c")
