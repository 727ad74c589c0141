"""The search over a small real index in five languages."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_shelf import Service, Shelf

from latchstring.core.postal import Place
from latchstring.search.face import CANDIDATES, Filters, Index, search

TOWN, ELSEWHERE = (38.9, -77.0), (34.05, -118.24)

SERVICES = [
    Service("Grace Food Pantry", "Groceries for families, no papers asked. Open Tuesdays.",
            place=TOWN, topics=("food",), spoken=("es-MX", "en"), free=True),
    Service("West Side Food Pantry", "Groceries for families, on Mondays and Fridays.", place=ELSEWHERE,
            topics=("food",), state="overdue"),
    Service("Night Shelter", "A bed for tonight. Refugio para personas sin hogar.",
            topics=("housing",), spoken=("ar",)),
    Service("Lutheran Services", "Help for new arrivals.", aliases=("LIRS", "Global Refuge")),
    Service("Clases de inglés", "Clases gratuitas de inglés para adultos por la mañana.", language="es"),
    Service("مساعدة الأسرة", "مساعدة مجانية في دفع الإيجار والكهرباء للعائلات.", language="ar"),
    Service("ဆေးရုံ", "ကလေးများအတွက် အခမဲ့ ဆေးကုသမှု ပေးသည်။", language="my"),
    Service("食物银行", "免费食品和杂货，适合新移民家庭。", language="zh-Hans"),
    Service("อาหารฟรี", "แจกอาหารฟรีสำหรับครอบครัวทุกวันเสาร์", language="th"),
    Service("Правова допомога", "Безкоштовна допомога адвоката для біженців з п’ятниці.", language="uk"),
    Service("Harbor Clinic", "Doctors and dentists for families.", withdrawn=True),
]  # fmt: skip


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return Shelf(tmp_path_factory.mktemp("index"), SERVICES)


def found(shelf: Shelf, query: str, language: str = "en", **more: object) -> list[str]:
    return [hit.id for hit in search(shelf, query, language, **more).hits]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("food pantry", "Grace Food Pantry"),
        ("FOOD PANTRIES near me", "Grace Food Pantry"),
        ("pantri", "Grace Food Pantry"),
        ("grocerys", "Grace Food Pantry"),
        ("global refuge", "Lutheran Services"),
        ("LIRS", "Lutheran Services"),
        ("ingles", "Clases de inglés"),
        ("clase de inglés mañana", "Clases de inglés"),
        ("refugios", "Night Shelter"),
        ("ايجار", "مساعدة الأسرة"),
        ("مساعده الاسره", "مساعدة الأسرة"),
        ("للكهرباء", "مساعدة الأسرة"),
        ("ဆေးရုံ ကလေး", "ဆေးရုံ"),
        ("食品", "食物银行"),
        ("移民", "食物银行"),
        ("粮食", "食物银行"),
        ("อาหาร", "อาหารฟรี"),
        ("адвокат", "Правова допомога"),
        ("п'ятниця", "Правова допомога"),
    ],
)
def test_the_right_service_comes_first(shelf: Shelf, query: str, first: str) -> None:
    assert found(shelf, query)[0] == first


def test_one_shared_word_is_enough(shelf: Shelf) -> None:
    assert "Night Shelter" in found(shelf, "somewhere with a bed for me and my two children please")


def test_an_unknown_word_finds_nothing_and_raises_nothing(shelf: Shelf) -> None:
    assert found(shelf, "zzyqx") == []


def test_a_name_weighs_more_than_a_mention(tmp_path: Path) -> None:
    shelf = Shelf(
        tmp_path,
        [Service("Town Hall", "Tax advice and more."), Service("Tax Advice", "At the town hall.")],
    )
    assert found(shelf, "tax advice") == ["Tax Advice", "Town Hall"]
    assert found(shelf, "town hall") == ["Town Hall", "Tax Advice"]


def test_what_was_withdrawn_is_not_found(shelf: Shelf) -> None:
    assert "Harbor Clinic" not in found(shelf, "harbor clinic dentists")


def test_an_edition_that_hides_a_service_hides_it_here(tmp_path: Path) -> None:
    class Hiding(Shelf):
        def facts(self, no: int) -> None:
            return None

    assert found(Hiding(tmp_path, SERVICES), "food pantry") == []


def test_near_changes_the_order_and_tells_the_way(shelf: Shelf) -> None:
    here = search(shelf, "food pantry", "en", Place(34.0, -118.2)).hits
    english = [hit.id for hit in here if hit.id.endswith("Food Pantry")]
    assert english[:2] == ["West Side Food Pantry", "Grace Food Pantry"]
    assert here[0].metres is not None
    assert here[0].metres < 10_000


def test_what_is_near_is_found_behind_hundreds_of_better_matches(tmp_path: Path) -> None:
    far = [
        Service(f"Food Pantry {n}", "Food pantry", place=ELSEWHERE) for n in range(3 * CANDIDATES)
    ]
    shelf = Shelf(tmp_path, [*far, Service("Grace Church", "Has a food pantry too", place=TOWN)])
    assert "Grace Church" not in found(shelf, "food pantry", limit=CANDIDATES)
    shelf.asked.clear()
    assert found(shelf, "food pantry", near=Place(*TOWN))[0] == "Grace Church"
    assert len(set(shelf.asked)) <= CANDIDATES


@pytest.mark.parametrize(
    ("filters", "left"),
    [
        (Filters(topic="food"), {"Grace Food Pantry", "West Side Food Pantry"}),
        (Filters(spoken="es"), {"Grace Food Pantry"}),
        (Filters(spoken="ar"), {"Night Shelter"}),
        (Filters(free=True), {"Grace Food Pantry"}),
        (Filters(topic="food", free=True), {"Grace Food Pantry"}),
        (Filters(topic="housing", free=True), set()),
        (Filters(topic="\ud800"), set()),
        (Filters(spoken="no such tag"), set()),
    ],
)
def test_filters_leave_only_what_they_ask(shelf: Shelf, filters: Filters, left: set[str]) -> None:
    query = "food pantry bed families help clases"
    assert set(found(shelf, query, filters=filters)) == left


def test_a_filter_reaches_behind_hundreds_of_better_matches(tmp_path: Path) -> None:
    better = [Service(f"Doctor {n}", "Doctor doctor") for n in range(3 * CANDIDATES)]
    shelf = Shelf(tmp_path, [*better, Service("Clinic", "See a doctor", spoken=("prs",))])
    assert found(shelf, "doctor", filters=Filters(spoken="prs")) == ["Clinic"]


@pytest.mark.parametrize(
    "query",
    ["", " ", "?!.,;", "\x00\x01\x1b", "\ud800", "\udfff\ud800 food", "😀🏠", "\u202efood\u202c", "a" * 10_000,
     "food " * 10_000, "'" * 500, '"food AND (pantry', "name:food^1e9 -x", "*", "~", "_", "\u1039" * 3000],
)  # fmt: skip
def test_no_query_raises(shelf: Shelf, query: str) -> None:
    assert isinstance(search(shelf, query, "en").hits, list)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_no_string_at_all_raises(shelf: Shelf, query: str) -> None:
    assert len(search(shelf, query, "ar", Place(0, 180), limit=3).hits) <= 3


@pytest.mark.parametrize("limit", [-1, 0, 1, 2, 500])
def test_never_more_than_asked_for(shelf: Shelf, limit: int) -> None:
    assert len(found(shelf, "food pantry for families", limit=limit)) <= max(limit, 0)


def test_a_smaller_limit_gives_the_start_of_the_same_list(shelf: Shelf) -> None:
    query = "help for families"
    assert found(shelf, query, limit=2) == found(shelf, query, limit=20)[:2]


def test_facts_are_asked_of_few_services(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [Service(f"{n:04} Pantry", "Food " * (n % 50)) for n in range(1000)])
    assert len(found(shelf, "food pantry")) == 20
    assert len(shelf.asked) <= CANDIDATES


def test_two_builds_of_one_catalogue_give_the_same_answers(tmp_path: Path) -> None:
    one, other = Shelf(tmp_path / "1", SERVICES), Shelf(tmp_path / "2", SERVICES)
    for query in ("food pantry", "families", "مساعدة", "a", "help for new families with food"):
        assert search(one, query, "en") == search(other, query, "en")


def test_several_threads_may_search_at_once(shelf: Shelf) -> None:
    expected, seen = found(shelf, "food pantry"), []
    threads = [
        threading.Thread(target=lambda: seen.append(found(shelf, "food pantry"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [expected] * 8


def test_an_index_of_nothing_answers_nothing(tmp_path: Path) -> None:
    assert found(Shelf(tmp_path, []), "food") == []


def test_nothing_of_a_query_is_kept(shelf: Shelf) -> None:
    search(shelf, "xylographquery", "en")
    assert "xylographquery" not in repr(vars(shelf.index))
    assert isinstance(shelf.index, Index)
