"""What the reader program promises of itself: nothing kept, nothing told, nobody let in."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from conftest import Reader
from made_edition import BROKEN, HOSTILE, OWNER, made_id

from latchstring.reader.shelf import address
from latchstring.site.serve import environment

PANTRY = made_id("service", "Market Street Food Pantry")
SECRET = "zebrafinch-asylum-7731"
FILES = [
    address("style.css"), address("fonts/noto-sans-arabic-400.woff2"), address("pictures/food.svg")
]  # fmt: skip
ADDRESSES = [
    "/", "/en/", "/es/topic/food", f"/ar/service/{PANTRY}", "/en/pictures", "/en/promise",
    "/en/about", "/en/search", "/xx/", "/en/nothing-here", "/favicon.ico", "/static/nothing.css",
    "/en/service/00000000-0000-4000-8000-000000000000", f"/en/service/{OWNER.id}",
    *FILES,
]  # fmt: skip
KEPT_OUT = {
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
}


def policy(text: str) -> dict[str, str]:
    """A Content-Security-Policy as directive -> sources."""
    return dict(rule.strip().split(" ", 1) for rule in text.split(";"))


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT"])
def test_every_answer_carries_the_same_headers(reader: Reader, path: str, method: str) -> None:
    method = "HEAD" if path in FILES else method
    headers = reader.ask(path, method).headers
    assert KEPT_OUT.items() <= headers.items()
    assert "camera=()" in headers["permissions-policy"]
    rules = policy(headers["content-security-policy"])
    assert rules["default-src"] == "'none'"
    assert "script-src" not in rules, "no script at all: default-src stands"
    assert (rules["base-uri"], rules["form-action"]) == ("'none'", "'self'")
    assert rules["frame-ancestors"] == "'self'"


@pytest.mark.parametrize("path", ADDRESSES)
def test_no_answer_gives_the_reader_a_mark(reader: Reader, path: str) -> None:
    one = reader.ask(path, Accept_Language="ar", User_Agent="one", Cookie="a=b")
    other = reader.ask(path, Accept_Language="my", User_Agent="other")
    for name in ("set-cookie", "server-timing", "x-request-id", "nel", "report-to"):
        assert name not in one.headers
    one.headers.pop("date", None)
    other.headers.pop("date", None)
    assert one == other, "the same address is the same answer for everybody"


@pytest.mark.parametrize("path", [path for path in ADDRESSES if not path.startswith("/static/")])
def test_no_page_may_be_stored(reader: Reader, path: str) -> None:
    assert reader.ask(path).headers["cache-control"] == "no-store"


def test_results_may_not_be_stored(reader: Reader) -> None:
    assert reader.search("en", "bread").headers["cache-control"] == "no-store"


def test_files_are_kept_for_a_year_because_their_address_changes(reader: Reader) -> None:
    kept = reader.ask(address("style.css")).headers["cache-control"]
    assert "immutable" in kept
    assert "max-age=31536000" in kept


def test_the_words_stand_nowhere_but_in_the_box(reader: Reader) -> None:
    answer = reader.search("en", SECRET)
    assert answer.status == 200
    assert SECRET not in str(answer.headers)
    assert SECRET not in re.search(r"<title>(.*?)</title>", answer.text)[1]  # type: ignore[index]
    assert answer.text.count(SECRET) == 1
    assert f'name="q" value="{SECRET}"' in answer.text


def test_the_program_writes_nothing_about_requests(reader: Reader) -> None:
    said = reader.said.read_bytes()
    before = {path: path.stat().st_mtime_ns for path in reader.home.rglob("*")}
    reader.search("en", SECRET, "02109", User_Agent=SECRET, Referer=f"https://x.org/{SECRET}")
    reader.ask(f"/en/{SECRET}?q={SECRET}", Cookie=f"a={SECRET}")
    reader.ask("/en/", "POST", b"q=1", Origin=f"https://{SECRET}.example")
    reader.ask("/en/", Host="bad host")
    assert reader.said.read_bytes() == said
    assert {path: path.stat().st_mtime_ns for path in reader.home.rglob("*")} == before
    assert list(reader.said.parent.iterdir()) == [reader.said]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec_Fetch_Site": "same-origin"}, 200),
        ({"Sec_Fetch_Site": "none"}, 200),
        ({"Origin": "null"}, 200),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Sec_Fetch_Site": "cross-site", "Origin": "null"}, 403),
    ],
)
def test_only_our_own_page_may_send_the_search_form(
    reader: Reader, headers: dict[str, str], status: int
) -> None:
    assert reader.search("en", "bread", **headers).status == status


def test_our_own_origin_may_send_the_form(reader: Reader) -> None:
    assert reader.search("en", "bread", Origin=reader.url).status == 200


@pytest.mark.parametrize("size", [131_073, 400_000])
def test_a_long_body_is_refused_kindly(reader: Reader, size: int) -> None:
    answer = reader.search("es", "a" * size)
    assert answer.status == 413
    assert "demasiado largo" in answer.text
    assert "aaaa" not in answer.text


def test_a_body_with_a_file_is_no_search(reader: Reader) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="q"; filename="a.txt"\r\n\r\nbread\r\n--x--\r\n'
    answer = reader.ask("/en/search", "POST", body, Content_Type="multipart/form-data; boundary=x")
    assert answer.status == 200
    assert "Write a few words" in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused_with_the_list_of_good_ones(reader: Reader, method: str) -> None:
    answer = reader.ask("/en/", method)
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


def test_another_hosts_name_is_refused(reader: Reader) -> None:
    assert reader.ask("/en/", Host="evil.example").status == 400


@pytest.mark.parametrize(
    "path",
    [f"/en/{SECRET}", f"/{SECRET}/", f"/en/topic/{SECRET}", f"/en/service/{SECRET}",
     f"/en/?q={SECRET}", f"/static/{SECRET}", f"/en/topic/food/{SECRET}", f"//{SECRET}/en/"],
)  # fmt: skip
def test_no_page_repeats_what_was_asked(reader: Reader, path: str) -> None:
    answer = reader.ask(path)
    assert SECRET not in answer.text
    assert SECRET not in str(answer.headers)


def test_our_own_mistake_is_a_kind_page_and_one_line_about_the_code(reader: Reader) -> None:
    for _ in range(3):
        answer = reader.ask(f"/es/service/{BROKEN}?q={SECRET}", Referer=SECRET)
        assert answer.status == 500
        assert "Cometimos un error." in answer.text
        assert BROKEN not in answer.text
        assert answer.headers["cache-control"] == "no-store"
    lines = reader.said.read_text().splitlines()
    assert re.fullmatch(r"latchstring reader: TypeError at \S+/entry\.py:\d+", lines[0])
    assert len(lines) == 1


def test_one_bad_record_does_not_fail_a_list(reader: Reader) -> None:
    answer = reader.ask("/en/topic/food")
    assert answer.status == 200
    assert PANTRY in answer.text
    assert BROKEN not in answer.text


def test_a_hostile_record_stays_words(reader: Reader) -> None:
    for path in (f"/en/service/{made_id('service', HOSTILE)}", "/en/topic/food"):
        text = reader.ask(path).text
        assert "<script" not in text
        assert "<img" not in text
        assert "javascript:" not in text
        assert "bcc=" not in text
        assert "&quot;Pantry&quot; &amp; Sons" in text
        assert "{{ settings }}" in text


@pytest.mark.parametrize("tag", ["en", "es", "ar"])
def test_no_page_names_another_host_or_runs_anything(reader: Reader, tag: str) -> None:
    for page in ("", "topic/food", "pictures", "promise", "about"):
        text = reader.ask(f"/{tag}/{page}").text
        loaded = re.findall(r'(?:src|href|action|poster|data|srcset)="(https?:)?//', text)
        assert loaded == []
        assert not re.search(r"<script|<iframe|<object|<embed|\son\w+=|style=", text)


ASK = """
import gc, io, sys
from django.core.handlers.wsgi import WSGIRequest
from latchstring.site.reader_wsgi import application

def ask(method, path, body=b""):
    told = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "localhost",
            "SERVER_NAME": "localhost", "SERVER_PORT": "80", "wsgi.url_scheme": "http",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
    answer = application(told, lambda status, headers: None)
    b"".join(answer)
    answer.close()

for request in (("GET", "/es/"), ("POST", "/es/search", b"q=bread&zip=02109"), ("GET", "/es/no"),
                ("POST", "/en/search", b"q=" + b"a" * 9000), ("GET", sys.argv[1])):
    ask(*request)
    gc.collect()
    gc.disable()
    ask(*request)
    print(sum(isinstance(one, WSGIRequest) for one in gc.get_objects()), gc.collect())
    gc.enable()
"""


def test_an_answered_request_is_gone_at_once_without_waiting_for_garbage(reader: Reader) -> None:
    told = environment("reader") | {"LATCHSTRING_HOME": str(reader.home)}
    ran = subprocess.run(
        [sys.executable, "-c", ASK, f"/en/service/{PANTRY}"],
        env=told, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert ran.stdout.split() == ["0"] * 10
