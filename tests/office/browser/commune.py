"""The demo commune on a server as people get it: its own database, seeded once, and an agent's way in."""

import json
import subprocess
import sys
from contextlib import contextmanager

from tests.web import serving
from tremplin.office.database.private import APP, Private

AGENCIES = {
    "wallonia": "ALE de Valmarche", "brussels": "ALE de Sainte-Claire", "flanders": "Wijk-werken Zilverdijk",
    "german_community": "LBA Sankt Florian",
}  # fmt: skip
"""That of the demo, and those of `regions`."""
PREPARE = """
import json, sys
from tremplin.office.demo import opening
urls = json.loads(sys.argv[1])
told, _ = opening.prepared(urls)
from django.db import transaction
from django.utils import timezone
from tests.office.browser import regions
if told:
    with transaction.atomic():
        regions.tell(timezone.localdate())
from tremplin.office.demo.walking import session_of
from tremplin.office.organisations.models import Membership
members = Membership.objects.select_related("agent", "organisation").order_by("organisation", "pk")
print(json.dumps([[of.role, of.agent.email, of.organisation.name, session_of(of)] for of in members]))
"""
"""Migrates, seeds the demo and the agencies of other regions; says who may log in, each with the cookie of who has."""


SECRET = "only-of-this-test-and-the-same-in-each-of-its-processes"


@contextmanager
def served(urls, log):
    """The office in a database, at an address of this machine; who works there."""
    said = subprocess.run(
        [sys.executable, "-c", PREPARE, json.dumps(dict(urls))],
        env=serving.environment() | {"TREMPLIN_SECRET": SECRET}, check=True, capture_output=True, text=True,
    )  # fmt: skip
    members = json.loads(said.stdout.splitlines()[-1])
    with serving.served(
        log, "tremplin.office.wsgi:application", DATABASE_URL=urls[APP], TREMPLIN_SECRET=SECRET
    ) as site:
        yield site.address, members


@contextmanager
def made(place):
    """The same with a private PostgreSQL in a folder, which its unprivileged user must be able to reach."""
    server = Private(place / "postgres", fast=True)
    try:
        with served(server.start(), place / "site.log") as found:
            yield found
    finally:
        server.stop()


def cookies(members, of=None):
    """The first agent of each role in an office, by its name; in the first where none is named."""
    wanted = of or members[0][2]
    return {role: cookie for role, _, office, cookie in reversed(members) if office == wanted}


def state(site, cookie):
    """What a browser remembers of who is logged in."""
    name, _, value = cookie.partition("=")
    kept = {"name": name, "value": value, "url": site}
    return {"cookies": [kept], "origins": []}
