"""A person, and every time that somebody read of them."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from tremplin.office.database.isolation import Isolated


@pghistory.track()
class Person(Isolated):
    """A person. One name is enough, and a birth day may be known in part only.

    `sort_key`: the names without accents, lower case, for lists and search (the wheel's PostgreSQL has no ICU).
    """

    family_name = models.CharField(max_length=120)
    given_name = models.CharField(max_length=120, blank=True)
    sort_key = models.CharField(max_length=250, editable=False)
    national_number = models.CharField(max_length=11, null=True, blank=True)
    """NISS or BIS, digits only; shown masked, opened with a reason."""
    birth_date = models.DateField(null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    """Where the day is not known: the year, and the month if it is known."""
    birth_month = models.PositiveSmallIntegerField(null=True, blank=True)
    language = models.CharField(max_length=2, default="fr")
    """The language of papers and letters: fr, nl, de or en."""
    spoken = models.CharField(max_length=60, blank=True)
    """Another language that the person speaks, as the office writes it."""
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    street = models.CharField(max_length=160, blank=True)
    postal_code = models.CharField(max_length=8, blank=True)
    town = models.CharField(max_length=80, blank=True)
    stay_until = models.DateField(null=True, blank=True)
    """The last day of the residence permit, where there is one that ends."""
    keep_until = models.DateField(null=True, blank=True)
    """The day on which the person is to be made anonymous."""
    anonymised_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=64, null=True, editable=False)
    """What asked for the person: a double click makes one."""
    version = models.PositiveIntegerField(default=1)
    """Grows with each saving: who saves an older one sees the difference first."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_person_a_key"),
            models.UniqueConstraint(
                fields=["organisation", "national_number"],
                condition=Q(national_number__isnull=False),
                name="one_person_a_number",
            ),
            models.CheckConstraint(
                condition=Q(birth_month__isnull=True) | Q(birth_month__range=(1, 12)), name="birth_month_in_year"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "sort_key"])]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


class Reading(Isolated):
    """Somebody opened something of a person: a page, a paper, the national number (then with a reason)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="readings")
    agent = models.ForeignKey("accounts.Agent", null=True, on_delete=models.PROTECT, related_name="+")
    """None: the system, for a job."""
    what = models.CharField(max_length=60)
    """`file`, `plan`, `document 2026/0012`, `national_number`, `export`…"""
    reason = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-at"])]


class Merge(Isolated):
    """Two records found to be of one person: the second was emptied into the first, and what it was stands here.

    `absorbed` keeps its row, so that what pointed to it still leads to the person.
    """

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    absorbed = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="merge")
    was = models.JSONField(default=dict)
    """Both records before, by `kept` and `absorbed`, and by field whose value was `taken`."""
    moved = models.JSONField(default=dict)
    """By table, the numbers of the rows that were moved."""
    why = models.CharField(max_length=200)
    made_by = models.ForeignKey("accounts.Agent", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
