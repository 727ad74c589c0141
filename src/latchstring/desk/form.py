"""A form filled from a document, and read back into one."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from latchstring.core.check import check
from latchstring.core.shape import Document
from latchstring.desk import field as one
from latchstring.desk.field import Values
from latchstring.desk.forms import FORMS
from latchstring.desk.lines import Lines
from latchstring.desk.parts import Fields, Part
from latchstring.desk.rows import Rows


@dataclass
class Taken:
    """A document as typed, and a sentence for each input that cannot be taken."""

    document: Document
    errors: dict[str, str] = field(default_factory=dict)


def fill(kind: str, document: Document) -> Values:
    """The inputs that show a document."""
    values: Values = {}
    for part in FORMS[kind]:
        values |= part.fill(document)
    return values


def read(kind: str, values: Values, document: Document) -> Taken:
    """The document with what was typed. What the form does not show stays as it is."""
    taken = Taken(deepcopy(document))
    for part in FORMS[kind]:
        part.read(values, taken.document, taken.errors)
    if not taken.errors:
        known_before = check(kind, document)[2]
        new = [p for p in check(kind, taken.document)[2] if p not in known_before]
        taken.errors.update({problem.where.field: problem.what for problem in new})
    return taken


def rendered(
    kind: str, values: Values, errors: Mapping[str, str], document: Document
) -> list[dict[str, Any]]:
    """The parts as the templates show them."""
    return [_shown(part, values, errors, document) for part in FORMS[kind]]


def _shown(
    part: Part, values: Values, errors: Mapping[str, str], document: Document
) -> dict[str, Any]:
    about: dict[str, Any] = {"part": part, "template": part.template}
    if isinstance(part, Fields):
        about["boxes"] = one.boxes(part.fields, values, errors)
    elif isinstance(part, Rows):
        about["rows"] = part.rows(values, errors)
        about["fixed"] = [(*item, values.get(item[0], "")) for item in part.fixed(document)]
    elif isinstance(part, Lines):
        about["value"] = values.get(part.name, "")
    return about
