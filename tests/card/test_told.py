"""Networks end, names change, and what nobody checked is said to be unchecked."""

from __future__ import annotations

import pytest
from made_cards import TODAY, service

from latchstring.card.told import told


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        ({}, "Part of NET."),
        ({"since": "2001-02-03"}, "Part of NET since February 3, 2001."),
        ({"since": "2001"}, "Part of NET since 2001."),
        ({"until": "2027-01-01"}, "Part of NET until January 1, 2027."),
        ({"until": "2026-11-23"}, "Part of NET until November 23, 2026."),
        ({"until": "2026-11-22"}, "Was part of NET. That ended: November 22, 2026."),
        ({"until": "2010"}, "Was part of NET. That ended: 2010."),
        ({"until": "2010-06"}, "Was part of NET. That ended: 2010-06."),
        ({"until": "2026"}, "Part of NET until 2026."),
        ({"until": "some day"}, "Part of NET until some day."),
    ],
)
def test_a_membership_says_when_it_began_or_ended(dates: dict[str, str], sentence: str) -> None:
    entry = service(memberships=[{"network": "NET", **dates}])
    assert [each.sentence.text for each in told([entry], "en", TODAY)] == [sentence]


def test_an_ended_membership_is_said_in_the_readers_language() -> None:
    entry = service(memberships=[{"network": "Reception", "until": "2025-09-30"}])
    (spanish,), (arabic,) = told([entry], "es", TODAY), told([entry], "ar", TODAY)
    assert spanish.sentence.text == "Fue parte de Reception. Terminó: 30 de septiembre de 2025."
    assert arabic.sentence.tag == "ar"
    assert "2025" in arabic.sentence.text


def test_former_names_are_told_and_present_ones_are_not() -> None:
    aliases = [
        {"name": "LIRS", "kind": "former", "until": "2024-01-16"},
        {"name": "Old House", "kind": "former name"},
        {"name": "GR", "kind": "acronym"},
    ]
    assert [each.sentence.text for each in told([service(aliases=aliases)], "en", TODAY)] == [
        "Called LIRS until January 16, 2024.",
        "Formerly called Old House.",
    ]


def test_only_unchecked_evidence_is_told_with_its_source() -> None:
    rows = [
        {"field": "website", "source": "State list", "url": "https://example.org/list"},
        {"field": "phones/x/number", "source": "https://example.org/a"},
        {"field": "kitchen", "source": "Hearsay", "url": "javascript:alert(1)"},
        {"field": "name", "source": "Seen", "checked_on": "2026-01-01"},
    ]
    found = told([service(evidence=rows)], "en", TODAY)
    assert [(each.sentence.text, each.source, each.url, each.checked) for each in found] == [
        ("Website: not yet checked.", "State list", "https://example.org/list", False),
        ("Phone: not yet checked.", "example.org", "https://example.org/a", False),
        ("Other details: not yet checked.", "Hearsay", "", False),
    ]


def test_what_one_source_says_is_told_at_once() -> None:
    rows = [{"field": field, "source": "State list"} for field in ("name", "url", "name", "x", "y")]
    found = told([service(evidence=rows[:2]), service(evidence=rows[2:])], "es", TODAY)
    assert [each.sentence.text for each in found] == [
        "Nombre, Sitio web y Otros datos: todavía sin comprobar."
    ]


def test_the_evidence_of_a_membership_stands_with_it() -> None:
    member = {"network": "NET", "source": "State list", "checked": False}
    row = {"field": "memberships/NET", "source": "State list", "url": "https://example.org/list"}
    (only,) = told([service(memberships=[member], evidence=[row])], "en", TODAY)
    assert (only.sentence.text, only.url, only.checked) == ("Part of NET.", row["url"], False)
    other = {**row, "source": "Newspaper", "url": ""}
    first, *rest = told([service(memberships=[member], evidence=[row, other])], "en", TODAY)
    assert (first.url, len(rest)) == ("", 2)


def test_a_checked_membership_is_told_as_checked() -> None:
    (only,) = told([service(memberships=[{"network": "NET", "checked": True}])], "en", TODAY)
    assert only.checked


def test_a_row_without_a_name_says_nothing() -> None:
    entry = service(memberships=[{"since": "2001"}], aliases=[{"kind": "former"}])
    assert told([entry], "en", TODAY) == []
