"""The desk in a real Chromium: every screen by axe, light and dark, wide and narrow; the whole
of a librarian's work without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from small_desk import PASSWORD, Desk

from latchstring.catalogue.models import Record
from latchstring.edition.publish import editions

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed."),
]


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    # Playwright keeps an event loop in this thread, and Django then refuses to ask its database.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)


def sign_in(page: Page, name: str) -> None:
    page.goto("/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()


def screens(desk: Desk) -> list[str]:
    pantry, shelter = f"services/{desk.pantry.pk}", f"services/{desk.shelter.pk}"
    owner = f"organizations/{desk.owner.pk}"
    return [
        "/", "/services", "/services?q=zzz", "/services?state=never", "/organizations",
        "/organizations?choose=", "/organizations/new", f"/{pantry}", f"/{pantry}/edit",
        f"/{shelter}", f"/{shelter}/edit", f"/{owner}", f"/{owner}/edit", f"/{owner}/new-service",
        f"/records/{desk.pantry.pk}/history", f"/records/{desk.pantry.pk}/withdraw",
        f"/records/{desk.house.pk}/withdraw", "/publish", "/editions", "/editions/2",
        "/editions/1/back", "/password", "/nowhere",
    ]  # fmt: skip


def faults(page: Page) -> list[str]:
    """What axe finds, and what does not fit the width of the screen."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    told = [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*told, *(["wider than the screen"] if wide else [])]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_every_screen_passes_axe_and_fits(
    desk: Desk, live_server: Any, browser: Browser, scheme: Any, width: int
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: run npm ci.")
    desk.publish()
    desk.catalogue.service("Food pantry", at=desk.hall, description="Food for all.")
    desk.publish()
    desk.catalogue.service("Coats", status="defunct")
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": width, "height": 800},
        color_scheme=scheme,
        bypass_csp=True,
    )
    page = context.new_page()
    page.goto("/sign-in")
    found = {"/sign-in": faults(page)}
    sign_in(page, "alice")
    for screen in screens(desk):
        page.goto(screen)
        found[screen] = faults(page)
    page.goto(f"/services/{desk.pantry.pk}/edit")
    page.get_by_label("Name", exact=True).fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved yet")
    found["with an error"] = faults(page)
    assert {screen: told for screen, told in found.items() if told} == {}


def test_the_whole_work_without_javascript(desk: Desk, live_server: Any, browser: Browser) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    sign_in(page, "bob")
    page.get_by_role("link", name="Services", exact=True).click()
    page.get_by_label("Name, or name of the organization").fill("pantry")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Food pantry").click()
    page.get_by_role("link", name="Change it").click()
    row = page.get_by_role("group", name="Hours, new row 1")
    row.get_by_label("Mon").check()
    row.get_by_label("Wed").check()
    row.get_by_label("Opens").fill("9:30 am")
    row.get_by_label("Closes").fill("1 pm")
    page.get_by_label("Languages spoken").fill("Spanish\nDari")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    expect(page.get_by_role("main")).to_contain_text("Monday and Wednesday")
    page.get_by_role("button", name="I checked this today").click()
    page.get_by_role("link", name="Publish").click()
    page.get_by_role("button", name="Publish a new edition").click()
    expect(page.get_by_role("status")).to_contain_text("Edition 1 is published.")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    record = Record.objects.get(pk=desk.pantry.pk)
    assert record.document["schedules"][0]["byday"] == "MO,WE" and record.assured_how == "phone"
    assert editions(desk.home)[0].by == "bob"
    assert {url.startswith(live_server.url) for url in asked} == {True} and said == []


def test_the_keyboard_reaches_the_content_first(
    desk: Desk, live_server: Any, browser: Browser
) -> None:
    page = browser.new_context(base_url=live_server.url).new_page()
    sign_in(page, "vera")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.evaluate("node => getComputedStyle(node).outlineStyle") == "solid"
