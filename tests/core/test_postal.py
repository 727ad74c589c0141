"""Where ZIP codes are, and distances between places."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from latchstring.core.postal import EARTH_RADIUS, Place, metres_between, place

PLACES = st.builds(
    Place,
    st.floats(-90, 90, allow_nan=False),
    st.floats(-180, 180, allow_nan=False),
)


@pytest.mark.parametrize(
    ("zip_code", "lat", "lon"),
    [
        ("20001", 38.91, -77.02),  # Washington, DC
        ("00601", 18.18, -66.75),  # Adjuntas, Puerto Rico: the first row
        ("99929", 56.37, -131.9),  # Wrangell, Alaska
        ("96813", 21.31, -157.86),  # Honolulu
        ("50309", 41.59, -93.62),  # Des Moines
    ],
)
def test_a_zip_code_has_its_place(zip_code: str, lat: float, lon: float) -> None:
    found = place(zip_code)
    assert found is not None
    assert metres_between(found, Place(lat, lon)) < 25_000


@pytest.mark.parametrize(
    "written",
    [
        "20001",
        " 20001 ",
        "20001-1234",
        "20001 1234",
        "200011234",
        "20001–1234",
        "٢٠٠٠١",
        "２０００１",
    ],
)
def test_a_zip_code_may_be_written_in_several_ways(written: str) -> None:
    assert place(written) == place("20001") is not None


@pytest.mark.parametrize(
    "written",
    ["", " ", "2000", "200012", "20001-12", "20001-", "-20001", "2000l", "20001,20002", "²0001"],
)
def test_words_that_are_no_zip_code_have_no_place(written: str) -> None:
    assert place(written) is None


@pytest.mark.parametrize("unknown", ["00000", "00600", "99999"])
def test_a_zip_code_that_the_table_does_not_have_has_no_place(unknown: str) -> None:
    assert place(unknown) is None


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(text: str) -> None:
    found = place(text)
    assert found is None or (-90 <= found.lat <= 90 and -180 <= found.lon <= 180)


@given(st.integers(0, 99_999))
def test_places_are_on_american_ground(number: int) -> None:
    found = place(f"{number:05}")
    assert found is None or (-15 < found.lat < 72 and (found.lon < -64.5 or found.lon > 144))


@given(PLACES, PLACES)
def test_the_way_back_is_as_long(a: Place, b: Place) -> None:
    assert math.isclose(metres_between(a, b), metres_between(b, a), abs_tol=1e-6)


@given(PLACES)
def test_a_place_is_at_no_distance_from_itself(a: Place) -> None:
    assert metres_between(a, a) == 0


@given(PLACES, PLACES, PLACES)
def test_a_detour_is_never_shorter(a: Place, b: Place, c: Place) -> None:
    metre = 1.0  # Opposite ends of the earth cost the formula about half a metre.
    assert metres_between(a, c) <= metres_between(a, b) + metres_between(b, c) + metre


@given(PLACES, PLACES)
def test_nothing_is_farther_than_the_other_side_of_the_earth(a: Place, b: Place) -> None:
    assert 0 <= metres_between(a, b) <= math.pi * EARTH_RADIUS


def test_a_quarter_of_the_equator_is_a_quarter_of_the_way_round() -> None:
    quarter = metres_between(Place(0, 0), Place(0, 90))
    assert math.isclose(quarter, math.pi / 2 * EARTH_RADIUS, rel_tol=1e-12)


def test_short_ways_keep_their_digits() -> None:
    ten_metres_north = math.degrees(10 / EARTH_RADIUS)
    way = metres_between(Place(38.91, -77.02), Place(38.91 + ten_metres_north, -77.02))
    assert math.isclose(way, 10, rel_tol=1e-6)
