"""What is asked for, who was proposed, who was placed; and every time that hours were asked across agencies."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import DateRangeField
from django.db import models

from tremplin.office.ale.models.users import Authorisation
from tremplin.office.ale.models.workers import Worker
from tremplin.office.database.isolation import Isolated


@pghistory.track()
class Request(Isolated):
    """Work that a user asks for, under an authorisation."""

    class State(models.TextChoices):
        OPEN = "open"
        FILLED = "filled"
        CLOSED = "closed"

    authorisation = models.ForeignKey(Authorisation, on_delete=models.PROTECT, related_name="requests")
    number = models.CharField(max_length=20)
    """`D-2026-0318`."""
    postal_code = models.CharField(max_length=8, blank=True)
    town = models.CharField(max_length=80, blank=True)
    days = models.JSONField(default=list)
    """Each day and time: `["2026-12-01", first minute, end minute]`, in order."""
    language = models.CharField(max_length=2, blank=True)
    """The language that the worker must speak; empty: any."""
    demands = models.JSONField(default=list)
    """What the work needs, by name (`heavy_loads`, `dogs`, `heights`, `car`…)."""
    dangerous = models.BooleanField(null=True)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    asked_on = models.DateField()
    note = models.TextField(blank=True)
    key = models.CharField(max_length=64, null=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_request_a_number"),
            models.UniqueConstraint(fields=["organisation", "key"], name="one_request_a_key"),
        ]

    def __str__(self) -> str:
        return self.number


class Proposal(Isolated):
    """One worker proposed for a request, with the order of everybody at that moment and why. Never changed.

    `ranking`: of each worker the number, place, hours left this month and this year, and reasons by key and words; who
    was not proposed stands there too, with why.
    """

    class Kind(models.TextChoices):
        PROPOSED = "proposed"
        ACCEPTED = "accepted"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="proposals")
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=9, choices=Kind)
    place = models.PositiveSmallIntegerField(null=True)
    hours = models.PositiveIntegerField()
    """Hours of the request that were proposed, in hundredths."""
    ranking = models.JSONField(default=list)
    reason = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=64)
    made_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_proposal_a_key")]
        indexes = [models.Index(fields=["request", "made_at"])]


@pghistory.track()
class Placement(Isolated):
    """A worker works under an authorisation: once for a request, or until further notice."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="placements")
    authorisation = models.ForeignKey(Authorisation, on_delete=models.PROTECT, related_name="placements")
    request = models.ForeignKey(Request, null=True, on_delete=models.PROTECT, related_name="placements")
    period = DateRangeField()
    days = models.JSONField(default=list)
    """Days planned, as those of a request; their hours count before they are worked."""
    ended_why = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=64, null=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_placement_a_key")]


class Crossing(Isolated):
    """The hours of a person were asked across agencies: written on the asker's side and on each side that answered.

    The only thing that passes the wall (`tremplin_hours_used`). Never changed.
    """

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_by = models.BooleanField()
    """Whether this agency asked; otherwise another did, and this one's hours were told."""
    since = models.DateField()
    """The first month told."""
    at = models.DateTimeField(auto_now_add=True)
