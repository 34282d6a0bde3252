"""A month as a state machine: visits, imports, reversals, closings, crashes. Nothing is lost and nothing doubled."""

from collections import defaultdict

import pytest
from django.db import connection, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.office.ale.closing.made import MONTH, Month, agency
from tremplin.office.ale.matching import match
from tremplin.office.ale.models import Closing, ClosingLine, Visit
from tremplin.office.ale.selectors.closing_rows import given_of
from tremplin.office.ale.services import closing as service
from tremplin.office.ale.services.refusing_closing import Refused
from tremplin.office.ale.services.resolving import ACTIONS, MENDS, resolve
from tremplin.office.database.isolation import enter
from tremplin.office.ledger.models import Entry, Line
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.ledger.services.booking import Move, book, reverse
from tremplin.office.organisations.selectors import law_here

MANY = st.integers(0, 50)
STARTS, MINUTES = st.sampled_from([480, 540, 800, None]), st.sampled_from([60, 90, 180, 270])
STATES = st.sampled_from(["confirmed"] * 4 + ["contested"])
BACK, KNOWN = st.sampled_from([0, 0, 0, 2]), st.sampled_from([True, True, True, False])
"""By how many numbers a range of cheques begins too early; whether the file names a worker."""
PRICES = st.sampled_from(["same", "same", "same", 595, None])
ACTS = ("prepare", "social_worker"), ("preview", "social_worker"), ("approve", "manager"), ("leave", "finance")


class Crash(Exception):
    """The process died: what it had begun is not there."""


class Dies:
    """Raises at the so-manieth question to the database."""

    def __init__(self, at):
        self.left = at

    def __call__(self, execute, *asked):
        self.left -= 1
        if self.left < 0:
            raise Crash
        return execute(*asked)


def checked():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


