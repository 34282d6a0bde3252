"""The file of a person employed under article 60 § 7. A contract is with the worker, a convention with a host."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from tremplin.office.database.isolation import Isolated

EQUAL, OVERLAPS = RangeOperators.EQUAL, RangeOperators.OVERLAPS
EVENTS = (pghistory.InsertEvent, pghistory.UpdateEvent, pghistory.DeleteEvent)
"""The history of rows that an amendment may take away: what they were stays."""


@pghistory.track()
class File(Isolated):
    """A file. What is None is not known, and the answers say so."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="files")
    number = models.CharField(max_length=20)
    worker = models.ForeignKey("accounts.Agent", null=True, on_delete=models.SET_NULL, related_name="+")
    """The social worker whose file it is."""
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_why = models.CharField(max_length=200, blank=True)
    planned_start = models.DateField(null=True, blank=True)
    """The first day of a contract that is not there yet."""
    admitted_before = models.BooleanField(null=True, blank=True)
    """Whether there was a right to benefit before."""
    previous_admission = models.DateField(null=True, blank=True)
    work_known_since = models.DateField(null=True, blank=True)
    monthly_cost = models.PositiveIntegerField(null=True, blank=True)
    """What a month of full-time work costs the office, in cents."""
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="one_file_a_number")]

    def __str__(self) -> str:
        return self.number


@pghistory.track(*(event() for event in EVENTS))
class Aid(Isolated):
    """The aid that a person is entitled to, and from when until before when (no end: still)."""

    class Kind(models.TextChoices):
        INTEGRATION_INCOME = "integration_income"
        SOCIAL_AID = "social_aid"

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="aids")
    kind = models.CharField(max_length=20, choices=Kind)
    period = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(name="one_aid_at_a_time", expressions=[("file", EQUAL), ("period", OVERLAPS)]),
        ]


@pghistory.track()
class Host(Isolated):
    """Where people work for somebody else than the CPAS."""

    name = models.CharField(max_length=160)
    form = models.CharField(max_length=30, blank=True)
    """`association`, `public`, `company`, `social_economy`… as the office writes it."""
    enterprise_number = models.CharField(max_length=12, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    street = models.CharField(max_length=160, blank=True)
    postal_code = models.CharField(max_length=8, blank=True)
    town = models.CharField(max_length=80, blank=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Deed(Isolated):
    """A form that was carried out: sent twice with the same `key`, it is carried out once."""

    key = models.CharField(max_length=64)
    what = models.CharField(max_length=30)
    made = models.BigIntegerField(null=True)
    """The number of what it made, where it made something."""
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_deed_a_key")]


@pghistory.track()
class Contract(Isolated):
    """A contract with the worker; its hours and dates are those of its periods."""

    class Form(models.TextChoices):
        FIXED = "fixed"
        OPEN = "open"

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="contracts")
    form = models.CharField(max_length=5, choices=Form)
    function = models.CharField(max_length=160, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    clause_days = models.PositiveSmallIntegerField(null=True, blank=True)
    """X of the resolutory clause, as it is written in the contract."""
    clause_decision = models.ForeignKey(
        "decisions.Decision", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(null=True, blank=True)
    """The last day worked, once it is over."""
    ended_why = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=64, null=True, editable=False)
    """What asked for it: a double click makes one contract."""
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_contract_a_key")]


@pghistory.track(*(event() for event in EVENTS))
class Period(Isolated):
    """A stretch of a contract with the same hours: the first is the contract, each later one an amendment.

    `days`: from the first until before the end; an open-ended contract's last period has no end.
    """

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="periods")
    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="periods")
    days = DateRangeField()
    weekly_hours = models.PositiveIntegerField()
    full_time_weekly_hours = models.PositiveIntegerField()
    signed_on = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(name="one_period_at_a_time", expressions=[("file", EQUAL), ("days", OVERLAPS)]),
        ]


