"""Settings of the reader program refuse loudly."""

from __future__ import annotations

import pytest

from latchstring.core.problem import Trouble
from latchstring.site import reader_settings


def test_hosts_are_names() -> None:
    text = "library.example.org, localhost,127.0.0.1,[::1],.example.net"
    assert reader_settings.hosts(text) == [
        "library.example.org", "localhost", "127.0.0.1", "[::1]", ".example.net"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["*", "https://library.example.org", "library.example.org:8000", "a b", "a/b", "", " , ",
     "localhost,*", "ex*mple.org", "\u202elibrary", "[::1"],
)  # fmt: skip
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(Trouble) as caught:
        reader_settings.hosts(text)
    assert "LATCHSTRING_HOSTS" in str(caught.value)


@pytest.mark.parametrize("value", ["yes", "true", "2", "on"])
def test_a_switch_that_is_neither_1_nor_0_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("LATCHSTRING_HTTPS", value)
    with pytest.raises(Trouble):
        reader_settings.yes("LATCHSTRING_HTTPS")


def test_nothing_that_remembers_is_installed() -> None:
    assert reader_settings.INSTALLED_APPS == ["latchstring.reader"]
    assert reader_settings.DATABASES == {}
    assert not reader_settings.DEBUG
    assert not reader_settings.SECRET_KEY
    assert all(name.startswith("latchstring.") for name in reader_settings.MIDDLEWARE)
