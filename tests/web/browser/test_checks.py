"""The checks themselves: a page with every fault is found to have them, so silence elsewhere means something."""

import pytest

from tests.web.browser.test_every_page import violations
from tests.web.browser.test_keyboard import steps
from tests.web.browser.visits import page, visit

BAD = """<!doctype html><html lang="xx"><head><meta charset="utf-8"><title>Bad</title>
<link rel="stylesheet" href="/static/tremplin/tokens.css">
<link rel="stylesheet" href="/static/tremplin/components.css"><link rel="stylesheet" href="/bad.css">
<script>alert(1)</script></head><body>
<h1>One</h1><h1>Two</h1>
<a class="button" href="#a">Do</a><button class="button">Do it</button><a class="button button--text" href="#c">Not</a>
<main><p>Small words that are meant to be read.</p><p class="tiny">Tiny</p><input aria-label="x">
<img src="/none.png"><img src="https://elsewhere.example/a.png" alt=""><p class="wide" style="color: red">Wide</p>
<p><a class="near" href="#1">1</a><a class="near" href="#2">2</a></p></main></body></html>"""
STYLE = """body { font-size: 14px; background: #fff } .tiny { font-size: 9px; color: #aaa } .wide { width: 900px }
input { font-size: 13px !important } .near { display: inline-block; width: 9px; height: 9px }
.near:focus { outline: none !important }"""
ADDRESS = "/fr/bad/"


@pytest.fixture
def bad(browser, site, monkeypatch):
    """A browser to which one address of the site answers with the page of faults, under the site's own policy."""
    policy = browser_policy(browser, site)
    opened = browser.new_context

    def new_context(**how):
        context = opened(**how)
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy, "Set-Cookie": "a=b"}
        context.route(site + "/bad.css", lambda route: route.fulfill(body=STYLE, headers={"Content-Type": "text/css"}))
        context.route(site + ADDRESS, lambda route: route.fulfill(body=BAD, headers=headers))
        return context

    monkeypatch.setattr(browser, "new_context", new_context)
    return browser


def browser_policy(browser, site):
    with page(browser, site) as opened:
        return opened.goto(site + "/fr/").headers["content-security-policy"]


def test_a_bad_page_is_found_out(bad, site):
    seen = visit(bad, site, ADDRESS)
    assert seen.measured["lang"] == "xx" and len(seen.measured["h1"]) == 2
    assert len(seen.measured["primary"]) == 2
    assert seen.measured["bodySize"] == 14
    assert len(seen.measured["tiny"]) == 1 and len(seen.measured["smallFields"]) == 1
    assert len(seen.measured["smallSaid"]) == 2
    assert seen.measured["sideways"] > 0
    assert len(seen.measured["inline"]) == 2
    assert seen.cookies == ["a"]
    assert seen.elsewhere == ["https://elsewhere.example/a.png"]
    assert any("Content Security Policy" in line for line in seen.said)
    assert seen.weights["css"] > 50_000 and seen.weight > 0


def test_axe_finds_what_is_wrong(bad, site):
    with page(bad, site, bypass_csp=True) as opened:
        opened.goto(site + ADDRESS)
        found = {line.partition(":")[0] for line in violations(opened)}
    assert {"color-contrast", "image-alt", "target-size", "html-lang-valid"} <= found


def test_a_focus_that_cannot_be_seen_is_found(bad, site):
    with page(bad, site) as opened:
        opened.goto(site + ADDRESS)
        unseen = [focus["href"] for focus in steps(opened) if not focus["ringed"]]
    assert unseen == ["#1", "#2"]
