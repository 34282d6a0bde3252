"""A file that was handed in, the rows of work that were taken from it; and the book of double entry."""

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


class Account(Isolated):
    """An account of the book: of the bank, of cheques on the way, of a wallet. It knows references, no people."""

    class Kind(models.TextChoices):
        ASSET = "asset"
        LIABILITY = "liability"
        INCOME = "income"
        EXPENSE = "expense"

    code = models.CharField(max_length=60)
    """`bank`, `wallet:0417226031`, `issued`, `worker:VAL-W-0042`…: a name and the number of what it is about."""
    kind = models.CharField(max_length=9, choices=Kind)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_account_a_code")]

    def __str__(self) -> str:
        return self.code


class Entry(Isolated):
    """Something that happened to money and cheques. Never changed: a correction is an entry that reverses it.

    `key` makes the same event one entry. Its lines add up to nothing, in each unit: a trigger holds it at the end of
    the transaction.
    """

    on = models.DateField()
    what = models.CharField(max_length=30)
    reference = models.CharField(max_length=60, blank=True)
    """A number of an order, an authorisation, a closing; never a name."""
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")
    size = models.PositiveSmallIntegerField()
    """How many lines it has: none is added later."""
    key = models.CharField(max_length=120)
    made_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_book_entry_a_key")]
        indexes = [models.Index(fields=["organisation", "-on"]), models.Index(fields=["organisation", "reference"])]


class Line(Isolated):
    """An amount on an account: above zero debit, below zero credit.

    `unit` 0: euro cents; otherwise cheques of that price in cents.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="lines")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="lines")
    unit = models.PositiveIntegerField(default=0)
    amount = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="a_line_has_an_amount")]
        indexes = [models.Index(fields=["account", "unit"])]
