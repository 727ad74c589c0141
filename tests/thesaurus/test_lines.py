"""The help lines: facts with a source and a date, the most needed first."""

from __future__ import annotations

import datetime as dt

import pytest

from latchstring.core.language import known
from latchstring.thesaurus.concepts import CONCEPTS
from latchstring.thesaurus.lines import LINES, Line, lines_for

CRISES = [key for key, concept in CONCEPTS.items() if concept.crisis]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.key)
def test_each_fact_names_its_source_and_the_day_it_was_read(line: Line) -> None:
    assert line.source and line.address.startswith("https://")
    assert dt.date(2026, 1, 1) < line.checked <= dt.datetime.now(tz=dt.UTC).date()
    assert all(map(known, line.spoken)) and set(line.helps) <= set(CONCEPTS)


@pytest.mark.parametrize("crisis", CRISES)
def test_each_danger_has_a_line_of_its_own_and_911(crisis: str) -> None:
    found = [line.key for line in lines_for([crisis])]
    assert "911" in found
    assert len(found) > 1 or crisis == "medical_emergency"


@pytest.mark.parametrize(
    ("crises", "first"),
    [
        (["suicide"], "988"),
        (["domestic_violence"], "domestic_violence"),
        (["medical_emergency", "suicide"], "911"),
        (["poisoning"], "911"),
        (["child_abuse", "sexual_assault"], "child_abuse"),
    ],
)
def test_the_most_needed_comes_first(crises: list[str], first: str) -> None:
    assert lines_for(crises)[0].key == first


def test_nothing_is_said_without_a_danger_and_nothing_twice() -> None:
    assert lines_for([]) == []
    found = [line.key for line in lines_for(CRISES)]
    assert len(found) == len(set(found)) == len(LINES)
