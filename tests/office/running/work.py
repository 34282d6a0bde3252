"""A site and jobs like those of an office, for what is killed while it works: one import is one upload, its rows, and a
job that keeps one deadline and one entry of a claim, each by its key."""

import hashlib
import json
import os
from datetime import date, timedelta

os.environ["DJANGO_SETTINGS_MODULE"] = "tremplin.office.settings"
if "SAYS_TO" in os.environ:  # What the parts say of being killed is kept, and not shown.
    said = os.open(os.environ["SAYS_TO"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(said, 1), os.dup2(said, 2)

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402
from procrastinate import RetryStrategy  # noqa: E402
from procrastinate.contrib.django import app  # noqa: E402

from tremplin.office.accounts.models import Agent  # noqa: E402
from tremplin.office.article60.models import Claim, ClaimEntry, File  # noqa: E402
from tremplin.office.database.isolation import enter, within  # noqa: E402
from tremplin.office.deadlines.models import Deadline  # noqa: E402
from tremplin.office.ledger.models import Upload, WorkRow  # noqa: E402
from tremplin.office.organisations.models import Organisation  # noqa: E402
from tremplin.web import serving  # noqa: E402

settings.ROOT_URLCONF = __name__
ROWS = 60
FIRST = date(2020, 1, 6)


@app.task(name="killed.follow", retry=RetryStrategy(max_attempts=1000, wait=1))
def follow(organisation, upload):
    """What follows from an import. At least once, so each thing has its key; as every job of the office it is tried
    again when it fails, as it does when PostgreSQL is killed under it."""
    with within(organisation):
        file = File.objects.get()
        rows = WorkRow.objects.filter(upload_id=upload).count()
        Deadline.objects.get_or_create(
            key=f"import:{upload}", defaults={"kind": "own", "weight": 2, "due_on": FIRST, "words": {"rows": rows}}
        )
        claim, _ = Claim.objects.get_or_create(file=file, month=FIRST.replace(day=1))
        ClaimEntry.objects.get_or_create(
            key=f"claim:{upload}", defaults={"claim": claim, "kind": "claimed", "amount": 100, "on": FIRST}
        )


@csrf_exempt
def take(request, number):
    """One import, whole or not at all; the same number twice is the same upload."""
    office = Organisation.objects.get()
    enter(office.pk)
    content = f"import {number}".encode()
    agent, person = Agent.objects.get(), File.objects.get().person
    upload, new = Upload.objects.get_or_create(
        sha256=hashlib.sha256(content).hexdigest(),
        defaults={"name": f"{number}.csv", "content": content, "size": len(content), "handed_in_by": agent},
    )
    if new:
        for at in range(ROWS):
            day = FIRST + timedelta(at)
            WorkRow.objects.create(
                person=person, upload=upload, first_day=day, end_day=day + timedelta(1), days=100, position=at
            )
        app.configure_task("killed.follow").defer(organisation=office.pk, upload=upload.pk)
    return HttpResponse(str(upload.pk))


@transaction.non_atomic_requests
def well(request):
    return HttpResponse(str(os.getpid()))


def counted(request):
    """What there is, for whoever looks whether all of it is there once."""
    enter(Organisation.objects.get().pk)
    from procrastinate.contrib.django.models import ProcrastinateJob

    found = {
        "uploads": sorted(name.removesuffix(".csv") for name in Upload.objects.values_list("name", flat=True)),
        "rows": WorkRow.objects.count(),
        "deadlines": sorted(of["rows"] for of in Deadline.objects.values_list("words", flat=True)),
        "entries": ClaimEntry.objects.count(),
        "claims": Claim.objects.count(),
        "jobs": sorted(ProcrastinateJob.objects.values_list("status", flat=True)),
    }
    return HttpResponse(json.dumps(found))


urlpatterns = [path("take/<int:number>", take), path("well", well), path("counted", counted)]
application = get_wsgi_application()


def web(port):
    serving.end_with_parent(serving.ask_to_end)
    serving.serve(f"{__name__}:application", "127.0.0.1", port, 1)


def worker():
    from tremplin.office.running import worker as of_office

    of_office.main(silent=2.0)
