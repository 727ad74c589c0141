"""The concepts of help: one tree under the 26 topics, and nothing points nowhere."""

from __future__ import annotations

import re

import pytest

from latchstring.core.problem import Trouble, Where
from latchstring.thesaurus.concepts import CONCEPTS, ancestors, children, known, near, topic_of
from latchstring.thesaurus.topics import TOPICS

ASKED = (
    "eviction", "winter_coat", "passport_kept", "torture_survivor", "power_bill",
    "driver_license", "find_detained",
)  # fmt: skip
"""Concepts that newcomers ask for by such names."""


def test_there_are_about_250_concepts_under_the_26_topics() -> None:
    assert list(CONCEPTS) and {key for key, one in CONCEPTS.items() if not one.parent} == set(
        TOPICS
    )
    assert 250 <= len(CONCEPTS) - len(TOPICS) <= 300
    assert set(ASKED) <= set(CONCEPTS)


@pytest.mark.parametrize("key", CONCEPTS)
def test_each_concept_is_whole(key: str) -> None:
    concept = CONCEPTS[key]
    assert re.fullmatch(r"[a-z][a-z_]*", key)
    assert concept.note and concept.terms
    assert concept.flag in ("", "crisis", "sensitive")
    assert topic_of(key) in TOPICS
    assert set(concept.related) <= set(CONCEPTS) - {key}
    assert concept.picture


def test_a_way_up_ends_at_a_topic_and_a_way_down_comes_back() -> None:
    assert ancestors("winter_coat") == ["clothing", "first_days"]
    assert topic_of("winter_coat") == "first_days" and ancestors("food") == []
    assert "winter_coat" in children("clothing")


def test_what_is_near_is_related_under_beside_or_above_and_never_itself() -> None:
    found = near("clothing")
    assert "clothing" not in found and found[-1] == "first_days"
    assert {"winter_coat", "furniture"} <= set(found)


def test_dangers_and_careful_topics_are_sensitive() -> None:
    assert CONCEPTS["suicide"].crisis and CONCEPTS["suicide"].sensitive
    assert CONCEPTS["asylum"].sensitive and not CONCEPTS["asylum"].crisis
    assert not CONCEPTS["food_pantry"].sensitive


def test_an_unknown_key_is_named_with_its_place() -> None:
    with pytest.raises(Trouble) as caught:
        known("foood", Where("own.txt", 3))
    assert "foood" in str(caught.value) and "own.txt" in str(caught.value)
