"""Nothing stale passes as fresh: each state says so, on the day on which it begins."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_cards import TODAY, nothing, service

from latchstring.card.trust import alert, checked
from latchstring.card.voice import Voice

CALL = "This may be out of date. Call before you go."
OLD = "This is probably out of date. Do not go before you call."


@pytest.mark.parametrize(
    ("today", "state", "warning"),
    [
        ("2026-01-01", "current", ""),
        ("2026-05-31", "current", ""),
        ("2026-06-01", "due", ""),
        ("2026-07-01", "due", ""),
        ("2026-07-02", "overdue", CALL),
        ("2026-12-29", "overdue", CALL),
        ("2026-12-30", "expired", OLD),
        ("2025-12-31", "unknown", "This may be wrong. Call before you go."),
    ],
)
def test_the_warning_changes_on_the_day(today: str, state: str, warning: str) -> None:
    entry = service(assured_on="2026-01-01", due_on="2026-07-01")
    found = checked(entry, "en", dt.date.fromisoformat(today))
    assert found.state == state
    assert (found.warning.text if found.warning else "") == warning


def test_the_warning_grows_stronger_with_the_years() -> None:
    entry = service(assured_on="2016-05-03", due_on="2016-11-03")
    for year, text in ((2017, "more than 1 year."), (2026, "more than 10 years.")):
        found = checked(entry, "en", dt.date(year, 6, 1))
        assert found.warning
        assert text in found.warning.text


@pytest.mark.parametrize(
    ("fields", "tag", "sentence"),
    [
        ({}, "en", "Last checked on May 3, 2026."),
        ({"assured_by": "Ana of the library", "assured_how": "phone"}, "en",
         "Last checked on May 3, 2026 by Ana of the library. It was checked by phone."),
        ({"assured_by": "Ana"}, "es", "Comprobado por última vez el 3 de mayo de 2026 por Ana."),
        ({"assured_how": "agency"}, "es",
         "Comprobado por última vez el 3 de mayo de 2026. La propia organización lo confirmó."),
        ({"assured_by": "ana@example.org"}, "en", "Last checked on May 3, 2026."),
        ({"assured_how": "telepathy"}, "en", "Last checked on May 3, 2026."),
        ({"assured_by": "Ana"}, "ar", "آخر تحقق: 3 مايو 2026، الجهة: \u2068Ana\u2069."),
    ],
)  # fmt: skip
def test_it_says_when_by_whom_and_how(fields: dict[str, str], tag: str, sentence: str) -> None:
    found = checked(service(assured_on="2026-05-03", **fields), tag, TODAY)
    assert found.sentence.text == sentence
    assert found.sentence.tag == tag


@pytest.mark.parametrize("assured_on", ["", "soon", "2026-11-24"])
def test_without_a_date_that_can_be_true_it_says_that_nobody_knows(assured_on: str) -> None:
    found = checked(service(assured_on=assured_on), "en", TODAY)
    assert found.sentence.text == "We do not know when this was last checked."
    assert found.warning


def the_alert(document: dict[str, Any] | None = None, **fields: str) -> str:
    text = alert(Voice("en", TODAY, nothing).record(service(document, **fields)))
    return text.text if text else ""


@pytest.mark.parametrize(
    ("document", "fields", "text"),
    [
        ({}, {}, ""),
        ({"status": "active"}, {"valid_until": "2026-11-23"}, ""),
        ({}, {"valid_until": "2026-11-22"}, "This ended on November 22, 2026."),
        ({}, {"valid_from": "2026-11-23"}, ""),
        ({}, {"valid_from": "2026-11-24"}, "This begins on November 24, 2026."),
        ({"status": "defunct"}, {}, "This service has ended."),
        ({"status": "inactive"}, {}, "This service has ended."),
        ({"status": "temporarily closed"}, {}, "Closed for now. Call to ask when it opens again."),
        ({"alert": "Burst pipe."}, {}, "Burst pipe."),
    ],
)
def test_what_is_over_or_closed_is_said_first(
    document: dict[str, str], fields: dict[str, str], text: str
) -> None:
    assert the_alert(document, **fields) == text


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2035, 1, 1)),
    st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2035, 1, 1)),
    st.sampled_from(["en", "es", "ar", "my", "ti"]),
)
def test_whatever_is_not_current_or_due_warns(
    assured: dt.date, due: dt.date | None, tag: str
) -> None:
    found = checked(service(assured_on=str(assured), due_on=str(due or "")), tag, TODAY)
    assert bool(found.warning) is (found.state in ("overdue", "expired", "unknown"))
    assert found.sentence.text
