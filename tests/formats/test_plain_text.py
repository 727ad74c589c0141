"""Plain text out of HTML: the words and their order stay, the tags go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latchstring.formats.plain_text import line, prose


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("One.<br /><br />Two<BR>Three", "One.\nTwo\nThree"),
        ("<p>One</p><p class=msonormal>Two</p>", "One\nTwo"),
        ("<ul><li>A  <br /></li><li>B</li></ul>", "• A\n• B"),
        ("AIDS<i>info</i> &amp; more&nbsp;&#233;", "AIDSinfo & more é"),
        ("&lt;br /&gt;One&lt;b&gt; two&lt;/b&gt;", "One two"),
        ("<script>alert(1)</script>x<style>p{}</style><!-- no -->", "x"),
        ("<font size=2>cut off <br", "cut off"),
        ("cut off </s", "cut off"),
        ("cut off <!--?xml:namespace ", "cut off"),
        ("ages < 18, income <$5,000, AT&T &region=1", "ages < 18, income <$5,000, AT&T &region=1"),
        ("  a \t b\r\n\r\n c ", "a b\nc"),
        ("bell\x07 and \x9dmark", "bell and mark"),
        ("&#xD800;&#0;", "�"),
        ("<td>a</td><td>b</td>", "a b"),
    ],
)
def test_text_is_read_as_a_person_would(source: str, shown: str) -> None:
    assert prose(source).replace("\x00", "") in (shown, shown + "�")


def test_one_line_is_one_line() -> None:
    assert line(" <p>One</p>\n Two\tthree ") == "One Two three"
    assert line("as it is") == "as it is"


@given(st.text(alphabet="<>/!-&;#brplt \n\x00aé�", max_size=60))
def test_no_text_breaks_it_and_no_known_tag_stays(text: str) -> None:
    shown = prose(text)
    assert "<br>" not in shown
    assert "\x00" not in shown
    assert all(one == one.strip() and one for one in shown.split("\n")) or shown == ""
    assert "\n" not in line(text)


@given(st.lists(st.text(alphabet="abc é", min_size=1, max_size=8), max_size=5))
def test_words_without_markup_are_never_changed(words: list[str]) -> None:
    text = " ".join(" ".join(words).split())
    assert (prose(text), line(text)) == (text, text)
