"""Kills a process that closes months, with -9 at random moments, and looks whether each is closed, and once.

Only processes that were started here are killed, by their numbers.
"""

import os
import random
import select
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

ROOT = Path(__file__).parents[4]
WORK = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tremplin.office.settings"
import django; django.setup()
from tests.office.ale.closing.killing import lives
lives(int(sys.argv[1]))
"""
MADE = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tremplin.office.settings"
import django; django.setup()
from django.conf import settings
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
from secrets import token_hex
from tests.office.ale.closing.made import standing
print(standing("K-" + token_hex(4))["office"].pk)
"""
LONGEST = 60
"""Seconds within which a process must have said something."""


def lives(organisation):
    """For each line that is read a process of its own, which says its number and works until it is killed."""
    from tremplin.law import belgian_law

    belgian_law()  # Read once: a life is short.
    for _ in sys.stdin:
        number = os.fork()
        if number == 0:
            print(os.getpid(), flush=True)
            work(organisation)
        os.waitpid(number, 0)


def work(organisation):
    """Closes the month, then a late hour more and its difference, for ever; says each step before it is begun."""
    from tests.office.ale.closing.made import MONTH
    from tremplin.office.accounts.models import Agent
    from tremplin.office.ale.models import Authorisation, Visit, Worker
    from tremplin.office.ale.services import closing as service
    from tremplin.office.ale.services.refusing_closing import Refused
    from tremplin.office.database.isolation import within

    def step(name, act):
        print(name, flush=True)
        with within(organisation):
            try:
                act()
            except Refused:  # What was closed before it died is not closed again.
                print(f"{name} refused", flush=True)

    def late():
        count = Visit.objects.count()
        worker, place = Worker.objects.order_by("pk").first(), Authorisation.objects.order_by("pk").first()
        number = 900_000_000 + count
        upload = worker.issuer_lines.first().upload
        Visit.objects.create(
            worker=worker, authorisation=place, day=MONTH.replace(day=1 + count % 28), minutes=60, cheques=1,
            channel="grid", key=f"late:{count}",
        )  # fmt: skip
        worker.issuer_lines.create(
            upload=upload, position=number, authorisation=place, month=MONTH, first_number=number, count=1,
            price=place.price, amount=place.price,
        )  # fmt: skip

    with within(organisation):
        first, second = Agent.objects.filter(memberships__role__in=("social_worker", "manager")).order_by("pk")[:2]
    while True:
        step("prepare", lambda: service.prepare(MONTH, first))
        step("preview", lambda: service.preview(MONTH, first))
        step("approve", lambda: service.approve(MONTH, second))
        step("late", late)


def run(address, kills, seed, told=lambda *_: None):
    """Kills so often, at a database that is migrated; what there is at the end. Raises AssertionError for a fault."""
    lot = random.Random(seed)
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]), "DATABASE_URL": address}
    app = os.environ | paths
    made = subprocess.run([sys.executable, "-c", MADE], env=app, check=True, capture_output=True, text=True)
    organisation = int(made.stdout)
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(organisation)], env=app, stdin=PIPE, stdout=PIPE, bufsize=0
    ) as process:  # fmt: skip
        try:
            for at in range(kills):
                told(at, killed(process, lot))
        finally:
            process.kill()
    return looked(app, organisation)


def killed(process, lot):
    """One life: some steps, then a moment into the one that is wanted the end. What it was doing."""
    process.stdin.write(b"\n")
    number = int(said(process))
    step, wanted = "", lot.choice(["prepare", "preview", "approve", "approve", "late"])
    try:
        for _ in range(lot.randrange(1, 9)):
            step = said(process)
        while step != wanted:
            step = said(process)
        select.select([], [], [], lot.uniform(0, 0.05))
    finally:
        os.kill(number, signal.SIGKILL)
    while (rest := drained(process)) is not None:
        step = rest
    return step


def drained(process):
    """What was said before the end and not read yet; None: nothing more."""
    return said(process) if select.select([process.stdout], [], [], 0.05)[0] else None


def said(process):
    """The next line, byte by byte: what is read ahead would not be seen by `select`."""
    line = b""
    while not line.endswith(b"\n"):
        if not select.select([process.stdout], [], [], LONGEST)[0]:
            raise AssertionError(f"nothing said within {LONGEST} s")
        line += (one := process.stdout.read(1))
        assert one, "the process ended by itself"
    return line.decode().strip()


def looked(app, organisation):
    """Closes to the end in a process that lives, and counts."""
    command = [sys.executable, "-c", LOOK, str(organisation)]
    found = subprocess.run(command, env=app, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr[-3000:]
    return found.stdout.strip()


LOOK = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "tremplin.office.settings"
import django; django.setup()
from tests.office.ale.closing.killing import look
look(int(sys.argv[1]))
"""


def look(organisation):
    """Each closing approved with all its entries or not at all; in the end every hour once in the book."""
    from django.db.models import Sum

    from tests.office.ale.closing.made import MONTH
    from tremplin.office.accounts.models import Agent
    from tremplin.office.ale.models import Cheque, Closing, ClosingLine, Visit
    from tremplin.office.ale.services import closing as service
    from tremplin.office.database.isolation import within
    from tremplin.office.ledger.models import Entry
    from tremplin.office.ledger.selectors.book import balances

    with within(organisation):
        approved = Closing.objects.filter(state="approved")
        keys = set(Entry.objects.values_list("key", flat=True))
        wanted = {
            f"closing:{line.closing.month:%Y-%m}:{line.closing.number}:{line.worker.number}"
            for line in ClosingLine.objects.filter(closing__in=approved).select_related("closing", "worker")
            if line.used
        }
        assert keys == wanted, keys ^ wanted
        assert Closing.objects.exclude(state="approved").count() <= 1
        first, second = Agent.objects.filter(memberships__role__in=("social_worker", "manager")).order_by("pk")[:2]
    with within(organisation):
        closing = service.prepare(MONTH, first)
        if closing.state != "approved":
            service.preview(MONTH, first)
            service.approve(MONTH, second)
    with within(organisation):
        hours = Visit.objects.aggregate(Sum("cheques"))["cheques__sum"]
        used, owed = sum(balances("used:").values()), sum(balances("owed:").values())
        assert used == hours and owed == -410 * hours, (used, owed, hours)
        assert Closing.objects.aggregate(Sum("hours"))["hours__sum"] == hours
        events = Cheque.objects.filter(kind="used", entry__what="closing").aggregate(Sum("count"))
        assert events["count__sum"] == hours and not Cheque.objects.filter(entry=None).exists()
        print(f"{hours} hours, {Closing.objects.count()} closings, {Entry.objects.count()} entries, each once")
