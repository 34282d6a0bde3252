"""What is asked of a worker, of a status, of a contract and of a course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from tremplin.engine.facts import Fact
from tremplin.engine.law import Law
from tremplin.ground.sentences import label
from tremplin.office.ale.models import Worker
from tremplin.office.ale.services.working import BODIES, LANGUAGES, LIMITS, bare, iban_holds, joined
from tremplin.office.pages.ale.workers.wording import activity_name, capital, fact_name, fact_value
from tremplin.office.pages.forms import OfficeForm, say
from tremplin.office.pages.plan.fields import DayField
from tremplin.office.people.names import plain

PARTS = {"morning": (420, 720), "afternoon": (720, 1080), "evening": (1080, 1260)}
"""The parts of a day that a free slot is ticked by: from 7 to 12, 12 to 18, 18 to 21 o'clock."""
DAYS = range(7)
SPOKEN = {
    "fr": "Français", "nl": "Nederlands", "de": "Deutsch", "en": "English", "ar": "العربية", "tr": "Türkçe",
    "es": "Español", "it": "Italiano", "pt": "Português", "pl": "Polski", "ro": "Română", "ru": "Русский",
    "uk": "Українська",
}  # fmt: skip
"""Languages by their own names."""


class TextField(forms.CharField):
    """A line of text without what cannot be seen."""

    def to_python(self, value: Any) -> str:
        return plain(super().to_python(value) or "")


class AleForm(OfficeForm):
    """A form whose labels and hints are the sentences `office_ale_workers.label_…` and `…hint_…`."""

    hinted: tuple[str, ...] = ()
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        for name, field in self.fields.items():
            if not field.widget.is_hidden and not field.label:
                field.label = say(f"office_ale_workers.label_{name}")
            if name in self.hinted:
                field.help_text = say(f"office_ale_workers.hint_{name}")


class Ticks(forms.MultipleChoiceField):
    """Some of several things, by boxes; what is not among them is left out."""

    def __init__(self, **words: Any) -> None:
        super().__init__(widget=forms.CheckboxSelectMultiple, required=False, **words)


