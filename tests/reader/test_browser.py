"""The public pages in a real Chromium, without JavaScript of ours: seen, tabbed and printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Reader
from made_edition import made_id
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TAGS = ["en", "es", "ar"]
PANTRY = made_id("service", "Market Street Food Pantry")
CLINIC = made_id("service", "Open Door Clinic")
PAGES = ["", "topic/food", "topic/english/2", f"service/{PANTRY}", f"service/{CLINIC}",
         "pictures", "promise", "about", "not-here"]  # fmt: skip
WORDS = {"en": "bread", "es": "comida", "ar": "طعام"}
CALM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as machine:
        opened = machine.chromium.launch(executable_path=chromium, args=CALM)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 360, "height": 740})
    yield opened
    opened.close()


def search(page: Page, reader: Reader, tag: str) -> None:
    """From the first page to results, by keyboard."""
    page.goto(f"{reader.url}/{tag}/")
    page.get_by_role("searchbox").fill(WORDS[tag])
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_selector("article.result")


def faults(page: Page, axe: Path) -> list[str]:
    """What axe finds on the page as it stands, one line each."""
    page.add_script_tag(path=axe)
    found = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{page.url} {one['id']}: {one['help']}: {json.dumps(node['target'])}"
        for one in found
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tag", TAGS)
def test_axe_finds_nothing_on_any_page(
    browser: Browser, reader: Reader, axe: Path, tag: str, scheme: str
) -> None:
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    found = []
    for address in ["/", *(f"/{tag}/{name}" for name in PAGES)]:
        page.goto(reader.url + address)
        found += faults(page, axe)
    search(page, reader, tag)
    found += faults(page, axe)
    context.close()
    assert found == []


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize("width", [320, 280])
def test_nothing_is_wider_than_a_small_screen_or_400_percent_zoom(
    context: BrowserContext, reader: Reader, tag: str, width: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 480})
    for address in ["/", *(f"/{tag}/{name}" for name in PAGES)]:
        page.goto(reader.url + address)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} wide"
    search(page, reader, tag)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("tag", TAGS)
def test_the_keyboard_alone_finds_and_opens_a_service(
    context: BrowserContext, reader: Reader, tag: str
) -> None:
    page = context.new_page()
    page.goto(f"{reader.url}/{tag}/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "q":
            break
    page.keyboard.type(WORDS[tag])
    page.keyboard.press("Enter")
    page.wait_for_selector("article.result")
    assert page.url == f"{reader.url}/{tag}/search"
    for _ in range(30):
        page.keyboard.press("Tab")
        if "/service/" in (page.evaluate("document.activeElement.href") or ""):
            break
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"
    with context.expect_page() as opened:
        page.keyboard.press("Enter")
    opened.value.wait_for_url("**/service/*")
    assert opened.value.get_by_role("heading", level=1).is_visible()
    assert page.locator("article.result").count() > 0, "the results wait where they were"


def test_what_is_touched_is_large_enough(context: BrowserContext, reader: Reader) -> None:
    page = context.new_page()
    for address in ["/", "/en/", "/ar/pictures", f"/en/service/{PANTRY}", "/en/topic/english"]:
        page.goto(reader.url + address)
        small = page.evaluate(
            """() => [...document.querySelectorAll(
                 'a.call, button, input, .tiles a, .pictures a, .choices a, .top a, .pages a')]
               .map(e => [e.outerHTML.slice(0, 60), e.getBoundingClientRect()])
               .filter(([, box]) => box.height < 44 || box.width < 44).map(([html]) => html)"""
        )
        assert small == [], address


@pytest.mark.parametrize("tag", TAGS)
def test_a_visit_asks_nobody_else_and_leaves_nothing_in_the_browser(
    context: BrowserContext, reader: Reader, tag: str
) -> None:
    asked: list[str] = []
    said: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.goto(reader.url)
    search(page, reader, tag)
    with context.expect_page() as opened:
        page.locator("article.result h2 a").first.click()
    opened.value.wait_for_url("**/service/*")
    page.goto(f"{reader.url}/{tag}/promise")
    assert asked
    assert all(url.startswith(reader.url) for url in asked), asked
    assert all(WORDS[tag] not in url for url in asked)
    assert said == [], "no refusal by the policy, no missing file"
    assert context.cookies() == []
    kept = "async () => [localStorage.length, sessionStorage.length, (await caches.keys()).length]"
    assert page.evaluate(kept) == [0, 0, 0]


def test_no_letter_typed_loads_a_font(context: BrowserContext, reader: Reader) -> None:
    page = context.new_page()
    page.goto(f"{reader.url}/en/", wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for words in ("طعام", "အစားအစာ", "食物", "ምግብ", "žluťoučký", "**bold**"):
        page.get_by_role("searchbox").fill(words)
        page.screenshot()
    assert asked == []


def test_colours_chosen_by_the_reader_leave_edges_to_see(browser: Browser, reader: Reader) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{reader.url}/en/service/{PANTRY}")
    edge = "getComputedStyle(document.querySelector('.service .call')).borderTopWidth"
    assert page.evaluate(edge) == "2px"
    context.close()


@pytest.mark.parametrize("tag", TAGS)
def test_a_service_prints_on_one_page_without_the_frame(
    context: BrowserContext, reader: Reader, tag: str
) -> None:
    page = context.new_page()
    page.goto(f"{reader.url}/{tag}/service/{PANTRY}")
    paper = page.pdf(format="Letter")
    assert paper.count(b"/Type /Page\n") == 1
    page.emulate_media(media="print")
    assert not page.locator(".languages").is_visible()
    assert page.get_by_text("(617) 555-0134").is_visible()
    assert page.locator(".demonstration").is_visible()
