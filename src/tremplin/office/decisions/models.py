"""A decision as it was taken."""

from __future__ import annotations

from django.db import models

from tremplin.office.database.isolation import Isolated


class Decision(Isolated):
    """What the law answered on given facts: never changed; a new one is taken instead.

    `question`: the decision or search (`admission`, `article60_plan`); `outcome`: its whole answer as JSON, by the
    public names; `law`: the fingerprint of the law, `amounts` the office's own figures that were laid over it.
    """

    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="decisions")
    """None: of a user of an ALE that is no person."""
    subject = models.CharField(max_length=60, blank=True)
    """The file or the paper that it was taken for, such as `VAL-60-0147`."""
    question = models.CharField(max_length=60)
    facts = models.JSONField()
    outcome = models.JSONField()
    status = models.CharField(max_length=16)
    law = models.CharField(max_length=12)
    amounts = models.JSONField(default=list)
    made_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-made_at"])]


class Difference(Isolated):
    """A decision asked again under another law than its own: what it answers there. Replaced at each asking."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="difference")
    law = models.CharField(max_length=12)
    """The fingerprint of the law it was asked under."""
    differs = models.JSONField(default=list)
    """The public names whose answer is another; none: the same."""
    outcome = models.JSONField(default=dict)
    """The answer there, without steps, and `causes`: what of the law is another; empty where it is the same."""
    made_at = models.DateTimeField(auto_now=True)
