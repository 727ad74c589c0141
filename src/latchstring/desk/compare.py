"""Two states of a record side by side: which facts differ, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from latchstring.catalogue.history import State
from latchstring.core.language import known, language
from latchstring.desk import plain


@dataclass(frozen=True)
class Difference:
    """One fact: the lines that went, and the lines that came."""

    label: str
    before: list[str]
    after: list[str]


def differences(before: State | None, after: State | None, names: plain.Names) -> list[Difference]:
    """What differs, fact by fact; a record that is new or gone is told whole."""
    old, new = _facts(before or {}, names), _facts(after or {}, names)
    labels = dict.fromkeys([*new, *old])
    found = [(label, old.get(label, []), new.get(label, [])) for label in labels]
    return [_one(*fact) for fact in found if fact[1] != fact[2]]


def _one(label: str, old: list[str], new: list[str]) -> Difference:
    went = [line for line in old if line not in new]
    came = [line for line in new if line not in old]
    # The same lines in another order.
    return Difference(label, went, came) if went or came else Difference(label, old, new)


def _facts(state: State, names: plain.Names) -> dict[str, list[str]]:
    document = {**state.get("document", {}), **(state.get("place") or {})}
    document.pop("id", None)
    facts = {plain.label(name): plain.lines(name, value, names) for name, value in document.items()}
    return facts | {label: lines for label, lines in _beside(state) if lines}


def _beside(state: State) -> Iterator[tuple[str, list[str]]]:
    on, by, how, due = state.get("assured") or ("", "", "", "")
    ways = {"phone": "by phone", "visit": "by a visit", "web": "on the website"}
    yield "Checked", [f"{on} {ways.get(how, how)} by {by}".strip()] if on else []
    yield "Next check due", [due] if due else []
    begins, ends = state.get("valid") or ("", "")
    yield "Holds from", [begins] if begins else []
    yield "Holds until", [ends] if ends else []
    yield "Kept confidential", ["yes"] if state.get("confidential") else []
    yield "Written in", [_language(state["language"])] if state.get("language") else []
    yield "Source", [str(state["source"])] if state.get("source") else []
    for name, value in (state.get("keeping") or {}).items():
        yield plain.label(name), list(_kept(value))
    for tag, texts in (state.get("words") or {}).items():
        yield f"In {_language(tag)}", [_translated(path, *text) for path, text in texts.items()]


def _language(tag: str) -> str:
    english: str = language(tag).english if known(tag) else tag
    return english


def _translated(path: str, text: str, _source: str, state: str, *_by: str) -> str:
    return f"{plain.label(path.partition('/')[0])}: {text} ({state})"


def _kept(value: Any) -> Iterator[str]:
    """What is kept beyond HSDS, whatever its shape."""
    if isinstance(value, dict):
        yield from (f"{plain.label(str(k))}: {' · '.join(_kept(v))}" for k, v in value.items() if v)
    elif isinstance(value, list):
        yield from (", ".join(_kept(item)) for item in value if item)
    elif value not in (None, ""):
        yield str(value)
