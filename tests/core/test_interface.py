"""The interface speaks every language that it offers, whole, and values never break a sentence."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from latchstring.core import interface
from latchstring.core.interface import languages, phrase, plural

SOURCE = Path(interface.__file__).parents[1]
FOLDER = Path(interface.__file__).parent / "interface"
SPEAKERS = {"phrase": 1, "worded": 1, "marked": 0, "plural": 2}
"""Which argument is the msgid."""
_QUOTED = r"""("[^"]+"|'[^']+')"""
SAY = re.compile(rf"\{{% (say|say_plain|say_in \S+|say_count \S+) {_QUOTED}(?: {_QUOTED})?")
PLACE = re.compile(r"\{(\w+)\}")

Sentences = dict[str, str]
"""msgid -> its plural, or itself."""


def in_python(text: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [a.value if isinstance(a, ast.Constant) else None for a in node.args]
        at = SPEAKERS.get(name, len(texts))
        if at < len(texts) and isinstance(texts[at], str):
            many = texts[at + 1] if name == "plural" else None
            yield texts[at], many or texts[at]


@cache
def spoken() -> Sentences:
    found: Sentences = {}
    for room in ("card", "reader"):
        for path in (SOURCE / room).rglob("*"):
            if path.suffix == ".py":
                found.update(in_python(path.read_text("utf-8")))
            elif path.suffix in (".html", ".txt", ".xml"):
                for _, one, many in SAY.findall(path.read_text("utf-8")):
                    found[one[1:-1]] = (many or one)[1:-1]
    return found


def test_the_scan_finds_each_way_of_speaking() -> None:
    assert dict(in_python('phrase(tag, "A"); x.plural(t, n, "B", "C"); {1: marked("D")}')) == {
        "A": "A",
        "B": "C",
        "D": "D",
    }
    said = SAY.findall("""{% say "A {b}" b=c %}{% say_count n "D" "E" %}{% say_in "fr" 'F' %}""")
    assert [(one, many) for _, one, many in said] == [('"A {b}"', ""), ('"D"', '"E"'), ("'F'", "")]


def catalog(path: Path) -> dict[str, Message]:
    with path.open("rb") as file:
        messages = [m for m in read_po(file, locale=path.stem, abort_invalid=True) if m.id]
    return {m.id if isinstance(m.id, str) else m.id[0]: m for m in messages}


def forms(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or [])


po_files = pytest.mark.parametrize("path", sorted(FOLDER.glob("*.po")), ids=lambda p: p.stem)


@po_files
def test_every_sentence_of_card_and_reader_is_translated(path: Path) -> None:
    assert sorted(set(spoken()) - set(catalog(path))) == []


@po_files
def test_no_translation_outlives_its_sentence(path: Path) -> None:
    assert sorted(set(catalog(path)) - set(spoken())) == []


@po_files
def test_a_translation_has_the_places_of_its_sentence(path: Path) -> None:
    for english, message in catalog(path).items():
        source = set(PLACE.findall(spoken().get(english, english)))
        for form in forms(message):
            places = set(PLACE.findall(form))
            if isinstance(message.id, str):
                assert places == source, english
            else:
                assert source - {"n"} <= places <= source, english


@po_files
def test_every_form_of_every_translation_has_words(path: Path) -> None:
    for english, message in catalog(path).items():
        assert all(form.strip() for form in forms(message)), english
        assert not message.fuzzy, english


@po_files
def test_the_files_are_in_the_order_of_their_msgids(path: Path) -> None:
    _, *blocks = path.read_text("utf-8").strip().split("\n\n")
    ids = [block[block.index("msgid ") :] for block in blocks]
    assert ids == sorted(ids)


@po_files
def test_the_header_says_that_all_are_drafts(path: Path) -> None:
    assert "drafts" in path.read_text("utf-8").split("msgid", 1)[0]


def test_spanish_and_arabic_are_there_and_english_comes_first() -> None:
    assert languages()[0] == "en"
    assert {"es", "ar"} <= set(languages())


def test_the_text_says_which_language_it_is_in_and_that_it_is_a_draft() -> None:
    assert phrase("es", "Free") == interface.Text("Gratis", "es", "draft")
    assert phrase("es-MX", "Free") == interface.Text("Gratis", "es", "draft")
    assert phrase("en", "Free") == interface.Text("Free", "en", "source")
    assert phrase("en-GB", "Free") == interface.Text("Free", "en", "source")
    assert phrase("ti", "Free") == interface.Text("Free", "en", "missing")
    assert phrase("es", "Nobody translated this.").tag == "en"


@pytest.mark.parametrize(
    ("comment", "state"),
    [
        ("# reviewed: Ana Ruiz, 2026-11-20\n", "reviewed"),
        ("# reviewed: Ana Ruiz\n", "draft"),
        ("# please review\n", "draft"),
    ],
)
def test_only_a_name_and_a_date_make_a_translation_reviewed(
    comment: str, state: str, tmp_path: Path
) -> None:
    path = tmp_path / "es.po"
    path.write_text(f'msgid ""\nmsgstr ""\n\n{comment}msgid "Free"\nmsgstr "Gratis"\n', "utf-8")
    assert interface._read(path).said["Free"].state == state


def test_a_fuzzy_or_empty_translation_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "es.po"
    path.write_text(
        'msgid ""\nmsgstr ""\n\n#, fuzzy\nmsgid "Free"\nmsgstr "Libre"\n\nmsgid "Fax"\nmsgstr ""\n',
        "utf-8",
    )
    assert interface._read(path).said == {}


ONE, MANY = (
    "Nobody has checked this for more than {n} year. It may be wrong or closed. Do not go before you call.",
    "Nobody has checked this for more than {n} years. It may be wrong or closed. Do not go before you call.",
)


def test_arabic_has_a_form_for_each_kind_of_number() -> None:
    texts = {n: plural("ar", n, ONE, MANY).text for n in (1, 2, 3, 11, 100)}
    shapes = {re.sub(r"\d+", "#", text) for text in texts.values()}
    assert len(shapes) >= 4
    assert "11" in texts[11]
    assert plural("en", 1, ONE, MANY).text == ONE.replace("{n}", "1")
    assert plural("en", 0, ONE, MANY).text == MANY.replace("{n}", "0")


@given(st.text(), st.sampled_from(["en", "es", "ar", "so", "", "-", "x-y"]))
def test_any_value_goes_in_as_it_is_and_is_never_read_again(value: str, tag: str) -> None:
    text = phrase(tag, "Part of {network}.", network=value).text
    assert value in text
    assert "{network}" not in text.replace(value, "")


def test_a_value_with_braces_fills_nothing() -> None:
    text = phrase("en", "Part of {network} until {date}.", network="{date}", date="{network}").text
    assert text == "Part of {date} until {network}."


def test_a_number_keeps_its_order_inside_an_arabic_sentence() -> None:
    text = phrase("ar", "Part of {network}.", network="HIAS (2026)").text
    assert "\u2068HIAS (2026)\u2069" in text
    assert phrase("en", "Part of {network}.", network="HIAS").text == "Part of HIAS."
    assert "\u2068شبكة\u2069" in phrase("en", "Part of {network}.", network="شبكة").text


@given(st.text(min_size=1))
def test_no_tag_that_a_reader_may_send_raises_or_is_kept(tag: str) -> None:
    before = set(interface._books())
    assert phrase(tag, "Free").text
    assert set(interface._books()) == before
