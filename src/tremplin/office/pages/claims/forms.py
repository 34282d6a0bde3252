"""What is typed about claims: an amount as people write it, a day, a reason."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy

from tremplin.office.article60.models import ClaimEntry
from tremplin.office.pages.forms import OfficeForm, say

EUROS = re.compile(r"(\d{1,3}(?:[ .\u00a0\u202f']\d{3})+|\d{1,9})(?:[,.](\d{1,2}))?\s*€?")
MOST = 999_999_999
said = lazy(say, str)
"""A label in the language of the page, found when it is shown."""
DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]


class EurosField(forms.CharField):
    """`1.811,57`, `1811.57`, `1 811,57 €` → cents."""

    def __init__(self, **words: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "size": 12, "autocomplete": "off"})
        super().__init__(max_length=24, widget=widget, **words)

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        found = EUROS.fullmatch(text)
        if found is None:
            raise ValidationError(say("office_claims.fault_euros"))
        cents = int(re.sub(r"\D", "", found[1])) * 100 + int((found[2] or "0").ljust(2, "0"))
        if cents > MOST:
            raise ValidationError(say("office_claims.fault_euros"))
        return cents


class EventForm(OfficeForm):
    """Something that happened on a day."""

    on = forms.DateField(
        label=said("office_claims.on"),
        input_formats=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *given: Any, **words: Any) -> None:
        words["initial"] = {"on": timezone.localdate(), **(words.get("initial") or {})}
        super().__init__(*given, **words)

    def clean_on(self) -> Any:
        """A day that has been: nothing is entered ahead."""
        on = self.cleaned_data["on"]
        if on > timezone.localdate() or on.year < 2000:
            raise ValidationError(say("office_claims.fault_day"))
        return on


class ClaimedForm(EventForm):
    amount = EurosField(label=said("office_claims.amount_claimed"))
    reason = forms.CharField(label=said("office_claims.remark"), required=False, max_length=300)


class AnswerForm(EventForm):
    """What was accepted and what was refused; the sum is at most what waits."""

    accepted = EurosField(label=said("office_claims.amount_accepted"), required=False)
    refused = EurosField(label=said("office_claims.amount_refused"), required=False)
    reason = forms.CharField(
        label=said("office_claims.reason"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not (found.get("accepted") or found.get("refused")):
            raise ValidationError(say("office_claims.fault_nothing"))
        if found.get("refused") and not found.get("reason", "").strip():
            self.add_error("reason", say("office_claims.fault_reason"))
        return found


class PaymentForm(EventForm):
    amount = EurosField(label=said("office_claims.amount_paid"))
    reason = forms.CharField(label=said("office_claims.reference"), required=False, max_length=300)


def kinds() -> list[tuple[str, str]]:
    return [(kind, say(f"office_claims.kind_{kind}")) for kind in ClaimEntry.Kind.values]


class TakeBackForm(EventForm):
    """A correction: the old entry stays, this one takes some of it back."""

    kind = forms.ChoiceField(label=said("office_claims.take_back_what"), choices=kinds)
    amount = EurosField(label=said("office_claims.amount_back"))
    reason = forms.CharField(label=said("office_claims.reason"), max_length=300)
