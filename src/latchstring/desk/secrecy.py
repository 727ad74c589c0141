"""What a viewer does not see: confidential places, and their addresses inside other texts."""

from __future__ import annotations

import json

from django.db.models import Q

from latchstring.catalogue import store, withhold
from latchstring.catalogue.doors import place_ids
from latchstring.catalogue.models import Record, Secret
from latchstring.core.shape import Document
from latchstring.desk import permissions
from latchstring.desk.scope import StaffRequest
from latchstring.edition.scrub import Scrub


def sees_places(request: StaffRequest) -> bool:
    """True for those who may edit: they see confidential places."""
    return permissions.allows("service-edit", "GET", request.role)


def scrub(request: StaffRequest, record: Record) -> Scrub:
    """Takes out of a record's texts what this person must not read."""
    if sees_places(request):
        return Scrub()
    document = record.document
    near = Q(record__organization_id=record.organization_id or record.pk)
    hidden = Secret.objects.filter(near | Q(record_id__in=place_ids(document)))
    known = [
        line
        for text in hidden.values_list("values_json", flat=True)
        for line in withhold.addresses(json.loads(text))
    ]
    return Scrub(known, any_address=record.kind == "service" and sensitive(document))


def sensitive(document: Document) -> bool:
    """True for a service whose places stay confidential until its operator permits."""
    terms = store.Terms()
    terms.add(store.term_ids(document))
    return withhold.sensitive(document, terms.of(document))


def serves_in_danger(place: str) -> bool:
    """True when any such service, of whatever library, is given at this place."""
    there = Record.objects.filter(kind="service", document_json__contains=place)
    return any(sensitive(record.document) for record in there)
