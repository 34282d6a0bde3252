"""The pages of an office with 500 files: median time and questions to the database, side by side.

    ./do python benchmarks/office.py [FILES] [TIMES]

A private PostgreSQL, the made-up commune, and files beside its own up to FILES. In one process, without the network.
"""

import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tremplin.office.database.private import APP, OWNER, WORKER, Private

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AGENT, FILE = "claire.dumont@valmarche.example", "VAL-60-0147"


def main(count: int = 500, times: int = 15) -> None:
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        server = Private(Path(place) / "data")
        addresses = server.start()
        try:
            prepared(addresses[OWNER])
            measured(addresses, count, times)
        finally:
            server.stop()


def prepared(owner: str) -> None:
    os.environ |= {"DATABASE_URL": owner, "DJANGO_SETTINGS_MODULE": "tremplin.office.settings"}
    os.environ["TREMPLIN_HOSTS"] = "testserver"
    import django

    django.setup()
    from tremplin.office.database.migrating import migrate

    migrate(APP, WORKER)


def measured(addresses: dict[str, str], count: int, times: int) -> None:
    from django.db import connections
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.utils import timezone
    from tests.office.conftest import point
    from tests.office.pages.test_board import many

    from tremplin.office.accounts.models import Agent
    from tremplin.office.article60.models import File
    from tremplin.office.database.isolation import within
    from tremplin.office.demo.seeding import seed
    from tremplin.office.organisations.models import Organisation

    point(addresses[APP])
    begun = time.perf_counter()
    seed(timezone.localdate())
    print(f"the commune seeded in {time.perf_counter() - begun:.1f} s")
    agent = Agent.objects.get(email=AGENT)
    office = Organisation.objects.get(name="CPAS de Valmarche")
    with within(office.pk):
        many(office, count - File.objects.count(), agent, first=1000)
    client = Client()
    client.force_login(agent, backend=BACKEND)
    month = (timezone.localdate().replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    pages = ["", "board/", "files/", f"files/{FILE}/", f"files/{FILE}/plan/", f"claims/?month={month}"]
    print(f"{'page':28} {'median ms':>10} {'most ms':>8} {'questions':>10} {'kB':>5}   of {count} files, {times} times")
    for page in pages:
        answer = client.get(f"/fr/office/{page}")
        assert answer.status_code == 200, (page, answer.status_code)
        with CaptureQueriesContext(connections["default"]) as asked:
            client.get(f"/fr/office/{page}")
        questions = len(asked)  # The next request empties the list.
        spent = []
        for _ in range(times):
            start = time.perf_counter()
            client.get(f"/fr/office/{page}")
            spent.append(1000 * (time.perf_counter() - start))
        figures = f"{statistics.median(spent):10.0f} {max(spent):8.0f} {questions:10d} {len(answer.content) // 1000:5d}"
        print(f"{page or 'today':28} {figures}", flush=True)
    prepared_months(office, agent)


def prepared_months(office: Any, agent: Any) -> None:
    """A month of claims made from nothing, once more, and another month of the same contracts."""
    from django.utils import timezone

    from tremplin.office.article60.services.claiming import prepare
    from tremplin.office.database.isolation import within

    today = timezone.localdate()
    last = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    before = (last - timedelta(days=1)).replace(day=1)
    for what, month in (("claims, prepared", last), ("claims, prepared again", last), ("claims, a month more", before)):
        begun = time.perf_counter()
        with within(office.pk):
            run = prepare(month, today, agent)
        print(f"{what:28} {1000 * (time.perf_counter() - begun):10.0f} ms   {run.made} made, {run.renewed} renewed")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
