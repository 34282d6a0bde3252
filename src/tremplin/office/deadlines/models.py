"""A deadline, and the feed of deadlines that a calendar reads."""

from __future__ import annotations

from django.db import models

from tremplin.office.database.isolation import Isolated


class Deadline(Isolated):
    """One thing to do. Computed again after each change: the same `key` is the same deadline, which may move.

    `kind`: `end_60`, `end_30`, `end_7`, `end_moved`, `unpaid_days`, `undeclared_quarter`, `birthday`, `law_change`,
    `onem_gap`, `onem_answer`, `import_doubts`, `stay`, `short_contract`, `clause`, `own`…; `words` fill its sentences.
    """

    class Weight(models.IntegerChoices):
        STOP = 0
        CARE = 1
        NOTE = 2

    key = models.CharField(max_length=160)
    kind = models.CharField(max_length=30)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="deadlines")
    subject = models.CharField(max_length=60, blank=True)
    """The number of the file; the only name of it that leaves the office (the feed)."""
    agent = models.ForeignKey("accounts.Agent", null=True, on_delete=models.SET_NULL, related_name="+")
    """Whose it is; None: everybody's."""
    weight = models.PositiveSmallIntegerField(choices=Weight)
    due_on = models.DateField()
    was_due_on = models.DateField(null=True)
    words = models.JSONField(default=dict)
    moved = models.JSONField(null=True)
    """Why it moved: a sentence's key and its words."""
    first_seen_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.SET_NULL, related_name="+")
    gone_at = models.DateTimeField(null=True)
    """Since when there is no reason for it any more."""
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_deadline_a_key")]
        indexes = [models.Index(fields=["organisation", "due_on"])]


class Feed(Isolated):
    """An address that a calendar reads without logging in: file numbers only. Its secret is kept as a hash."""

    agent = models.ForeignKey("accounts.Agent", on_delete=models.CASCADE, related_name="+")
    secret_sha256 = models.CharField(max_length=64, unique=True)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField(auto_now_add=True)


class Watch(Isolated):
    """What was seen of a file when its deadlines were last worked out: what changed since is why a date moved."""

    subject = models.CharField(max_length=60)
    state = models.JSONField(default=dict)
    moved = models.JSONField(null=True)
    """The last move of its end: `on`, `was`, `now`, `because`."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "subject"], name="one_watch_a_subject")]
