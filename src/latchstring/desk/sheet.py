"""One record open for editing: filled from the catalogue, changed by what was typed, saved."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.http import QueryDict

from latchstring.catalogue import edit, store
from latchstring.catalogue.models import Library, Record
from latchstring.core.problem import Trouble
from latchstring.desk import beside, form, places, secrecy
from latchstring.desk.beside import Beside
from latchstring.desk.field import Values
from latchstring.desk.scope import visible_to

SENSITIVE = (
    "A service that helps people after violence or trafficking is given here, so the place stays "
    "confidential. Tick it, or write down the operator's permission below."
)


def typed(post: QueryDict) -> Values:
    """What was sent. Several ticks of one name stand with commas between them."""
    return {name: ",".join(post.getlist(name)).replace("\x00", "") for name in post}


@dataclass
class Sheet:
    """values: what the inputs show; errors: input -> sentence, "" for the whole page."""

    id: str
    state: store.State
    library: Library
    record: Record | None = None
    places: list[places.Place] = field(default_factory=list)
    values: Values = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, user: User, record: Record) -> Sheet:
        """A record that is in the catalogue."""
        kept = store.load([record.pk])[record.pk]
        found = places.of(visible_to(user), kept.state.document)
        return cls(record.pk, kept.state, record.library, record, found)._filled()

    @classmethod
    def new(cls, kind: str, library: Library, **document: str) -> Sheet:
        """A record that is not there yet."""
        pk = str(uuid.uuid4())
        state = store.State(kind, {"id": pk, **document}, library.pk)
        return cls(pk, state, library)._filled()

    def _filled(self) -> Sheet:
        self.values = form.fill(self.state.kind, self.state.document) | beside.fill(self.state)
        self.values["version"] = str(self.record.version) if self.record else ""
        for place in self.places:
            self.values |= place.fill()
        return self

    def save(self, values: Values, stamp: store.Stamp) -> list[store.Outcome] | None:
        """Take what was typed into the catalogue; None when a sentence in `errors` says why not.
        Nothing typed is lost then: `values` holds all of it."""
        self.values, self.errors = values, {}
        edits = self._edits()
        if self.errors:
            return None
        try:
            return edit.commit(edits, stamp)
        except Trouble as trouble:
            self.errors[""] = str(trouble)
            return None

    def _edits(self) -> list[edit.Edit]:
        taken = form.read(self.state.kind, self.values, self.state.document)
        document, self.errors = taken.document, taken.errors
        if self.state.kind != "service":
            return [self._edit(document, self._keeping_again())]
        about = beside.read(self.values, self.state, self.errors, self.library)
        owner = str(document.get("organization_id") or "")
        moves = places.read(self.places, self.values, self.errors, owner, self.library)
        places.link(document, moves)
        self._guard(document, moves.edits)
        return [*moves.edits, self._edit(document, about)]

    def _keeping_again(self) -> Beside:
        again = bool(self.values.get("_again"))
        keeping = self.state.keeping.but(withdrawn="") if again else self.state.keeping
        return Beside(keeping, None, self.state.valid)

    def _edit(self, document: dict[str, Any], about: Beside) -> edit.Edit:
        version = self.values.get("version", "")
        seen = int(version) if version.isdigit() else -1
        return edit.Edit(
            self.id,
            self.state.kind,
            document,
            keeping=about.keeping,
            assured=about.assured,
            valid=about.valid,
            library=None if self.record else self.library,
            version=seen if self.record else None,
        )

    def _guard(self, document: dict[str, Any], edits: list[edit.Edit]) -> None:
        """A place of a sensitive service must not be opened by a tick alone."""
        mine = secrecy.sensitive(document)
        known = {place.kept.record.pk: place for place in self.places}
        for one in edits:
            permitted = one.keeping is not None and one.keeping.permission
            if one.confidential or permitted:
                continue
            place = known.get(one.id)
            opened = place is not None and place.kept.state.confidential
            if mine or (opened and secrecy.serves_in_danger(one.id)):
                prefix = place.prefix if place else places.NEW
                self.errors[f"{prefix}confidential"] = SENSITIVE
