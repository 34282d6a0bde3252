"""Cheques on paper and in wallets, and what issuers and banks tell. The amounts stand in the ledger, without people."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from tremplin.office.ale.models.hours import Visit
from tremplin.office.ale.models.users import Authorisation
from tremplin.office.ale.models.workers import Worker
from tremplin.office.database.isolation import Isolated


class Booklet(Isolated):
    """Cheques bought together: paper with a range of numbers, electronic ones in a wallet without."""

    authorisation = models.ForeignKey(Authorisation, null=True, on_delete=models.PROTECT, related_name="booklets")
    """None: not nominative, sold at the desk."""
    first_number = models.BigIntegerField(null=True)
    last_number = models.BigIntegerField(null=True)
    count = models.PositiveIntegerField()
    price = models.PositiveIntegerField()
    """Cents of one."""
    ordered_on = models.DateField()
    issued_on = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    """The last day; None: the issuer does not say."""
    key = models.CharField(max_length=120, null=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_booklet_a_key"),
            models.CheckConstraint(
                condition=Q(first_number__isnull=True, last_number__isnull=True)
                | Q(last_number=F("first_number") + F("count") - 1),
                name="as_many_cheques_as_numbers",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "first_number"])]


class Cheque(Isolated):
    """What happened to cheques of a booklet after they were issued: one entry each, never changed.

    `first_number` None: so many of a wallet. Who holds a cheque twice, or an expired one, is found by the closing.
    """

    class Kind(models.TextChoices):
        HANDED_OVER = "handed_over"
        USED = "used"
        EXPIRED = "expired"
        EXCHANGED = "exchanged"
        REFUNDED = "refunded"
        LOST = "lost"
        INVALIDATED = "invalidated"

    booklet = models.ForeignKey(Booklet, null=True, on_delete=models.PROTECT, related_name="events")
    """None: a cheque that no booklet here holds."""
    kind = models.CharField(max_length=11, choices=Kind)
    first_number = models.BigIntegerField(null=True)
    count = models.PositiveIntegerField()
    on = models.DateField()
    worker = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="cheques")
    visit = models.ForeignKey(Visit, null=True, on_delete=models.PROTECT, related_name="given")
    entry = models.ForeignKey("ledger.Entry", null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120)
    made_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_cheque_event_a_key")]
        indexes = [models.Index(fields=["organisation", "first_number"])]


class Layout(Isolated):
    """How the columns of an issuer's or a bank's table are read: by our names, its headings; editable.

    `checksum`: of the headings as they stood; another one means that the layout changed, which is reported.
    """

    name = models.CharField(max_length=80)
    columns = models.JSONField(default=dict)
    checksum = models.CharField(max_length=64)
    since = models.DateField()
    made_by = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)


class IssuerLine(Isolated):
    """A line of the issuer's file: cheques that came back for a worker. Never changed."""

    upload = models.ForeignKey("ledger.Upload", on_delete=models.PROTECT, related_name="issuer_lines")
    position = models.PositiveIntegerField()
    authorisation_number = models.CharField(max_length=20, blank=True)
    worker_number = models.CharField(max_length=20, blank=True)
    """The worker's number there, or the national number; matched, never guessed."""
    worker = models.ForeignKey(Worker, null=True, on_delete=models.PROTECT, related_name="issuer_lines")
    authorisation = models.ForeignKey(Authorisation, null=True, on_delete=models.PROTECT, related_name="issuer_lines")
    day = models.DateField(null=True)
    month = models.DateField()
    """The month it is closed in: its first day."""
    cheque_kind = models.CharField(max_length=13, blank=True)
    first_number = models.BigIntegerField(null=True)
    count = models.PositiveIntegerField()
    price = models.PositiveIntegerField(null=True)
    """Cents of one, as the file says."""
    amount = models.IntegerField(null=True)
    status = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "position"], name="one_issuer_line")]
        indexes = [models.Index(fields=["organisation", "month"])]


class BankLine(Isolated):
    """A movement of the bank's statement. Never changed. Cents; below zero: paid."""

    upload = models.ForeignKey("ledger.Upload", on_delete=models.PROTECT, related_name="bank_lines")
    position = models.PositiveIntegerField()
    account = models.CharField(max_length=34)
    day = models.DateField()
    month = models.DateField()
    amount = models.BigIntegerField()
    counterparty = models.CharField(max_length=34, blank=True)
    name = models.CharField(max_length=140, blank=True)
    communication = models.CharField(max_length=140, blank=True)
    structured = models.CharField(max_length=12, blank=True)
    """Twelve digits, where the communication is structured and its check holds."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "position"], name="one_bank_line")]
        indexes = [models.Index(fields=["organisation", "month"])]
