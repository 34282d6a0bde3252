"""A passkey in a real browser: made on the account page, it logs in alone or after a password."""

import pytest

from tests.web.browser.visits import DESK, page
from tremplin.office.demo.seeding import PASSWORD

ACCOUNT = "/fr/office/account/"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
LISTED = "section[aria-labelledby=security] li"


@pytest.fixture(scope="module")
def near(office):
    """Passkeys belong to names: a number is none."""
    return office.site.replace("127.0.0.1", "localhost")


@pytest.fixture
def opened(browser, near):
    """A page with a device in it, and what the console said; nothing may break the policy."""
    said = []
    with page(browser, near, viewport=DESK) as found:
        found.on("console", lambda one: said.append(one.text))
        found.on("pageerror", lambda one: said.append(str(one)))
        found.device = found.context.new_cdp_session(found)
        found.device.send("WebAuthn.enable")
        found.device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        yield found
    assert [one for one in said if "favicon" not in one and "[DOM]" not in one] == []


def of(office, role):
    """Two agents, so that what one test leaves behind is no matter to the other."""
    return next(email for found, email, *_ in office.members if found == role)


def log_in(opened, near, email):
    opened.goto(f"{near}{ACCOUNT}")
    opened.locator("[name=login]").fill(email)
    opened.locator("[name=password]").fill(PASSWORD)
    opened.locator("main form button").first.click()


def log_out(opened, near):
    opened.goto(f"{near}{ACCOUNT}")
    opened.locator("form[action$='/logout/'] button").click()
    opened.wait_for_url(f"{near}/account/login/**")


def add(opened, near, name):
    opened.goto(f"{near}{ACCOUNT}")
    opened.get_by_role("link", name="Ajouter une clé d'accès").click()
    if "/reauthenticate/" in opened.url:
        opened.locator("[name=password]").fill(PASSWORD)
        opened.locator("main form button").first.click()
    opened.locator("[name=name]").fill(name)
    opened.get_by_role("button", name="Créer la clé").click()
    opened.wait_for_url(lambda address: not address.endswith("/add/"))


def test_made_named_used_alone_and_taken_away(opened, near, office):
    email = of(office, "finance")
    log_in(opened, near, email)
    add(opened, near, "Téléphone")
    assert "/recovery-codes/" in opened.url and opened.locator("code").count() == 10
    opened.goto(f"{near}{ACCOUNT}")
    assert "Téléphone" in opened.locator(LISTED).inner_text()
    opened.get_by_role("link", name="Renommer Téléphone").click()
    opened.locator("[name=name]").fill("Ordinateur du bureau")
    opened.get_by_role("button", name="Enregistrer").click()
    assert "Ordinateur du bureau" in opened.locator(LISTED).inner_text()

    log_out(opened, near)
    opened.goto(f"{near}/account/login/?next=/nl/office/account/")
    opened.get_by_role("button", name="Aanmelden met een passkey").click()
    opened.wait_for_url(f"{near}/nl/office/account/")

    opened.goto(f"{near}{ACCOUNT}")
    opened.get_by_role("link", name="Retirer Ordinateur du bureau").click()
    if "/reauthenticate/" in opened.url:  # A passkey that logged in is asked again, or the password.
        opened.get_by_role("link", name="Confirmer par la clé d'accès").click()
        opened.get_by_role("button", name="Utiliser la clé d'accès").click()
    opened.get_by_role("button", name="Retirer").click()
    opened.wait_for_url(f"{near}{ACCOUNT}")
    assert opened.locator(LISTED).count() == 0 and "retirée" in opened.locator("main").inner_text()

    log_out(opened, near)
    opened.goto(f"{near}/account/login/?language=fr")
    opened.get_by_role("button", name="Se connecter avec une clé d'accès").click()
    opened.wait_for_selector("main .alert--stop:visible")
    assert "n'a pas été acceptée" in opened.locator("main").inner_text() and "/account/login/" in opened.url


def test_it_is_the_second_factor_and_a_cancelled_one_is_told_calmly(opened, near, office):
    email = of(office, "manager")
    log_in(opened, near, email)
    add(opened, near, "")
    log_out(opened, near)

    log_in(opened, near, email)
    opened.wait_for_url(f"{near}/account/2fa/authenticate/**")
    opened.evaluate(
        "() => { navigator.credentials.get = () => Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    opened.get_by_role("button", name="Utiliser la clé d'accès").click()
    opened.wait_for_selector("#passkey_fault:visible")
    opened.reload()
    opened.get_by_role("button", name="Utiliser la clé d'accès").click()
    opened.wait_for_url(f"{near}{ACCOUNT}")
    assert "Clé d'accès 1" in opened.locator(LISTED).inner_text()
