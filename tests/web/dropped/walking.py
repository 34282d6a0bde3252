"""The forms of the site filled in as people do, by Django's client: a file chosen, rows typed, facts answered."""

import html
import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "src" / "tremplin" / "samples"
FILES = ROOT / "tests" / "intake" / "files"
DMFA = SAMPLES / "declaration.xml"


class Walk:
    """One subject in a language, from its first form on. `page`: the last answer."""

    def __init__(self, client, subject, language="fr"):
        self.client, self.address = client, f"/{language}/file/{subject}"
        self.response = client.get(self.address)

    @property
    def page(self):
        return self.response.content.decode()

    @property
    def form(self):
        """The fields of the form that stand in the page, as a browser would send them."""
        found = {}
        for tag in re.findall(r"<input[^>]*>", self.page.partition('id="state"')[2].partition("</form>")[0]):
            said = {name: html.unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
            chosen = said.get("type") not in ("radio", "checkbox") or " checked" in tag
            if "name" in said and said.get("type") != "file" and chosen:
                found[said["name"]] = said.get("value", "")
        return found

    def send(self, said=None, file=None, **more):
        fields = self.form
        end = fields.pop("end", "1")
        fields |= (said or {}) | more
        if file is not None:
            fields["file"] = file
        self.response = self.client.post(self.address, fields | {"end": end})
        return self

    def facts(self, said):
        return self.send({f"fact.{name}": value for name, value in said.items()})

    @property
    def asked(self):
        return list(dict.fromkeys(re.findall(r'name="fact\.([^"]+)"', self.page.partition('<details class="more')[0])))

    def answer(self, known, most=9):
        """Answers what is asked until there is an answer: what is not known is said to be unknown."""
        for _ in range(most):
            if 'class="answer ' in self.page or self.response.status_code != 200:
                return self
            self.facts({name: known.get(name, "?") for name in self.asked})
        raise AssertionError(f"still asked: {self.asked}")

    @property
    def heading(self):
        return html.unescape(re.sub(r"<[^>]+>", "", re.search(r"<h1.*?</h1>", self.page, re.S)[0])).strip()

    @property
    def tone(self):
        found = re.search(r"answer--(\w+)", self.page)
        return found and found[1]

    @property
    def case(self):
        return html.unescape(re.search(r'<textarea[^>]*id="case"[^>]*>(.*?)</textarea>', self.page, re.S)[1])
