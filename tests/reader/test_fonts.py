"""The fonts that readers' pages load: whole, fixed lists, with their licences."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

import latchstring.reader

FONTS = Path(latchstring.reader.__file__).parent / "static" / "fonts"
FACTS = json.loads((FONTS / "fonts.json").read_text("utf-8"))
CSS = (FONTS / "fonts.css").read_text("utf-8")


@pytest.mark.parametrize("face", FACTS["faces"], ids=lambda face: face["file"])
def test_each_listed_file_is_there_unchanged(face: dict[str, object]) -> None:
    content = (FONTS / str(face["file"])).read_bytes()
    assert hashlib.sha256(content).hexdigest() == face["sha256"]
    assert len(content) == face["bytes"]


def test_no_font_file_is_there_unlisted() -> None:
    listed = {face["file"] for face in FACTS["faces"]}
    assert {file.name for file in FONTS.glob("*.woff2")} == listed


def test_the_style_sheet_names_each_file_once_and_nothing_else() -> None:
    named = re.findall(r"""url\("([^"]+)"\)""", CSS)
    assert named == [face["file"] for face in FACTS["faces"]]


def test_no_font_waits_for_a_letter_to_appear() -> None:
    assert "unicode-range" not in CSS


def test_each_family_and_weight_has_one_file() -> None:
    faces = [(face["family"], face["weight"]) for face in FACTS["faces"]]
    assert len(faces) == len(set(faces))


@pytest.mark.parametrize("script", FACTS["scripts"])
def test_a_page_loads_all_weights_of_its_families(script: str) -> None:
    needed = FACTS["scripts"][script]
    files = [
        f["file"] for name in needed["families"] for f in FACTS["faces"] if f["family"] == name
    ]
    assert needed["files"] == files


@pytest.mark.parametrize("package", FACTS["packages"])
def test_each_family_brings_its_licence(package: str) -> None:
    licence = (FONTS / f"{package.removeprefix('@fontsource/')}.OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
