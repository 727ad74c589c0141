"""The small twin of benchmarks/search/omos.py and phrasebook.py: a few pages, a few phrases."""

from __future__ import annotations

import sys
from math import log2
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.search import omos, phrasebook
from benchmarks.search.directories import HERE, Directory, made_town, town_grades
from benchmarks.search.figures import Question, means, ours, table
from benchmarks.search.measures import hit, ndcg, recall, reciprocal_rank
from latchstring.search.face import Indexed
from latchstring.search.lexicon import Lexicon

TWELVE = {str(no): 1 for no in range(12)}
TWO = [("food", "Community Food Pantry", "Groceries for families, every Tuesday.")]
TWO += [("teeth", "Harbor Dental Clinic", "Fillings and cleanings for adults and children.")]


def record(no: int, pk: str, name: str, text: str) -> Indexed:
    return Indexed(no, pk, name, [], [text], [], [], [], [], False)


@pytest.fixture(scope="module")
def two() -> Directory:
    return Directory([record(no, *row) for no, row in enumerate(TWO)])


def test_recall_is_of_the_ten_that_could_stand_there() -> None:
    assert recall(list(TWELVE), TWELVE) == 1.0
    assert recall(["0", "x", "1"], TWELVE) == 0.2
    assert recall(["b"], {"a": 2, "b": 1}) == 0.5


def test_the_tenth_counts_and_the_eleventh_does_not() -> None:
    tenth, eleventh = [*"abcdefghi", "0"], [*"abcdefghij", "0"]
    assert (hit(tenth, TWELVE), reciprocal_rank(tenth, TWELVE)) == (1.0, 0.1)
    assert (hit(eleventh, TWELVE), reciprocal_rank(eleventh, TWELVE)) == (0.0, 0.0)
    assert ndcg(tenth, {"0": 1}) == pytest.approx(1 / log2(11))
    assert ndcg(eleventh, {"0": 1}) == 0.0


def test_a_better_grade_gains_more_the_earlier_it_stands() -> None:
    grades = {"a": 2, "b": 1}
    assert ndcg(["a", "b"], grades) == 1.0
    assert ndcg(["b", "a"], grades) == pytest.approx((1 + 3 / log2(3)) / (3 + 1 / log2(3)))


def test_means_are_of_all_questions_and_nothing_asked_is_nothing() -> None:
    asked: list[Question] = [("one", {"a": 1}), ("two", {"b": 1}), ("three", {"c": 1})]
    row = means(lambda query: ["a", "b"], asked)
    expected = [2 / 3, 1.5 / 3, (1 + 1 / log2(3)) / 3, 3]
    assert list(row.values()) == pytest.approx(expected)
    assert set(means(lambda query: [], []).values()) == {0}


def test_a_table_has_a_line_for_each_row() -> None:
    lines = table("pages", {"ar ours": {"hit@10": 0.25, "n": 8}}).splitlines()
    assert [line.split() for line in lines] == [
        ["pages", "hit@10", "n"],
        ["ar", "ours", "0.250", "8"],
    ]
    assert table("pages", {}) == "pages"


