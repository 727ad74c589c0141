"""The report of an import: a table of its problems, for a spreadsheet or a program."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

from latchstring.core.problem import Problem

HEADING = ("file", "row", "field", "weight", "what is wrong", "what to do")


def write_report(path: Path, problems: Iterable[Problem]) -> None:
    """Every problem as a row: JSON when the file's name ends in .json, else CSV.

    Cells that a spreadsheet would take for a formula get an apostrophe in front.
    """
    if path.suffix.lower() == ".json":
        rows = [problem.as_dict() for problem in problems]
        path.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
        return
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADING)
        out.writerows(map(_row, problems))


def _row(problem: Problem) -> list[str]:
    where = problem.where
    cells = (where.file, where.row or "", where.field, problem.weight, problem.what, problem.do)
    return [_harmless(str(cell)) for cell in cells]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell and cell[0] in "=+-@\t\r" else cell
