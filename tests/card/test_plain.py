"""What comes from outside is shown as words, and only safe addresses become links."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latchstring.card.brief import first_words
from latchstring.card.plain import email, line, link, plain
from latchstring.core.text import Text


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("We <b>give</b> food.<br>Come in.", "We give food.\nCome in."),
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("x<script>alert(1)</script>y<style>p{}</style>", "xy"),
        ("One<!-- two -->three<!-- four", "Onethree<!-- four"),
        ("<img src=x onerror=alert(1)>Food", "Food"),
        ("income < $30,000 and > $10", "income < $30,000 and > $10"),
        ("R&amp;D &lt;b&gt; &#39;x&#39; &copy; AT&T", "R&D <b> 'x' &copy; AT&T"),
        ("a\x00b\x07c\td", "abc d"),
        ("one\r\ntwo\u2028three\n\n\n\nfour", "one\ntwo\nthree\n\nfour"),
        ("safe\u202egnp.exe\u2066", "safegnp.exe"),
        ("မြန်\u200dမာ", "မြန်\u200dမာ"),
        (12, "12"),
        (None, ""),
        (True, ""),
        (["x"], ""),
    ],
)
def test_markup_and_control_characters_go_and_line_breaks_stay(source: object, shown: str) -> None:
    assert plain(source) == shown


@given(st.text())
def test_a_plain_text_stays_plain_and_holds_no_control_character(text: str) -> None:
    shown = plain(text)
    assert not any((ord(c) < 32 and c != "\n") or 0xD800 <= ord(c) < 0xE000 for c in shown)
    assert line(text) == " ".join(shown.split())
    if "&" not in shown and "<" not in shown:
        assert plain(shown) == shown


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://www.example.org", "http://www.example.org"),
        ("www.example.org", "https://www.example.org"),
        (" fems.dc.gov ", "https://fems.dc.gov"),
        ("example.org/a", "https://example.org/a"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https://bank.org@evil.com", ""),
        ("https://bank.org\\@evil.com", ""),
        ("//example.org", ""),
        ("https:// example.org", ""),
        ("ftp://example.org", ""),
        ("a@example.org", ""),
        ("no website", ""),
        ("http://", ""),
        ("N/A", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_only_web_addresses_become_links(written: object, address: str) -> None:
    assert link(written) == address


@given(st.text() | st.from_regex(r"[a-z]{1,10}:[^\s]{1,20}", fullmatch=True))
def test_a_link_is_nothing_but_http(text: str) -> None:
    found = link(text)
    assert not found or found.startswith(("http://", "https://"))
    assert not set(found) & set(" \n\t")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("ana@example.org", "ana@example.org"),
        ("mailto:ana@example.org", "ana@example.org"),
        ("ana@example.org?cc=b@example.org", ""),
        ("ana@example.org, b@example.org", ""),
        ("Ana <ana@example.org>", ""),
        ("call us", ""),
    ],
)
def test_an_email_address_carries_nothing_else(written: str, address: str) -> None:
    assert email(written) == address


def test_a_short_text_is_shown_whole_and_a_long_one_ends_with_a_word() -> None:
    assert first_words(Text("Food for\nall.", "en", "draft")) == Text(
        "Food for all.", "en", "draft"
    )
    assert first_words(Text("We give food, and more", "en"), 15).text == "We give food…"
    assert first_words(Text("", "en")).text == ""


@given(st.text(max_size=80), st.integers(5, 40))
def test_no_text_grows_and_none_is_cut_too_long(text: str, limit: int) -> None:
    whole = " ".join(text.split())
    found = first_words(Text(text, "en"), limit).text
    assert len(found) <= limit
    assert found == whole or (found.endswith("…") and whole.startswith(found[:-1]))


def test_a_script_without_spaces_is_cut_before_a_letter() -> None:
    text = "မြန်မာနိုင်ငံ" * 10
    found = first_words(Text(text, "my"), 20).text
    assert 10 < len(found) <= 20
    assert text[len(found) - 1].isalnum()
