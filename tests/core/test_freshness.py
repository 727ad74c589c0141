"""A date is trusted exactly as long as it was meant to last."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latchstring.core.freshness import DAYS, SOON, State, freshness, in_force

CHECKED = dt.date(2026, 1, 1)
DUE = dt.date(2026, 4, 11)
"""100 days after CHECKED."""
ORDER: list[State] = ["current", "due", "overdue", "expired"]
maybe_dates = st.none() | st.dates()


def day(days: int) -> dt.timedelta:
    return dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (CHECKED, "current"),
        (DUE - day(SOON + 1), "current"),
        (DUE - day(SOON), "due"),
        (DUE, "due"),
        (DUE + day(1), "overdue"),
        (DUE + day(100), "overdue"),
        (DUE + day(101), "expired"),
        (CHECKED - day(1), "unknown"),
    ],
)
def test_the_state_changes_on_its_day_and_not_before(today: dt.date, state: State) -> None:
    assert freshness(CHECKED, DUE, today).state == state


def test_only_a_reader_who_could_be_misled_is_warned() -> None:
    warned = {
        freshness(CHECKED, DUE, today).state: freshness(CHECKED, DUE, today).warns
        for today in (CHECKED, DUE, DUE + day(1), DUE + day(500), CHECKED - day(1))
    }
    assert warned == {
        "current": False, "due": False, "overdue": True, "expired": True, "unknown": True,
    }  # fmt: skip


def test_without_a_due_date_a_check_lasts_as_long_as_usual() -> None:
    assert freshness(CHECKED, None, CHECKED).due_on == CHECKED + day(DAYS)


@given(maybe_dates, maybe_dates, st.dates())
def test_no_dates_make_it_stumble_and_none_from_the_future_passes(
    assured: dt.date | None, due: dt.date | None, today: dt.date
) -> None:
    found = freshness(assured, due, today)
    is_known = assured is not None and assured <= today
    assert (found.state == "unknown") == (not is_known)
    assert found.warns == (not is_known or found.due_on is None or today > found.due_on)


@pytest.mark.parametrize("due", [dt.date.min, dt.date.max])
@pytest.mark.parametrize("today", [CHECKED, dt.date.max])
def test_the_ends_of_the_calendar_are_dates_too(due: dt.date, today: dt.date) -> None:
    state = freshness(CHECKED, due, today).state
    assert state in (("overdue", "expired") if due < today else ("current", "due"))


def test_a_check_at_the_end_of_the_calendar_lasts_to_its_end() -> None:
    assert freshness(dt.date.max, None, dt.date.max).due_on == dt.date.max


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 400), st.integers(0, 900))
def test_it_only_grows_older(assured: dt.date, length: int, later: int) -> None:
    due = assured + day(length)
    before = freshness(assured, due, assured + day(later))
    after = freshness(assured, due, assured + day(later + 1))
    assert ORDER.index(before.state) <= ORDER.index(after.state)


@given(maybe_dates, maybe_dates, st.dates())
def test_first_and_last_day_are_in_force(
    first: dt.date | None, last: dt.date | None, today: dt.date
) -> None:
    days = [date for date in (first, today, last) if date]
    assert in_force(first, last, today) == (days == sorted(days))
    assert in_force(today, today, today)
    assert not in_force(today, dt.date.min, today) or today == dt.date.min
