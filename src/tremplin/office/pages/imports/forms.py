"""Forms of days and of ONEM's answers: what they cannot take is said beside what was typed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.functional import lazy

from tremplin.intake.doubts import REFUSED, Doubts
from tremplin.intake.onem import MOST_DAYS
from tremplin.intake.table import Table, people_of
from tremplin.office.ledger.models import WorkRow
from tremplin.office.ledger.selectors.reports import row_of
from tremplin.office.pages.forms import OfficeForm, say

FIRST = date(1950, 1, 1)
COLUMNS = ("first_day", "last_day", "days", "hours", "days_per_week", "weekly_hours", "full_time_weekly_hours", "service_code", "employer")  # fmt: skip  # noqa: E501
KINDS = {
    "payslip": (WorkRow.Layer.PAID, {}),
    "certificate": (WorkRow.Layer.DECLARED, {"proof": "certificate"}),
    "declaration": (WorkRow.Layer.DECLARED, {}),
}


spoken = lazy(say, str)
"""A label in the language of the page, said when it is shown."""
DECIMAL = {"inputmode": "decimal", "autocomplete": "off"}


def day_field(key: str, **words: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=spoken(f"office_imports.{key}"), widget=widget, **words)


def figure_field(key: str) -> forms.CharField:
    """A figure as people write it; the reader of tables says what is no figure."""
    widget = forms.TextInput(attrs=dict(DECIMAL))
    return forms.CharField(label=spoken(f"office_imports.{key}"), max_length=12, required=False, widget=widget)


class RowForm(OfficeForm):
    """One row of work. `rows`: what it says, one a quarter, once it is valid."""

    kind = forms.ChoiceField(
        label=spoken("office_imports.field_kind"),
        choices=[(name, spoken(f"office_imports.kind_{name}")) for name in KINDS],
    )
    employer = forms.CharField(label=spoken("office_imports.field_employer"), max_length=60, required=False)
    first_day, last_day = day_field("field_first_day"), day_field("field_last_day")
    days, hours = figure_field("field_days"), figure_field("field_hours")
    weekly_hours = figure_field("field_weekly_hours")
    full_time_weekly_hours = figure_field("field_full_time_weekly_hours")
    days_per_week, service_code = figure_field("field_days_per_week"), figure_field("field_service_code")

    def __init__(self, *given: Any, **words: Any) -> None:
        self.rows: list[WorkRow] = []  # before the rest: what is bound is read at once
        super().__init__(*given, **words)

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if self.errors:
            return found
        first, last = found["first_day"], found["last_day"]
        if last < first:
            raise ValidationError({"last_day": say("office_imports.ends_before")})
        if first < FIRST or last.year > 2100:
            raise ValidationError({"first_day": say("office_imports.day_far")})
        layer, others = KINDS[found["kind"]]
        doubts, language = Doubts(), translation.get_language() or "fr"
        cells = [str(found[name] or "") for name in COLUMNS]
        cells[:2] = first.isoformat(), last.isoformat()
        table = Table("", [(0, (*COLUMNS, *others)), (1, [*cells, *others.values()])])
        # A certificate counts by its calendar, so that parting it by quarters estimates nothing.
        people = people_of(table, doubts, splitting=found["kind"] == "certificate")
        refused = [doubt.sentence(language) for doubt in doubts.kept if doubt.severity == REFUSED]
        if refused or not people:
            raise ValidationError(list(dict.fromkeys(refused)) or [say("office_imports.row_empty")])
        if found["kind"] != "certificate" and not found["days"] and not found["hours"]:
            raise ValidationError({"days": say("office_imports.days_or_hours")})
        self.rows = [row_of(row, layer) for person in people for row in person.rows]
        return found


class BackForm(OfficeForm):
    """Takes a row back, with the reason."""

    row = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    why = forms.CharField(label=spoken("office_imports.back_why"), max_length=200)


class SentForm(OfficeForm):
    """A request to ONEM was sent."""

    sent_on = day_field("onem_sent_on")
    reference = forms.CharField(label=spoken("office_imports.onem_reference"), max_length=60, required=False)

    def __init__(self, today: date, *given: Any, **words: Any) -> None:
        self.today = today
        super().__init__(*given, prefix="sent", initial={"sent_on": today}, **words)

    def clean_sent_on(self) -> date:
        day: date = self.cleaned_data["sent_on"]
        if day > self.today or day < FIRST:
            raise ValidationError(say("office_imports.onem_not_ahead"))
        return day


class AnswerForm(OfficeForm):
    """ONEM's answer to a request. `seen`: what was written down of it when the page was opened."""

    request = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**63 - 1)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=100)
    answered_on = day_field("onem_answered_on")
    days_to_work = forms.DecimalField(
        label=spoken("office_imports.onem_days_to_work"),
        min_value=0,
        max_value=MOST_DAYS // 100,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs=dict(DECIMAL)),
    )
    end_date = day_field("onem_end_date")
    counted_until = day_field(
        "onem_counted_until", required=False, help_text=spoken("office_imports.onem_counted_until_hint")
    )

    def __init__(self, sent_on: date, today: date, *given: Any, **words: Any) -> None:
        self.sent_on, self.today = sent_on, today
        super().__init__(*given, prefix="answer", **words)

    def clean(self) -> dict[str, Any]:
        """ONEM answers after it was asked, counts before it answers, and names an end after what it counted."""
        found: dict[str, Any] = super().clean() or {}
        answered, end, until = (found.get(name) for name in ("answered_on", "end_date", "counted_until"))
        if answered and answered > self.today:
            self.add_error("answered_on", say("office_imports.onem_not_ahead"))
        if answered and answered < self.sent_on:
            self.add_error("answered_on", say("office_imports.onem_before_sent"))
        if until and answered and until > answered:
            self.add_error("counted_until", say("office_imports.onem_until_after"))
        if end and end < (until or answered or end):
            self.add_error("end_date", say("office_imports.onem_end_before"))
        if end and answered and (end.year - answered.year) > 6:
            self.add_error("end_date", say("office_imports.day_far"))
        return found

    @property
    def hundredths(self) -> int:
        days: Decimal = self.cleaned_data["days_to_work"]
        return int(days * 100)
