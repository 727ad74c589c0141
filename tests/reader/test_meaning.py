"""What was understood can be seen and corrected; in danger a telephone number comes first."""

from __future__ import annotations

import re

import pytest
from conftest import Reader
from made_edition import made_id

PANTRY = made_id("service", "Market Street Food Pantry")
DANGERS = [
    ("en", "i want to die", "988"),
    ("es", "mi marido me pega", "18007997233"),
    ("ar", "زوجي يضربني", "18007997233"),
    ("en", "my baby drank bleach", "18002221222"),
    ("en", "me violaron", "18006564673"),
    ("es", "they dont let me leave, i work for no pay", "18883737888"),
]


def chips(text: str) -> list[str]:
    return re.findall(r'name="meant" value="([a-z_]*)"', text)


@pytest.mark.parametrize(
    ("tag", "query", "label"),
    [("en", "groceries", "food"), ("es", "tengo hambre", "comida"), ("ar", "جوعان", "طعام")],
)
def test_the_reader_is_told_what_was_understood(
    reader: Reader, tag: str, query: str, label: str
) -> None:
    text = reader.search(tag, query).text
    assert chips(text)
    assert 'class="chip yes"' in text and PANTRY in text
    assert label in text.lower() or tag == "ar"


def test_a_tap_corrects_it(reader: Reader) -> None:
    asked = {"q": "groceries", "meant": "english_class"}
    text = reader.post("/en/search", asked).text
    assert chips(text)[0] == "english_class"
    assert 'value="groceries"' in text, "the words stay, to be changed"


def test_only_the_words_may_count(reader: Reader) -> None:
    text = reader.post("/en/search", {"q": "groceries", "meant": ""}).text
    assert 'class="chip yes"' not in text


@pytest.mark.parametrize("meant", ["nonsense", "'; drop", "x" * 5000, "\u202e"])
def test_a_made_up_meaning_does_no_harm(reader: Reader, meant: str) -> None:
    assert reader.post("/en/search", {"q": "bread", "meant": meant}).status == 200


def test_a_careful_word_in_a_draft_has_picture_and_english_beside_it(reader: Reader) -> None:
    text = reader.search("es", "medicaid").text
    first = text[text.index('class="chip yes"') :][:600]
    assert "<svg" in first and '<span class="beside" lang="en"' in first


@pytest.mark.parametrize(("tag", "query", "dial"), DANGERS)
def test_in_danger_the_number_comes_before_all_else(
    reader: Reader, tag: str, query: str, dial: str
) -> None:
    text = reader.search(tag, query).text
    body = text[text.index("<main") :]
    assert f'href="tel:{dial}"' in body
    assert body.index("tel:") < body.index("<h1")
    assert "weather.gov" in body and "2026" in body


@pytest.mark.parametrize(("tag", "query", "dial"), DANGERS)
def test_in_danger_the_words_are_not_repeated(
    reader: Reader, tag: str, query: str, dial: str
) -> None:
    assert query not in reader.search(tag, query).text


def test_a_zip_code_far_away_hides_no_help_line(reader: Reader) -> None:
    assert "tel:988" in reader.search("en", "i want to die", "99950").text


def test_whoever_corrects_the_meaning_in_danger_keeps_the_help_line(reader: Reader) -> None:
    asked = {"q": "i want to die", "meant": "food_pantry"}
    assert "tel:988" in reader.post("/en/search", asked).text


def test_the_sentence_for_an_interpreter_is_in_english(reader: Reader) -> None:
    text = reader.search("ar", "زوجي يضربني").text
    assert '<strong lang="en" dir="ltr">Arabic, please. I need an interpreter.</strong>' in text


BAD = [
    "",
    "   ",
    "?!…",
    "\x00\x1b",
    "\u202eabc\u2066",
    "😀👍",
    "a" * 10_000,
    "' OR 1=1 --",
    "\ufffd",
]


@pytest.mark.parametrize("query", BAD)
def test_whatever_is_typed_the_page_is_kind_and_not_empty(reader: Reader, query: str) -> None:
    answer = reader.search("en", query)
    assert answer.status == 200
    assert "library desk" in answer.text
    assert 'data-service="' in answer.text or "/en/topic/" in answer.text