class Agency(RuleBasedStateMachine):
    agents: dict

    def __init__(self):
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.month = Month(self.agents)
        self.workers = [self.month.worker(), self.month.worker(iban="BE71096123456760"), self.month.worker()]
        self.places = [self.month.place(), self.month.place("school", price=745, maximum=900)]
        self.uploads = [self.month.upload]
        for worker, place in zip(self.workers, self.places * 2, strict=False):
            self.month.agreed(worker=worker, place=place, day=self.workers.index(worker) + 1)
        self.close(200)

    def teardown(self):
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    def one(self, rows, number):
        rows = list(rows)
        return rows[number % len(rows)] if rows else None

    @rule(worker=MANY, place=MANY, day=st.integers(1, 31), starts=STARTS, minutes=MINUTES, state=STATES)
    def visit(self, worker, place, day, starts, minutes, state):
        worker, place = self.one(self.workers, worker), self.one(self.places, place)
        self.month.visit(worker, place, day, starts, minutes, state=state)

    @rule(number=MANY)
    def take_back(self, number):
        visit = self.one(Visit.objects.filter(taken_back_at=None, replaced_by=None).order_by("pk"), number)
        if visit:
            visit.taken_back_at = "2026-11-02T09:00Z"
            visit.save()

    @rule(number=MANY, minutes=st.sampled_from([60, 120, 150]))
    def correct(self, number, minutes):
        visit = self.one(Visit.objects.filter(taken_back_at=None, replaced_by=None).order_by("pk"), number)
        if visit:
            self.month.visit(visit.worker, visit.authorisation, visit.day.day, 600, minutes, replaces=visit)

    @rule(worker=MANY, place=MANY, count=st.integers(1, 6), back=BACK, price=PRICES, known=KNOWN)
    def came(self, worker, place, count, back, price, known):
        worker, place = self.one(self.workers, worker) if known else None, self.one(self.places, place)
        self.month.cheque -= back
        self.month.came(worker, place, count, price=price, amount=count * place.price if price is None else "same")

    @rule(worker=MANY)
    def came_for_all_hours(self, worker):
        worker = self.one(self.workers, worker)
        for place in self.places:
            mine = Visit.objects.filter(worker=worker, authorisation=place, taken_back_at=None, replaced_by=None)
            hours = mine.aggregate(Sum("cheques"))["cheques__sum"] or 0
            there = worker.issuer_lines.filter(authorisation=place).exclude(upload__state="put_aside")
            missing = hours - (there.aggregate(Sum("count"))["count__sum"] or 0)
            if missing > 0:
                self.month.came(worker, place, missing)

    @rule()
    def another_file(self):
        self.month.upload = self.month.uploaded()
        self.uploads.append(self.month.upload)

    @rule(number=MANY, state=st.sampled_from(["put_aside", "committed"]))
    def file_aside(self, number, state):
        upload = self.one(self.uploads, number)
        upload.state = state
        upload.save(update_fields=["state"])

    @rule(number=MANY)
    def withdrawn(self, number):
        """A file is put aside, and the hours that it paid are taken back: what went is to come back."""
        upload = self.one(self.uploads, number)
        pairs = set(upload.issuer_lines.values_list("worker", "authorisation"))
        for visit in Visit.objects.filter(taken_back_at=None, replaced_by=None):
            if (visit.worker_id, visit.authorisation_id) in pairs:
                Visit.objects.filter(pk=visit.pk).update(taken_back_at="2026-11-02T09:00Z")
        upload.state = "put_aside"
        upload.save(update_fields=["state"])

    @rule(place=MANY, count=st.sampled_from([10, 20]), number=MANY)
    def order(self, place, count, number):
        place = self.one(self.places, place)
        moves = [Move(count * place.price, 0, "bank", f"prepaid:{place.number}"),
                 Move(count, place.price, f"held:{place.number}", "issued")]  # fmt: skip
        book("order", MONTH, moves, key=f"order:{number}")

    @rule(number=MANY)
    def reverse_order(self, number):
        entry = self.one(Entry.objects.filter(what="order", reverses=None).order_by("pk"), number)
        if entry:
            reverse(entry, MONTH)

    @rule(every=st.booleans(), number=MANY)
    def resolved(self, every, number):
        lines = ClosingLine.objects.exclude(cause="").exclude(closing__state="left").filter(resolved="").order_by("pk")
        for line in lines if every else [self.one(lines, number)]:
            if line and (ACTIONS[line.cause] == "raise" or ACTIONS[line.cause] not in MENDS):
                resolve(line, ACTIONS[line.cause], self.agents["social_worker"])

    @rule(act=st.sampled_from(ACTS))
    def step(self, act):
        verb, role = act
        self.may(getattr(service, verb), role)

    def may(self, verb, role):
        try:
            return verb(MONTH, self.agents[role])
        except Refused:
            return None

    @rule(at=st.integers(0, 120))
    def close(self, at):
        """All of it, and the process dies somewhere; then again, to the end."""
        before = self.standing()
        try:
            with transaction.atomic(), connection.execute_wrapper(Dies(at)):
                self.closed()
                checked()
        except Crash:
            assert self.standing() == before
            self.closed()
        self.settled()
        before = self.standing()
        self.closed()
        assert self.standing() == before, "closing again without a change"

    def closed(self):
        service.prepare(MONTH, self.agents["social_worker"])
        self.may(service.preview, "social_worker")
        self.may(service.approve, "manager")

    def standing(self):
        return (
            list(Closing.objects.order_by("number").values_list("number", "state", "hours", "used", "open")),
            Entry.objects.count(), balances(),
        )  # fmt: skip

    def settled(self):
        """Issued before + what waits = the month as it is, for each worker and place."""
        if Closing.objects.exclude(state="left").order_by("-number").first().state != "approved":
            return  # Who approves is another, or it was left.
        fresh, told = defaultdict(int), defaultdict(int)
        for line in match(given_of(MONTH, self.agents["office"], law_here())):
            fresh[line.pair] += line.hours
        for old in service.before_of(MONTH):
            told[old.line.pair] += old.line.used if old.went else 0
            told[old.line.pair] += (old.line.open + (0 if old.went else old.line.used)) if old.is_open else 0
        assert {pair: hours for pair, hours in fresh.items() if hours} == {
            pair: hours for pair, hours in told.items() if hours
        }
        live = Visit.objects.filter(taken_back_at=None, replaced_by=None).aggregate(Sum("cheques"))
        assert sum(fresh.values()) == (live["cheques__sum"] or 0)

    @invariant()
    def conservation(self):
        checked()
        for closing in Closing.objects.all():
            sums = closing.lines.aggregate(Sum("hours"), Sum("used"), Sum("open"))
            assert closing.hours == closing.used + closing.open == (sums["hours__sum"] or 0)
        for row in Line.objects.values("entry", "unit").annotate(Sum("amount")).order_by():
            assert row["amount__sum"] == 0
        issued = defaultdict(int)
        for old in service.before_of(MONTH):
            if old.went and old.line.worker:
                issued[old.line.worker] += old.line.used
        owed = balances("owed:")
        for worker in self.workers:
            assert owed.get((f"owed:{worker.number}", 0), 0) == -410 * issued[worker.pk]
        assert sum(balances("used:2026-10").values()) == sum(issued.values())


@pytest.mark.django_db
def test_conservation_holds_whatever_happens(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    machine_of(10, 20)


def machine_of(examples, steps):
    Agency.agents = agency()
    enter(Agency.agents["office"].pk)
    found = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(Agency, settings=found)
