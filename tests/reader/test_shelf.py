"""Pictures, styles and fonts of the public pages."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest

from latchstring.core.interface import languages
from latchstring.reader import shelf
from latchstring.thesaurus.topics import TOPICS

STYLE = (shelf.FOLDER / "style.css").read_text()


def test_each_topic_has_a_picture_of_its_own() -> None:
    pictures = {one.picture: shelf.PICTURES[one.picture] for one in TOPICS.values()}
    assert len(set(pictures.values())) == len(TOPICS)


@pytest.mark.parametrize("name", sorted(shelf.PICTURES))
def test_a_picture_is_lines_in_the_colour_of_the_words(name: str) -> None:
    root = ElementTree.fromstring(shelf.PICTURES[name])
    told = root.attrib
    assert (told["viewBox"], told["fill"], told["stroke"]) == ("0 0 48 48", "none", "currentColor")
    assert told["aria-hidden"] == "true", "the words beside it speak"
    tags = {child.tag.rpartition("}")[2] for child in root.iter()}
    assert tags <= {"svg", "path", "circle", "rect"}
    assert len(list(root)) <= 4


def test_every_picture_that_a_template_names_is_there() -> None:
    templates = (shelf.FOLDER.parent / "templates").rglob("*.html")
    named = {
        name for path in templates for name in re.findall(r'{% picture "(\w+)"', path.read_text())
    }
    assert named
    assert named <= set(shelf.PICTURES)


def test_the_style_sheet_is_small_and_asks_for_nothing() -> None:
    assert len(STYLE.encode()) < 15_000
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert not re.search(r"animation|transition:", STYLE)


def test_directions_are_logical() -> None:
    sideways = r"(?:margin|padding|border|inset)-(?:left|right)|float:|(?:^|\s)(?:left|right):"
    assert not re.search(sideways, STYLE)


@pytest.mark.parametrize("tag", languages())
def test_a_language_has_one_fixed_list_of_fonts_that_exist(tag: str) -> None:
    fonts = shelf.fonts(tag)
    assert len(fonts) in (2, 4)
    for address in fonts:
        assert (shelf.FOLDER / address.removeprefix(shelf.PREFIX)).exists()


def test_the_style_sheet_names_the_families_of_the_list_and_no_other() -> None:
    known = {face["family"] for face in shelf.FACES}
    latin, arabic = re.findall(r"--fonts:\s+([^;]+);", STYLE)
    assert {name for name in known if f'"{name}"' in latin} == set(shelf.FAMILIES["Latn"])
    assert {name for name in known if f'"{name}"' in arabic} == set(shelf.FAMILIES["Arab"])


def test_another_file_is_another_address() -> None:
    assert re.fullmatch(r"/static/[0-9a-f]{12}/", shelf.PREFIX)
    assert json.loads((shelf.FOLDER / "fonts/fonts.json").read_text())["licence"] == "OFL-1.1"
