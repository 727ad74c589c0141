"""Topics: words for readers, and the crosswalk from taxonomy terms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latchstring.thesaurus.topics import GROUPS, TOPICS, topics_for

KEYS = {
    "first_days", "library_card", "english", "children_school", "adult_education", "work",
    "credentials", "housing", "food", "health", "mental_health", "money", "transport",
    "public_benefits", "egov_forms", "immigration_legal", "citizenship", "rights_safety",
    "family_tracing_detention", "scams", "technology_internet", "community_culture",
    "women_families", "youth", "elders_disability", "emergency",
}  # fmt: skip


def test_the_26_topics_of_a_welcome_desk_are_there_once_each() -> None:
    assert set(TOPICS) == KEYS
    assert [topic.key for group in GROUPS for topic in group.topics] == list(TOPICS)


@pytest.mark.parametrize("tag", ["en", "es", "ar"])
def test_every_label_and_hint_is_written_in_each_interface_language(tag: str) -> None:
    for topic in TOPICS.values():
        for words in (topic.label, topic.hint):
            assert words.text(tag).tag == tag
            assert words.text(tag).text.strip()
    labels = [topic.label.text(tag).text for topic in TOPICS.values()]
    assert len(set(labels)) == len(labels)


def test_arabic_labels_are_written_in_arabic_script_and_are_drafts() -> None:
    for topic in TOPICS.values():
        label = topic.label.text("ar")
        assert any("؀" <= letter <= "ۿ" for letter in label.text)
        assert label.state == "draft"


def test_a_language_without_labels_gets_the_english_ones_marked_missing() -> None:
    label = TOPICS["food"].label.text("my")
    assert (label.text, label.tag, label.state) == ("Food", "en", "missing")


def test_law_health_and_violence_are_careful_topics() -> None:
    careful = {key for key, topic in TOPICS.items() if topic.careful}
    assert careful == {
        "immigration_legal", "citizenship", "health", "mental_health", "rights_safety",
        "family_tracing_detention", "scams", "public_benefits", "emergency", "women_families",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("term", "keys"),
    [
        ("Food Pantries", ["food"]),
        ("Food Stamps/SNAP", ["food", "public_benefits"]),
        ("English as a Second Language", ["english"]),
        ("Immigration/Naturalization Legal Services",
         ["immigration_legal", "citizenship", "rights_safety"]),
        ("Domestic Violence Shelters", ["housing", "women_families"]),
        ("Landlord/Tenant Assistance", ["housing", "rights_safety"]),
        ("Public Libraries", ["library_card"]),
        ("Citizenship & Immigration", ["immigration_legal", "citizenship"]),
        ("Help Find Work", ["work"]),
        ("Bus Passes", ["transport"]),
        ("Translation & Interpretation", ["first_days"]),
        ("Dental Care", ["health"]),
        ("Missing Persons Location Assistance", ["emergency", "family_tracing_detention"]),
        ("Consumer Fraud Reporting", ["scams"]),
        ("Foreign Credential Evaluation", ["credentials"]),
        ("AIDS/HIV Clinics", ["health"]),
    ],
)  # fmt: skip
def test_common_terms_of_211_and_open_eligibility_find_their_topics(
    term: str, keys: list[str]
) -> None:
    assert topics_for([term], "") == keys


@pytest.mark.parametrize(
    "term",
    ["Animal Welfare", "Pet food", "Protective Services for Animals", "Child Welfare/Family "
     "Services Personnel", "Law Enforcement Personnel", "Water Supply System", ""],
)  # fmt: skip
def test_terms_that_only_look_alike_stay_out(term: str) -> None:
    assert topics_for([term], "") == []


def test_legal_counseling_is_no_mental_health_and_legal_aid_no_aids() -> None:
    assert topics_for(["Legal Counseling"], "") == ["rights_safety"]
    assert topics_for(["General Legal Aid"], "") == ["rights_safety"]


def test_the_name_speaks_only_when_the_terms_are_silent() -> None:
    assert topics_for(["Tutoring Services"], "Food for Thought") == ["children_school"]
    assert topics_for([], "Saint Mary Food Pantry") == ["food"]
    assert topics_for(["Zzz"], "Saint Mary Food Pantry") == ["food"]


@given(st.lists(st.text(max_size=40), max_size=4), st.text(max_size=40))
def test_any_names_give_known_topics_in_the_order_of_need(terms: list[str], name: str) -> None:
    keys = topics_for(terms, name)
    assert keys == [key for key in TOPICS if key in keys]
    assert set(keys) >= {key for term in terms for key in topics_for([term], "")}


def test_nearly_every_service_of_a_real_directory_has_a_topic(shared: Path) -> None:
    found = total = 0
    for line in (shared / "bench/dc211/services.ndjson").read_text("utf-8").splitlines():
        service = json.loads(line)
        terms = [attribute["taxonomy_term"]["name"] for attribute in service.get("attributes", [])]
        total += 1
        found += bool(topics_for(terms, service["name"]))
    print(f"services with a topic: {found} of {total} ({found / total:.1%})")
    assert found / total > 0.95


@pytest.mark.parametrize("key", sorted(KEYS))
def test_a_topics_own_name_leads_to_it(key: str) -> None:
    assert key in topics_for([TOPICS[key].label.by_tag["en"]], "")
