"""Closing doors: what each plan withholds, and whose place must be hidden with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from latchstring.catalogue import store, withhold
from latchstring.catalogue.models import Record
from latchstring.core.shape import Document


def place_ids(document: Document) -> list[str]:
    """Ids of the locations at which a service is given."""
    links = document.get("service_at_locations") or []
    ids = [link.get("location_id") for link in links if isinstance(link, dict)]
    return [place for place in ids if isinstance(place, str)]


def close(plans: Sequence[store.Plan], terms: store.Terms) -> list[store.Plan]:
    """Set what each plan withholds, and hide the places of sensitive services.

    A location becomes confidential with the first sensitive service that is given there, and
    so does every location of the same organization at the same address. Returns plans for the
    locations that must change too and were not among `plans`.
    """
    living = [(plan, plan.after) for plan in plans if plan.after]
    _learn(living, terms)
    hidden: set[str] = set()
    for plan, state in living:
        names = terms.of(state.document)
        plan.withheld = withhold.reasons(
            state.kind, state.document, state.keeping, state.vetted, names
        )
        if _closes(state, names):
            hidden.update(place_ids(state.document))
    return _hide(hidden, living)


def _closes(state: store.State, names: list[str]) -> bool:
    if state.kind != "service" or state.keeping.permission:
        return False
    return withhold.sensitive(state.document, names)


def _learn(living: Iterable[tuple[store.Plan, store.State]], terms: store.Terms) -> None:
    wanted: set[str] = set()
    for plan, state in living:
        if state.kind == "taxonomy_term":
            terms.names[plan.id] = str(state.document.get("name") or "")
        wanted.update(store.term_ids(state.document))
    terms.add(wanted)


def _hide(hidden: set[str], living: Sequence[tuple[store.Plan, store.State]]) -> list[store.Plan]:
    here = {plan.id: state for plan, state in living if state.kind == "location"}
    for place in hidden & here.keys():
        here[place].confidential = True
    others = store.load(sorted(hidden - here.keys()))
    more = [_hidden(kept) for kept in others.values() if not kept.state.confidential]
    closed = [*here.values(), *(plan.after for plan in more if plan.after)]
    return more + _hide_twins(closed, here, {plan.id for plan in more})


def _hide_twins(
    closed: Sequence[store.State], here: dict[str, store.State], done: set[str]
) -> list[store.Plan]:
    """The same organization's other locations at a confidential address are confidential."""
    owners = {str(state.document.get("organization_id") or "") for state in closed} - {""}
    stored = Record.objects.filter(kind="location", organization_id__in=owners)
    kept = store.load(list(stored.filter(confidential=True).values_list("pk", flat=True)))
    secret = {k.state.document.get("organization_id"): k for k in kept.values()}
    keys = {withhold.place_key(s.document) for s in closed if s.hides_place}
    # What stands in `here` counts as it shall become: else nothing could be shown again.
    rest = [k for pk, k in kept.items() if pk not in here]
    keys |= {withhold.place_key(k.state.document) for k in rest if k.state.hides_place}
    keys.discard(())
    if not keys:
        return []
    for state in here.values():
        if withhold.place_key(state.document) in keys:
            state.confidential = True
    owners = {key[0] for key in keys} | {str(owner) for owner in secret}
    open_ids = stored.filter(confidential=False, organization_id__in=owners)
    others = store.load([pk for pk in open_ids.values_list("pk", flat=True) if pk not in here])
    return [
        _hidden(k)
        for pk, k in others.items()
        if pk not in done and withhold.place_key(k.state.document) in keys
    ]


def _hidden(kept: store.Kept) -> store.Plan:
    after = kept.state.copy()
    after.confidential = True
    return store.Plan(kept.record.pk, kept, after)
