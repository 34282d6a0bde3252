"""The answer that is easy to read: the sentence, the figures and what to do; no article, no code of the dossier."""

import html
import re
from urllib.parse import urlencode

import pytest

from tests.web.questions.test_pages import ANSWERS, FORM_OF, whole
from tremplin.engine.kinds import LANGUAGES


def read(client, topic, said, language="fr", kind="/easy"):
    query = urlencode(FORM_OF.get(topic, {}) | said)
    return html.unescape(client.get(f"/{language}/ask/{topic}{kind}?{query}").content.decode()).replace("\u00a0", " ")


def heading(page):
    return re.sub(r"<[^>]+>", "", re.search(r"<h1.*?</h1>", page, re.S)[0])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("topic", "tone", "said"), ANSWERS)
def test_it_says_the_same_without_the_law(client, topic, tone, said, language):
    page = read(client, topic, said, language)
    whole(page)
    assert heading(page) == re.sub(r" \(E\d\w?\)", "", heading(read(client, topic, said, language, "")))
    main = page.partition("<main")[2].partition("</main")[0]
    assert "<details" not in main and "/law/" not in main and not re.search(r"\(E\d|art\. \d", main)
    assert ("verdict--no" in main, "verdict--maybe" in main) == (tone == "no", tone == "unsure")


def test_what_is_still_asked_can_be_answered_there(client):
    page = read(client, "access", {"region": "?"})
    assert "edit=region" in page and "Dans quelle région" in page


def test_what_is_not_answered_yet_leads_back_to_its_question(client):
    response = client.get("/de/ask/access/easy?region=wallonia")
    assert (response.status_code, response["Location"]) == (302, "/de/ask/access?region=wallonia")