class WorkerForm(AleForm):
    registered_on = DayField()
    iban = forms.CharField(max_length=60, required=False)
    payment_body = forms.ChoiceField(required=False)
    issuer_number = TextField(max_length=20, required=False)
    first_choice = forms.ChoiceField(required=False)
    activities = Ticks()
    languages = Ticks()
    limits = Ticks()
    free = Ticks()
    farthest_km = forms.IntegerField(min_value=0, max_value=300, required=False)
    note = forms.CharField(max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    hinted = ("iban", "first_choice", "free")

    def __init__(self, law: Law, activities: Iterable[str], language: str, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        named = [(name, activity_name(law, name, language)) for name in activities]
        none = [("", say("office_ale_workers.nothing"))]
        self.offer("activities", named)
        self.offer("first_choice", none + named)
        self.offer("payment_body", none + [(name, say(f"office_ale_workers.body_{name}")) for name in BODIES])
        self.offer("languages", [(name, SPOKEN[name]) for name in LANGUAGES])
        self.offer("limits", [(name, say(f"office_ale_workers.limit_{name}")) for name in LIMITS])
        self.offer("free", [(f"{day}{part}", slot_name(day, part)) for day in DAYS for part in PARTS])
        self.fields["iban"].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def iban_fault(self) -> bool:
        """Whether an account number was typed that fails its check: it is kept, and said."""
        typed = bare(str(self["iban"].value() or ""))
        return bool(typed) and not iban_holds(typed)

    @property
    def week(self) -> list[tuple[str, list[Any]]]:
        """The boxes of free time, a day at a time."""
        boxes = {one.data["value"]: one for one in self["free"]}
        return [(day_name(day), [(say(f"office_ale_workers.part_{part}"), boxes[f"{day}{part}"]) for part in PARTS]) for day in DAYS]  # fmt: skip  # noqa: E501

    def clean_registered_on(self) -> date:
        day: date = self.cleaned_data["registered_on"]
        if day > timezone.localdate() + timedelta(days=366):
            raise forms.ValidationError(say("office_ale_workers.fault_far"))
        return day

    @property
    def worker(self) -> dict[str, Any]:
        told = self.cleaned_data
        first = told["first_choice"]
        rest = [name for name in told["activities"] if name != first]
        slots = [[int(tick[0]), *PARTS[tick[1:]]] for tick in told["free"]]
        names = ("iban", "payment_body", "issuer_number", "languages", "limits", "farthest_km", "note", "registered_on")
        found = {name: told[name] for name in names}
        return found | {"activities": [first, *rest] if first else rest, "slots": joined(slots)}


def told_of(worker: Worker) -> dict[str, Any]:
    """A worker as the form has it."""
    ticks = [
        f"{day}{part}"
        for day in DAYS
        for part, (first, last) in PARTS.items()
        if any(one[0] == day and one[1] <= first and last <= one[2] for one in worker.slots)
    ]
    names = ("iban", "payment_body", "issuer_number", "languages", "limits", "farthest_km", "note", "registered_on")
    found = {name: getattr(worker, name) for name in names}
    first = worker.activities[0] if worker.activities else ""
    return found | {"activities": worker.activities, "first_choice": first, "free": ticks, "version": worker.version}


def day_name(day: int) -> str:
    return say(f"office_ale_workers.day_{day}")


def slot_name(day: int, part: str) -> str:
    return f"{day_name(day)}, {say(f'office_ale_workers.part_{part}')}"


class EndForm(AleForm):
    ended_on = DayField()
    why = TextField(max_length=200, required=False)


class StatusForm(AleForm):
    """A status: since when, what it rests on, and the facts that the law asks here. A fact left empty is not known."""

    since = DayField()
    until = DayField(required=False)
    proof = TextField(max_length=200, required=False)
    replace = forms.BooleanField(required=False)
    hinted = ("until", "proof")

    def __init__(self, law: Law, facts: Mapping[str, Fact], language: str, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        self.facts = facts
        for name, fact in facts.items():
            self.fields[f"f_{name}"] = field_of(law, fact, language)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            self.add_error("until", say("office_ale_workers.fault_until"))
        return told

    @property
    def told(self) -> dict[str, Any]:
        """The facts as plain JSON; those left empty are left out."""
        found = {name: self.cleaned_data.get(f"f_{name}") for name in self.facts}
        return {name: read(self.facts[name], value) for name, value in found.items() if value not in (None, "")}

    def boxes(self, names: Iterable[str]) -> list[Any]:
        return [self[f"f_{name}"] for name in names if f"f_{name}" in self.fields]


def read(fact: Fact, value: Any) -> Any:
    if fact.kind.name == "yes_no":
        return value == "yes"
    return value.isoformat() if isinstance(value, date) else value


def typed(value: Any) -> Any:
    """A fact of a status as the form has it."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value


def field_of(law: Law, fact: Fact, language: str) -> forms.Field:
    """A fact of the law as a field: its name, with its question as hint."""
    question = label(fact.texts, language, "question")
    words: dict[str, Any] = {"label": fact_name(fact, language), "help_text": question, "required": False}
    kind = fact.kind
    if kind.name == "yes_no":
        names = [("yes", say("value.yes")), ("no", say("value.no"))]
    else:
        names = [(name, capital(fact_value(law, fact, name, language))) for name in kind.names]
    if kind.name in ("yes_no", "choice"):
        return forms.ChoiceField(choices=[("", say("office_ale_workers.not_known")), *names], **words)
    if kind.name == "day":
        return DayField(**words)
    least, most = fact.lowest, fact.highest
    return forms.IntegerField(min_value=least, max_value=most, **words)


class DrawForm(AleForm):
    starts_on = DayField()
    home_has_agency = forms.ChoiceField(required=False)
    sure = forms.BooleanField(required=False)
    hinted = ("home_has_agency",)

    def __init__(self, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        answers = [("", "not_known"), ("yes", "home_yes"), ("no", "home_no")]
        choices = [(value, say(f"office_ale_workers.{key}")) for value, key in answers]
        self.fields["home_has_agency"].choices = choices  # type: ignore[attr-defined]

    @property
    def home(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["home_has_agency"])


class SignForm(AleForm):
    party = forms.ChoiceField(widget=forms.RadioSelect)
    signed_on = DayField()

    def __init__(self, parties: Iterable[str], *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        choices = [(name, say(f"office_ale_contract.party_{name}")) for name in parties]
        self.fields["party"].choices = choices  # type: ignore[attr-defined]


class NoticeForm(AleForm):
    notified_on = DayField()
    why = TextField(max_length=200)
    hinted = ("notified_on",)