@pytest.mark.parametrize(
    ("tag", "hungry", "toothache"),
    [
        ("en", "I am hungry", "I have a toothache"),
        ("es", "tengo hambre", "me duele una muela"),
        ("ar", "أنا جائع", "عندي ألم في الأسنان"),
        ("uk", "я голодний", "болить зуб"),
    ],
)
def test_of_two_records_the_one_that_helps_stands_first(
    two: Directory, tag: str, hungry: str, toothache: str
) -> None:
    row = means(ours(two, tag), [(hungry, {"food": 1}), (toothache, {"teeth": 1})])
    by_chance = (1 + 1 / 2) / 2
    assert by_chance < row["MRR@10"] <= 1


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("diaper / nappy", "diaper"),
        ("lawyer // attorney", "lawyer"),
        ("pharmacy / chemist (UK)", "pharmacy"),
        ("(My child) is hungry", "My child is hungry"),
        ("J'ai été violé(e).", "J'ai été violé"),
        ("Bu ilaç(lar)a ihtiyacım var.", "Bu ilaçlara ihtiyacım var"),
        ("Zostałam/ zostałem zgwałcony.", "Zostałam zgwałcony"),
        ("Когда / где я могу подать", "Когда я могу подать"),
        ("Mi hijo/hija tiene hambre", "Mi hijo tiene hambre"),
        ("Je me sens mal/Je ne me sens pas bien", "Je me sens mal"),
        ("у меня болит голова/ головная боль", "у меня болит голова"),
        ("میری بچّی بھوکی ہے۔    میرا بچّا بھوکا ہے۔", "میری بچّی بھوکی ہے۔"),
        ("\\ ماله هسپتال ته \\ ماله", "ماله هسپتال ته"),
        (" / ", ""),
        ("", ""),
    ],
)
def test_a_cell_gives_its_first_alternative_without_notes(cell: str, expected: str) -> None:
    assert phrasebook.clean(cell) == expected


def test_every_chosen_phrase_asks_for_needs_that_are_judged() -> None:
    rows = (HERE / "data" / "dc211_needs.tsv").read_text("utf-8").splitlines()[1:]
    chosen = phrasebook.needs()
    assert {need for needs in chosen.values() for need in needs} <= {r.split("\t")[0] for r in rows}
    assert len(chosen) == len(phrasebook.NEEDS.read_text("utf-8").splitlines()) - 1


def test_every_chosen_phrase_is_in_the_sheets_and_every_column_has_some(shared: Path) -> None:
    every = phrasebook.phrases()
    assert {phrasebook.key(p.english) for p in every} == set(phrasebook.needs())
    assert {p.column for p in every} == set(phrasebook.LANGUAGES)
    assert len({(p.column, p.text.casefold(), p.needs) for p in every}) == len(every) > 1500


@pytest.mark.slow
def test_phrases_are_measured_on_the_made_town(shared: Path) -> None:
    grades = town_grades()
    judged = [p for p in phrasebook.phrases() if set(p.needs) <= set(grades)]
    columns = ("en", "tr", "so", "fa romanised")
    asked = [p for c in columns for p in [q for q in judged if q.column == c][:12]]
    rows = phrasebook.measured(made_town(), asked, grades)
    assert set(rows) <= set(columns)
    assert [rows[c]["n"] for c in ("en", "tr", "fa romanised")] == [12, 12, 12]
    measures = [value for row in rows.values() for name, value in row.items() if name != "n"]
    assert len(measures) == 6 * len(rows) and all(0 <= value <= 1 for value in measures)
    averaged = phrasebook.averaged(rows)
    assert averaged == {"mean": rows["tr"], "mean romanised": rows["fa romanised"]}


@pytest.mark.slow
def test_omos_questions_are_measured_on_a_few_pages(shared: Path) -> None:
    few = [record(no, i.id, i.name, i.words[0]) for no, i in enumerate(omos.pages("en", 60))]
    known = {item.id for item in few}
    french, english = (
        [one for one in omos.questions(tag, "dev") if set(one[1]) & known][:12]
        for tag in ("fr", "en")
    )
    assert len(french) == len(english) == 12
    rows = omos.across(few, {"fr": french}, Lexicon()) | omos.within("en", few, english)
    assert len(rows) == 5 + 3 and all(row["n"] == 12 for row in rows.values())
    assert all(0 <= v <= 1 for row in rows.values() for name, v in row.items() if name != "n")
    assert rows["fr ours"] == rows["fr ours, taught"]
    by_chance = 10 / len(few)
    assert rows["en ours"]["hit@10"] > by_chance


def test_questions_that_no_page_answers_are_left_out(shared: Path) -> None:
    splits = [omos.questions("uk", split) for split in ("train", "dev", "test")]
    assert sum(map(len, splits)) == 732 and len(splits[2]) == 197
    assert all(max(grades.values()) == 2 for split in splits for _, grades in split)
