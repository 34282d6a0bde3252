"""Training and follow-up of a worker: modules attended, talks and goals, the outcome after half a year and a year."""

from __future__ import annotations

import pghistory
from django.db import models

from tremplin.office.ale.models.workers import Worker
from tremplin.office.database.isolation import Isolated


@pghistory.track()
class Attendance(Isolated):
    """A module that a worker did, or is to do; modules are dated data (`ale/modules.yaml`)."""

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="attendances")
    module = models.CharField(max_length=40)
    on = models.DateField()
    hours = models.PositiveIntegerField(default=0)
    """In hundredths."""
    is_done = models.BooleanField(default=False)
    cost = models.PositiveIntegerField(default=0)
    """Cents, for the training share."""
    proof = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=64, null=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_attendance_a_key")]


@pghistory.track()
class FollowUp(Isolated):
    """A talk with a worker, or the outcome at six or twelve months."""

    class Kind(models.TextChoices):
        TALK = "talk"
        OUTCOME_6 = "outcome_6"
        OUTCOME_12 = "outcome_12"

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="follow_ups")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.TALK)
    on = models.DateField()
    agent = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    said = models.TextField(blank=True)
    skills = models.JSONField(default=list)
    outcome = models.CharField(max_length=40, blank=True)
    """`job`, `training`, `ale`, `none`, `unknown`…"""
    next_on = models.DateField(null=True, blank=True)
    key = models.CharField(max_length=64, null=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_follow_up_a_key")]


@pghistory.track()
class Goal(Isolated):
    """What a worker is after, and where it stands."""

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="goals")
    words = models.CharField(max_length=200)
    set_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    key = models.CharField(max_length=64, null=True, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_goal_a_key")]
