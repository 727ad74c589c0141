"""Values as people type them: dates, addresses of the web, telephone numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latchstring.formats.icarol_values import email, moment, phone, says_never, sites


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("12/6/11 0:00", "2011-12-06T00:00:00"),
        ("8/17/1999 10:11", "1999-08-17T10:11:00"),
        ("6/21/99 0:00", "1999-06-21T00:00:00"),
        ("12/06/2011 1:05:09 PM", "2011-12-06T13:05:09"),
        ("12/06/2011 12:05 am", "2011-12-06T00:05:00"),
        ("2011-12-06T10:11:12.000", "2011-12-06T10:11:12"),
        ("2011-12-06", "2011-12-06T00:00:00"),
    ],
)
def test_dates_are_read_month_first(text: str, iso: str) -> None:
    found = moment(text)
    assert found
    assert found.isoformat() == iso


@pytest.mark.parametrize(
    "text", ["", "soon", "13/13/11", "2/30/12", "6/6/12 25:00", "٣/٣/١١", "1/1"]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert moment(text) is None
    assert not says_never(text)


@pytest.mark.parametrize("text", ["1/1/00 0:00", "1/1/1900", "0001-01-01"])
def test_an_empty_date_of_an_export_is_no_date_and_no_mistake(text: str) -> None:
    assert moment(text) is None
    assert says_never(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("www.dcfoodbank.org", ["https://www.dcfoodbank.org"]),
        ("HTTP://www.x.org/Page?a=1#b", ["http://www.x.org/Page?a=1#b"]),
        ("https://x.org/a,b.html", ["https://x.org/a,b.html"]),
        ("http:// www.x.gov", ["http://www.x.gov"]),
        ("http://a.org/, www.b.org", ["http://a.org/", "https://www.b.org"]),
        ("no website", []),
        ("washington@ajc.org", []),
        ("hhttp://x.gov", []),
        ("www.x.org/serving neighbors", []),
        ("javascript:alert(1)", []),
        ("http://user:word@x.org", []),
        ("", []),
        ("a." * 5000, []),
    ],
)
def test_web_addresses_get_a_scheme_and_nothing_else_passes(text: str, found: list[str]) -> None:
    assert sites(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("info@x.org", "info@x.org"),
        ("a@x.org; b@y.org", "a@x.org"),
        ("use linkedin for A. B.,M.D.", ""),
        ("", ""),
    ],
)
def test_e_mail_is_an_address_and_nothing_else(text: str, found: str) -> None:
    assert email(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(202) 667- 7001", ("(202) 667-7001", None)),
        ("(   ) 711-", ("711", None)),
        ("202-842-0858 ext. 106", ("202-842-0858", 106)),
        ("(202) 797-8806 xt 2109", ("(202) 797-8806", 2109)),
        ("202.797.3500 x12", ("202.797.3500", 12)),
        ("1-800-273-TALK (8255)", ("1-800-273-TALK (8255)", None)),
        ("911", ("911", None)),
        ("(2 ) -", None),
        ("none", None),
        ("", None),
        ("1" * 200, None),
    ],
)
def test_what_can_be_dialled_is_a_number(text: str, found: tuple[str, int | None] | None) -> None:
    assert phone(text) == found


@given(st.text(max_size=60))
def test_no_text_breaks_a_reader_of_values(text: str) -> None:
    moment(text), says_never(text), email(text), phone(text)
    assert all(site.startswith(("http://", "https://")) for site in sites(text))
