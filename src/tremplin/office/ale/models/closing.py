"""The closing of a month: hours × cheques × money, exceptions, a second person's approval. A later one: differences."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tremplin.office.ale.models.users import Authorisation
from tremplin.office.ale.models.workers import Worker
from tremplin.office.database.isolation import Isolated


class Closing(Isolated):
    """One closing of a month; `number` 1 is the first, a later one issues only what differs from those before.

    Hours begun = cheques used + hours open: the database holds it, here and as the sum of the lines.
    """

    class State(models.TextChoices):
        MATCHING = "matching"
        PREVIEWED = "previewed"
        APPROVED = "approved"
        LEFT = "left"

    month = models.DateField()
    """Its first day."""
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=State, default=State.MATCHING)
    hours = models.IntegerField(default=0)
    """Hours begun, as cheques."""
    used = models.IntegerField(default=0)
    open = models.IntegerField(default=0)
    totals = models.JSONField(default=dict)
    """Cents by name, as previewed: `workers`, `payment_bodies`, `agency`, `office`, `invoices`…"""
    prepared_by = models.ForeignKey("accounts.Agent", on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "month", "number"], name="one_closing_a_number"),
            models.UniqueConstraint(
                fields=["organisation", "month"],
                condition=Q(state__in=["matching", "previewed"]),
                name="one_closing_at_a_time",
            ),
            models.CheckConstraint(condition=Q(hours=F("used") + F("open")), name="hours_are_cheques_or_open"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("prepared_by")), name="a_second_person"
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_by__isnull=False, approved_at__isnull=False)
                | ~Q(state="approved") & Q(approved_by__isnull=True),
                name="approved_by_somebody",
            ),
        ]


class ClosingLine(Isolated):
    """One worker at one authorisation in a month, as this closing found it. Cents and cheques.

    `cause` empty: all three agree. `visits`, `issuer_lines`, `bank_lines`: the ids that it rests on.
    """

    closing = models.ForeignKey(Closing, on_delete=models.CASCADE, related_name="lines")
    worker = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="closing_lines")
    authorisation = models.ForeignKey(Authorisation, null=True, on_delete=models.PROTECT, related_name="closing_lines")
    hours = models.IntegerField(default=0)
    used = models.IntegerField(default=0)
    open = models.IntegerField(default=0)
    minutes = models.IntegerField(default=0)
    expected = models.IntegerField(null=True)
    """What the cheques are worth."""
    paid = models.IntegerField(null=True)
    """What came for them."""
    cause = models.CharField(max_length=30, blank=True)
    words = models.JSONField(default=dict)
    visits = models.JSONField(default=list)
    issuer_lines = models.JSONField(default=list)
    bank_lines = models.JSONField(default=list)
    resolved = models.CharField(max_length=30, blank=True)
    """The action that was taken; empty: none."""
    resolved_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["closing", "worker", "authorisation", "cause"], name="one_line_a_place"),
            models.CheckConstraint(condition=Q(hours=F("used") + F("open")), name="line_is_cheques_or_open"),
        ]
        indexes = [models.Index(fields=["closing", "cause"])]


class Opening(Isolated):
    """Hours that a closing left open, until a later one closes them: what was open, and what became of it."""

    line = models.OneToOneField(ClosingLine, on_delete=models.PROTECT, related_name="opening")
    closed_in = models.ForeignKey(Closing, null=True, on_delete=models.PROTECT, related_name="closes")
