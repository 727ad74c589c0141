"""The 2-1-1 taxonomy's terms in an iCarol export.

Codes and names stand in two columns. They do not always match one to one: old codes have lost
their names, linked codes ("A * B") have one name, and long lists are cut off. So the pairs are
learnt from the rows where they match, and used in the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from latchstring.core.problem import Where
from latchstring.core.shape import Document, steady_id
from latchstring.formats.found import Found
from latchstring.formats.icarol_row import Row

NAME = "2-1-1 taxonomy (licensed; not for redistribution)"
_ABOUT = (
    "The terms by which the source of these records sorts services. The 2-1-1 Human Services "
    "Taxonomy belongs to its publisher: whoever passes its terms on needs a licence."
)
_CUT_AT = 250


class Terms:
    """Names of codes as the file itself tells them; `learn` from every row, then use `of`."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.id = steady_id(source, "taxonomy", "2-1-1")
        self._names: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        self._told: set[str] = set()

    def learn(self, cells: dict[str, str]) -> None:
        """Pair codes with names where there are as many of them."""
        raw_names, raw_codes = cells.get("TaxonomyTerm", ""), cells.get("TaxonomyCodes", "")
        if not raw_codes:
            return
        names, codes = _parts(raw_names), _parts(raw_codes)
        if len(names) == len(codes):
            whole = len(names) - (len(raw_names.strip()) > _CUT_AT)
            for code, name in zip(codes[:whole], names, strict=False):
                if "*" not in code:
                    self._names.setdefault(code, name)
                    self._codes.setdefault(name.casefold(), code)

    def of(self, row: Row) -> dict[str, str]:
        """Term id -> name for every term of the row whose name is known."""
        codes = [
            code.strip()
            for linked in _parts(row.see("TaxonomyCodes"))
            for code in linked.split("*")
            if code.strip()
        ]
        named = {code: self._names[code] for code in codes if code in self._names}
        for name in _whole_names(row.see("TaxonomyTerm")):
            if name not in named.values():
                named.setdefault(self._codes.get(name.casefold(), name), name)
        row.used("TaxonomyTerm")
        if all(code in named for code in codes):
            row.used("TaxonomyCodes")
        return named

    def records(self, named: dict[str, str], where: Where) -> Iterator[Found]:
        """The taxonomy and those of these terms that were not told of before."""
        for code, name in named.items():
            if code in self._told:
                continue
            if not self._told:
                about = {"id": self.id, "name": NAME, "description": _ABOUT}
                yield Found("taxonomy", about, where)
            self._told.add(code)
            yield Found("taxonomy_term", self._term(code, name), where, source_id=code)

    def _term(self, code: str, name: str) -> Document:
        term = {
            "id": self.term_id(code),
            "name": name,
            "description": name,
            "taxonomy": NAME,
            "taxonomy_id": self.id,
        }
        return {**term, "code": code} if code in self._names else term

    def term_id(self, code: str) -> str:
        """The same for the same code of the same source."""
        return steady_id(self.source, "taxonomy_term", code)

    def attributes(self, named: dict[str, str], holder: str, kind: str) -> list[Document]:
        """What tags a record of that kind with these terms."""
        return [
            {
                "id": steady_id(holder, "attribute", code),
                "link_entity": kind,
                "taxonomy_term_id": self.term_id(code),
            }
            for code in named
        ]


def _parts(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split(";") if part and not part.isspace()]


def _whole_names(text: str) -> list[str]:
    names = _parts(text)
    return names[:-1] if len(text) > _CUT_AT and not text.endswith(";") else names
