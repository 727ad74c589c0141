"""A lexicon learnt from translations."""

from __future__ import annotations

from pathlib import Path

from small_shelf import Known

from latchstring.search.face import Index, Indexed, build, search
from latchstring.search.lexicon import Lexicon

PAIRS = [
    ("es", "free bread. warm soup.", "pan gratis. sopa caliente."),
    ("es", "bread on Monday", "pan el lunes"),
    ("es", "soup for children", "sopa para niños"),
    ("es", "children on Monday", "niños el lunes"),
]


def test_what_always_goes_together_is_learnt() -> None:
    found = Lexicon.learn(PAIRS)
    assert max(found.english("pan", "es").items(), key=lambda row: row[1])[0] == "bread"
    assert max(found.english("sopa", "es").items(), key=lambda row: row[1])[0] == "soup"
    assert found.english("pan", "ar") == {} and found.english("perro", "es") == {}


def test_the_same_pairs_give_the_same_lexicon_and_it_travels(tmp_path: Path) -> None:
    found = Lexicon.learn(PAIRS)
    found.write(tmp_path / "lexicon.ndjson")
    assert found == Lexicon.learn(PAIRS) == Lexicon.read(tmp_path / "lexicon.ndjson")
    assert Lexicon.read(tmp_path / "none") == {}


def test_nothing_to_learn_from_is_no_fault() -> None:
    assert Lexicon.learn([]) == {}
    assert Lexicon.learn([("es", "", "pan"), ("es", "?!", "")]) == {"es": {}}


class Taught:
    def __init__(self, folder: Path, items: list[Indexed]) -> None:
        build(folder, items, len(items))
        self.index = Index.open(folder)

    def facts(self, no: int) -> Known:
        return Known(str(no))


def item(no: int, name: str, translated: list[tuple[str, str, str]]) -> Indexed:
    return Indexed(
        no, str(no), name, [], [], [], [], [], [], free=False, translated=translated
    )  # fmt: skip


def test_an_untranslated_record_is_found_by_words_that_others_taught(tmp_path: Path) -> None:
    taught = [("es", f"quilting circle {n}", f"grupo de acolchado {n}") for n in range(4)]
    items = [item(0, "Stamp albums", taught), item(1, "Quilting evening", [])]
    shelf = Taught(tmp_path / "index", items)
    assert [hit.id for hit in search(shelf, "acolchado", "es").hits][:1] == ["1"]
