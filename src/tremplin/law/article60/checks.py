"""What cannot be in a contract: each fault names its period and the mend."""

from collections.abc import Callable

from tremplin.engine.facts import Case
from tremplin.engine.kinds import UNKNOWN, day_date
from tremplin.law.unemployment.checks import days_in_order, declared_rows

Fault = Callable[..., None]


def claim_after_contract(case: Case, fault: Fault) -> None:
    """With work but no day of claim, benefit is claimed on the day after the contract (article60.md 4.14)."""
    contract = case.rows.get("contract")
    if case.values.get("claim_date", UNKNOWN) == UNKNOWN and case.rows.get("work") is not None and contract:
        ends = contract["end_day"]
        if ends and UNKNOWN not in ends:
            case.values["claim_date"] = max(ends)


def contract_periods(case: Case, fault: Fault) -> None:
    """At least one period, each in order, none over another, and the person born before the first."""
    contract = case.rows.get("contract")
    if contract is None:
        return
    if not contract["first_day"]:
        fault(None, None, "contract", "no_periods")
    latest = UNKNOWN
    for place, (first, end) in enumerate(zip(contract["first_day"], contract["end_day"], strict=True)):
        if UNKNOWN in (first, end):
            continue
        if end <= first:
            fault("contract", place, "last_day", "ends_before_start", first=day_date(first), last=day_date(end - 1))
        elif first < latest:
            fault("contract", place, "first_day", "periods_overlap", said=day_date(first), other=day_date(latest - 1))
        latest = max(latest, end)
    birth = case.values.get("birth_date", UNKNOWN)
    first = min((day for day in contract["first_day"] if day != UNKNOWN), default=UNKNOWN)
    if UNKNOWN not in (birth, first) and birth >= first:
        fault(None, None, "birth_date", "out_of_order", said=day_date(birth), other=day_date(first))


def work_before(case: Case, fault: Fault) -> None:
    """The rows of work are sound, and the days of the person's life in order."""
    declared_rows(case, fault)
    days_in_order(case, fault)


def born_before(case: Case, fault: Fault) -> None:
    """A person is born before the planned contract begins."""
    birth, start = case.values.get("birth_date", UNKNOWN), case.values.get("plan_start", UNKNOWN)
    if UNKNOWN not in (birth, start) and birth >= start:
        fault(None, None, "birth_date", "out_of_order", said=day_date(birth), other=day_date(start))


def answer_of_onem(case: Case, fault: Fault) -> None:
    """An answer of ONEM has its day and its days to work."""
    names = ("onem_answered_on", "onem_days_to_work")
    given = [name for name in names if case.values.get(name, UNKNOWN) != UNKNOWN]
    others = [name for name in ("onem_end_date", "onem_counted_until") if case.values.get(name, UNKNOWN) != UNKNOWN]
    if given or others:
        for name in names:
            if name not in given:
                fault(None, None, name, "required")
