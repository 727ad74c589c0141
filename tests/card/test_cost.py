"""What it costs is said plainly, and "free" only where the source says so beyond doubt."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_cards import TODAY, into, nothing, service

from latchstring.card.cost import cost, is_free
from latchstring.card.voice import Voice


def said(document: dict[str, Any], tag: str = "en", words: Any = nothing) -> tuple[list[str], bool]:
    lines, free = cost(Voice(tag, TODAY, words).record(service(document)))
    return [line.text.replace("\u00a0", " ") for line in lines], free


def fees(text: str) -> bool:
    return is_free({"fees_description": text}, "en", TODAY)


@pytest.mark.parametrize(
    "text",
    ["No fee", "no fees.", "None", "Free", "FREE!", "Free of charge", "No charge", "No cost.", "$0",
     "$0.00", "There is no fee", "This service is free", "Services are free of charge.",
     "No fee for participants", "No Fee (accepts donations)", "No fees, Free",
     "No fee; contributions accepted", "Free. Donations are welcome."],
)  # fmt: skip
def test_plain_words_for_nothing_mean_free(text: str) -> None:
    assert fees(text)


@pytest.mark.parametrize(
    "text",
    ["", "No", "Sliding scale", "No fee for most services", "No fee, sliding scale", "$10",
     "Free (a guide costs $35)", "No fee if DC resident", "None for eligible Medicaid recipients",
     "First visit is free", "No one is turned away", "Free or low cost", "No Insurance Needed",
     "Feel free to ask", "Not free", "$0.50", "No fee (donations requested)", "Fee: none to $20"],
)  # fmt: skip
def test_anything_more_does_not_mean_free(text: str) -> None:
    assert not fees(text)


def test_only_english_words_are_understood_as_free() -> None:
    assert not is_free({"fees_description": "None"}, "fr", TODAY)
    assert is_free({"fees_description": "None"}, "en-US", TODAY)


@pytest.mark.parametrize(
    ("amounts", "text", "free"),
    [
        ([0], "", True),
        ([0, 0], "No fee", True),
        ([0], "Sliding scale", False),
        ([0, 5], "", False),
        ([5], "No fee", False),
        ([-1], "", False),
        ([None], "", False),
    ],
)
def test_prices_count_more_than_words(amounts: list[Any], text: str, free: bool) -> None:
    options = [{"id": str(n), "amount": amount} for n, amount in enumerate(amounts)]
    assert is_free({"cost_options": options, "fees_description": text}, "en", TODAY) is free


def test_a_price_that_is_over_does_not_count() -> None:
    options = [
        {"id": "a", "amount": 0, "valid_to": "2026-11-22"},
        {"id": "b", "amount": 5, "valid_from": "2026-11-23"},
    ]
    assert said({"cost_options": options}) == (["$5"], False)


@pytest.mark.parametrize(
    ("tag", "document", "lines"),
    [
        ("en", {"fees_description": "No fee"}, ["Free"]),
        ("es", {"fees_description": "No fee"}, ["Gratis"]),
        ("ar", {"fees_description": "No fee"}, ["مجاني"]),
        ("es", {"fees_description": "No fee. Donations welcome."}, ["Gratis", "No fee. Donations welcome."]),
        ("en", {"fees_description": "Sliding scale"}, ["Sliding scale"]),
        ("en", {"fees": "Ask us"}, ["Ask us"]),
        ("en", {"cost_options": [{"amount": 7.5}]}, ["$7.50"]),
        ("es", {"cost_options": [{"amount": 20, "currency": "usd"}]}, ["$20"]),
        ("en", {"cost_options": [{"amount": 20, "currency": "GBP"}]}, ["£20"]),
        ("en", {"cost_options": [{"amount": 20, "currency": "pounds"}]}, ["20 POUNDS"]),
        ("en", {"cost_options": [{"amount": 1e300}]}, []),
        (
            "es",
            {"cost_options": [{"option": "Adults", "amount": 5, "amount_description": "per visit"}]},
            ["Adults: $5 per visit"],
        ),
        (
            "en",
            {"cost_options": [{"option": "Adults", "amount": 5}, {"option": "Children", "amount": 0}]},
            ["Adults: $5", "Children: Free"],
        ),
    ],
)  # fmt: skip
def test_cost_in_the_readers_language(tag: str, document: dict[str, Any], lines: list[str]) -> None:
    assert said(document, tag)[0] == lines


def test_words_of_two_languages_never_share_a_line() -> None:
    option = {"id": "a", "option": "Adults", "amount": 5, "amount_description": "per visit"}
    words = into("es", **{"cost_options/a/option": ("Adults", "Adultos")})
    lines, _ = cost(Voice("es", TODAY, words).record(service({"cost_options": [option]})))
    assert [(line.text, line.tag) for line in lines] == [
        ("Adultos", "es"),
        ("$5", "es"),
        ("per visit", "en"),
    ]


@given(st.text(max_size=30), st.integers(1, 9999))
def test_no_text_with_a_price_is_free(text: str, price: int) -> None:
    assert not fees(f"Free {text} ${price}")
    assert not fees(f"No fee; ${price} {text}")
