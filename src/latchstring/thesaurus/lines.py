"""The help lines of the whole country, for readers in danger: facts with their sources.

All of them are free, and answer day and night; `lines.json` says where each fact comes from.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("lines.json")


@dataclass(frozen=True)
class Line:
    """One line. name: its own. phone: as it is dialled. sms, word: where to
    send a message, and which word, "" for none. spoken: BCP 47 tags of the languages in which it
    answers; interpreters: it calls one for others. helps: crises, by key of their concept.
    source, address, checked: who says so, where, and when we read it."""

    key: str
    name: str
    phone: str
    spoken: tuple[str, ...]
    interpreters: bool
    helps: tuple[str, ...]
    source: str
    address: str
    checked: dt.date
    sms: str = ""
    word: str = ""


def _read() -> tuple[Line, ...]:
    rows = json.loads(FILE.read_text(encoding="utf-8"))["lines"]
    return tuple(
        Line(
            row["key"], row["name"], row["phone"], tuple(row["spoken"]),
            row["interpreters"], tuple(row["for"]), row["source"], row["address"],
            dt.date.fromisoformat(row["checked"]), row.get("sms", ""), row.get("word", ""),
        )
        for row in rows
    )  # fmt: skip


LINES = _read()


def lines_for(crises: Iterable[str]) -> list[Line]:
    """The lines for these dangers: first those for each danger in turn, 911 first of all where
    life is at once at risk, else last."""
    wanted = list(crises)
    found = {line.key: line for key in wanted for line in LINES[1:] if key in line.helps}
    police = [LINES[0]] if any(key in LINES[0].helps for key in wanted) else []
    first = bool(wanted) and wanted[0] in AT_ONCE
    return [*police, *found.values()] if first else [*found.values(), *police]


AT_ONCE = frozenset({"medical_emergency", "overdose", "poisoning", "missing_child"})
"""Dangers in which an ambulance or the police come before any advice."""
