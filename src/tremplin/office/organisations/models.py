"""An organisation is an office: a CPAS or an ALE. An agent is a member of several, and works in one at a time."""

from __future__ import annotations

import pghistory
from django.db import models

from tremplin.office.database.isolation import Isolated


class Region(models.TextChoices):
    WALLONIA = "wallonia"
    BRUSSELS = "brussels"
    FLANDERS = "flanders"
    GERMAN_COMMUNITY = "german_community"


class Role(models.TextChoices):
    SOCIAL_WORKER = "social_worker"
    FINANCE = "finance"
    MANAGER = "manager"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Organisation(models.Model):
    """An office. `prefix` begins the numbers of its files (`VAL-60`)."""

    class Kind(models.TextChoices):
        CPAS = "cpas"
        ALE = "ale"

    kind = models.CharField(max_length=4, choices=Kind, default=Kind.CPAS)
    name = models.CharField(max_length=160)
    prefix = models.CharField(max_length=12, unique=True)
    commune = models.CharField(max_length=5, blank=True)
    """Its NIS code, of the commune's list; empty for an invented one."""
    region = models.CharField(max_length=20, choices=Region)
    language = models.CharField(max_length=2, default="fr")
    street = models.CharField(max_length=160, blank=True)
    postal_code = models.CharField(max_length=8, blank=True)
    town = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    enterprise_number = models.CharField(max_length=12, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    """Where its users pay, without spaces; empty: a card has no payment QR."""
    full_time_hours = models.PositiveIntegerField(default=3800)
    """Hours a week of a full-time contract here, in hundredths."""
    retention_years = models.PositiveSmallIntegerField(default=10)
    """Years after the end of a file before its person is to be made anonymous; the office's own rule."""

    second_factor_required = models.BooleanField(default=False)
    """Whether its agents need a second factor to work here."""
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What an agent is in an organisation."""

    agent = models.ForeignKey("accounts.Agent", on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agent", "organisation"], name="one_membership")]


@pghistory.track()
class Signer(Isolated):
    """Who signs papers for the office."""

    name = models.CharField(max_length=120)
    function = models.CharField(max_length=120)
    place = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)


class Amount(Isolated):
    """A figure that the law leaves unset, as this office sets it: one entry each time, never changed."""

    parameter = models.CharField(max_length=80)
    by = models.CharField(max_length=40, blank=True)
    """The choice that it is for, where the parameter has choices (a region)."""
    value = models.CharField(max_length=40)
    since = models.DateField()
    source = models.TextField()
    is_withdrawn = models.BooleanField(default=False)
    """The entry takes back the one before it of the same day."""
    made_by = models.ForeignKey("accounts.Agent", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
