"""A paper as it was made, and the numbers that papers take."""

from __future__ import annotations

from django.db import models

from tremplin.office.database.isolation import Isolated


class Counter(Isolated):
    """The last number given in a series (`papers-2026`, `files`): no number twice, none left out."""

    series = models.CharField(max_length=40)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "series"], name="one_counter")]


class Document(Isolated):
    """A paper. `replaces`: the one that it stands for from now on, because a date or a figure changed."""

    person = models.ForeignKey("people.Person", null=True, on_delete=models.PROTECT, related_name="documents")
    """None: a paper about several people (a month's claim)."""
    subject = models.CharField(max_length=60, blank=True)
    """The file or month that it belongs to, such as `VAL-60-0147` or `2026-10`."""
    kind = models.CharField(max_length=30)
    """`contract`, `amendment`, `convention`, `request`, `claim`, `letter`, `pack`, `report`, `worker`…"""
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    name = models.CharField(max_length=120)
    """The file's name when it is saved."""
    media_type = models.CharField(max_length=80, default="application/pdf")
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    key = models.CharField(max_length=120, null=True)
    """What asked for it: the same key never makes two papers."""
    stated = models.JSONField(default=dict)
    """What it was made from, by the name of the part: what differs today is why it is out of date."""
    decision = models.ForeignKey("decisions.Decision", null=True, on_delete=models.PROTECT, related_name="documents")
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    made_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_paper_a_number"),
            models.UniqueConstraint(fields=["organisation", "key"], name="one_paper_a_key"),
        ]
        indexes = [models.Index(fields=["subject", "-made_at"])]