@pghistory.track(*(event() for event in EVENTS))
class Convention(Isolated):
    """An agreement with a host about one person, for some days."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="conventions")
    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="conventions")
    days = DateRangeField()
    task = models.CharField(max_length=200, blank=True)
    price = models.PositiveIntegerField(null=True, blank=True)
    """What the host pays a month, in cents."""
    signed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(name="one_host_at_a_time", expressions=[("file", EQUAL), ("days", OVERLAPS)]),
        ]


@pghistory.track()
class OnemRequest(Isolated):
    """A request to ONEM (CPAS@ONEM), and its answer once it has come: the anchor of the plan."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="requests")
    sent_on = models.DateField()
    reference = models.CharField(max_length=60, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    days_to_work = models.PositiveIntegerField(null=True, blank=True)
    """Hundredths of days."""
    end_date = models.DateField(null=True, blank=True)
    counted_until = models.DateField(null=True, blank=True)


class ClauseReading(Isolated):
    """X read again, after an import or under another law, and how it differs from what is written."""

    contract = models.ForeignKey(Contract, on_delete=models.CASCADE, related_name="readings")
    written = models.PositiveSmallIntegerField(null=True)
    days = models.PositiveSmallIntegerField(null=True)
    trigger = models.CharField(max_length=12, blank=True)
    """`days`, `benefit`, `allowance`: which of the three ends the contract first."""
    ends_on = models.DateField(null=True)
    decision = models.ForeignKey("decisions.Decision", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)


class Projection(Isolated):
    """What the law says of a file today, kept so that a board of 500 files is one question to the database.

    Made again after every change and every night; `key` is of the facts and the law it was made from. Days are
    hundredths, money cents; of each range the least and the most, None where it cannot be told.
    """

    file = models.OneToOneField(File, on_delete=models.CASCADE, related_name="projection")
    key = models.CharField(max_length=64)
    law = models.CharField(max_length=12)
    is_waiting = models.BooleanField(default=False)
    """Something changed since; a job is on its way."""
    proved_least = models.IntegerField(null=True)
    proved_most = models.IntegerField(null=True)
    required = models.PositiveSmallIntegerField(null=True)
    opens_first = models.DateField(null=True)
    opens_last = models.DateField(null=True)
    contract_end = models.DateField(null=True)
    """The last day of the contract as signed; None: open-ended, or none."""
    days_at_risk = models.PositiveSmallIntegerField(null=True)
    """Days that may be missing on the contract's last day, at the most."""
    subsidised_until = models.DateField(null=True)
    status = models.CharField(max_length=16, blank=True)
    plan = models.JSONField(default=dict)
    """The whole answer of `article60_plan`."""
    subsidy = models.JSONField(default=dict)
    """The whole answer of `article60_subsidy`."""
    notes = models.JSONField(default=list)
    """What is worth knowing on the board: keys and words."""
    made_on = models.DateField()
    made_at = models.DateTimeField(auto_now=True)


class Claim(Isolated):
    """The subsidy of one month of one file. Cents; what is expected may be a range, or unknown.

    What was claimed, accepted, refused and paid is the sum of its entries.
    """

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="claims")
    month = models.DateField()
    """Its first day."""
    expected_least = models.IntegerField(null=True)
    expected_most = models.IntegerField(null=True)
    decision = models.ForeignKey("decisions.Decision", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "month"], name="one_claim_a_month")]
        indexes = [models.Index(fields=["organisation", "month"])]


class ClaimEntry(Isolated):
    """What happened to a claim. Corrections are new entries; `key` makes the same event one entry."""

    class Kind(models.TextChoices):
        CLAIMED = "claimed"
        ACCEPTED = "accepted"
        REFUSED = "refused"
        PAID = "paid"

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=8, choices=Kind)
    amount = models.IntegerField()
    """Cents; below zero: what is taken back."""
    on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    made_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_entry_a_key")]


class HandoverTick(Isolated):
    """An item of the check list before the end of a contract, ticked or taken back; the last line of an item holds."""

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="ticks")
    item = models.CharField(max_length=30)
    """Its sentence without `office_papers.do_`: `ask_onem`, `c4`…"""
    is_done = models.BooleanField()
    on = models.DateField()
    """The day on which it was done, or taken back."""
    made_by = models.ForeignKey("accounts.Agent", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)


class Statement(Isolated):
    """A statement of claims as the payer sent it, kept as it came.

    `headings`, `lines`: what was read, as text; `columns`: which column stands where; `answers`: by line, the file
    that an agent said it is of; `faults`: why it could not be read.
    """

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    format = models.CharField(max_length=10, blank=True)
    headings = models.JSONField(default=list)
    lines = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    faults = models.JSONField(default=list)
    handed_in_by = models.ForeignKey("accounts.Agent", on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "sha256"], name="one_statement_a_file")]
