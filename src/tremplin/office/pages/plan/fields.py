"""Fields as people fill them in: days, hours a week, euros. What is read is exact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tremplin.office.pages.forms import OfficeForm, say

FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2099, 12, 31)
FORMATS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"]
MOST_HOURS = 6000
MOST_EUROS = 10_000_000


class DayField(forms.DateField):
    """A day, by the browser's calendar or typed the Belgian way."""

    def __init__(self, **words: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "min": "1950-01-01", "max": "2099-12-31"})
        super().__init__(input_formats=FORMATS, widget=widget, **words)

    def to_python(self, value: Any) -> date | None:
        found = super().to_python(str(value)[:40] if isinstance(value, str) else value)
        if found is not None and not FIRST_DAY <= found <= LAST_DAY:
            raise ValidationError(say("office_plan.day_out_of_reach"))
        return found


class ExactField(forms.Field):
    """A number with at most two decimals, a comma or a point before them; kept in hundredths."""

    least, most, fault = 0, MOST_EUROS, "office_plan.not_euros"

    def __init__(self, **words: Any) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal", "maxlength": "20"}), **words)

    def to_python(self, value: Any) -> Any:
        text = re.sub(r"[\s\u00a0\u202f€]", "", str(value or "")[:40])
        if not text:
            return None
        found = re.fullmatch(r"(\d{1,8})(?:[.,](\d{1,2}))?", text, re.ASCII)
        hundredths = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")) if found else -1
        if not self.least <= hundredths <= self.most:
            raise ValidationError(say(self.fault))
        return hundredths

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, int):
            return value
        whole, rest = divmod(value, 100)
        return f"{whole},{rest:02d}".rstrip("0").rstrip(",") if self.most == MOST_HOURS else f"{whole},{rest:02d}"


class HoursField(ExactField):
    least, most, fault = 100, MOST_HOURS, "office_plan.not_hours"


class EurosField(ExactField):
    pass


class PlanForm(OfficeForm):
    """A form whose labels and hints are the sentences `office_plan.label_…` and `office_plan.hint_…`."""

    named: Mapping[str, str] = {}
    """Labels that have another name than their field."""
    hints: Mapping[str, str] = {}
    """Fields that have a hint, and its name."""
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    """What was shown before it is made: nothing is made that was not."""

    def __init__(self, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        for bound in self:
            if not bound.is_hidden:
                bound.label = say(f"office_plan.label_{self.named.get(bound.name, bound.name)}")
                if bound.name in self.hints:
                    bound.help_text = say(f"office_plan.hint_{self.hints[bound.name]}")


def chosen(name: str, values: Any) -> list[tuple[str, str]]:
    """Choices with their sentences `office_plan.NAME_VALUE`."""
    return [(str(value), say(f"office_plan.{name}_{value}")) for value in values]
