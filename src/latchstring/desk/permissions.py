"""One table: which role may do what at which route. `door.Door` enforces it, and a test walks
every address of the desk against it: a route without a row lets nobody in."""

from __future__ import annotations

from latchstring.desk.models import Role
from latchstring.desk.scope import RANK

ANYONE, SIGNED_IN = "anyone", "signed-in"

_TABLE = """
route               GET         POST
sign-in             anyone      anyone
sign-out            -           signed-in
password            signed-in   signed-in
today               viewer      -
services            viewer      -
service             viewer      -
service-edit        editor      editor
service-checked     -           editor
organizations       viewer      -
organization        viewer      -
organization-new    editor      editor
organization-edit   editor      editor
service-new         editor      editor
history             viewer      -
put-back            -           editor
withdraw            editor      editor
publish             viewer      editor
editions            viewer      -
edition             viewer      -
back                manager     manager
"""
"""A role stands for itself and every higher one; `-` for nobody at all."""


def _read(table: str) -> dict[str, dict[str, str]]:
    head, *rows = (line.split() for line in table.strip().splitlines())
    return {
        row[0]: {method: who for method, who in zip(head[1:], row[1:], strict=True) if who != "-"}
        for row in rows
    }


TABLE = _read(_TABLE)
"""Route -> method -> the least role, or `anyone`, or `signed-in`."""


def least(route: str, method: str) -> str:
    """Who may use the route with this method; empty when nobody may."""
    return TABLE.get(route, {}).get("GET" if method == "HEAD" else method, "")


def allows(route: str, method: str, role: Role | None) -> bool:
    """True when somebody with this role may (None: signed in, without any role)."""
    who = least(route, method)
    if who in (ANYONE, SIGNED_IN):
        return True
    return bool(who) and role is not None and RANK[role] >= RANK[Role(who)]
