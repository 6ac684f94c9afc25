"""The web desk in a real browser, on a desk of both corpora: every page, the evidence, the hand, keys, phone, print."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from detente.desk import Desk
from detente.ingest import documents
from detente.web.app import create_app
from detente.web.page import LEDGERS, NAVIGATION
from detente.web.settings import Settings

SHARED = Path(__file__).parents[2] / "../shared/corpora"
CORPORA = [SHARED / "us-china-2025.jsonl", SHARED / "us-china-2017-2019.jsonl"]
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DAY = dt.date(2025, 6, 12)
PAGES = [path for path, _ in (*NAVIGATION, *LEDGERS)]
SERIOUS = ("serious", "critical")
EXPECTED = re.compile("status of 4|ERR_FAILED|^htmx:")
"""What Chromium and htmx say of requests that a test has refused or cut off."""
expect.set_options(timeout=60_000)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.timeout(900),
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not all(path.exists() for path in CORPORA), reason="no corpora beside the project"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of both corpora; a copy of the one that DETENTE_CORPUS_DESK names, where it was made before."""
    path = tmp_path_factory.mktemp("browser") / "us-china.db"
    if "DETENTE_CORPUS_DESK" in os.environ:
        return Path(shutil.copy(os.environ["DETENTE_CORPUS_DESK"], path))
    with Desk.create(path, dispute="US-China trade") as made:
        for _ in made.add(documents([str(one) for one in CORPORA]), jobs=2):
            pass
    return path


@pytest.fixture(scope="module")
def address(desk: Path) -> Iterator[str]:
    """The desk, served at a free port."""
    app = create_app(desk, Settings(analyst="Ada", today=DAY))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as player:
        started = player.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


def tab_of(browser: Browser, **options: Any) -> Page:
    """A tab with cookies of its own, patient with a desk that is asked for the first time."""
    tab = browser.new_page(**options)
    tab.set_default_timeout(120_000)
    return tab


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab that fails the test where the page's scripts or its policy do."""
    tab = tab_of(browser, viewport={"width": 1280, "height": 900})
    said: list[str] = []
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    yield tab
    tab.close()
    assert [one for one in said if not EXPECTED.search(one)] == []


