"""What the templates of the desk ask: may this person, and which page is this."""

from __future__ import annotations

import datetime as dt

from django import template
from django.http import HttpRequest

from latchstring.core.calendar_words import date_text
from latchstring.core.moment import day, zone
from latchstring.desk import permissions
from latchstring.desk.scope import own_libraries

register = template.Library()


@register.filter
def may(request: HttpRequest, route: str) -> bool:
    """True when the person may change something at the route (or see it, where nothing can be
    changed), in the role that this page was opened with."""
    method = "POST" if "POST" in permissions.TABLE[route] else "GET"
    return permissions.allows(route, method, getattr(request, "role", None))


@register.filter
def on(value: dt.date | None) -> str:
    """The date in words."""
    return date_text("en", value).text if value else ""


@register.simple_tag(takes_context=True)
def at(context: template.RequestContext, moment: dt.datetime) -> str:
    """The instant as day and time where the person works."""
    request = context["request"]
    libraries = own_libraries(request.user)
    where = zone(libraries[0].timezone if libraries else "UTC")
    local = moment.astimezone(where)
    return f"{date_text('en', day(moment, where)).text}, {local:%H:%M}"
