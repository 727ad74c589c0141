"""What comes before what, once two services share words with a query."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from small_shelf import Known

from latchstring.core.freshness import State
from latchstring.core.postal import Place
from latchstring.search.rank import ASSURED, FAR, HIGHEST, Reader, box, fits, nearness, rank, speaks
from latchstring.search.shapes import Filters

TOWN = Place(38.9, -77.0)
ENGLISH = Reader("en")


def order(*services: Known, reader: Reader = ENGLISH, text: float = 10.0) -> list[str]:
    return [hit.id for hit in rank([(n, text, one) for n, one in enumerate(services)], reader, 10)]


def test_equal_services_come_in_the_order_of_their_ids() -> None:
    assert order(Known("c"), Known("a"), Known("b")) == ["a", "b", "c"]


def test_what_was_checked_comes_before_what_was_not() -> None:
    states = ["expired", "unknown", "overdue", "current"]
    assert order(*(Known(state, state) for state in states)) == states[::-1]


def test_every_state_of_freshness_has_a_place() -> None:
    assert set(ASSURED) == set(State.__args__)


def test_a_much_better_match_that_is_overdue_still_comes_first() -> None:
    rows = [(1, 20.0, Known("better", "expired")), (2, 10.0, Known("fresher"))]
    assert [hit.id for hit in rank(rows, ENGLISH, 10)] == ["better", "fresher"]


def test_near_comes_before_far_and_metres_are_told() -> None:
    near, far = Known("z near", places=[(38.91, -77.0)]), Known("a far", places=[(39.9, -77.0)])
    hits = rank([(1, 5.0, far), (2, 5.0, near)], Reader("en", TOWN), 10)
    assert [hit.id for hit in hits] == ["z near", "a far"]
    assert hits[0].metres is not None
    assert 1_050 < hits[0].metres < 1_200


def test_the_nearest_of_several_places_counts() -> None:
    hits = rank([(1, 5.0, Known("a", places=[(10.0, 10.0), (38.9, -77.0)]))], Reader("en", TOWN), 1)
    assert hits[0].metres == 0


def test_without_a_public_place_it_stands_between_near_and_far() -> None:
    phone = Known("phone")
    near, far = Known("near", places=[(38.9, -77.0)]), Known("far", places=[(45.0, -77.0)])
    assert order(far, phone, near, reader=Reader("en", TOWN)) == ["near", "phone", "far"]
    assert rank([(1, 1.0, phone)], Reader("en", TOWN), 1)[0].metres is None


def test_who_speaks_the_readers_language_comes_first() -> None:
    assert order(Known("a"), Known("b", languages=frozenset({"es-MX"})), reader=Reader("es")) == [
        "b",
        "a",
    ]


def test_a_kind_of_a_language_is_that_language_and_not_the_other_way_round() -> None:
    assert speaks(Known("a", languages=frozenset({"es-MX"})), "es")
    assert not speaks(Known("a", languages=frozenset({"es"})), "es-MX")
    assert not speaks(Known("a", languages=frozenset({"est"})), "es")


def test_filters_ask_for_all_that_they_name() -> None:
    service = Known("a", topics=frozenset({"food"}), languages=frozenset({"ar"}), free=True)
    assert fits(service, Filters("food", "ar", free=True))
    assert not fits(service, Filters("housing", "ar", free=True))
    assert not fits(service, Filters("food", "es"))
    assert not fits(Known("b"), Filters(free=True))


def test_each_reason_for_a_score_is_told() -> None:
    service = Known("a", "overdue", [(38.9, -77.0)], languages=frozenset({"ar"}))
    explained = rank([(1, 10.0, service)], Reader("ar", TOWN), 1)[0].explained
    assert explained == [
        "words: 10.00",
        "assured overdue: x 0.96",
        "spoken there, ar: x 1.05",
        "0.0 km away: x 1.00",
    ]


METRES = st.floats(0, 2e7)
SERVICES = st.lists(
    st.builds(
        Known,
        st.uuids().map(str),
        st.sampled_from(sorted(ASSURED)),
        st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=2),
        languages=st.sampled_from([frozenset(), frozenset({"es"})]),
    ),
    max_size=30,
)


@given(METRES, METRES)
def test_further_is_never_better(one: float, other: float) -> None:
    near, far = sorted((one, other))
    assert 1 >= nearness(near) >= nearness(far) >= FAR


@given(SERVICES, st.integers(1, 8), st.sampled_from([None, TOWN]), st.data())
def test_stopping_early_changes_nothing(
    services: list[Known], limit: int, near: Place | None, data: st.DataObject
) -> None:
    texts = data.draw(st.lists(st.floats(0.1, 50), min_size=len(services), max_size=len(services)))
    rows = list(zip(range(len(services)), sorted(texts, reverse=True), services, strict=True))
    reader = Reader("es", near)
    assert rank(rows, reader, limit) == rank(rows, reader, 1000)[:limit]
    assert all(hit.score <= rows[hit.no][1] * HIGHEST + 1e-4 for hit in rank(rows, reader, 1000))


@given(st.floats(-89, 89), st.floats(-180, 180))
def test_a_box_stands_around_its_point(lat: float, lon: float) -> None:
    south, west, north, east = box(Place(lat, lon), 50_000)
    assert south < lat < north
    assert west < lon < east
