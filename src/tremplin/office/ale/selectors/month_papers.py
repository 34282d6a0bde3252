"""What an approved closing says on paper: to each worker, to whoever pays them, to users who are legal persons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.db.models import Q

from tremplin.ground.days import day_number
from tremplin.ground.errors import InputError
from tremplin.office.ale.matching.money import is_iban
from tremplin.office.ale.models import Authorisation, Closing, ClosingLine, Opening, User, Visit, Worker
from tremplin.office.ale.models.agency import UserKind
from tremplin.office.ale.selectors import closing_law
from tremplin.office.ale.selectors.allowed import activity_said, communication
from tremplin.office.ale.selectors.ceilings import Done, elsewhere, left_of, summed
from tremplin.office.ale.selectors.closing_rows import end_of
from tremplin.office.ale.selectors.closing_sums import goes, price_of
from tremplin.office.ale.selectors.plans import worked
from tremplin.office.ledger.selectors.book import balances
from tremplin.office.ledger.services.booking import EURO
from tremplin.office.organisations.models import Organisation, Region
from tremplin.office.organisations.selectors import law_here
from tremplin.papers.office.month_lists import Billed, BodyList, Invoice, Paid
from tremplin.papers.office.month_statement import AGENCY, BODY, CPAS, NOBODY, Change, Left, Statement
from tremplin.papers.office.month_statement import Visit as Told

CPAS_BODY = "cpas"
"""The payment body of workers whom a CPAS pays."""


@dataclass(frozen=True)
class LeftOut:
    """A worker who is not in the file of transfers. `why`: `iban`, `nothing` (no account), `back` (below nothing)."""

    worker: Worker
    cents: int | None
    why: str


class MonthPapers:
    """One approved closing and those before it; what is read is read once for all its papers."""

    def __init__(self, closing: Closing, organisation: Organisation) -> None:
        self.closing, self.organisation, self.law = closing, organisation, law_here()
        self.month, self.region = closing.month, organisation.region
        self.number = self.month.year * 12 + self.month.month - 1
        found = ClosingLine.objects.filter(closing__month=closing.month, closing__state=Closing.State.APPROVED)
        found = found.filter(closing__number__lte=closing.number).select_related(
            "closing", "worker__person", "authorisation__user__person"
        )
        lines = list(found.order_by("worker__number", "closing__number", "pk"))
        self.mine = [of for of in lines if of.closing_id == closing.pk]
        self.going = [of for of in self.mine if goes(of, closing)]
        self.earlier = [of for of in lines if of.closing_id != closing.pk and goes(of, of.closing)]
        self.is_again = bool(self.earlier)

    @cached_property
    def workers(self) -> list[Worker]:
        """Those for whom the closing issues something, by number."""
        counts: dict[int, int] = defaultdict(int)
        by_id = {of.worker.pk: of.worker for of in self.going if of.worker}
        for of in self.going:
            counts[of.worker_id or 0] += of.used
        # Differences of several places may come to nothing: the statement says so all the same.
        touched = {of.worker_id for of in self.going if of.used}
        return [worker for pk, worker in by_id.items() if counts[pk] or pk in touched]

    @cached_property
    def users(self) -> list[User]:
        """Legal persons of whose cheques the closing says something, by number."""
        found = {
            of.authorisation.user.pk: of.authorisation.user
            for of in self.going
            if of.authorisation and of.used and of.authorisation.user.kind != UserKind.HOUSEHOLD
        }
        return sorted(found.values(), key=lambda user: user.number)

    @cached_property
    def pays_itself(self) -> bool:
        """Whether the agency pays its workers: where the law's split of a price has nothing for a payment body."""
        prices = {price_of(of) for of in self.going if of.used and of.worker} - {0}
        try:
            splits = [closing_law.split(price, self.month, self.region, self.law) for price in prices]
        except InputError:
            return False
        return bool(splits) and all(split.payment_body == 0 for split in splits)

    def paid_by(self, worker: Worker) -> str:
        if self.pays_itself:
            return AGENCY
        if not worker.payment_body:
            return NOBODY
        return CPAS if worker.payment_body == CPAS_BODY else BODY

    @cached_property
    def used(self) -> dict[int, int]:
        return counted(self.going)

    @cached_property
    def used_before(self) -> dict[int, int]:
        return counted(self.earlier)

    def pay(self, count: int) -> int | None:
        if count not in self._pays:
            self._pays[count] = closing_law.pay(count, self.month, self.region, self.law)[0] if count else 0
        return self._pays[count]

    @cached_property
    def _pays(self) -> dict[int, int | None]:
        return {}

    # To the worker

    @cached_property
    def visits(self) -> dict[int, list[Visit]]:
        """By worker, those that the closing's lines rest on, in their order."""
        ids = {pk for of in self.mine for pk in of.visits}
        found: dict[int, list[Visit]] = defaultdict(list)
        rows = Visit.objects.filter(pk__in=ids).select_related("authorisation__user__person")
        for visit in rows.order_by("day", "starts", "pk"):
            found[visit.worker_id].append(visit)
        return found

    @cached_property
    def waiting(self) -> dict[int, int]:
        """By worker, the hours of the month that waited for a later closing once this one was approved."""
        here = self.closing.number
        rows = Opening.objects.filter(line__closing__month=self.month, line__closing__number__lte=here)
        rows = rows.filter(Q(closed_in=None) | Q(closed_in__number__gt=here)).select_related("line__closing")
        found: dict[int, int] = defaultdict(int)
        for one in rows:
            of = one.line
            found[of.worker_id or 0] += of.open + (0 if goes(of, of.closing) else of.used)
        return found

    @cached_property
    def done(self) -> dict[int, Done]:
        """Hours worked in the year until the end of the month, over all agencies; nothing that is only planned."""
        first, before = self.month.replace(month=1), end_of(self.month)
        here = summed(worked([of.pk for of in self.workers], first, before), ())
        others = elsewhere([of.person_id for of in self.workers], first, before)
        return {of.pk: Done(here.get(of.pk, {}), others.get(of.person_id, {})) for of in self.workers}

    def statement(self, worker: Worker) -> Statement:
        language, used, before = worker.person.language, self.used.get(worker.pk, 0), self.used_before.get(worker.pk, 0)
        change = None
        if self.is_again:
            change = Change(before, before + used, self.pay(before), self.pay(before + used))
        return Statement(
            month=self.number,
            visits=tuple(told(visit, language) for visit in self.visits.get(worker.pk, ())),
            used=used,
            cents=self.pay(used),
            paid_by=self.paid_by(worker),
            body=worker.payment_body.upper(),
            waiting=max(0, self.waiting.get(worker.pk, 0)),
            left=self.left(worker),
            change=change,
        )

    def left(self, worker: Worker) -> Left:
        done = self.done.get(worker.pk, Done())
        found = left_of(self.law, self.region, done, self.month, ("", ""))
        year_left = max(0, found.left_year[0]) if found.left_year else None
        return Left(
            found.done_month, found.done_year, found.limit if found.known else None, found.year_limit, year_left
        )

    # To who pays

    def bodies(self) -> dict[str, list[Worker]]:
        """The workers of each payment body; none where the agency pays itself."""
        found: dict[str, list[Worker]] = defaultdict(list)
        for worker in () if self.pays_itself else self.workers:
            found[worker.payment_body].append(worker)
        return dict(sorted(found.items()))

    def body_list(self, body: str, name: str) -> BodyList:
        workers = sorted(self.bodies()[body], key=lambda of: (of.person.sort_key, of.number))
        note = "office_ale_papers.note_flanders" if self.region == Region.FLANDERS else ""
        note = note or ("" if body else "office_ale_papers.note_nobody")
        return BodyList(self.number, name, tuple(map(self.paid, workers)), self.is_again, note)

    def paid(self, worker: Worker) -> Paid:
        person, used = worker.person, self.used.get(worker.pk, 0)
        return Paid(
            worker.number, person.family_name, person.given_name, person.national_number or "", used, self.pay(used),
            self.used_before.get(worker.pk, 0),
        )  # fmt: skip

    @cached_property
    def transfers(self) -> tuple[list[tuple[Worker, int]], list[LeftOut]]:
        """Whom the agency pays how much, and who is left out of the file and why."""
        pays: list[tuple[Worker, int]] = []
        out: list[LeftOut] = []
        for worker in self.workers if self.pays_itself else ():
            cents = self.pay(self.used.get(worker.pk, 0))
            why = "open" if cents is None else "back" if cents < 0 else "" if is_iban(worker.iban) else "iban"
            if why:
                out.append(LeftOut(worker, cents, "nothing" if why == "iban" and not worker.iban else why))
            elif cents:
                pays.append((worker, cents))
        return pays, out

    # To users

    @cached_property
    def left_of_orders(self) -> dict[str, int]:
        """By authorisation, the cents of its orders that are left at the end of the month, as the book says."""
        found = balances("prepaid:", end_of(self.month) - timedelta(days=1))
        return {code.partition(":")[2]: -cents for (code, unit), cents in found.items() if unit == EURO}

    @cached_property
    def of_users(self) -> dict[int, dict[Authorisation, list[int]]]:
        """By user and authorisation, the cheques of this closing and those of closings before."""
        found: dict[int, dict[Authorisation, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
        for at, lines in enumerate((self.going, self.earlier)):
            for of in lines:
                if of.authorisation:
                    found[of.authorisation.user_id][of.authorisation][at] += of.used
        return found

    def invoice(self, user: User) -> Invoice:
        lines_ = tuple(
            Billed(
                place.number, activity_said(place.activity, user.language), communication(place.number), count,
                place.price, self.left_of_orders.get(place.number, 0), before,
            )
            for place, (count, before) in sorted(self.of_users[user.pk].items(), key=lambda one: one[0].number)
            if count
        )  # fmt: skip
        town = f"{user.postal_code} {user.town}".strip()
        return Invoice(
            self.number, str(user), tuple(filter(None, (user.street, town))), user.number, user.enterprise_number,
            lines_, self.organisation.iban, self.is_again,
        )  # fmt: skip


def counted(lines: Iterable[ClosingLine]) -> dict[int, int]:
    found: dict[int, int] = defaultdict(int)
    for of in lines:
        found[of.worker_id or 0] += of.used
    return dict(found)


def told(visit: Visit, language: str) -> Told:
    place = visit.authorisation
    name = f"{place.user} · {activity_said(place.activity, language)}"
    return Told(day_number(visit.day), name, visit.starts, visit.minutes, visit.cheques, place.price)
