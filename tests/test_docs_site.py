"""The documentation as a site: built without a warning, whole, in its languages, and asking nothing of another host."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.web import chromium

ROOT = Path(__file__).parents[1]
HERE = Path(sys.executable).parent
ZENSICAL = os.environ.get("ZENSICAL") or shutil.which(
    "zensical", path=f"{HERE}{os.pathsep}{os.environ.get('PATH', '')}"
)
pytestmark = pytest.mark.skipif(not ZENSICAL, reason="zensical is not installed")
OPENED = ["index.html", "docs/for/worker.html", "docs/tutorials/integrator.html", "docs/words.html"]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs") / "site"
    command = [sys.executable, "scripts/site.py", str(folder)]
    made = subprocess.run(command, cwd=ROOT, env=os.environ | {"ZENSICAL": ZENSICAL}, capture_output=True, text=True)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


def test_every_page_is_there_and_no_link_is_lost(site):
    """Zensical itself refuses a link to a page that is not there (`--strict`); files are looked at here."""
    made = {str(page.relative_to(site)) for page in site.rglob("*.html")}
    for page in (ROOT / "docs").rglob("*.md"):
        name = "index.html" if page.name == "README.md" else f"{page.stem}.html"
        assert str(page.parent.relative_to(ROOT) / name) in made
    for page in site.rglob("*.html"):
        for target in re.findall(r'(?:src|href)="([^"#?]+)', page.read_text(encoding="utf-8")):
            # An address of e-mail is written in signs that collectors of addresses do not read.
            if (
                "://" not in target
                and not target.startswith("&")
                and not target.startswith(("data:", "/"))
                and page.name != "404.html"
            ):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_nothing_is_asked_of_another_host(site):
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        marks = re.findall(r"<(?:script|link|img|iframe|source|video|object)\b[^>]*>", text)
        assert [mark for mark in marks if re.search(r"=[\"']?(?:https?:)?//", mark)] == [], page.name
        assert "mermaid" not in text  # the theme would fetch what draws it
    for style in site.rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import", style.read_text(encoding="utf-8")), style.name


def test_each_page_says_its_language(site):
    french = (site / "docs" / "for" / "worker.html").read_text(encoding="utf-8")
    english = (site / "docs" / "for" / "analyst.html").read_text(encoding="utf-8")
    assert '<html lang="fr"' in french and '<html lang="en"' in english


@pytest.mark.skipif(chromium.missing(), reason=chromium.MISSING)
def test_a_browser_asks_nothing_of_another_host(site):
    asked = []
    with chromium.opened() as browser:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.on("request", lambda one: asked.append(one.url))
        for name in OPENED:
            page.goto((site / name).as_uri(), wait_until="networkidle")
            assert page.evaluate("document.querySelectorAll('h1').length") == 1
            assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert asked and [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
