"""What must not even have a place: fields about readers, logs and memories of what they ask."""

from __future__ import annotations

import ast
import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver
from django.utils.module_loading import import_string

from latchstring.card import card
from latchstring.core.entry import Entry
from latchstring.core.hsds import OBJECTS
from latchstring.edition.tables import SCHEMA

SOURCE = Path(__file__).resolve().parents[1] / "src" / "latchstring"
FORBIDDEN = re.compile(
    r"nationalit(y|ies)|citizenship|(immigration|visa|legal|refugee)_status|alien_(number|id)"
    r"|(country|place|date|city|year|month)_of_(birth|origin)|birth_?(place|date|day|year|country)"
    r"|dob|ssn|social_security(_number)?|religion|religious|faith|ethnicity|race|sexuality"
    r"|political_\w+|remote_(addr|ip)|(client|reader|visitor|peer)_(ip|addr|name|age|id)"
    r"|ip|ip_?addr(ess)?|user_?agent|device_id|fingerprint|referr?er",
    re.IGNORECASE,
)
"""Whole names. What a *service* says of itself (whom it is for, its languages) is no reader's."""
LEGAL_STATUS_OF_AN_ORGANIZATION = {"legal_status"}
"""HSDS has it: whether it is a charity, a business or an office."""

READERS_ROOMS = ("reader", "search", "card", "hsds", "handout")
"""Rooms that see what a reader asks. A room that is not built yet has no files."""


def files(*rooms: str) -> list[str]:
    """Python files of these rooms, or of all, by their path in the package."""
    folders = [SOURCE / room for room in rooms] or [SOURCE]
    found = [path for folder in folders for path in folder.rglob("*.py")]
    return sorted(str(path.relative_to(SOURCE)) for path in found)


def tree(file: str) -> ast.Module:
    return ast.parse((SOURCE / file).read_text("utf-8"))


def forbidden(names: Iterable[str]) -> list[str]:
    return sorted({name for name in names if FORBIDDEN.fullmatch(name.strip("_"))})


def declared(code: ast.AST) -> Iterator[str]:
    """Names that the code gives a place to: attributes of classes, parameters, columns by name."""
    for node in ast.walk(code):
        if isinstance(node, ast.ClassDef):
            yield from _attributes(node)
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg


def _attributes(node: ast.ClassDef) -> Iterator[str]:
    for line in node.body:
        targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


@pytest.mark.parametrize("file", files())
def test_no_class_or_function_has_a_place_for_what_a_reader_is(file: str) -> None:
    assert set(forbidden(declared(tree(file)))) <= LEGAL_STATUS_OF_AN_ORGANIZATION


def test_no_table_of_the_catalogue_or_the_desk_has_one() -> None:
    ours = [m for m in apps.get_models() if m.__module__.startswith("latchstring.")]
    assert ours
    assert forbidden(f.name for model in ours for f in model._meta.get_fields()) == []


def columns(schema: str) -> list[str]:
    base = sqlite3.connect(":memory:")
    base.executescript(schema)
    tables = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type='table'")]
    found = [row[1] for name in tables for row in base.execute(f"PRAGMA table_info({name})")]
    base.close()
    return found


def test_no_table_of_an_edition_has_one() -> None:
    assert columns(SCHEMA) and forbidden(columns(SCHEMA)) == []


def test_no_published_record_and_no_card_has_one() -> None:
    shown = [card.Card, card.PlaceLine, card.Phone, card.Hours, card.Checked, card.Told, Entry]
    assert forbidden(f.name for shape in shown for f in fields(shape)) == []


def test_no_field_of_hsds_has_one_but_an_organizations_legal_status() -> None:
    names = [name for thing in OBJECTS.values() for name in thing.fields]
    assert set(forbidden(names)) == LEGAL_STATUS_OF_AN_ORGANIZATION


