"""Closing a month of a large agency: the time of each step; and a closing that is killed with -9 again and again.

    ./do python benchmarks/closing.py [WORKERS] [HOURS]     450 17000
    ./do python benchmarks/closing.py kill [TIMES]          200

A private PostgreSQL; made-up workers, and two months before of the same size, whose cheques are known by number.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tremplin.office.database.private import APP, OWNER, WORKER, Private

MONTH, MONTHS_BEFORE, A_VISIT, WRONG, PAPERS = date(2026, 10, 1), 2, 3, 40, 50


def main(workers: int = 450, hours: int = 17_000) -> None:
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        server = Private(Path(place) / "data")
        addresses = server.start()
        try:
            prepared(addresses[OWNER])
            measured(addresses[APP], workers, hours)
        finally:
            server.stop()


def prepared(owner: str) -> None:
    os.environ |= {"DATABASE_URL": owner, "DJANGO_SETTINGS_MODULE": "tremplin.office.settings"}
    import django

    django.setup()
    from tremplin.office.database.migrating import migrate

    migrate(APP, WORKER)


def measured(address: str, workers: int, hours: int) -> None:
    from tests.office.ale.closing.made import agency
    from tests.office.conftest import point

    from tremplin.office.ale import matching
    from tremplin.office.ale.models import Opening
    from tremplin.office.ale.selectors.closing_rows import given_of
    from tremplin.office.ale.services import closing, month_papers
    from tremplin.office.database.isolation import within
    from tremplin.office.ledger.models import Entry, Line
    from tremplin.office.organisations.selectors import law_here

    point(address)
    agents = agency("GRA")
    office = agents["office"]
    with within(office.pk):
        told = made(agents, workers, hours)
    print(told)
    whole = time.perf_counter()
    with within(office.pk):
        given = timed("records read", lambda: given_of(MONTH, office, law_here()))
        timed("matched, in memory", lambda: matching.match(given))
    spent = time.perf_counter() - whole
    whole = time.perf_counter()
    with within(office.pk):
        found = timed("prepared", lambda: closing.prepare(MONTH, agents["social_worker"]))
        lines, exceptions = found.lines.count(), found.lines.exclude(cause="").count()
    with within(office.pk):
        timed("prepared again, the same", lambda: closing.prepare(MONTH, agents["social_worker"]))
    with within(office.pk):
        timed("previewed", lambda: closing.preview(MONTH, agents["social_worker"]))
    with within(office.pk):
        approved = timed("approved", lambda: closing.approve(MONTH, agents["manager"]))
    spent = time.perf_counter() - whole
    with within(office.pk):
        making = timed("papers planned", lambda: month_papers.Making(approved, office))
        wanted = len(list(making.sheets()))
        timed(f"{PAPERS} papers of {wanted:,}", lambda: month_papers.some_made(making, MONTH, None, PAPERS))
    with within(office.pk):
        assert found.hours == found.used + found.open
        print(f"\n{found.hours:,} hours = {found.used:,} cheques + {found.open:,} open; {lines:,} lines")
        print(f"{exceptions} exceptions ({WRONG} made)")
        print(f"{Entry.objects.count():,} entries of {Line.objects.count():,} lines")
        print(f"{Opening.objects.count()} wait for a closing of the differences")
    print(f"closing, all four steps: {spent:.2f} s (aim: below 5 s)")


def timed(name: str, act: Callable[[], Any]) -> Any:
    begun = time.perf_counter()
    found = act()
    print(f"{name:28}{time.perf_counter() - begun:8.2f} s", flush=True)
    return found


def made(agents: dict[str, Any], workers: int, hours: int) -> str:
    """Workers with some places each, visits of three hours, and a line of the issuer for each visit."""
    from tests.office.ale.closing.made import Month

    from tremplin.office.ale.models import Booklet, Cheque, IssuerLine, Visit

    begun, lot = time.perf_counter(), random.Random(7)  # noqa: S311 - the same month each time
    month = Month(agents)
    places = [
        month.place("household" if lot.random() < 0.8 else "association", 595, 100_000) for _ in range(workers * 2)
    ]
    pairs = [(month.worker(), lot.sample(places, 3)) for _ in range(workers)]
    number, position, wrong = 1_000_000_000, 0, {lot.randrange(hours // A_VISIT) for _ in range(WRONG)}
    for back in range(MONTHS_BEFORE, -1, -1):
        first = MONTH
        for _ in range(back):
            first = (first - timedelta(days=1)).replace(day=1)
        visits, lines, booklets, used = [], [], [], []
        for at in range(hours // A_VISIT):
            worker, mine = pairs[at % workers]
            turn = at // workers
            day, place = first + timedelta(days=(turn * 2) % 28), mine[turn % 3]
            visits.append(
                Visit(
                    worker=worker,
                    authorisation=place,
                    day=day,
                    starts=540 + turn // 14 * 240,
                    minutes=A_VISIT * 60,
                    cheques=A_VISIT,
                    channel="grid",
                    state="confirmed",
                )  # fmt: skip
            )
            position += 1
            count = A_VISIT - (1 if not back and at in wrong else 0)
            lines.append(
                IssuerLine(
                    upload=month.upload,
                    position=position,
                    worker=worker,
                    authorisation=place,
                    month=first,
                    day=day,
                    first_number=number,
                    count=count,
                    price=595,
                    amount=595 * count,
                )  # fmt: skip
            )
            if at % 3 == 0:
                booklets.append(
                    Booklet(
                        authorisation=place,
                        first_number=number,
                        last_number=number + 9,
                        count=10,
                        price=595,
                        ordered_on=first,
                        issued_on=first,
                    )  # fmt: skip
                )
            used.append(
                Cheque(kind="used", first_number=number, count=count, on=day, worker=worker, key=f"used:{position}")
            )
            number += A_VISIT + (1 if at % 3 == 2 else 0)
        written: tuple[tuple[Any, list[Any]], ...] = (
            (Visit, visits), (IssuerLine, lines), (Booklet, booklets), (Cheque, used),
        )  # fmt: skip
        for model, rows in written:
            model.objects.bulk_create(rows, batch_size=2000)
    spent = time.perf_counter() - begun
    return f"{workers} workers, {len(visits):,} visits, {position:,} lines of the issuer, made in {spent:.0f} s\n"


def killed(times: int = 200) -> None:
    from tests.office.ale.closing.killing import run

    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        server = Private(Path(place) / "data", fast=True)
        addresses = server.start()
        try:
            prepared(addresses[OWNER])
            begun = time.perf_counter()
            told = run(addresses[APP], times, seed=times, told=lambda at, what: print(f"{at:4} {what}", flush=True))
            print(f"\n{times} kills in {time.perf_counter() - begun:.0f} s: {told}")
        finally:
            server.stop()


if __name__ == "__main__":
    if sys.argv[1:2] == ["kill"]:
        killed(*map(int, sys.argv[2:]))
    else:
        main(*map(int, sys.argv[1:]))
