"""Harbor Falls: large enough to look at, unmistakably made up, and a trial of every rule."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from collections import Counter

import pytest

from latchstring.catalogue import withhold
from latchstring.core.check import check
from latchstring.core.freshness import freshness, in_force
from latchstring.core.moment import as_date
from latchstring.core.problem import Trouble
from latchstring.core.shape import words
from latchstring.starter.agencies import agencies
from latchstring.starter.record import Starter
from latchstring.starter.topics import topics
from latchstring.starter.town import town
from latchstring.starter.town_services import services
from latchstring.starter.town_sheets import sheets
from latchstring.thesaurus.topics import TOPICS

TODAY = dt.date(2026, 11, 23)
RECORDS = town(TODAY)
BY_ID = {record.id: record for record in RECORDS}
ORGANIZATIONS = [record for record in RECORDS if record.kind == "organization"]
LOCATIONS = [record for record in RECORDS if record.kind == "location"]
SERVICES = [record for record in RECORDS if record.kind == "service"]
TERMS = {record.id: record.document["name"] for record in topics()}


def terms(record: Starter) -> list[str]:
    """Names of the topics under which a service is filed."""
    return [TERMS[tag["taxonomy_term_id"]] for tag in record.document["attributes"]]


def texts(record: Starter) -> str:
    """All that the record says in any language."""
    return json.dumps(dataclasses.asdict(record), ensure_ascii=False)


def owner(record: Starter) -> str:
    """Name of the organization that gives a service."""
    return str(BY_ID[record.document["organization_id"]].document["name"])


def rows(name: str) -> list[tuple[Starter, dict[str, object]]]:
    """Children of that name of all services, also those at one place only."""
    return [
        (record, row)
        for record in SERVICES
        for holder in (record.document, *record.document.get("service_at_locations", []))
        for row in holder.get(name, [])
    ]


def test_the_town_has_about_eighty_organizations_and_three_hundred_services() -> None:
    assert 75 <= len(ORGANIZATIONS) <= 95
    assert 280 <= len(SERVICES) <= 350
    assert len(BY_ID) == len(RECORDS)


def test_the_same_day_makes_the_same_town() -> None:
    assert [texts(record) for record in town(TODAY)] == [texts(record) for record in RECORDS]


@pytest.mark.parametrize("day", [dt.date(2024, 2, 29), dt.date(2031, 1, 1)])
def test_on_another_day_ids_and_words_stay_and_dates_move(day: dt.date) -> None:
    moved = town(day)
    assert [record.id for record in moved] == [record.id for record in RECORDS]
    assert [r.translations for r in moved] == [r.translations for r in RECORDS]
    for then, now in zip(moved, RECORDS, strict=True):
        assert bool(then.assured_on) == bool(now.assured_on)
        if now.assured_on:
            age = TODAY - dt.date.fromisoformat(now.assured_on)
            assert day - dt.date.fromisoformat(then.assured_on) == age


def test_every_topic_has_at_least_five_services() -> None:
    count = Counter(topic for record in SERVICES for topic in record.topics)
    assert set(count) == set(TOPICS)
    assert min(count.values()) >= 5


def test_topics_and_attributes_of_a_service_agree() -> None:
    code = {record.id: record.document.get("code") for record in topics()}
    for record in SERVICES:
        tags = record.document["attributes"]
        assert [code[tag["taxonomy_term_id"]] for tag in tags] == record.topics


def test_every_reference_leads_to_a_record() -> None:
    for record in RECORDS:
        if record.kind in ("service", "location"):
            assert BY_ID[record.document["organization_id"]].kind == "organization"
        for place in record.document.get("service_at_locations", []):
            assert BY_ID[place["location_id"]].kind == "location"
        if record.successor_id:
            assert BY_ID[record.successor_id].kind == record.kind
            assert record.successor_id != record.id


def test_documents_are_as_the_catalogue_wants_them() -> None:
    for record in RECORDS:
        clean, aside, problems = check(record.kind, record.document)
        assert (clean, aside, problems) == (record.document, {}, [])


def test_no_two_children_share_an_id() -> None:
    ids = re.findall(r'"id": "([^"]+)"', json.dumps([r.document for r in RECORDS]))
    assert len(ids) == len(set(ids))


def test_translations_belong_to_texts_of_their_documents() -> None:
    for record in RECORDS:
        told = dict(words(record.kind, record.document))
        for paths in record.translations.values():
            assert set(paths) <= set(told)
            assert all(text.strip() and "{" not in text for text in paths.values())


def test_a_service_is_translated_as_a_whole_or_not_at_all() -> None:
    for record in SERVICES:
        told = {path for path, _ in words("service", record.document)}
        for paths in record.translations.values():
            assert set(paths) == told


def test_most_services_are_translated_and_an_honest_gap_is_left() -> None:
    for tag in ("es", "ar"):
        done = sum("description" in record.translations.get(tag, {}) for record in SERVICES)
        assert 0.6 * len(SERVICES) <= done < len(SERVICES)
    assert {record.words_state for record in RECORDS} == {"draft"}


def test_arabic_words_are_written_in_arabic_letters() -> None:
    for record in SERVICES:
        for text in record.translations.get("ar", {}).values():
            assert re.search("[؀-ۿ]", text)


def test_telephone_numbers_belong_to_nobody() -> None:
    numbers = re.findall(r'"number": "([^"]+)"', json.dumps([r.document for r in RECORDS]))
    assert numbers
    assert all(re.fullmatch(r"\((293|693)\) 555-01\d\d", number) for number in numbers)
    for record in ORGANIZATIONS:
        assert len(record.document["phones"]) == 1
    own = [record.document["phones"][0]["number"] for record in ORGANIZATIONS]
    assert len(set(own)) == len(own)


def test_internet_addresses_belong_to_nobody() -> None:
    every = "\n".join(texts(record) for record in RECORDS)
    hosts = re.findall(r"https?://([^/\"]+)", every) + re.findall(r"@([\w.-]+)", every)
    assert hosts
    assert all(re.fullmatch(r"[\w.-]+\.example\.(org|com)", host) for host in hosts)


def test_every_organization_says_that_it_is_made_up() -> None:
    for record in ORGANIZATIONS:
        assert record.document["description"].endswith("this organization is made up.)")
        assert re.search("Harbor Falls|Lantern", record.document["name"])
    for record in [*SERVICES, *LOCATIONS]:
        assert record.evidence[0]["note"].endswith("does not exist.")
    library = next(r for r in ORGANIZATIONS if "Library" in r.document["name"])
    assert library.document["name"] == "Harbor Falls Public Library (demonstration)"


def test_no_real_agency_stands_in_the_town() -> None:
    every = "\n".join(texts(record) for record in RECORDS)
    real = [record for record in agencies() if record.kind == "organization"]
    names = [record.document["name"] for record in real]
    names += [alias["name"] for record in real for alias in record.aliases]
    assert not re.search(rf"\b({'|'.join(map(re.escape, names))})\b", every)


def test_places_have_coordinates_and_invented_zip_codes() -> None:
    for record in LOCATIONS:
        address = record.document["addresses"][0]
        assert address["postal_code"].startswith("533")
        assert address["state_province"] == "Lakemark"
        assert 43 < record.document["latitude"] < 44
        assert -88 < record.document["longitude"] < -87


def test_at_least_twenty_five_languages_are_spoken() -> None:
    spoken = {str(row["code"]) for _, row in rows("languages")} - {"en"}
    assert len(spoken) >= 25
    assert {"ar", "es", "prs", "rhg", "ksw", "ti", "so", "mam", "ht", "uk", "ase"} <= spoken


def test_every_state_of_freshness_is_there() -> None:
    states = Counter(
        freshness(as_date(r.assured_on), as_date(r.due_on), TODAY).state for r in SERVICES
    )
    assert states["current"] > len(SERVICES) / 2
    assert min(states[name] for name in ("due", "overdue", "expired", "unknown")) >= 5
    assert {record.assured_how for record in SERVICES} == {"phone", "visit", "web", ""}


def test_some_services_are_closed_for_now_or_for_good() -> None:
    status = Counter(record.document["status"] for record in SERVICES)
    assert status["temporarily closed"] >= 4
    assert status["defunct"] >= 2
    for record in SERVICES:
        if record.document["status"] != "active":
            assert record.document["alert"]
        if record.document["status"] == "defunct":
            assert record.successor_id
            assert BY_ID[record.successor_id].document["status"] == "active"
    assert sum(bool(record.successor_id) for record in ORGANIZATIONS) >= 2


def test_some_records_are_not_yet_or_no_longer_valid() -> None:
    dates = [(as_date(r.valid_from), as_date(r.valid_until)) for r in SERVICES]
    assert any(begins and begins > TODAY for begins, _ in dates)
    assert any(ends and ends > TODAY for _, ends in dates)
    assert any(ends and ends < TODAY for _, ends in dates)
    assert sum(not in_force(*pair, TODAY) for pair in dates) >= 3


def test_hours_are_of_many_kinds() -> None:
    every = [row for _, row in rows("schedules")]
    days = {str(row.get("byday", "")) for row in every}
    assert {"2TU", "-1FR", "1WE,3WE", "MO,TU,WE,TH,FR,SA,SU"} <= days
    assert any(row.get("opens_at") == "00:00" for row in every)
    assert any("freq" not in row and "appointment" in str(row["description"]) for row in every)
    assert any("valid_from" in row for row in every)
    assert any(str(row.get("opens_at", "")) >= "18:00" for row in every)
    assert all("closes_at" not in row or row["opens_at"] < row["closes_at"] for row in every)  # type: ignore[operator]


def test_costs_are_free_sliding_or_fixed_and_some_need_no_papers() -> None:
    amounts = {row["amount"] for _, row in rows("cost_options")}
    assert {0, 1.5, 20, 120} <= amounts
    papers = [str(row["document"]) for _, row in rows("required_documents")]
    assert any(text.startswith("Nothing.") for text in papers)
    assert any("ID" in text for text in papers)
    assert any("fits your income" in r.document["fees_description"] for r in SERVICES)


def test_some_services_have_two_places_and_some_have_none() -> None:
    places = [len(record.document.get("service_at_locations", [])) for record in SERVICES]
    assert places.count(0) >= 10
    assert sum(number >= 2 for number in places) >= 10
    for record in SERVICES:
        if not record.document.get("service_at_locations"):
            assert record.document["phones"]
            assert record.document["service_areas"]


def test_three_places_must_be_hidden_and_one_may_be_shown() -> None:
    found = [r for r in SERVICES if withhold.sensitive(r.document, terms(r))]
    hidden = [record for record in found if not record.permission]
    assert (len(found), len(hidden)) == (4, 3)
    for record in hidden:
        assert record.marks == ("confidential",)
        place = BY_ID[record.document["service_at_locations"][0]["location_id"]]
        assert place.marks == ("confidential",)
        street = place.document["addresses"][0]["address_1"]
        assert street not in texts(record)
    [shown] = [record for record in found if record.permission]
    place = BY_ID[shown.document["service_at_locations"][0]["location_id"]]
    assert (place.marks, place.permission) == ((), shown.permission)


def test_immigration_advice_has_an_authority_except_for_one_shop() -> None:
    legal = [r for r in SERVICES if withhold.gives_immigration_advice(r.document, terms(r))]
    unknown = [record for record in legal if not record.authority]
    assert {record.authority for record in legal} == {"attorney", "doj_recognized", ""}
    assert [owner(record) for record in unknown] == ["Harbor Falls Forms and Papers"]
    assert all("immigration_legal" in record.topics for record in legal)
    assert {id(r) for r in SERVICES if r.authority} <= {id(r) for r in legal}


def test_the_library_warns_of_false_lawyers() -> None:
    [warning] = [r for r in SERVICES if r.topics == ["scams"] and "notario" in texts(r)]
    assert "Library" in owner(warning)
    assert {"es", "ar"} == set(warning.translations)


def test_the_library_gives_what_a_library_gives() -> None:
    names = " · ".join(r.document["name"] for r in SERVICES if "Library" in owner(r))
    for word in ("without an ID", "Homework", "conversation circle", "Citizenship corner",
                 "Computers", "Story time in Spanish", "brought to your home"):  # fmt: skip
        assert word in names


def test_sentences_are_short() -> None:
    for record in SERVICES:
        sentences = re.split(r"(?<=[.?!])\s+", record.document["description"])
        longest = max(len(sentence.split()) for sentence in sentences)
        assert longest <= 28, record.document["description"]


def test_a_word_that_names_nothing_gets_a_clear_sentence() -> None:
    book = sheets()
    wrong = {**book.services[0], "given_by": ["the_moon"]}
    with pytest.raises(Trouble, match='There is no organization called "the_moon"'):
        services(dataclasses.replace(book, services=[wrong]), TODAY)
