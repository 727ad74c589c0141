"""Sign-in, the first account, passwords, what the browser keeps."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from small_catalogue import SmallCatalogue
from small_desk import PASSWORD, Desk

from latchstring.core.moment import now
from latchstring.desk import people
from latchstring.desk.models import Account, Role, Staff

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def sign_in(name: str, password: str, client: Client | None = None):
    return (client or Client()).post(reverse("sign-in"), {"username": name, "password": password})


def test_the_first_account_is_made_once(catalogue: SmallCatalogue) -> None:
    made = people.first_account(catalogue.library)
    assert made is not None and made[0] == "welcome" and len(made[1]) >= 16
    assert people.first_account(catalogue.library) is None
    assert Staff.objects.get().role == Role.MANAGER


def test_the_first_password_must_be_changed_before_anything_else(
    catalogue: SmallCatalogue,
) -> None:
    made = people.first_account(catalogue.library)
    assert made is not None
    client = Client()
    sign_in(*made, client=client)
    for route in ("today", "services", "publish"):
        assert client.get(reverse(route))["Location"] == reverse("password")
    own = {"old_password": made[1], "new_password1": "four calm river words"}
    answer = client.post(reverse("password"), {**own, "new_password2": own["new_password1"]})
    assert answer["Location"] == reverse("today")
    assert client.get(reverse("today")).status_code == 200


def test_a_short_or_common_password_is_refused_with_a_reason(desk: Desk) -> None:
    for password in ("short", "password123456", "123456789012345"):
        typed = {"old_password": PASSWORD, "new_password1": password, "new_password2": password}
        answer = desk.client("bob").post(reverse("password"), typed)
        assert answer.status_code == 200 and "This password is" in answer.content.decode()


def test_a_new_password_ends_the_other_sessions(desk: Desk) -> None:
    here, elsewhere = desk.client("bob"), desk.client("bob")
    new = "four calm river words"
    typed = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    here.post(reverse("password"), typed)
    assert here.get(reverse("today")).status_code == 200
    assert elsewhere.get(reverse("today")).status_code == 302


def test_five_wrong_passwords_make_the_account_wait(desk: Desk) -> None:
    for _ in range(people.FREE_TRIES):
        assert "do not belong together" in sign_in("bob", "wrong").content.decode()
    answer = sign_in("bob", PASSWORD)
    assert "too many wrong passwords" in answer.content.decode()
    assert "Wait 1 minute, then" in answer.content.decode()
    assert sign_in("vera", PASSWORD).status_code == 302


def test_the_wait_ends_grows_and_is_forgotten(desk: Desk) -> None:
    user = desk.people["bob"]
    for _ in range(people.FREE_TRIES + 9):
        people.failed("bob")
    assert people.wait("bob") > dt.timedelta(minutes=people.LONGEST_WAIT - 1)
    Account.objects.filter(user=user).update(wait_until=now() - dt.timedelta(seconds=1))
    assert sign_in("bob", PASSWORD).status_code == 302
    assert Account.objects.get(user=user).failures == 0


def test_a_name_that_does_not_exist_is_answered_alike_and_stored_nowhere(desk: Desk) -> None:
    assert "do not belong together" in sign_in("nobody", "wrong").content.decode()
    assert not Account.objects.exists() and not User.objects.filter(username="nobody").exists()


def test_the_session_is_the_desks_own_and_short(desk: Desk) -> None:
    answer = sign_in("bob", PASSWORD)
    cookie = answer.cookies["latchstring_desk"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (
        True, "Strict", "", "",
    )  # fmt: skip
    left = Session.objects.get().expire_date - now()
    assert dt.timedelta(hours=7) < left <= dt.timedelta(hours=8)


def test_signing_out_ends_the_session(desk: Desk) -> None:
    client = desk.client("bob")
    assert client.post(reverse("sign-out"))["Location"] == reverse("sign-in")
    assert client.get(reverse("today")).status_code == 302


def test_the_way_on_after_sign_in_never_leaves_the_desk(desk: Desk) -> None:
    for where, goes in (("/services", "/services"), ("https://evil.example/", "/")):
        typed = {"username": "bob", "password": PASSWORD, "next": where}
        assert Client().post(reverse("sign-in"), typed)["Location"] == goes


def test_every_answer_forbids_other_hosts_and_keeping(desk: Desk) -> None:
    client = desk.client("bob")
    for answer in (
        Client().get("/sign-in"),
        client.get("/"),
        client.get("/nowhere"),
        client.put("/"),
        client.post("/editions/1/back"),
    ):
        policy = answer["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'")
        assert "http" not in policy and "unsafe" not in policy
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cache-Control"] == "no-store"


def test_no_page_names_another_host(desk: Desk) -> None:
    for route in ("today", "services", "organizations", "publish", "editions", "password"):
        page = desk.page("alice", route)
        assert "http://" not in page and "https://" not in page and "<script" not in page


@pytest.mark.parametrize("where", ["/nowhere", "/services/not-an-id"])
def test_a_page_that_is_not_there_says_so_calmly(desk: Desk, where: str) -> None:
    answer = desk.client("bob").get(where)
    assert answer.status_code == 404 and "There is no such page" in answer.content.decode()


def test_our_own_fault_is_said_without_a_traceback(desk: Desk) -> None:
    (desk.home / "editions").write_text("a file where a folder belongs")
    client = desk.client("alice")
    client.raise_request_exception = False
    answer = client.post(reverse("publish"))
    page = answer.content.decode()
    assert answer.status_code == 500 and "wrong on our side" in page and "Error" not in page
