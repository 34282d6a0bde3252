"""The machine's own Chromium by Playwright, which never downloads one."""

import shutil
from contextlib import contextmanager

MISSING = "Chromium is missing; on Debian: apt install chromium fonts-dejavu-core"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def missing() -> bool:
    return shutil.which("chromium") is None


@contextmanager
def opened():
    """A browser, closed at the end."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
