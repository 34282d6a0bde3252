"""Hours worked: one record whatever the channel; cards with one-time codes, and paper forms with a control number."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tremplin.office.ale.models.users import Authorisation
from tremplin.office.ale.models.workers import Worker
from tremplin.office.database.isolation import Isolated


class Visit(Isolated):
    """One worker at one user's on one day. Not changed after a closing: a later visit stands for it.

    Overlaps, hours beyond the authorisation, double entries are kept as they came: the closing finds them.
    """

    class Channel(models.TextChoices):
        GRID = "grid"
        PHONE = "phone"
        CARD = "card"
        FORM = "form"
        ISSUER = "issuer"

    class State(models.TextChoices):
        NOTED = "noted"
        CONFIRMED = "confirmed"
        CONTESTED = "contested"

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="visits")
    authorisation = models.ForeignKey(Authorisation, on_delete=models.PROTECT, related_name="visits")
    day = models.DateField()
    starts = models.PositiveSmallIntegerField(null=True, blank=True)
    """Minutes since midnight; None: only how long is known."""
    minutes = models.PositiveSmallIntegerField()
    cheques = models.PositiveSmallIntegerField()
    """Hours begun (law `ale_visit`)."""
    km = models.PositiveSmallIntegerField(default=0)
    """One way, as far as travel is paid."""
    channel = models.CharField(max_length=6, choices=Channel)
    state = models.CharField(max_length=9, choices=State, default=State.NOTED)
    said_on = models.DateField(null=True, blank=True)
    """When the user confirmed or contested it."""
    contested_why = models.CharField(max_length=200, blank=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_why = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=120, null=True, editable=False)
    """What asked for it, by channel: the same visit told twice is one."""
    made_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    """None: the worker or the user told it."""
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_visit_a_key"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=1440), name="visit_in_a_day"),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(starts__lte=1440 - F("minutes")), name="visit_ends_that_day"
            ),
        ]
        indexes = [
            models.Index(fields=["worker", "day"]),
            models.Index(fields=["authorisation", "day"]),
            models.Index(fields=["organisation", "day"]),
        ]


class Card(Isolated):
    """A one-time code, printed on a card: whoever holds it may tell or confirm one visit without logging in.

    The code is signed and kept as a hash; used once, or until before `ends_on`.
    """

    class Purpose(models.TextChoices):
        TELL = "tell"
        CONFIRM = "confirm"

    purpose = models.CharField(max_length=7, choices=Purpose)
    sha256 = models.CharField(max_length=64, unique=True)
    worker = models.ForeignKey(Worker, null=True, on_delete=models.CASCADE, related_name="cards")
    authorisation = models.ForeignKey(Authorisation, null=True, on_delete=models.CASCADE, related_name="cards")
    ends_on = models.DateField()
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="cards")
    used_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)


class Form(Isolated):
    """A month's paper form of a worker (ALE4, LBA-4bis), with the control number that it is typed in by."""

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="forms")
    month = models.DateField()
    """Its first day."""
    kind = models.CharField(max_length=10)
    control_number = models.CharField(max_length=12)
    """Ten digits and two check digits, as a structured communication."""
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    handed_in_on = models.DateField(null=True, blank=True)
    typed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "control_number"], name="one_form_a_number"),
            models.UniqueConstraint(fields=["worker", "month", "kind"], name="one_form_a_month"),
        ]
