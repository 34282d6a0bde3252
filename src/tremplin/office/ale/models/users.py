"""Who has work done: the user, the five duties, the safety sheets, and the authorisations of one year."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from tremplin.office.ale.models.agency import UserKind
from tremplin.office.database.isolation import Isolated


@pghistory.track()
class User(Isolated):
    """Who has work done. A household is a person, whose names and number are kept there; others have a name."""

    kind = models.CharField(max_length=16, choices=UserKind)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="ale_users")
    number = models.CharField(max_length=20)
    """`VAL-U-0160`: what leaves the office instead of a name."""
    name = models.CharField(max_length=160, blank=True)
    enterprise_number = models.CharField(max_length=10, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    street = models.CharField(max_length=160, blank=True)
    postal_code = models.CharField(max_length=8, blank=True)
    town = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, default="fr")
    registered_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    barred_until = models.DateField(null=True, blank=True)
    """Until before when nothing may be validated for this user (law `ale_measures`)."""
    note = models.TextField(blank=True)
    key = models.CharField(max_length=64, null=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_user_a_number"),
            models.UniqueConstraint(fields=["organisation", "key"], name="one_user_a_key"),
            models.CheckConstraint(
                condition=Q(kind="household", person__isnull=False) | ~Q(kind="household") & ~Q(name=""),
                name="a_user_has_a_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.person)


@pghistory.track()
class Duty(Isolated):
    """One of the guide's five duties of a user: where it stands, since when, and what proves it."""

    class Kind(models.TextChoices):
        REGISTERED = "registered"
        CHEQUES = "cheques"
        CEILINGS = "ceilings"
        SAFETY = "safety"
        HANDED_OVER = "handed_over"

    class State(models.TextChoices):
        OPEN = "open"
        MET = "met"
        BROKEN = "broken"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="duties")
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    on = models.DateField(null=True, blank=True)
    proof = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="one_duty_a_kind")]


@pghistory.track()
class SafetySheet(Isolated):
    """What is dangerous at a user's place for an activity, and what is done about it; signed before placing."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="safety_sheets")
    activity = models.CharField(max_length=40)
    dangers = models.JSONField(default=list)
    """`{"danger": name or words, "measure": words}`."""
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.CharField(max_length=120, blank=True)
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, null=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_sheet_a_key")]


@pghistory.track()
class Authorisation(Isolated):
    """Leave to have one activity done for at most a year. One user may hold two for the same activity."""

    class Cheques(models.TextChoices):
        PAPER = "paper"
        ELECTRONIC = "electronic"
        PREPAID_HOURS = "prepaid_hours"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="authorisations")
    number = models.CharField(max_length=10)
    """Ten digits; with its check digits it is the structured communication of an order."""
    activity = models.CharField(max_length=40)
    place = models.CharField(max_length=160, blank=True)
    """Where the work is done, where that is not the user's address."""
    price = models.PositiveIntegerField()
    """Cents of one cheque, at the time of the authorisation."""
    monthly_maximum = models.PositiveIntegerField()
    """Hours a month at most, in hundredths."""
    cheques = models.CharField(max_length=13, choices=Cheques)
    period = DateRangeField()
    renews = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="renewed_by")
    decision = models.ForeignKey("decisions.Decision", null=True, on_delete=models.PROTECT, related_name="+")
    """Whether the activity is allowed (`ale_activity`), on the day it was asked."""
    document = models.ForeignKey("documents.Document", null=True, on_delete=models.PROTECT, related_name="+")
    """The card."""
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=64, null=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_authorisation_a_number"),
            models.UniqueConstraint(fields=["organisation", "key"], name="one_authorisation_a_key"),
        ]

    def __str__(self) -> str:
        return self.number
