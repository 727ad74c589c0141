"""Settings refuse loudly what would be unsafe."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from latchstring.core.problem import Trouble
from latchstring.site import desk_settings


@pytest.mark.parametrize("text", ["*", "", " , ", "https://desk.example.org", "a b"])
def test_a_host_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(Trouble, match="LATCHSTRING_DESK_HOSTS"):
        desk_settings.hosts(text)


def test_hosts_are_separated_by_commas() -> None:
    assert desk_settings.hosts("desk.example.org, [::1]") == ["desk.example.org", "[::1]"]


def test_https_is_yes_or_no() -> None:
    assert desk_settings.https("1") and not desk_settings.https("0")
    with pytest.raises(Trouble, match="LATCHSTRING_DESK_HTTPS"):
        desk_settings.https("yes")


def test_with_https_cookies_are_secure_and_the_browsers_origin_is_known(tmp_path: Path) -> None:
    code = (
        "from latchstring.site import desk_settings as s;"
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, *s.CSRF_TRUSTED_ORIGINS)"
    )
    about = {"LATCHSTRING_HOME": str(tmp_path), "LATCHSTRING_DESK_HTTPS": "1"}
    about |= {"LATCHSTRING_DESK_HOSTS": "desk.example.org"}
    said = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **about},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "True True https://desk.example.org"
