"""A worker of an agency: the status by date, and the contract, signed before the first hour."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q

from tremplin.office.database.isolation import Isolated

EQUAL, OVERLAPS = RangeOperators.EQUAL, RangeOperators.OVERLAPS


@pghistory.track()
class Worker(Isolated):
    """A person who works through the agency. Names, number, language and address are the person's."""

    person = models.OneToOneField("people.Person", on_delete=models.PROTECT, related_name="ale_worker")
    number = models.CharField(max_length=20)
    """`VAL-W-0042`: what leaves the office instead of a name."""
    registered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    """The last day on the agency's list, once it is over."""
    ended_why = models.CharField(max_length=200, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    """As it was given, spaces removed: one that fails its check is kept, and an exception of the closing."""
    payment_body = models.CharField(max_length=40, blank=True)
    """`capac`, `fgtb`, `csc`, `cgslb`, `cpas`…: who gets the worker's month."""
    issuer_number = models.CharField(max_length=20, blank=True)
    """The worker's number at the issuer of cheques."""
    activities = models.JSONField(default=list)
    """What the worker does, by the law's names, the preferred first."""
    slots = models.JSONField(default=list)
    """When the worker is free in a week: `[weekday 0–6, first minute, end minute]`; empty: not known."""
    languages = models.JSONField(default=list)
    """Spoken, by code (`fr`, `nl`, `de`, `en`, `ar`…)."""
    limits = models.JSONField(default=list)
    """What the worker cannot do, by name (`heavy_loads`, `dogs`, `heights`, `no_car`…)."""
    farthest_km = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    key = models.CharField(max_length=64, null=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_worker_a_number"),
            models.UniqueConstraint(fields=["organisation", "key"], name="one_worker_a_key"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("registered_on")), name="worker_ends_after"
            ),
        ]

    def __str__(self) -> str:
        return self.number


@pghistory.track()
class Status(Isolated):
    """What holds of a worker in a period, as facts of the decision `ale_access`, and what that decision said.

    `facts`: by the law's public names (`allowance`, `months_on_allowance`, `registered_jobseeker`…), without region,
    day and birth date, which are known elsewhere. `eligible` None: undetermined.
    """

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="statuses")
    period = DateRangeField()
    facts = models.JSONField(default=dict)
    eligible = models.BooleanField(null=True)
    routes = models.JSONField(default=list)
    decision = models.ForeignKey("decisions.Decision", null=True, on_delete=models.PROTECT, related_name="+")
    proof = models.CharField(max_length=200, blank=True)
    """What it rests on: `ALE 5 of 12/11/2026`, `Forem, 3/11/2026`…"""

    class Meta:
        constraints = [
            ExclusionConstraint(name="one_status_at_a_time", expressions=[("worker", EQUAL), ("period", OVERLAPS)]),
        ]


@pghistory.track()
class Contract(Isolated):
    """The ALE contract in the form of its region: printed before the first hour, signed by all it needs."""

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="contracts")
    form = models.CharField(max_length=20)
    """The region whose model it follows; `host` before it where the agency is not that of the home commune."""
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    signed = models.JSONField(default=dict)
    """By the party that the law names (`worker`, `agency`, `user`): the day of its signature."""
    notified_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=64, null=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_ale_contract_a_key")]


class Outlook(Isolated):
    """What the radar says of a worker, kept so that a list of hundreds is one question to the database.

    `key`: of the facts, the law and the months that it was made from; another one and it is made again.
    """

    worker = models.OneToOneField(Worker, on_delete=models.CASCADE, related_name="outlook")
    key = models.CharField(max_length=64)
    turns = models.JSONField(default=dict)
    """The days on which access turns, by the language that their causes and steps are said in."""
    made_at = models.DateTimeField(auto_now=True)
