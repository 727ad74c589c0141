"""Where a ZIP code is, and how far two places are apart. No geocoder, no other host is asked.

The table has the centres of the 33,791 ZIP Code Tabulation Areas of the US Census Bureau's 2021
Gazetteer. ZIP codes without an area, such as those of one building or of post office boxes, are
not in it.
"""

from __future__ import annotations

import gzip
import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS = 6_371_008.8
"""Metres: the mean radius R1 of the ellipsoid GRS 80, as the IUGG recommends it."""

_ZIP = re.compile(r"\s*(\d{5})(?:[-‐‑–\s]?\d{4})?\s*")


@dataclass(frozen=True)
class Place:
    """A point on the ground. Degrees: north and east are positive."""

    lat: float
    lon: float


@dataclass(frozen=True)
class _Table:
    """Rows in order of ZIP code; 400 kB for all of them."""

    zips: array[int]
    lats: array[float]
    lons: array[float]


def place(zip_code: str) -> Place | None:
    """The centre of a ZIP code's area, to 11 m. `20001` and `20001-1234` are both understood.

    Digits of any script count, so that an Arabic keyboard will do. None when the table does not
    have the code, or when the words are no ZIP code.
    """
    match = _ZIP.fullmatch(zip_code)
    if match is None:
        return None
    table, number = _table(), int(match[1])
    row = bisect_left(table.zips, number)
    if row == len(table.zips) or table.zips[row] != number:
        return None
    return Place(table.lats[row], table.lons[row])


def metres_between(a: Place, b: Place) -> float:
    """The way over the ground on a sphere, in metres; within 0.6 % of the real earth.

    The haversine formula: R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984),
    page 159. It stays exact for places that are close together.
    """
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half_lat, half_lon = (lat_b - lat_a) / 2, radians(b.lon - a.lon) / 2
    chord = sin(half_lat) ** 2 + cos(lat_a) * cos(lat_b) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS * asin(sqrt(min(1.0, chord)))


# The cache holds the whole table, once. It must never be keyed by what a reader typed.
@cache
def _table() -> _Table:
    packed = files("latchstring.core").joinpath("zips.csv.gz").read_bytes()
    rows = [line.split(",") for line in gzip.decompress(packed).decode("ascii").splitlines()[1:]]
    return _Table(
        array("I", (int(row[0]) for row in rows)),
        array("d", (float(row[1]) for row in rows)),
        array("d", (float(row[2]) for row in rows)),
    )