def opened(page: Page, link: str = "#page .line a[data-panel]", at: int = 0) -> str:
    """Open the evidence of a line; what the panel says its words are."""
    page.locator(link).nth(at).click()
    page.wait_for_selector("#panel .evidence")
    return page.locator("#panel blockquote").inner_text()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_walked_in_light_in_dark_and_on_a_phone(page: Page, address: str, path: str) -> None:
    answer = page.goto(f"{address}{path}", wait_until="networkidle")
    assert answer
    assert answer.status == 200
    expect(page.locator("h1")).to_be_visible()
    assert faults(page) == []
    page.emulate_media(color_scheme="dark")
    assert faults(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert faults(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_panel_and_the_help_have_no_serious_fault_in_either_theme(
    browser: Browser, address: str, theme: str
) -> None:
    tab = tab_of(browser, color_scheme=theme)
    tab.goto(f"{address}/quotes")
    opened(tab)
    assert faults(tab) == []
    tab.keyboard.press("Escape")
    tab.keyboard.press("?")
    expect(tab.locator("#help")).to_be_visible()
    assert faults(tab) == []
    tab.goto(address, wait_until="networkidle")
    assert faults(tab) == []
    tab.close()


def faults(page: Page) -> list[str]:
    """What axe-core finds that is serious."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"] if one["impact"] in SERIOUS]


def test_ten_lines_lead_to_their_sentences(page: Page, address: str, desk: Path) -> None:
    page.goto(f"{address}/quotes")
    with Desk.open(desk, read_only=True) as held:
        for number in range(10):
            opened(page, "#page .line h3 a[data-panel]", number)
            marked = page.locator("#panel .document-text mark").all_inner_texts()
            name = re.search(r"id=([^&]+)", page.locator("#panel .text h3 a").get_attribute("href") or "")
            assert name
            text = held.document(name[1]).text
            assert all(" ".join(words.split()) in " ".join(text.split()) for words in marked)
            expect(page.locator("#panel .document-text mark").first).to_be_in_viewport()
            page.keyboard.press("Escape")
            expect(page.locator("#panel")).to_be_hidden()


def test_a_line_is_corrected_and_the_correction_undone_by_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}/measures")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_selector("#panel .evidence")
    before = page.locator("#panel h2").inner_text()
    page.keyboard.press("c")
    page.locator('#panel [name="field.rate"]').fill("33 percent")
    page.locator("#panel details[open] [name=why]").fill("the order says so")
    page.keyboard.press("Enter")
    expect(page.locator("#panel .done")).to_contain_text("Entered by Ada")
    expect(page.locator("#panel .decisions")).to_contain_text("the order says so")
    page.keyboard.press("u")
    expect(page.locator("#panel .done")).to_be_visible()
    expect(page.locator("#panel .chip.reviewed")).to_have_count(0)
    assert page.locator("#panel h2").inner_text() == before


def test_the_second_of_two_analysts_is_told_and_keeps_what_was_written(browser: Browser, address: str) -> None:
    tabs = [tab_of(browser) for _ in range(2)]
    for tab in tabs:
        tab.goto(f"{address}/measures")
        opened(tab, "#page .line h3 a[data-panel]", 3)
    tabs[0].keyboard.press("a")
    expect(tabs[0].locator("#panel .done")).to_be_visible()
    tabs[1].keyboard.press("n")
    tabs[1].locator("#panel textarea[name=text]").fill("ask the ministry")
    tabs[1].locator("#panel details[open] button").click()
    expect(tabs[1].locator("#panel .problem")).to_contain_text("Nothing of yours was entered")
    assert tabs[1].locator("#panel textarea[name=text]").input_value() == "ask the ministry"
    tabs[1].locator("#panel details[open] button").click()
    expect(tabs[1].locator("#panel .done")).to_be_visible()
    for tab in tabs:
        tab.close()


def test_a_lost_connection_is_said_and_nothing_written_is_lost(page: Page, address: str) -> None:
    page.goto(f"{address}/measures")
    opened(page, "#page .line h3 a[data-panel]", 4)
    page.keyboard.press("n")
    page.locator("#panel textarea[name=text]").fill("ask the ministry")
    page.route("**/hand/**", lambda route: route.abort())
    page.locator("#panel details[open] button").click()
    expect(page.locator("#notices")).to_contain_text("the connection is lost")
    assert page.locator("#panel textarea[name=text]").input_value() == "ask the ministry"
    page.unroute("**/hand/**")
    page.locator("#panel details[open] button").click()
    expect(page.locator("#panel .done")).to_be_visible()


def test_the_slider_and_the_keys_move_the_day(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")
    page.keyboard.press("{")
    expect(page.locator("h1")).to_have_text("5 June 2025")
    assert "as_of=2025-06-05" in page.url
    page.locator("#slider").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("h1")).to_have_text("4 June 2025")
    assert page.locator("#sections a").nth(2).get_attribute("href") == "/timeline?as_of=2025-06-04"


def test_the_charts_are_drawn(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")
    expect(page.locator(".plot canvas")).to_be_visible()
    assert page.locator(".lane").count() > 3


@pytest.mark.parametrize("path", ["/", "/two-columns", "/timeline", "/quotes"])
def test_every_page_reads_without_scripts(browser: Browser, address: str, path: str) -> None:
    tab = tab_of(browser, java_script_enabled=False)
    tab.goto(f"{address}{path}")
    tab.locator("#page .line a[data-panel]").first.click()
    expect(tab.locator("article.evidence mark").first).to_be_visible()
    tab.close()


def test_the_state_of_play_is_printed(page: Page, address: str) -> None:
    page.goto(address, wait_until="networkidle")
    printed = page.pdf(format="A4", print_background=True)
    assert printed.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) < 12


def test_a_brief_is_made_opens_to_its_words_and_is_printed(page: Page, address: str, desk: Path) -> None:
    page.goto(f"{address}/brief?as_of=2025-06-10", wait_until="networkidle")
    page.locator("main [name=for]").fill("the trade desk")
    page.locator("main [name=length]").select_option("short")
    page.locator("main button[type=submit]").click()
    expect(page.locator(".brief-about")).to_contain_text("the trade desk")
    page.locator(".bottom-line .cite").first.click()
    words = page.locator("#panel blockquote").inner_text()
    expect(page.locator("#panel mark").first).to_be_in_viewport()
    with Desk.open(desk, read_only=True) as held:
        name = re.search(r"id=([^&]+)", page.locator("#panel .downloads a").last.get_attribute("href") or "")
        assert name
        assert " ".join(words.split()) in " ".join(held.document(name[1]).text.split())
    assert faults(page) == []
    page.keyboard.press("Escape")
    assert page.pdf(format="A4").startswith(b"%PDF-")
    with page.expect_download() as coming:
        page.locator(".downloads a", has_text="PDF").click()
    assert Path(coming.value.path()).read_bytes().startswith(b"%PDF-")


def test_a_theme_that_is_chosen_stays(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("t")
    chosen = page.evaluate("document.documentElement.dataset.theme")
    page.goto(f"{address}/quotes")
    assert page.evaluate("document.documentElement.dataset.theme") == chosen == "dark"
