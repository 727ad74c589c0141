"""The published test directory: a made town's services, what a search sees of them, no more.

.venv/bin/python benchmarks/search/town.py   writes data/services.ndjson anew from the starter town
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

from latchstring.starter.town import town

FILE = Path(__file__).parent / "data" / "services.ndjson"
DAY = dt.date(2026, 11, 25)


def rows() -> Iterator[dict[str, str]]:
    """One row a service: id, name, organization, description."""
    records = town(DAY)
    names = {record.document["id"]: record.document.get("name", "") for record in records}
    for record in records:
        document = record.document
        if record.kind == "service":
            yield {
                "id": document["id"],
                "name": document["name"],
                "organization": names.get(document.get("organization_id", ""), ""),
                "description": document.get("description") or "",
            }


def read() -> list[dict[str, str]]:
    """The published rows."""
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    lines = [
        json.dumps(row, ensure_ascii=False) + "\n" for row in sorted(rows(), key=lambda r: r["id"])
    ]
    FILE.write_text("".join(lines), encoding="utf-8")
    print(f"{FILE.name}: {len(lines)} services")


if __name__ == "__main__":
    main()
