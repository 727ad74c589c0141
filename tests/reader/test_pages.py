"""The public pages, asked as a browser without JavaScript asks."""

from __future__ import annotations

import re

import pytest
from conftest import Reader
from made_edition import HOSTILE, LIBRARY, made_id

TAGS = ["en", "es", "ar"]
PANTRY = made_id("service", "Market Street Food Pantry")
PAGES = ["", "topic/food", f"service/{PANTRY}", "pictures", "promise", "about"]


def title(text: str) -> str:
    return re.search(r"<title>(.*?)</title>", text)[1]  # type: ignore[index]


def results(text: str) -> list[str]:
    return re.findall(r'<article class="result" data-service="([0-9a-f-]{36})">', text)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_speaks_its_language_in_its_direction(
    reader: Reader, page: str, tag: str
) -> None:
    answer = reader.ask(f"/{tag}/{page}")
    direction = "rtl" if tag == "ar" else "ltr"
    assert answer.status == 200
    assert f'<html lang="{tag}" dir="{direction}">' in answer.text
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_says_that_the_town_is_made_up(reader: Reader, page: str, tag: str) -> None:
    said = {"en": "Demonstration:", "es": "Demostración:", "ar": "عرض تجريبي:"}[tag]
    assert said in reader.ask(f"/{tag}/{page}").text


@pytest.mark.parametrize("page", PAGES)
def test_no_title_tells_what_was_opened(reader: Reader, page: str) -> None:
    told = title(reader.ask(f"/en/{page}").text)
    assert told.endswith(LIBRARY)
    assert "Pantry" not in told
    assert "Food" not in told


def test_the_first_page_offers_each_language_by_its_own_name(reader: Reader) -> None:
    text = reader.ask("/").text
    for tag, endonym in (("en", "English"), ("es", "español"), ("ar", "العربية")):
        assert re.search(rf'<a href="/{tag}/" lang="{tag}"[^>]*><strong>{endonym}</strong>', text)
    assert "My language is not here" in text
    assert text.count("<small>") == 2, "both drafts are called drafts"


def test_a_language_without_an_interface_gets_the_choice_kindly(reader: Reader) -> None:
    answer = reader.ask("/my/")
    assert answer.status == 404
    assert "Choose your language" in answer.text


@pytest.mark.parametrize("tag", TAGS)
def test_home_has_the_search_and_the_topics_that_have_services(reader: Reader, tag: str) -> None:
    text = reader.ask(f"/{tag}/").text
    assert f'method="post" action="/{tag}/search"' in text
    assert '<input id="q" type="search" name="q"' in text
    assert re.findall(r'href="/\w+/topic/(\w+)"', text) == [
        "food", "health", "women_families", "english"
    ]  # fmt: skip


def test_a_careful_topic_in_a_draft_shows_its_english_too(reader: Reader) -> None:
    arabic, english = reader.ask("/ar/").text, reader.ask("/en/").text
    assert '<span class="beside" lang="en" dir="ltr">Health</span>' in arabic
    assert '<span class="beside" lang="en" dir="ltr">Food</span>' not in arabic
    assert "beside" not in english


@pytest.mark.parametrize(
    ("tag", "query"), [("en", "bread"), ("es", "comida gratis"), ("ar", "طعام مجاني")]
)
def test_a_search_finds_the_pantry_in_the_readers_words(
    reader: Reader, tag: str, query: str
) -> None:
    answer = reader.search(tag, query)
    assert answer.status == 200
    assert PANTRY in results(answer.text)
    assert "(617) 555-0134" in answer.text
    assert 'href="tel:+16175550134"' in answer.text


def test_the_search_box_keeps_the_words_so_that_they_can_be_corrected(reader: Reader) -> None:
    assert 'name="q" value="bred &quot;now&quot;"' in reader.search("en", 'bred "now"').text


def test_a_zip_code_gives_distances(reader: Reader) -> None:
    assert re.search(r"[\d.]+ miles", reader.search("en", "bread", "02139").text)
    assert "miles" not in reader.search("en", "bread").text


def test_an_unknown_zip_code_is_said_and_does_no_harm(reader: Reader) -> None:
    text = reader.search("en", "bread", "00000").text
    assert "We do not know this ZIP code." in text
    assert PANTRY in results(text)


@pytest.mark.parametrize("query", ["", "   ", "qqqqzzzz", "\x00\ufffe", "💧" * 100, "a" * 300])
def test_a_search_is_never_an_empty_page(reader: Reader, query: str) -> None:
    answer = reader.search("en", query)
    assert answer.status == 200
    assert results(answer.text) or 'href="/en/topic/food"' in answer.text
    assert "ask at the library desk" in answer.text


