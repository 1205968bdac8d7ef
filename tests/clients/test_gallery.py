"""The gallery in a real browser, opened as files: what it shows, filters and sorts; a hostile name stays a name."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from trivium.cli.theorem_gallery import Theorem, write

HOSTILE = "<img src=x onerror=document.title='taken'></script><script>document.title='taken'</script>"
FIGURE = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'><circle cx='5' cy='5' r='4'/></svg>"


def theorem(place: int) -> Theorem:
    return Theorem(
        name=HOSTILE if place == 3 else f"theorem-{place}",
        goal=("perp", "cyclic")[place % 2],
        english=f"Let number {place} be.",
        statement="a b c = triangle a b c ? perp a b a c",
        figure=FIGURE,
        proof=f"1. proof of {place}",
        steps=10 + place % 7,
        auxiliary=1 + place % 3,
        rules=4,
        difficulty=(place * 37 % 100) / 100,
        symmetry=1 + (place % 10 == 0),
        novelty=place / 10,
    )


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, the one that Debian brings."""
    program = shutil.which("chromium")
    assert program is not None, "missing: chromium. On Debian: apt install chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The gallery of a hundred theorems; a fault of its script, and a request beyond its folder, fail the test."""
    write(map(theorem, range(100)), tmp_path)
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("request", lambda sent: None if sent.url.startswith(tmp_path.as_uri()) else faults.append(sent.url))
    page.set_default_timeout(90_000)
    page.goto((tmp_path / "index.html").as_uri())
    yield page
    page.close()
    assert not faults


def names(page: Page) -> list[str]:
    found: list[str] = page.locator("#theorems h2").all_inner_texts()
    return found


def test_theorems_are_shown_a_page_at_a_time(page: Page) -> None:
    assert len(names(page)) == 48
    assert page.locator("#count").inner_text() == "100 of 100 theorems, page 1 of 3"
    page.get_by_role("button", name="After").click()
    page.get_by_role("button", name="After").click()
    assert names(page) == [f"theorem-{k}" for k in range(96, 100)]
    assert page.get_by_role("button", name="After").is_disabled()


def test_scores_filter_and_sort(page: Page) -> None:
    page.get_by_label("Symmetry from").fill("2")
    assert names(page) == [f"theorem-{k}" for k in range(0, 100, 10)]
    page.get_by_label("Order").select_option("novelty")
    assert names(page) == [f"theorem-{k}" for k in range(90, -1, -10)]
    page.get_by_label("Difficulty from").fill("0.5")
    expected = sorted((k for k in range(0, 100, 10) if k * 37 % 100 >= 50), reverse=True)
    assert names(page) == [f"theorem-{k}" for k in expected]
    page.get_by_role("button", name="Reset").click()
    page.get_by_label("Order").select_option("difficulty")
    best = sorted(range(100), key=lambda k: (-(k * 37 % 100), k))[:3]
    assert names(page)[:3] == [theorem(k).name for k in best]
    page.get_by_label("Goal").select_option("cyclic")
    assert page.locator("#count").inner_text().startswith("50 of 100")
    page.get_by_label("Words").fill("NUMBER 17 be")
    assert names(page) == ["theorem-17"]


def test_a_hostile_name_is_a_name_and_figures_are_drawn(page: Page) -> None:
    assert names(page)[3] == HOSTILE
    assert page.title() == "Proposed theorems"
    figure = page.locator("#theorems img").first
    figure.wait_for()
    page.wait_for_function("document.querySelector('#theorems img').naturalWidth > 0")
    page.locator("#theorems a").nth(3).click()
    page.wait_for_url("**/theorems/3.html")
    assert page.locator("h1").inner_text() == HOSTILE
    assert "proof of 3" in page.locator("pre").nth(1).inner_text()
    assert page.title() == HOSTILE
    page.wait_for_function("document.querySelector('img').naturalWidth > 0")
    page.get_by_role("link", name="All theorems").click()
    page.wait_for_url("**/index.html")
