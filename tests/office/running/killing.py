"""Kills parts of a working office with -9 at random moments, and looks whether all was done, and once.

A granian server, a worker and a private PostgreSQL that writes to disk before it answers; only processes that were
started here are killed, by their numbers. What the office does meanwhile is `tests.office.running.work`.
"""

import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tremplin.office.database.private import APP, OWNER, WORKER, Private
from tremplin.office.running import supervising
from tremplin.office.running.supervising import Part, supervise

ROOT = Path(__file__).parents[3]
WORK = "tests.office.running.work"
LONGEST = 180
"""Seconds until something must have happened."""
REST = 0.05
"""Seconds between two imports, so that the jobs that follow keep up on a busy machine."""
PAUSE = 0.02
"""Seconds before a part that was killed is started again."""
PREPARE = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tremplin.office.settings"
import django; django.setup()
from datetime import date
from tremplin.office.database.migrating import migrate
migrate(sys.argv[1], sys.argv[2])
from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import File
from tremplin.office.database.isolation import within
from tremplin.office.organisations.models import Organisation
from tremplin.office.people.models import Person
Agent.objects.create_user("a@office.example", "x", name="A")
office = Organisation.objects.create(name="CPAS", prefix="VAL-60", region="wallonia")
with within(office.pk):
    person = Person.objects.create(family_name="Benali", sort_key="benali")
    File.objects.create(person=person, number="VAL-60-1", opened_on=date(2026, 1, 1))
"""


@dataclass
class Office:
    """A site at work. `said`: the imports that were acknowledged."""

    place: Path
    port: int
    server: Private
    urls: dict = field(default_factory=dict)
    parts: list = field(default_factory=list)
    said: list = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    rest: threading.Event = field(default_factory=threading.Event)

    def get(self, address):
        """The answer; nothing where there is none, or a fault."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", address)
            found = connection.getresponse()
            body = found.read()
            return body if found.status == 200 else None
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def work(self, number=0):
        """Imports one file after the other, each until it is acknowledged, as an agent would."""
        while not self.rest.is_set():
            number += 1
            while not self.rest.is_set():
                if self.get(f"/take/{number}") is not None:
                    self.said.append(str(number))
                    time.sleep(REST)
                    break
                time.sleep(0.02)

    def kill(self, part):
        """Kills a part; what is to start it again does so (PostgreSQL's service: here)."""
        if part == "postgres":
            with suppress(ProcessLookupError, OSError):
                os.kill(int((self.server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
            self.server.start()
            return
        process = next(one for one in self.parts if one.name == part.partition(".")[0]).process
        if process is None:
            return
        number = process.pid
        if part == "web.child":  # Its own child, which says its number itself.
            number = int(self.get("/well") or number)
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


PARTS = ("web", "web.child", "worker", "postgres")


def opened(place):
    """An office in a folder: made, migrated, and with one file in it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    making = Private(place / "data", fast=True)
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]), "SAYS_TO": str(place / "parts.log")}
    command = [sys.executable, "-c", PREPARE, APP, WORKER]
    subprocess.run(command, env=os.environ | paths | {"DATABASE_URL": making.start()[OWNER]}, check=True)
    making.stop()
    office = Office(place, port, Private(place / "data"))
    office.urls = dict(office.server.start())
    run = [sys.executable, "-c"]
    office.parts = [
        Part("web", [*run, f"from {WORK} import web; web({port})"], paths | {"DATABASE_URL": office.urls[APP]}),
        Part("worker", [*run, f"from {WORK} import worker; worker()"], paths | {"DATABASE_URL": office.urls[WORKER]}),
    ]
    return office


def until(holds, what, longest=LONGEST):
    """What holds, once it does. `what`: said where it does not; asked then, where it is a function."""
    end = time.monotonic() + longest
    while not (found := holds()):
        if time.monotonic() > end:
            raise AssertionError(f"not within {longest} s: {what() if callable(what) else what}")
        time.sleep(0.05)
    return found


def run(place, kills, seed, told=lambda *_: None):
    """Kills so often, and waits until all is done; what was acknowledged, and what there is."""
    lot = random.Random(seed)
    office = opened(place)
    # So many deaths in a row are not a fault of the part here.
    pauses = supervising.FIRST_PAUSE, supervising.LONGEST_PAUSE
    supervising.FIRST_PAUSE = supervising.LONGEST_PAUSE = PAUSE
    for part in office.parts:
        part.pause = PAUSE
    threads = [
        threading.Thread(target=supervise, args=(office.parts, office.stop)),
        threading.Thread(target=office.work),
    ]
    try:
        for thread in threads:
            thread.start()
        until(lambda: office.said, "the first import")
        for number in range(kills):
            before = len(office.said)
            time.sleep(lot.uniform(0, 0.4))
            part = lot.choice(PARTS)
            office.kill(part)
            told(number, part, before)
            until(lambda before=before: len(office.said) > before, f"an import after the kill of {part}")
        office.rest.set()
        threads[1].join()
        return office.said, until(lambda: settled(office), lambda: f"every job; {office.get('/counted')}")
    finally:
        office.rest.set()
        office.stop.set()
        for thread in threads:
            thread.join()
        supervising.FIRST_PAUSE, supervising.LONGEST_PAUSE = pauses
        office.server.stop()


def settled(office):
    """What there is, once every job is done."""
    said = office.get("/counted")
    found = json.loads(said) if said else None
    return found if found and set(found["jobs"]) == {"succeeded"} else None


def faults(said, found, rows):
    """What was lost, or is there twice."""
    uploads = found["uploads"]
    count = len(uploads)
    looked_at = {
        "acknowledged and not there": sorted(set(said) - set(uploads)),
        "there twice": sorted({one for one in uploads if uploads.count(one) > 1}),
        "never asked for": len(set(uploads) - set(said)) > 1,
        "rows": found["rows"] != count * rows,
        "deadlines": found["deadlines"] != [rows] * count,
        "entries": found["entries"] != count or found["claims"] != 1,
        "jobs": found["jobs"] != ["succeeded"] * count,
    }
    return {name: of for name, of in looked_at.items() if of}
