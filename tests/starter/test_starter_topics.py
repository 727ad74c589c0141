"""The taxonomy of topics that services are filed under."""

from __future__ import annotations

import pytest

from latchstring.starter.topics import TAXONOMY_ID, tagged, term_id, topics
from latchstring.thesaurus.topics import TOPICS


def test_one_taxonomy_and_a_term_for_each_topic_of_the_desk() -> None:
    root, *terms = topics()
    assert (root.kind, root.id) == ("taxonomy", TAXONOMY_ID)
    assert [term.document["code"] for term in terms] == list(TOPICS)
    assert {term.document["taxonomy_id"] for term in terms} == {TAXONOMY_ID}
    assert len(TOPICS) == 26


def test_every_name_and_description_is_there_in_spanish_and_arabic() -> None:
    for record in topics()[1:]:
        for tag in ("es", "ar"):
            assert set(record.translations[tag]) == {"name", "description"}
            assert all(record.translations[tag].values())


def test_a_service_is_filed_under_terms_that_exist() -> None:
    ids = {record.id for record in topics()}
    rows = tagged("8f14e45f-ceea-467f-a0e6-1f6b1d8b7a10", ["food", "health"])
    assert {row["taxonomy_term_id"] for row in rows} <= ids
    assert len({row["id"] for row in rows}) == 2


def test_an_unknown_topic_is_refused() -> None:
    with pytest.raises(KeyError):
        term_id("astrology")
