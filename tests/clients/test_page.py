"""The page in a real browser."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from http_process import Served
from own_installs import debian_program, environment
from prove_process import PROVE

PATIENCE = 90_000
"""Milliseconds, on a machine under load."""

TEXTS = ["body", "h2.refuted", ".quiet", "dt", "a.download", "#ask", "[role=tab][aria-selected=false]"]


def script(name: str) -> str:
    """A script that is run in the page."""
    return (Path(__file__).parent / name).read_text()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, from Debian, driven by Playwright."""
    site = next((environment("playwright>=1.50").parent / "lib").glob("python*/site-packages"))
    sys.path.append(str(site))
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=debian_program("chromium", "chromium"), args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any, served: Served) -> Iterator[Any]:
    """The page as the printed address opens it; a mistake in a script fails the test."""
    context = browser.new_context(accept_downloads=True, viewport={"width": 1000, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.set_default_timeout(PATIENCE)
    page.goto(served.url)
    yield page
    context.close()
    expected = ("status of 400", "status of 401", "ERR_CONNECTION")
    assert not [fault for fault in faults if not any(words in fault for words in expected)]


def example(page: Any, name: str) -> Any:
    """Click an example; its answer."""
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_selector("article, #fault:not(:empty)")
    return page.locator("article").first


def test_the_token_leaves_the_address(page: Any, served: Served) -> None:
    assert page.url == f"{served.origin}/"
    assert page.evaluate("sessionStorage.getItem('trivium-token')") == served.token


def test_every_example_of_every_engine_gives_what_its_name_says(page: Any) -> None:
    told: dict[str, str] = {}
    for tab in ("Geometry", "Symbolic", "Lean"):
        page.get_by_role("tab", name=tab).click()
        for mode in page.locator("#modes label").all():
            if mode.is_visible():
                mode.click()
            for name in page.locator("#examples button").all_inner_texts():
                told[f"{tab}/{name}"] = example(page, name).locator("h2").inner_text()
    assert set(told.values()) <= {"Proved", "Refuted", "Unknown", "Accepted", "Not accepted"}
    assert told["Geometry/Nine-point circle"] == told["Geometry/Needs an auxiliary point"] == "Proved"
    assert told["Geometry/False"] == told["Symbolic/A root too many"] == told["Symbolic/Wrong in a sign"] == "Refuted"
    assert told["Symbolic/True, and not decided"] == "Unknown"
    assert told["Lean/Logic"] == "Proved"
    assert told["Lean/False: look for a refutation too"] == "Refuted"
    assert (told["Lean/A proof"], told["Lean/Something left out"]) == ("Accepted", "Not accepted")


def test_figure_proof_and_certificate(page: Any, tmp_path: Path) -> None:
    answer = example(page, "Simson line")
    assert page.evaluate("document.querySelector('figure img').naturalWidth") > 100
    lines = answer.locator(".proof li")
    lines.last.hover()
    assert answer.locator(".proof li.premise").count() >= 1
    with page.expect_download() as download:
        answer.get_by_text("Download the certificate").click()
    path = tmp_path / "certificate.json"
    download.value.save_as(path)
    problem = tmp_path / "problem.txt"
    problem.write_text(page.input_value("#problem"))
    done = subprocess.run([PROVE, "verify", path, "--against", problem], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    answer.get_by_role("button", name="Replay it").click()
    page.wait_for_selector("text=accepted by trivium")


def test_a_search_is_watched_as_it_goes(page: Any) -> None:
    page.get_by_role("tab", name="Lean").click()
    # The page itself looks after every change: a look from outside can come when a quick search has ended.
    page.evaluate("""() => {
        window.seen = [];
        const look = () => seen.push([document.querySelectorAll("#events li").length,
                                      document.querySelectorAll("article").length]);
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    }""")
    page.get_by_role("button", name="False: look for a refutation too").click()
    page.wait_for_selector("article")
    assert page.locator("#events li").count() > 10
    before = {events for events, answers in page.evaluate("seen") if answers == 0}
    assert len(before - {0}) > 3


@pytest.mark.parametrize("way", ["Escape", "button", "closed"])
def test_cancel_ends_the_work(way: str, page: Any, served: Served) -> None:
    page.get_by_role("tab", name="Lean").click()
    page.fill("#problem", "∀ a b c d : Nat, (a + b) ^ 5 + c * d = (a + b + 1) ^ 5 * c + d")
    page.fill("#seconds", "120")
    before = len(served.calls("ProverService/Prove"))
    page.keyboard.press("Control+Enter")
    page.locator("#events li").nth(2).wait_for()
    if way == "Escape":
        page.keyboard.press("Escape")
    elif way == "button":
        page.get_by_role("button", name="Cancel").click()
    else:
        page.goto("about:blank")
    patience = time.monotonic() + 10
    while len(served.calls("ProverService/Prove")) == before:
        assert time.monotonic() < patience
        time.sleep(0.05)
    assert served.calls("ProverService/Prove")[-1]["code"] == "CANCELLED"
    if way != "closed":
        assert "Cancelled" in page.inner_text("#status")
        assert page.locator("article").count() == 0


def test_a_mistake_is_told_with_its_place(page: Any) -> None:
    page.get_by_role("tab", name="Symbolic").click()
    page.fill("#problem", "sin(x) + = 2")
    page.click("#ask")
    page.wait_for_selector("#fault:not(:empty)")
    assert "line 1, column 10" in page.inner_text("#fault")
    assert page.get_attribute("#problem", "aria-invalid") == "true"
    assert page.evaluate("document.activeElement.id") == "problem"
    assert page.evaluate("document.activeElement.selectionStart") == 9


def test_a_wrong_token_is_asked_for_again(browser: Any, served: Served) -> None:
    page = browser.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{served.origin}/#token=wrong")
    example(page, "False")
    assert page.is_visible("#key")
    page.fill("#token", served.token)
    page.press("#token", "Enter")
    example(page, "False")
    assert page.locator("article").count() == 1
    page.close()


def test_a_server_that_is_gone_is_told(page: Any) -> None:
    page.route("**/GeometryService/**", lambda route: route.abort("connectionrefused"))
    page.get_by_role("button", name="False", exact=True).click()
    page.wait_for_selector("#fault:not(:empty)")
    assert "cannot be reached" in page.inner_text("#fault")


def test_what_the_server_sends_is_never_read_as_markup(page: Any) -> None:
    hostile = {"problems": [{"name": "<img src=x onerror=window.hit=1>", "source": "x"}]}
    solution = {
        "solution": {
            "name": "<script>window.hit=1</script>",
            "verdict": "VERDICT_PROVED",
            "assurance": "ASSURANCE_CERTIFICATE_REPLAYED",
            "detail": "<b onmouseover=window.hit=1>x</b>",
            "figure_svg": "<svg xmlns='http://www.w3.org/2000/svg' onload='window.hit=1'><script>hit=1</script></svg>",
            "proof": [{"number": 1, "conclusion": "<i>", "rule": "<u>"}],
        }
    }

    def answer(value: object) -> str:
        return f"event: message\ndata: {json.dumps(value)}\n\nevent: end\ndata: {{}}\n\n"

    page.route("**/ReadProblems", lambda r: r.fulfill(body=answer(hostile), content_type="text/event-stream"))
    page.route("**/Solve", lambda r: r.fulfill(body=answer(solution), content_type="text/event-stream"))
    example(page, "False")
    page.wait_for_timeout(500)
    assert page.evaluate("window.hit") is None
    assert page.locator("article script, article b, article i").count() == 0


def test_another_origin_can_neither_read_nor_ask(browser: Any, served: Served) -> None:
    """What a page of another site tries against a port whose token it has somehow learnt."""
    page = browser.new_page()
    page.route(
        "http://evil.example/**", lambda route: route.fulfill(body="<title>evil</title>", content_type="text/html")
    )
    page.goto("http://evil.example/")
    outcome = page.evaluate(script("other_origin.js"), [served.origin, served.token])
    assert outcome == ["rejected"] * 3
    opaque = page.evaluate(
        "async (origin) => (await fetch(origin + '/health', {mode: 'no-cors'}).catch(() => ({type: 'failed'}))).type",
        served.origin,
    )
    assert opaque in {"opaque", "failed"}
    page.close()


def test_the_page_is_used_with_the_keyboard_alone_and_named_for_a_reader(page: Any) -> None:
    page.focus("#tab-geometry")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#tab-symbolic", "aria-selected") == "true"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert page.get_attribute("#tab-lean", "aria-selected") == "true"
    unnamed = page.evaluate(
        """[...document.querySelectorAll('input, textarea, button, select')].filter(e =>
          !(e.labels?.length || e.textContent.trim() || e.getAttribute('aria-label'))).map(e => e.outerHTML)"""
    )
    assert unnamed == []
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_in_light_and_in_dark(scheme: str, page: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    example(page, "False")
    ratios = page.evaluate(script("contrast.js"), TEXTS)
    assert all(ratio >= 4.5 for _, ratio in ratios), ratios
