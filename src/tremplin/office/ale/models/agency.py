"""What an agency is, by date: the communes it covers, what it offers, its prices and fees. It is an organisation."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from tremplin.office.database.isolation import Isolated

EQUAL, OVERLAPS = RangeOperators.EQUAL, RangeOperators.OVERLAPS


class UserKind(models.TextChoices):
    """Who may have ALE work done, by the law's names."""

    HOUSEHOLD = "household"
    ASSOCIATION = "association"
    LOCAL_AUTHORITY = "local_authority"
    SCHOOL = "school"
    AGRICULTURE = "agriculture"
    HORTICULTURE = "horticulture"


@pghistory.track()
class Coverage(Isolated):
    """A commune that the agency works in, and when."""

    commune = models.CharField(max_length=5)
    """Its NIS code; of an invented one, its postal code."""
    name = models.CharField(max_length=80)
    postal_codes = models.JSONField(default=list)
    period = DateRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_coverage_at_a_time",
                expressions=[("organisation", EQUAL), ("commune", EQUAL), ("period", OVERLAPS)],
            ),
        ]


@pghistory.track()
class Offer(Isolated):
    """An activity on the agency's list, for one kind of user, and when: the list is never wider than the law's."""

    activity = models.CharField(max_length=40)
    """By the law's name (`law/ale/lists.py`)."""
    user_kind = models.CharField(max_length=16, choices=UserKind)
    period = DateRangeField()
    monthly_maximum = models.PositiveIntegerField(null=True, blank=True)
    """Hours a month that an authorisation proposes at first, in hundredths."""

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="one_offer_at_a_time",
                expressions=[
                    ("organisation", EQUAL), ("activity", EQUAL), ("user_kind", EQUAL), ("period", OVERLAPS),
                ],
            ),
        ]  # fmt: skip


class Price(Isolated):
    """What a cheque costs from a day on: one entry each time, never changed. Empty means: for every one.

    The most particular entry holds: activity and kind of user, then activity, then kind, then all.
    """

    activity = models.CharField(max_length=40, blank=True)
    user_kind = models.CharField(max_length=16, choices=UserKind, blank=True)
    cents = models.PositiveIntegerField()
    since = models.DateField()
    source = models.CharField(max_length=200)
    made_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(cents__gt=0), name="a_cheque_costs_something")]
        indexes = [models.Index(fields=["organisation", "-since"])]


class Fee(Isolated):
    """The yearly fee of users of a kind from a day on: one entry each time, never changed."""

    user_kind = models.CharField(max_length=16, choices=UserKind, blank=True)
    cents = models.PositiveIntegerField()
    since = models.DateField()
    source = models.CharField(max_length=200)
    made_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
