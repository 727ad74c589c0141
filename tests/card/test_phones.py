"""A number is shown as people dial it, and a link is made only of what is a number."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_cards import TODAY, nothing

from latchstring.card.phones import ordered, phones, read
from latchstring.card.voice import Voice
from latchstring.core.entry import Entry


def drawn(*rows: dict[str, Any], tag: str = "en") -> Any:
    document = {"phones": [{"id": f"p{n}", **row} for n, row in enumerate(rows)]}
    entry = Entry("service", "x", document)
    return ordered(phones(Voice(tag, TODAY, nothing).record(entry), document))


@pytest.mark.parametrize(
    "written",
    [
        "(202) 555-0123", "202-555-0123", "202.555.0123", "2025550123", "1-202-555-0123",
        "+1 202 555 0123", "12025550123", "202 - 555- 0123", "(202)555-0123", "202/555-0123",
        "202–555–0123", "( 202 ) 555-0123", "٢٠٢-٥٥٥-٠١٢٣",
    ],
)  # fmt: skip
def test_an_american_number_has_one_form(written: str) -> None:
    assert read(written) == [("(202) 555-0123", "tel:+12025550123", "")]


@pytest.mark.parametrize(
    ("written", "shown", "href", "extension"),
    [
        ("202-555-0123 ext. 12", "(202) 555-0123", "tel:+12025550123", "12"),
        ("202-555-0123x12", "(202) 555-0123", "tel:+12025550123", "12"),
        ("202-555-0123, extension 4567", "(202) 555-0123", "tel:+12025550123", "4567"),
        ("202-555-0123 #4", "(202) 555-0123", "tel:+12025550123", "4"),
        ("911", "911", "tel:911", ""),
        ("9-8-8", "988", "tel:988", ""),
        ("211", "211", "tel:211", ""),
        ("711", "711", "tel:711", ""),
        ("1-800-273-TALK (8255)", "1-800-273-TALK (8255)", "tel:+18002738255", ""),
        ("1-800-RUNAWAY", "1-800-RUNAWAY (800-786-2929)", "tel:+18007862929", ""),
        ("(202) 555-HELP", "(202) 555-HELP (202-555-4357)", "tel:+12025554357", ""),
        ("(202) 727-4TAX", "(202) 727-4TAX (202-727-4829)", "tel:+12027274829", ""),
        ("+44 1234 234567", "+44 1234 234567", "tel:+441234234567", ""),
        ("(202) 555-0123 (Spanish)", "(202) 555-0123 (Spanish)", "tel:+12025550123", ""),
    ],
)
def test_other_numbers_can_be_dialled_too(
    written: str, shown: str, href: str, extension: str
) -> None:
    assert read(written) == [(shown, href, extension)]


@pytest.mark.parametrize(
    "written",
    ["call Bob", "202 none listed", "202 NOT LISTED", "555-0123", "01234 567890", "(202) 155-0123", "112025550123",
     "202-555-01234", "12", "+200000", "+44 20 7946 0018 1234 5678", "202-555-0123 then 202-555-0124 at night"],
)  # fmt: skip
def test_what_is_no_number_is_shown_as_written_without_a_link(written: str) -> None:
    assert read(written) == [(written, "", "")]


def test_two_numbers_in_one_field_are_two_phones() -> None:
    assert [href for _, href, _ in read("202-555-0123 or 202-555-0124 x5")] == [
        "tel:+12025550123",
        "tel:+12025550124",
    ]
    assert read("202-555-0123 or 202-555-0124 x5")[1][2] == "5"
    assert read("") == read(None) == read("   ") == []


@given(st.text(max_size=40) | st.from_regex(r"[0-9() .+x-]{0,20}", fullmatch=True))
def test_any_text_gives_only_links_that_can_be_dialled(text: str) -> None:
    for shown, href, extension in read(text):
        assert shown
        assert not href or re.fullmatch(r"tel:(\+\d{7,15}|\d{3})", href)
        assert not extension or extension.isdecimal()


@given(st.from_regex(r"[2-9][0-9]{2}[2-9][0-9]{6}", fullmatch=True))
def test_every_ten_digits_that_can_be_a_number_are_one(digits: str) -> None:
    assert read(digits)[0][1] == f"tel:+1{digits}"


def test_a_fax_and_a_tty_are_called_so_in_the_readers_words_and_stand_last() -> None:
    found = drawn(
        {"number": "2025550101", "type": "fax", "description": "Front office"},
        {"number": "711", "type": "TTY"},
        {"number": "2025550102", "type": "voice", "description": "Front office"},
        tag="es",
    )
    assert [phone.kind for phone in found] == ["voice", "tty", "fax"]
    assert [phone.label.text for phone in found if phone.label] == [
        "Front office",
        "TTY, para personas sordas",
        "Fax",
    ]
    assert found[2].href == ""


def test_a_number_for_texts_opens_a_message() -> None:
    found = drawn({"number": "741741", "type": "text", "description": "Text HOME"})
    assert (found[0].href, found[0].label.text) == ("sms:741741", "Text HOME")
    found = drawn({"number": "202-555-0123", "type": "sms"})
    assert (found[0].href, found[0].label.text) == ("sms:+12025550123", "For text messages")


def test_a_number_that_stands_twice_is_shown_once() -> None:
    assert len(drawn({"number": "202-555-0123"}, {"number": "(202) 555-0123"})) == 1
    assert len(drawn({"number": "2025550123"}, {"number": "2025550123", "extension": 5})) == 2


@pytest.mark.parametrize(
    ("value", "shown"), [(12, "12"), ("34", "34"), (0, ""), (-1, ""), (1.5, ""), ("front", "")]
)
def test_an_extension_is_a_whole_number(value: Any, shown: str) -> None:
    assert drawn({"number": "2025550123", "extension": value})[0].extension == shown


def test_the_languages_of_a_phone_are_named() -> None:
    rows = [{"id": "l", "code": "es"}, {"id": "m", "name": "Amharic"}]
    (phone,) = drawn({"number": "2025550123", "languages": rows}, tag="en")
    assert [text.text for text in phone.languages] == ["Spanish", "Amharic"]
