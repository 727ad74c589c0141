"""Closing doors: what each plan withholds, and whose place must be hidden with it.

A service against violence is `confidential`, and stays so when it is renamed: its places are
hidden, whatever comes first, the service, its organization, its terms or the place. Only the
operator's written permission (`Keeping.permission`, of the service or of the place) opens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from latchstring.catalogue import store, withhold
from latchstring.catalogue.models import Record
from latchstring.catalogue.state import Kept, Plan, State
from latchstring.catalogue.terms import NAMING, Terms, term_ids
from latchstring.core.shape import Document

_Living = Sequence[tuple[Plan, State]]


def place_ids(document: Document) -> list[str]:
    """Ids of the locations at which a service is given."""
    links = document.get("service_at_locations") or []
    ids = [link.get("location_id") for link in links if isinstance(link, dict)]
    return [place for place in ids if isinstance(place, str)]


def close(plans: Sequence[Plan], terms: Terms) -> list[Plan]:
    """Set what each plan withholds, and hide the places of sensitive services.

    A location becomes confidential with the first sensitive service that is given there, and
    so does every location of the same organization at the same address. Returns plans for the
    records that must change too and were not among `plans`.
    """
    living = _living(plans)
    _learn(living, terms)
    more = _cited(living, terms)
    living = [*living, *_living(more)]
    for plan, state in living:
        _judge(plan, state, terms)
    return [*more, *_hide(living, {plan.id for plan in plans})]


def _living(plans: Sequence[Plan]) -> _Living:
    return [(plan, plan.after) for plan in plans if plan.after]


def _learn(living: _Living, terms: Terms) -> None:
    wanted: set[str] = set()
    for plan, state in living:
        if state.kind in NAMING:
            terms.names[plan.id] = str(state.document.get("name") or "")
        wanted.update(term_ids(state.document))
        if state.kind == "service":
            wanted.add(str(state.document.get("organization_id") or ""))
    terms.add(wanted - {""})


def _cited(living: _Living, terms: Terms) -> list[Plan]:
    """Services that a new or renamed organization or term makes sensitive."""
    here = {plan.id for plan, _ in living}
    ids: set[str] = set()
    for plan, state in living:
        if state.kind in NAMING and withhold.sensitive(state.document) and not plan.same:
            ids.update(_naming(plan.id, state.kind).values_list("pk", flat=True))
    found = store.load(sorted(ids - here))
    terms.add({term for kept in found.values() for term in term_ids(kept.state.document)})
    return [Plan(kept.record.pk, kept, kept.state.copy()) for kept in found.values()]


def _naming(record_id: str, kind: str) -> QuerySet[Record]:
    services = Record.objects.filter(kind="service")
    if kind == "organization":
        return services.filter(organization_id=record_id)
    return services.filter(document_json__contains=record_id)


def _judge(plan: Plan, state: State, terms: Terms) -> None:
    names = terms.of(state.document)
    plan.withheld = withhold.reasons(state.kind, state.document, state.keeping, state.vetted, names)
    if state.kind == "service" and withhold.sensitive(state.document, terms.around(state.document)):
        state.confidential = True


def _hide(living: _Living, planned: set[str]) -> list[Plan]:
    here = {plan.id: state for plan, state in living if state.kind == "location"}
    services = {plan.id for plan, state in living if state.kind == "service"} | planned
    behind = {
        place
        for _, state in living
        if state.kind == "service" and withhold.hides(state.confidential, state.keeping)
        for place in place_ids(state.document)
    }
    if here:
        behind |= _behind_others(services)
    for place in behind & here.keys():
        here[place].confidential = True
    others = store.load(sorted(behind - here.keys()))
    more = [_hidden(kept) for kept in others.values() if not kept.state.confidential]
    closed = [*here.values(), *(plan.after for plan in more if plan.after)]
    return more + _hide_twins(closed, here, {plan.id for plan in more})


def _behind_others(known: set[str]) -> set[str]:
    """Places of the sensitive services that are not being written just now."""
    stored = Record.objects.filter(kind="service", confidential=True).exclude(pk__in=known)
    kept = store.load(list(stored.values_list("pk", flat=True)))
    hiding = [k.state for k in kept.values() if withhold.hides(True, k.state.keeping)]
    return {place for state in hiding for place in place_ids(state.document)}


def _hide_twins(closed: Iterable[State], here: dict[str, State], done: set[str]) -> list[Plan]:
    """The same organization's other locations at a confidential address are confidential."""
    near = list(closed)
    owners = {str(state.document.get("organization_id") or "") for state in near} - {""}
    stored = Record.objects.filter(kind="location", organization_id__in=owners)
    kept = store.load(list(stored.filter(confidential=True).values_list("pk", flat=True)))
    keys = {withhold.place_key(state.document) for state in near if state.hides_place}
    # What stands in `here` counts as it shall become: else nothing could be shown again.
    rest = [k for pk, k in kept.items() if pk not in here]
    keys |= {withhold.place_key(k.state.document) for k in rest if k.state.hides_place}
    keys.discard(())
    if not keys:
        return []
    for state in here.values():
        if withhold.place_key(state.document) in keys:
            state.confidential = True
    open_ids = stored.filter(confidential=False).values_list("pk", flat=True)
    others = store.load([pk for pk in open_ids if pk not in here and pk not in done])
    return [_hidden(k) for k in others.values() if withhold.place_key(k.state.document) in keys]


def _hidden(kept: Kept) -> Plan:
    after = kept.state.copy()
    after.confidential = True
    return Plan(kept.record.pk, kept, after)
