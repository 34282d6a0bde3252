"""The law is searched while one types; without script the same form is sent."""

from tests.web.browser.visits import page

WORD = "plafond mensuel"


def test_what_is_found_comes_while_one_types(browser, site):
    said = []
    with page(browser, site) as opened:
        opened.on("console", lambda line: said.append(line.text))
        opened.goto(f"{site}/fr/law/search")
        opened.locator("#q").press_sequentially(WORD, delay=10)
        opened.locator("#found td").first.wait_for()
        opened.wait_for_url("**/fr/law/search?q=plafond*")
        assert WORD in opened.locator("#found [role=status]").inner_text()
        assert opened.locator("#q").input_value() == WORD
        typed = opened.locator("#found").inner_text()
    assert said == []
    with page(browser, site, java_script_enabled=False) as plain:
        plain.goto(f"{site}/fr/law/search")
        plain.locator("#q").fill(WORD)
        plain.locator("form[role=search] button").click()
        plain.wait_for_url("**/fr/law/search?q=plafond*")
        assert plain.locator("#found").inner_text() == typed
