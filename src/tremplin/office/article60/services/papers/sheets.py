"""The papers that can be made of a file now: what each says, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from tremplin.ground.days import day_number
from tremplin.ground.sentences import label, sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.article60 import models
from tremplin.office.article60.facts import ONE_DAY
from tremplin.office.article60.services.papers import saying
from tremplin.office.article60.services.papers.case import Case, host_of
from tremplin.office.article60.services.papers.clause import trace_of
from tremplin.office.article60.services.papers.referral import referral
from tremplin.office.article60.services.papers.sheet import Sheet, Written, left_to_fill, parties, titled
from tremplin.office.ledger.models import WorkRow
from tremplin.papers.office.amendment import Amendment, Change, Earlier, amendment_of
from tremplin.papers.office.contract import Terms, contract_of
from tremplin.papers.office.convention import Lending, Price, convention_of
from tremplin.papers.office.handover import Ending, handover_of
from tremplin.papers.office.letters import Lacking, Reminder, reminder_of
from tremplin.papers.office.parties import Reference
from tremplin.papers.office.request import Period, Wanted, request_of


def sheets_of(case: Case) -> list[Sheet]:
    """Every paper of a file, in the order in which an office needs them."""
    found = [sheet for contract in case.records.contracts for sheet in contracts(case, contract)]
    found += [convention(case, one) for one in case.conventions]
    found += [request(case), handover(case), saying.letter(case), *reminder(case), *saying.pages(case)]
    found.append(referral(case))
    return found


def contracts(case: Case, contract: models.Contract) -> Iterator[Sheet]:
    """A contract, and each amendment of it."""
    periods = case.periods(contract)
    if not periods:
        return
    yield contract_sheet(case, contract, periods)
    for place, (before, after) in enumerate(zip(periods, periods[1:], strict=False), 1):
        yield amendment_sheet(case, contract, periods, place, before, after)


def last_day(contract: models.Contract, periods: list[models.Period]) -> int | None:
    """Of a fixed-term contract."""
    upper = periods[-1].days.upper
    return None if contract.form == models.Contract.Form.OPEN or upper is None else day_number(upper - ONE_DAY)


def contract_sheet(case: Case, contract: models.Contract, periods: list[models.Period]) -> Sheet:
    language, first, last = case.theirs, periods[0], last_day(contract, periods)
    used = next((one for one in case.conventions if first.days.lower in one.days), None)
    host = host_of(used.host, language) if used else None
    terms = Terms(
        start=day_number(first.days.lower),
        weekly_hours=first.weekly_hours,
        full_time_hours=first.full_time_weekly_hours,
        last_day=last,
        task=contract.function,
    )
    stated = parties(
        case,
        terms={key: value for key, value in asdict(terms).items() if key not in ("clause", "more")},
        host=asdict(host) if host else None,
        clause=clause_stated(case, contract),
    )

    def write(paper: str, on: date, agent: Agent | None) -> Written:
        found = trace_of(case, contract, on, agent) if last is None else None
        whole = replace(terms, clause=found.trace if found else None)
        made = contract_of(case.office, case.worker, whole, language, paper, day_number(on), host)
        return made, found.decision if found else None

    blocks = () if last is not None or contract.clause_days else ("office_documents.block_clause",)
    lacks = left_to_fill(case) + (() if contract.function else ("office_documents.lack_task",))
    signed = contract.signed_on is not None
    return Sheet("contract", contract.pk, titled("contract", language), language, stated, write, blocks, lacks, signed)


def clause_stated(case: Case, contract: models.Contract) -> Any:
    return [contract.clause_days, case.law.fingerprint] if contract.form == models.Contract.Form.OPEN else None


def amendment_sheet(
    case: Case,
    contract: models.Contract,
    periods: list[models.Period],
    place: int,
    before: models.Period,
    after: models.Period,
) -> Sheet:
    language, basis = case.theirs, case.current(f"contract:{contract.pk}")
    changes = []
    if before.weekly_hours != after.weekly_hours:
        changes.append(Change("weekly_hours", before.weekly_hours, after.weekly_hours))
    was, now = (basis.stated.get("terms", {}).get("last_day") if basis else None), last_day(contract, periods)
    if basis and was != now and place == len(periods) - 1:
        changes.append(Change("last_day", was, now))
    earlier = tuple(Earlier(str(at), day_number(one.days.lower), one.why) for at, one in enumerate(periods[1:place], 1))
    amendment = Amendment(
        contract=reference(case, contract),
        from_day=day_number(after.days.lower),
        changes=tuple(changes),
        why=after.why,
        earlier=earlier,
    )

    def write(paper: str, on: date, agent: Agent | None) -> Written:
        return amendment_of(case.office, case.worker, amendment, language, paper, day_number(on)), None

    blocks = () if changes else ("office_documents.block_no_change",)
    lacks = left_to_fill(case) + (() if after.why else ("office_documents.lack_why",))
    title = titled("amendment", language, number=place)
    stated = parties(case, terms=asdict(amendment))
    signed = after.signed_on is not None
    return Sheet("amendment", after.pk, title, language, stated, write, blocks, lacks, signed)


def reference(case: Case, contract: models.Contract) -> Reference:
    """The contract as other papers name it: by its paper, or by the file before there is one."""
    made = case.current(f"contract:{contract.pk}")
    signed = day_number(contract.signed_on) if contract.signed_on else None
    return Reference(made.number if made else case.file.number, signed)


def convention(case: Case, one: models.Convention) -> Sheet:
    language, host = case.theirs, host_of(one.host, case.theirs)
    period = next((of for of in reversed(case.records.periods) if overlaps(of.days, one.days)), None)
    of = next((each for each in case.records.contracts if period and each.pk == period.contract_id), None)
    lending = Lending(
        contract=reference(case, of) if of else Reference(case.file.number),
        start=day_number(one.days.lower),
        last_day=day_number(one.days.upper - ONE_DAY) if one.days.upper else None,
        weekly_hours=period.weekly_hours if period else 0,
        tasks=tuple(filter(None, (task.strip() for task in one.task.split(";")))),
        price=Price(one.price) if one.price is not None else None,
        mentor=host.contact,
    )

    def write(paper: str, on: date, agent: Agent | None) -> Written:
        return convention_of(case.office, host, case.worker, lending, language, paper, day_number(on)), None

    blocks = () if period else ("office_documents.block_no_contract",)
    found = {"lack_task": one.task, "lack_price": one.price is not None, "lack_host_address": one.host.street}
    lacks = left_to_fill(case) + tuple(f"office_documents.{key}" for key, there in found.items() if not there)
    stated = parties(case, terms=asdict(lending), host=asdict(host))
    title, signed = titled("convention", language, host=one.host.name), one.signed_on is not None
    return Sheet("convention", one.pk, title, language, stated, write, blocks, lacks, signed)


def overlaps(one: Any, other: Any) -> bool:
    return bool((one.upper is None or other.lower < one.upper) and (other.upper is None or one.lower < other.upper))


def request(case: Case) -> Sheet:
    """What is typed into CPAS@ONEM."""
    records, language = case.records, case.ours
    first = case.periods(records.contract)[-1:] if records.contract else []
    start, last = records.first_day, records.last_day
    wanted = Wanted(
        start=day_number(start) if start else None,
        weekly_hours=first[0].weekly_hours if first else None,
        full_time_hours=first[0].full_time_weekly_hours if first else None,
        last_day=day_number(last) if last else None,
        admitted=records.file.admitted_before,
        admitted_on=day_number(records.file.previous_admission) if records.file.previous_admission else None,
        periods=tuple(worked(row) for row in records.work),
        unknown=unknown(case),
    )

    def write(paper: str, on: date, agent: Agent | None) -> Written:
        return request_of(case.office, case.worker, wanted, language, paper, day_number(on)), None

    lacks = () if case.person.national_number else ("office_documents.lack_national_number",)
    stated = parties(case, terms=asdict(replace(wanted, periods=())), days=[asdict(row) for row in wanted.periods])
    return Sheet("request", 0, titled("request", language), language, stated, write, lacks=lacks)


def worked(row: WorkRow) -> Period:
    return Period(
        first_day=day_number(row.first_day),
        last_day=day_number(row.end_day - ONE_DAY),
        employer=row.employer,
        weekly_hours=row.weekly_hours,
        full_time_hours=row.full_time_weekly_hours,
        days=row.days,
        hours=row.hours,
        code=row.service_code,
        layer=WorkRow.Layer(row.layer).value,  # type: ignore[arg-type]
        source=row.place,
    )


def unknown(case: Case) -> tuple[str, ...]:
    """The facts that the plan lacks, in words."""
    names = (case.projection.plan.get("missing") or ()) if case.projection else ()
    found = ((case.law.facts.get(name.rpartition(".")[2]), name) for name in names)
    return tuple(label(getattr(fact, "texts", {}), case.ours) or name for fact, name in found)


def handover(case: Case) -> Sheet:
    """The check list of the last thirty days."""
    language, projection, contract = case.ours, case.projection, case.records.contract
    opens = None
    if projection and projection.opens_first and projection.opens_last:
        opens = day_number(projection.opens_first) - 1, day_number(projection.opens_last) - 1
    last = case.records.last_day
    end = (day_number(last), day_number(last)) if last else opens
    proved = None
    if projection and projection.proved_least is not None and projection.proved_most is not None:
        proved = projection.proved_least // 100, projection.proved_most // 100
    required = projection.required if projection else None
    clause = bool(contract and contract.form == models.Contract.Form.OPEN)

    def write(paper: str, on: date, agent: Agent | None) -> Written:
        assert end is not None
        made = Ending(end, proved, required, clause)
        return handover_of(case.office, case.worker, made, language, paper, day_number(on)), None

    blocks = () if end else ("office_documents.block_no_end",)
    stated = parties(case, terms=[end, proved, required, clause])
    return Sheet("handover", 0, titled("handover", language), language, stated, write, blocks)


def reminder(case: Case) -> Iterator[Sheet]:
    """The letter that asks for the declarations that have not come; none where nothing lacks."""
    lacking = tuple(undeclared(case))
    if not lacking:
        return
    language = case.ours
    service = sentence("office_documents.staff_service", language)
    asked = Reminder((service, case.office.name, *case.office.address), "declaration", lacking)

    def write(paper: str, on: date, agent: Agent | None) -> Written:
        return reminder_of(case.office, case.worker, asked, language, paper, day_number(on)), None

    stated = parties(case, days=[asdict(one) for one in lacking])
    yield Sheet("reminder", 0, titled("reminder", language), language, stated, write)


def undeclared(case: Case) -> Iterator[Lacking]:
    """The closed quarters of the contracts of which no row was declared."""
    declared = [row for row in case.records.work if row.layer == WorkRow.Layer.DECLARED]
    seen = set()
    for period in case.records.periods:
        day = quarter(period.days.lower)
        while next_quarter(day) <= case.records.today and (period.days.upper is None or day < period.days.upper):
            end = next_quarter(day)
            first = max(day, period.days.lower)
            if day not in seen and not any(row.first_day < end and row.end_day > day for row in declared):
                seen.add(day)
                last = min(end, period.days.upper or end) - ONE_DAY
                yield Lacking(day_number(first), day_number(last), f"DmfA {day.year}/{(day.month + 2) // 3}")
            day = end


def quarter(day: date) -> date:
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def next_quarter(day: date) -> date:
    return date(day.year + day.month // 10, (day.month + 2) % 12 + 1, 1)
