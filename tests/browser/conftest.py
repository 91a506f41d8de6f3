"""The review page in Debian's chromium, driven by Playwright: no network, and whatever the console says is a failure."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

MUST_RUN = "PARTYIE_BROWSER"  # set to 1 where the tests may not be skipped
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
WIDE = {"width": 1280, "height": 860}
Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser a module: Playwright's event loop runs while it is open, and other tests have loops of their own."""
    executable = shutil.which("chromium")
    if executable is None:
        _leave("chromium isn't installed (Debian: apt-get install chromium fonts-noto-cjk)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _leave("playwright isn't installed (pip install 'partyie[test]')")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


def _leave(reason: str) -> None:
    """Skip with the reason; fail where the tests must run."""
    if os.environ.get(MUST_RUN) == "1":
        pytest.fail(f"{MUST_RUN}=1, but {reason}")
    pytest.skip(reason)


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a page's source from a file; at the end, nothing may have been asked for, said or gone wrong."""
    complaints: list[str] = []
    contexts = []

    def open_source(source: str | bytes, **options: Any) -> Page:
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        context = browser.new_context(**{"viewport": WIDE, "locale": "zh-CN", **options})
        contexts.append(context)
        context.route("**/*", lambda route: _only(route, path, complaints))
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(path.as_uri())
        return page

    yield open_source
    for context in contexts:
        context.close()
    assert complaints == []


def _only(route: Route, path: Path, complaints: list[str]) -> None:
    """Let the page itself through and nothing else."""
    if route.request.url.partition("#")[0] == path.as_uri():
        route.continue_()
    else:
        complaints.append(f"request: {route.request.url}")
        route.abort()
