"""Accounts: the first one, and how long wrong passwords make an account wait."""

from __future__ import annotations

import datetime as dt
import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from latchstring.catalogue.models import Library
from latchstring.core.moment import now
from latchstring.desk.models import Account, Role, Staff

FIRST = "welcome"
FREE_TRIES = 5
LONGEST_WAIT = 15
"""Minutes. The wait is one minute after five wrong passwords and doubles with each more."""


def first_account(library: Library) -> tuple[str, str] | None:
    """Name and password of a first account, manager of that library, made when there is no
    account at all; the password must be changed at the first sign-in. None otherwise."""
    with transaction.atomic():
        if User.objects.exists():
            return None
        password = "-".join(secrets.token_hex(2) for _ in range(4))
        user = User.objects.create_user(FIRST, password=password)
        Staff.objects.create(user=user, library=library, role=Role.MANAGER)
        Account.objects.create(user=user, must_change_password=True)
    return FIRST, password


def must_change_password(user: User) -> bool:
    """True until the person has chosen a password of their own."""
    return Account.objects.filter(user=user, must_change_password=True).exists()


def password_changed(user: User) -> None:
    """The person has chosen a password of their own."""
    Account.objects.filter(user=user).update(must_change_password=False)


def wait(username: str) -> dt.timedelta:
    """How long this account must still wait before a password counts; zero for most."""
    found = Account.objects.filter(user__username=username, wait_until__gt=now()).first()
    return found.wait_until - now() if found and found.wait_until else dt.timedelta()


def failed(username: str) -> None:
    """Count a wrong password for the account, if there is one. No address is kept."""
    user = User.objects.filter(username=username).first()
    if user is None:
        return
    account, _ = Account.objects.get_or_create(user=user)
    Account.objects.filter(pk=account.pk).update(failures=F("failures") + 1)
    account.refresh_from_db()
    over = account.failures - FREE_TRIES
    if over >= 0:
        minutes = min(2 ** min(over, 8), LONGEST_WAIT)
        account.wait_until = now() + dt.timedelta(minutes=minutes)
        account.save(update_fields=["wait_until"])


def succeeded(user: User) -> None:
    """Forget the wrong passwords."""
    Account.objects.filter(user=user).update(failures=0, wait_until=None)
