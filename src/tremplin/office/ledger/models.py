"""A file that was handed in, and the rows of work that were taken from it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tremplin.office.database.isolation import Isolated


class Upload(Isolated):
    """A file, kept as it came. `report`: what was read, by person, and every doubt, in JSON.

    read → committed (its rows count) or put_aside; failed: why is in `report`.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        READ = "read"
        COMMITTED = "committed"
        PUT_ASIDE = "put_aside"
        FAILED = "failed"

    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    format = models.CharField(max_length=10, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    report = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    """What agents said of it: `layer` of a table that has none, and by the place of a person in the file whom it is
    `assigned` to, who is left `out`, and whose rows were `taken`."""
    handed_in_by = models.ForeignKey("accounts.Agent", on_delete=models.PROTECT, related_name="+")
    handed_in_at = models.DateTimeField(auto_now_add=True)
    committed_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    committed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "sha256"], name="one_upload_a_file")]


class WorkRow(Isolated):
    """One row of work by the public names. Never edited: a later file replaces it, and it says by which.

    Days, hours and weekly figures are hundredths; `first_day` until before `end_day`.
    """

    class Layer(models.TextChoices):
        DECLARED = "declared"
        PAID = "paid"
        PLANNED = "planned"

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="work")
    upload = models.ForeignKey(Upload, null=True, on_delete=models.PROTECT, related_name="rows")
    """None: typed in."""
    layer = models.CharField(max_length=8, choices=Layer, default=Layer.DECLARED)
    first_day = models.DateField()
    end_day = models.DateField()
    service_code = models.PositiveSmallIntegerField(null=True)
    days = models.IntegerField(null=True)
    hours = models.IntegerField(null=True)
    days_per_week = models.PositiveIntegerField(null=True)
    weekly_hours = models.PositiveIntegerField(null=True)
    full_time_weekly_hours = models.PositiveIntegerField(null=True)
    employer = models.CharField(max_length=60, blank=True)
    others = models.JSONField(default=dict)
    """proof, termination, benefit_paid, extension_ground."""
    place = models.CharField(max_length=300, blank=True)
    """Where it stands in its file."""
    note = models.CharField(max_length=20, blank=True)
    position = models.PositiveIntegerField(default=0)
    """Its order in its file."""
    replaced_by = models.ForeignKey(Upload, null=True, on_delete=models.PROTECT, related_name="replaced")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_why = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=64, null=True, editable=False)
    """What asked for it, when typed: a double click makes one row."""
    made_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end_day__gt=F("first_day")), name="row_has_a_day"),
            models.UniqueConstraint(fields=["upload", "person", "position"], name="one_row_a_line"),
            models.UniqueConstraint(fields=["organisation", "key"], name="one_row_a_key"),
        ]
        indexes = [models.Index(fields=["person", "first_day"])]
