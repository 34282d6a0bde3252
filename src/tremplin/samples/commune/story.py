"""What the samples tell, as frozen values. Money is in cents, hours and days in hundredths, last days are included.

Everybody and everything here is made up. Texts (`about`, `note`) are data of an office, in French.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

Row = dict[str, Any]
"""A row of work by the public names, as the intake gives it: days as `2025-01-31`, figures as int or Decimal."""


@dataclass(frozen=True)
class Birth:
    """A day of birth as the register knows it: month and day may be unknown."""

    year: int
    month: int | None
    day: int | None

    @property
    def date(self) -> date | None:
        return None if self.month is None or self.day is None else date(self.year, self.month, self.day)


@dataclass(frozen=True)
class Person:
    """`given_name` is "" for people with one name. `language`: fr nl de en other; `other_language`: what it then is
    (`uk`, `ar`…). `bis`: the national number is that of somebody outside the register."""

    given_name: str
    family_name: str
    birth: Birth
    sex: str
    national_number: str
    bis: bool
    language: str
    other_language: str
    street: str
    email: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class Aid:
    """`kind`: integration_income, social_aid, or "" while it is not known. `category`: 1 cohabitant, 2 alone, 3 family
    to support."""

    kind: str
    category: int | None
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True)
class Permit:
    """A residence permit; `copy_on`: the day of the copy in the file."""

    kind: str
    valid_until: date
    copy_on: date | None


@dataclass(frozen=True)
class Period:
    """Days of a contract with one working time. The first is the contract, the others its amendments; `signed_on` is
    None while it waits for signatures."""

    number: str
    signed_on: date | None
    first_day: date
    last_day: date | None
    weekly_hours: int
    full_time_weekly_hours: int
    days_per_week: int

    @property
    def full_time(self) -> bool:
        return self.weekly_hours >= self.full_time_weekly_hours


@dataclass(frozen=True)
class Contract:
    """`kind`: fixed or open_ended; `clause_days`: the X of the clause as signed; `worker_code`: 90 manual, 400
    intellectual. `periods` follow each other without gap."""

    kind: str
    clause_days: int | None
    worker_code: int
    periods: tuple[Period, ...]

    @property
    def first_day(self) -> date:
        return self.periods[0].first_day

    @property
    def last_day(self) -> date | None:
        return self.periods[-1].last_day

    def on(self, day: date) -> Period | None:
        """The period that holds a day."""
        return next((one for one in self.periods if one.first_day <= day <= (one.last_day or date.max)), None)


@dataclass(frozen=True)
class Convention:
    """The agreement with a host, which is not the contract. `host`: its key; `signed_on` is None while unsigned."""

    number: str
    host: str
    post: str
    tutor: str
    signed_on: date | None
    first_day: date
    last_day: date | None


@dataclass(frozen=True)
class Absence:
    """Days not worked, by the service code that declares them. `benefit_paid`: None while nobody knows."""

    first_day: date
    last_day: date
    service_code: int
    benefit_paid: bool | None
    about: str


@dataclass(frozen=True)
class Job:
    """Work elsewhere, before or after the contract."""

    employer: str
    enterprise_number: str
    worker_code: int
    first_day: date
    last_day: date
    weekly_hours: int
    full_time_weekly_hours: int
    days_per_week: int


@dataclass(frozen=True)
class OnemDays:
    """Days that ONEM counts otherwise than the office: what it read, and of how many days (hundredths)."""

    first_day: date
    last_day: date
    service_code: int
    days: int
    about: str


@dataclass(frozen=True)
class OnemRequest:
    """A request in CPAS@ONEM, and its answer once there is one. `counted_days`: those that ONEM says are proved."""

    sent_on: date
    answered_on: date | None
    counted_until: date | None
    counted_days: int | None
    days_to_work: int | None
    end_date: date | None
    differs: tuple[OnemDays, ...]


@dataclass(frozen=True)
class Claim:
    """One month of subsidy. `state`: expected, claimed, accepted, partly, refused, paid."""

    month: date
    state: str
    expected: int | None
    claimed: int | None
    accepted: int | None
    refused: int | None
    paid: int | None
    claimed_on: date | None
    answered_on: date | None
    paid_on: date | None
    about: str


@dataclass(frozen=True)
class Evaluation:
    """A meeting at the host's. `held`: it took place, and `about` says what came of it."""

    on: date
    at: str
    held: bool
    about: str


@dataclass(frozen=True)
class Closing:
    """`reason`: right_open, resigned, broken_off, moved, contract_over."""

    on: date
    reason: str
    about: str


@dataclass(frozen=True)
class File:
    """One person's article 60 § 7.

    `story`: what its plan tells (well, doubt, short, soon, ended, not_begun, undetermined); `planned_from`: `today`,
    or `contract` where the plan as it was on the first day is what is worth telling. `work_known`: whether earlier
    work is known. `undeclared`: the last declared quarter lacks this person.
    """

    number: str
    person: Person
    aid: Aid
    agent: str
    opened_on: date
    permit: Permit | None
    contract: Contract | None
    conventions: tuple[Convention, ...]
    absences: tuple[Absence, ...]
    jobs: tuple[Job, ...]
    work_known: bool
    admitted_before: bool | None
    previous_admission: date | None
    undeclared: bool
    onem: tuple[OnemRequest, ...]
    claims: tuple[Claim, ...]
    evaluations: tuple[Evaluation, ...]
    closed: Closing | None
    story: str
    planned_from: str
    note: str


def hundredths(figure: int) -> int | Decimal:
    """Hundredths as a row says them: 6150 is Decimal("61.5"), 6500 is 65."""
    return figure // 100 if figure % 100 == 0 else (Decimal(figure) / 100).normalize()
