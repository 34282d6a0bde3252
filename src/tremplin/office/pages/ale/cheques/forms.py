"""What is typed about cheques: how many, which numbers, of which day, for whom."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import lazy

from tremplin.office.ale.models import Authorisation, Booklet, Worker
from tremplin.office.ale.selectors.cheques import Stock
from tremplin.office.ale.services.cheques import LARGEST, MOST
from tremplin.office.pages.claims.forms import DAYS, EurosField
from tremplin.office.pages.forms import OfficeForm, say

said = lazy(say, str)
FIRST_YEAR, LAST_YEAR = 1994, 2100
UNKNOWN = ""


def day_field(key: str, **words: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=said(f"office_ale_cheques.{key}"), input_formats=DAYS, widget=widget, **words)


def whole_field(key: str, most: int, **words: Any) -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return NumberField(label=said(f"office_ale_cheques.{key}"), min_value=1, max_value=most, widget=widget, **words)


class NumberField(forms.IntegerField):
    """A whole number, typed with spaces or without: `4471 0098 21`."""

    def to_python(self, value: Any) -> Any:
        return super().to_python("".join(str(value).split()) if value is not None else value)


class EventForm(OfficeForm):
    """Something that happened on a day that has been."""

    on = day_field("on")

    def __init__(self, *given: Any, **words: Any) -> None:
        words["initial"] = {"on": timezone.localdate(), **(words.get("initial") or {})}
        super().__init__(*given, **words)

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate() or on.year < FIRST_YEAR:
            raise ValidationError(say("office_ale_cheques.fault_day"))
        return on


class OrderForm(EventForm):
    """An order: how many, and whether the money is there."""

    count = whole_field("count_ordered", MOST, initial=10)
    paid = forms.BooleanField(label=said("office_ale_cheques.is_paid"), required=False)


class IssueForm(EventForm):
    first_number = whole_field("first_number", LARGEST, required=False)
    valid_until = day_field("valid_until", required=False)

    def __init__(self, stock: Stock | None, booklet: Booklet, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        place = booklet.authorisation
        if place is not None and place.cheques == Authorisation.Cheques.PAPER:
            self.fields["first_number"].required = True
        self.fields["first_number"].help_text = say("office_ale_cheques.first_number_hint", count=booklet.count)

    def clean_valid_until(self) -> date | None:
        until: date | None = self.cleaned_data["valid_until"]
        if until is not None and until.year > LAST_YEAR:
            raise ValidationError(say("office_ale_cheques.fault_day"))
        return until


class PartForm(EventForm):
    """Some of the cheques of a booklet: so many, and of paper from which number."""

    count = whole_field("count", MOST)
    first_number = whole_field("first_of", LARGEST)
    field_order: tuple[str, ...] = ("count", "first_number", "on")

    def __init__(self, stock: Stock | None, booklet: Booklet, *given: Any, **words: Any) -> None:
        held = stock.held_ranges if stock else []
        likely = {"first_number": held[0][0]} if held else {}
        super().__init__(*given, **{**words, "initial": {**likely, **(words.get("initial") or {})}})
        if booklet.first_number is None:
            del self.fields["first_number"]


class WorkerField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person} ({obj.number})"


class HandOverForm(PartForm):
    worker = WorkerField(label=said("office_ale_cheques.worker"), queryset=Worker.objects.none())
    field_order = ("worker", *PartForm.field_order)

    def __init__(self, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        workers: Any = self.fields["worker"]
        workers.empty_label = "–"
        workers.queryset = Worker.objects.select_related("person").order_by("person__sort_key")


class EndForm(HandOverForm):
    """Lost or made void: by who held them, or by the worker who had them."""

    def __init__(self, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.fields["worker"].required = False
        self.fields["worker"].help_text = say("office_ale_cheques.worker_hint")


class ExchangeForm(PartForm):
    new_first_number = whole_field("new_first_number", LARGEST, required=False)
    new_valid_until = day_field("new_valid_until", required=False)

    def __init__(self, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.fields["new_first_number"].help_text = say("office_ale_cheques.new_first_number_hint")

    def clean_new_valid_until(self) -> date | None:
        until: date | None = self.cleaned_data["new_valid_until"]
        if until is not None and until.year > LAST_YEAR:
            raise ValidationError(say("office_ale_cheques.fault_day"))
        return until


class RefundForm(PartForm):
    certified = forms.ChoiceField(
        label=said("office_ale_cheques.certified"), required=False,
        choices=[(name, said(f"office_ale_cheques.certified_{name or 'unknown'}")) for name in ("", "yes", "no")],
    )  # fmt: skip
    amount = EurosField(
        label=said("office_ale_cheques.refund_amount"), required=False,
        help_text=said("office_ale_cheques.refund_amount_hint"),
    )  # fmt: skip

    def clean_certified(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["certified"])


class DayForm(EventForm):
    """Only when."""

    def __init__(self, stock: Stock | None, booklet: Booklet, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
