"""Follows the tutorial of an agency: does what it says, and looks for what it quotes on the page where it is quoted."""

import html
import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from tremplin.office.accounts.models import Agent
from tremplin.office.ale.models import Closing
from tremplin.office.database.isolation import within

TUTORIAL = Path(__file__).parents[3] / "docs" / "tutorials" / "agency.md"
ALE = "/fr/office/ale/"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ONE_DAY = timedelta(days=1)
KEY = uuid4().hex
HOUSEHOLD = {
    "kind": "household", "family_name": "Lambiotte", "given_name": "Odile", "national_number": "58.04.17-206.45",
    "street": "Rue du Vieux Lavoir 14", "postal_code": "0060", "reach": "0470 00 12 34", "activity": "small_repair",
    "monthly_maximum": "12", "cheques": "electronic", "language": "fr", "key": KEY,
}  # fmt: skip


def quotes():
    """What the tutorial says that one sees, step by step."""
    steps = TUTORIAL.read_text(encoding="utf-8").split("\n## ")[1:]
    return [re.findall(r"^> (.+)$", step, re.MULTILINE) for step in steps]


class Following:
    def __init__(self, client, office, today):
        self.client, self.office, self.today, self.seen = client, office, today, []
        self.month = (today.replace(day=1) - ONE_DAY).replace(day=1)

    def come_as(self, email):
        agent = Agent.objects.get(email=f"{email}@ale-valmarche.example")
        self.client.force_login(agent, backend=BACKEND)

    def opens(self, address, **sent):
        """A page, or where a form leads; what it says is kept for the step."""
        answer = self.client.post(address, sent, follow=True) if sent else self.client.get(address, follow=True)
        page = answer.content.decode()
        assert answer.status_code == 200, (address, answer.status_code)
        self.seen.append(" ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split()))
        return answer.redirect_chain[-1][0] if answer.redirect_chain else address, page

    def step(self):
        found, self.seen = " ".join(self.seen), []
        return found


def followed(client, office, today, files):
    """The text seen in each step, in order. `files`: the month's files, by name."""
    way = Following(client, office, today)
    way.come_as("martine.collard")
    way.opens("/fr/office/")
    yield way.step()
    address, _ = way.opens(f"{ALE}users/new/", **HOUSEHOLD)
    number = re.search(r"card=(\d+)", address)[1]
    way.opens(f"{ALE}users/{re.search(r'users/([^/]+)/', address)[1]}/")
    yield way.step()
    user = re.search(r"users/([^/]+)/", address)[1]
    way.opens(f"{ALE}users/{user}/safety/?activity=small_repair")
    _, page = way.opens(f"{ALE}users/{user}/safety/?activity=small_repair", key=KEY, activity="small_repair")
    sheet = re.search(r'name="sheet" value="(\d+)"', page)[1]
    way.opens(f"{ALE}users/{user}/", do="sign", sheet=sheet, name="Odile Lambiotte", on=str(today))
    first = today + timedelta(days=8 - today.weekday())
    address, page = way.opens(
        f"{ALE}requests/new/", authorisation=number, first=str(first), starts="09:30", ends="11:30", key=KEY
    )
    fields = {name: re.search(rf'name="{name}" value="([^"]*)"', page) for name in ("worker", "minutes")}
    sent = {name: found[1] for name, found in fields.items()}
    address, page = way.opens(address, **sent, act="propose", key=f"{KEY}p")
    proposal = re.search(r'name="proposal" value="(\d+)"', page)[1]
    way.opens(address, act="accept", proposal=proposal, key=f"{KEY}a")
    yield way.step()
    for name, content in files.items():
        address, _ = way.opens(f"{ALE}imports/", file=SimpleUploadedFile(name, content))
        way.opens(address, do="commit", month=f"{way.month:%Y-%m}")
    yield way.step()
    close = f"{ALE}closing/{way.month:%Y-%m}/"
    way.opens(close, act="prepare")
    yield way.step()
    with within(office.pk):
        found = list(Closing.objects.get(month=way.month).lines.exclude(cause="").values_list("pk", flat=True))
    for line in found:
        client.post(close, {"line": line})
    way.opens(close)
    way.opens(close, act="preview")
    way.come_as("jeanmarc.thiry")
    _, page = way.opens(f"{close}preview/")
    way.opens(f"{close}preview/", version=re.search(r'name="version" value="(\d+)"', page)[1])
    yield way.step()
    way.opens(f"{ALE}year/{today.year}/")
    yield way.step()
