"""Every sentence of the public pages is written in each language of the interface."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import latchstring.reader
from latchstring.core.interface import languages, phrase, plural
from latchstring.reader.refusals import REFUSALS

ROOM = Path(latchstring.reader.__file__).parent
TEMPLATES = sorted(ROOM.rglob("*.html"))
SAID = re.compile(r"""{% say(?:_plain|_in [\w.]+)? (?:"([^"]+)"|'([^']+)')""")
COUNTED = re.compile(r'{% say_count \S+ "([^"]+)" "([^"]+)"')
IN_CODE = re.compile(r'phrase\(tag, "([^"]+)"')
OTHERS = [tag for tag in languages() if tag != "en"]


def sentences() -> list[str]:
    """All that templates, tags and refusals say, but for counts."""
    found = {one or other for path in TEMPLATES for one, other in SAID.findall(path.read_text())}
    found |= set(IN_CODE.findall((ROOM / "templatetags/words.py").read_text()))
    found |= {text for sorry in REFUSALS.values() for text in (sorry.what, sorry.do)}
    return sorted(found)


def test_there_are_sentences_to_check() -> None:
    assert len(sentences()) > 60


@pytest.mark.parametrize("tag", OTHERS)
@pytest.mark.parametrize("english", sentences())
def test_each_sentence_is_translated(english: str, tag: str) -> None:
    text = phrase(tag, english)
    assert text.tag == tag
    assert set(re.findall(r"{\w+}", text.text)) == set(re.findall(r"{\w+}", english))


@pytest.mark.parametrize("tag", OTHERS)
def test_each_count_is_translated_in_every_form(tag: str) -> None:
    pairs = {pair for path in TEMPLATES for pair in COUNTED.findall(path.read_text())}
    assert pairs
    for one, many in pairs:
        for n in (0, 1, 2, 3, 11, 100):
            text = plural(tag, n, one, many)
            assert text.tag == tag
            assert str(n) in text.text or n < 3


def test_no_template_has_a_sentence_of_its_own() -> None:
    for path in TEMPLATES:
        bare = re.sub(
            r"{% block width %}.*?{% endblock %}|{%.*?%}|{{.*?}}|<[^>]*>|&\w+;",
            " ",
            path.read_text(),
            flags=re.DOTALL,
        )
        words = set(re.findall(r"[A-Za-z]{2,}", bare))
        assert words == set(), f"{path.name}: {words}"