def test_results_asked_by_address_lead_home(reader: Reader) -> None:
    answer = reader.ask("/en/search?q=bread")
    assert (answer.status, answer.headers["location"]) == (302, "/en/")


def test_a_topic_comes_in_pages_of_twenty(reader: Reader) -> None:
    first, second = (reader.ask(f"/en/topic/english{page}").text for page in ("", "/2"))
    assert (len(results(first)), len(results(second))) == (20, 5)
    assert not set(results(first)) & set(results(second))
    assert 'rel="next" href="/en/topic/english/2"' in first
    assert 'rel="prev" href="/en/topic/english/1"' in second
    assert reader.ask("/en/topic/english/3").status == 404


def test_a_service_page_tells_all_in_a_calm_order(reader: Reader) -> None:
    text = reader.ask(f"/en/service/{PANTRY}").text
    headings = re.findall(r"<h2>(.*?)</h2>", text)
    assert headings == [
        "Call or write", "When", "Where", "Cost", "What to bring", "Languages spoken",
        "Who can use it", "How to apply", "How we know",
    ]  # fmt: skip
    for told in ("12 Market Street", "Free", "Spanish", "9:00", "checked by phone", "Made town"):
        assert told in text
    assert "Call before you go" not in text


def test_hours_and_languages_are_told_in_the_readers_language(reader: Reader) -> None:
    spanish = reader.ask(f"/es/service/{PANTRY}").text
    arabic = reader.ask(f"/ar/service/{PANTRY}").text
    assert "lunes" in spanish
    assert "Comida gratis cada semana" in spanish
    assert "الاثنين" in arabic
    assert "الإسبانية" in arabic


def test_numbers_and_addresses_stand_apart_from_arabic(reader: Reader) -> None:
    text = reader.ask(f"/ar/service/{PANTRY}").text
    assert '<bdi dir="ltr">(617) 555-0134</bdi>' in text
    assert '<address dir="auto"><bdi>12 Market Street</bdi>' in text


def test_english_words_on_an_arabic_page_are_marked_as_english(reader: Reader) -> None:
    text = reader.ask(f"/ar/service/{PANTRY}").text
    assert (
        '<p lang="en" dir="ltr">Come in. You do not need an appointment. '
        '<small class="mark" lang="ar" dir="rtl">باللغة: الإنجليزية</small></p>'
    ) in text


def test_drafts_are_called_drafts(reader: Reader) -> None:
    spanish = reader.ask(f"/es/service/{PANTRY}").text
    assert 'leche. <small class="mark">Traducción en borrador</small></p>' in spanish
    assert "son traducciones en borrador" in spanish
    assert "raft translation" not in reader.ask(f"/en/service/{PANTRY}").text


def test_a_careful_service_is_shown_in_english_rather_than_in_a_draft(reader: Reader) -> None:
    text = reader.ask(f"/es/service/{made_id('service', 'Open Door Clinic')}").text
    assert "Un médico" not in text
    assert '<p lang="en" dir="ltr">A doctor and a nurse' in text


@pytest.mark.parametrize(
    ("name", "warning"),
    [("Open Door Clinic", "Do not go before you call."), (HOSTILE, "Call before you go.")],
)
def test_an_old_or_unknown_check_warns_plainly(reader: Reader, name: str, warning: str) -> None:
    text = reader.ask(f"/en/service/{made_id('service', name)}").text
    assert re.search(rf'<p class="warning">[^<]*{re.escape(warning)}</p>', text)


def test_a_withheld_place_is_said_to_be_withheld(reader: Reader) -> None:
    text = reader.ask(f"/en/service/{made_id('service', 'Hidden Harbor House')}").text
    assert "The address is kept private for safety." in text
    assert "<address" not in text


def test_the_colophon_counts_what_is_fresh_today(reader: Reader) -> None:
    text = reader.ask("/en/about").text
    told = dict(re.findall(r"<dt>(.*?)</dt><dd>(\d+)", text))
    assert told["Services"] == "30"
    assert told["Checked, and still current"] == "26"
    assert told["Checked too long ago"] == "1"
    assert told["Nobody is known to have checked"] == "3"
    assert "<li><bdi>Made town</bdi> · <bdi>CC0-1.0</bdi> · 29 services</li>" in text


def test_before_the_first_edition_readers_are_asked_to_come_back(unpublished: Reader) -> None:
    answer = unpublished.ask("/es/")
    assert answer.status == 503
    assert "El directorio se está preparando." in answer.text
    assert unpublished.ask("/").status == 200