def routes(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        yield str(pattern.pattern)
        yield from routes(getattr(pattern, "url_patterns", []))


@pytest.mark.parametrize("program", ["reader", "desk"])
def test_no_address_has_one(program: str) -> None:
    found = list(routes(import_string(f"latchstring.site.{program}_urls.urlpatterns")))
    assert found and forbidden(word for route in found for word in re.findall(r"\w+", route)) == []


def inputs(html: str) -> list[str]:
    return re.findall(r'<(?:input|select|textarea)\b[^>]*?\bname="([^"]*)"', html)


def test_no_form_has_one_and_readers_are_asked_for_words_and_a_zip_only() -> None:
    for page in SOURCE.rglob("templates/**/*.html"):
        assert forbidden(inputs(page.read_text("utf-8"))) == [], page.name
    pages = (SOURCE / "reader").rglob("*.html")
    assert {name for page in pages for name in inputs(page.read_text("utf-8"))} <= {"q", "zip"}


WATCHED = re.compile(r"REMOTE_ADDR|REMOTE_HOST|HTTP_USER_AGENT|HTTP_COOKIE|X_FORWARDED_FOR|COOKIES")


def looks_at_the_reader(code: ast.AST) -> list[str]:
    """Places that ask a request who sent it. `headers["User-Agent"]` counts as well."""
    found = []
    for node in ast.walk(code):
        text = node.value if isinstance(node, ast.Constant) else getattr(node, "attr", "")
        word = str(text).replace("-", "_").upper()
        if WATCHED.fullmatch(word) or WATCHED.fullmatch(f"HTTP_{word}"):
            found.append(str(text))
    return found


@pytest.mark.parametrize("file", files(*READERS_ROOMS))
def test_readers_rooms_never_ask_who_somebody_is(file: str) -> None:
    assert looks_at_the_reader(tree(file)) == []


CACHES = ("cache", "lru_cache")


def _is_cache(node: ast.AST) -> bool:
    node = node.func if isinstance(node, ast.Call) else node
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name in CACHES


def remembers_text(code: ast.AST) -> list[str]:
    """Functions whose results are kept under a text: the key may be what a reader typed."""
    found, decorators = [], set()
    for node in ast.walk(code):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            caching = [d for d in node.decorator_list if _is_cache(d)]
            decorators.update(id(part) for d in caching for part in ast.walk(d))
            if caching and any(map(_may_be_text, _parameters(node.args))):
                found.append(node.name)
        elif isinstance(node, ast.Call) and _is_cache(node) and id(node) not in decorators:
            found.append(ast.unparse(node))
    return found


def _parameters(given: ast.arguments) -> list[ast.arg]:
    more = [arg for arg in (given.vararg, given.kwarg) if arg]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *more]


def _may_be_text(parameter: ast.arg) -> bool:
    said = ast.unparse(parameter.annotation) if parameter.annotation else "str"
    return said not in ("int", "float", "bool", "Path")


@pytest.mark.parametrize("file", [*files("reader", "search", "card"), "core/postal.py"])
def test_nothing_is_remembered_under_what_a_reader_typed(file: str) -> None:
    assert remembers_text(tree(file)) == []


def logs(code: ast.AST) -> bool:
    """Whether it imports Python's logging, or prints."""
    for node in ast.walk(code):
        if isinstance(node, ast.Import) and any(
            n.name.split(".")[0] == "logging" for n in node.names
        ):
            return True
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "logging":
            return True
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print":
            return True
    return False


@pytest.mark.parametrize("file", files(*READERS_ROOMS))
def test_readers_rooms_write_no_log(file: str) -> None:
    assert not logs(tree(file))


@pytest.mark.parametrize(
    "bad",
    [
        "class Visit:\n    ip_address: str",
        "class Reader(Model):\n    nationality = CharField()",
        "def ask(words, birth_date): ...",
        "def ask(*, place_of_birth): ...",
        "def ask(self):\n    self.user_agent = 1",
        "Form(immigration_status=1)",
        "class Person:\n    religion: str = ''",
    ],
)
def test_a_forbidden_place_is_noticed(bad: str) -> None:
    assert forbidden(declared(ast.parse(bad)))


def test_a_forbidden_column_or_input_is_noticed() -> None:
    assert forbidden(columns("CREATE TABLE visit (ip TEXT, at TEXT)")) == ["ip"]
    assert forbidden(inputs('<input type="text" name="nationality">')) == ["nationality"]


@pytest.mark.parametrize("good", ["def f(description, zip_code): ...", "class A:\n    trip: int"])
def test_an_ordinary_name_is_none(good: str) -> None:
    assert not forbidden(declared(ast.parse(good)))


@pytest.mark.parametrize(
    "bad",
    [
        "@lru_cache(maxsize=9)\ndef f(query: str): ...",
        "@functools.cache\ndef f(query): ...",
        "@cache\ndef f(n: int, *, tag: str = ''): ...",
        "@cache\ndef f(*words: str): ...",
        "g = functools.lru_cache(f)",
    ],
)
def test_a_memory_of_texts_is_noticed(bad: str) -> None:
    assert remembers_text(ast.parse(bad))


@pytest.mark.parametrize("good", ["@cache\ndef f(): ...", "@lru_cache\ndef f(n: int): ..."])
def test_a_memory_without_texts_is_none(good: str) -> None:
    assert not remembers_text(ast.parse(good))


@pytest.mark.parametrize(
    "bad", ["import logging", "import logging.config", "from logging import info", "print(1)"]
)
def test_a_log_is_noticed(bad: str) -> None:
    assert logs(ast.parse(bad))


@pytest.mark.parametrize(
    "bad", ["request.META['REMOTE_ADDR']", "request.COOKIES", "request.headers['User-Agent']"]
)
def test_a_look_at_the_reader_is_noticed(bad: str) -> None:
    assert looks_at_the_reader(ast.parse(bad))
