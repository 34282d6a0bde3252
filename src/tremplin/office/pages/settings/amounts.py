"""Settings › Amounts: the figures that the law leaves open, as this office sets them; each entry is kept for good."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from tremplin.engine.kinds import Unreadable
from tremplin.engine.parameters import Parameter
from tremplin.ground.errors import InputError
from tremplin.ground.sentences import label, sentence
from tremplin.law import belgian_law
from tremplin.office.article60.services.waiting import everything_waits
from tremplin.office.jobs.tasks import project_later
from tremplin.office.organisations.amounts import as_file, import_amounts, set_amount, take_back
from tremplin.office.organisations.models import Amount
from tremplin.office.organisations.selectors import Opening, in_force, openings
from tremplin.office.pages.forms import OfficeForm, say
from tremplin.office.pages.seat import Request, office
from tremplin.reasons.wording import said

MOST_FILE = 100_000


class AmountForm(OfficeForm):
    """`value` is a box, or a choice where the law knows only some answers."""

    value = forms.CharField(max_length=40)
    since = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    source = forms.CharField(max_length=300)

    def __init__(self, parameter: Parameter, language: str, *given: Any, **words: Any) -> None:
        super().__init__(*given, **words)
        assert parameter.kind is not None
        self.kind = parameter.kind
        names = {"yes_no": ("yes", "no"), "choice": self.kind.names}.get(self.kind.name)
        if names:
            choices = [(name, worded(parameter, name, language)) for name in names]
            self.fields["value"] = forms.ChoiceField(choices=choices, widget=forms.RadioSelect)
        else:
            self.fields["value"].widget.attrs["inputmode"] = "decimal"
            self.fields["value"].help_text = say(f"office_accounts.amount_{self.kind.name}")
        for name in ("value", "since", "source"):
            self.fields[name].label = say(f"office_accounts.amount_{name}_label")
        self.fields["source"].help_text = say("office_accounts.amount_source_hint")

    def clean_value(self) -> str:
        """As case files write it: `1.234,56 €` is `1234.56`."""
        told = str(self.cleaned_data["value"])
        if self.kind.name not in ("money", "number"):
            return told
        bare = re.sub(r"[\s\u202f€]", "", told)
        bare = re.sub(r"[.](?=\d{3}(\D|$))", "", bare) if "," in bare else bare
        try:
            plain = self.kind.plain(self.kind.read_text(bare.replace(",", ".")))
        except Unreadable:
            raise forms.ValidationError(say("office_accounts.amount_unreadable", said=told)) from None
        return str(plain)


def worded(parameter: Parameter, value: str, language: str) -> str:
    """A value kept as text, as people say it."""
    assert parameter.kind is not None
    try:
        read = {"yes": 1, "no": 0}[value] if parameter.kind.name == "yes_no" else parameter.kind.read_text(value)
    except (Unreadable, KeyError):
        return value
    return said(belgian_law(), parameter.kind, read, language, parameter.name)


def told(entry: Amount, language: str) -> dict[str, Any]:
    """An entry for a page."""
    parameter = belgian_law().parameters.get(entry.parameter)
    text = worded(parameter, entry.value, language) if parameter and parameter.kind else entry.value
    name = label(parameter.texts, language) if parameter else entry.parameter
    return {"entry": entry, "text": text, "label": name, "region": named(entry.by)}


def named(region: str) -> str:
    try:
        return say(f"office_accounts.region_{region}") if region else ""
    except KeyError:
        return region


def row_of(one: Opening, found: list[Amount], language: str) -> dict[str, Any]:
    """A figure that the law leaves open, with what the office has set for those days."""
    mine = [
        told(entry, language)
        for entry in found
        if (entry.parameter, entry.by) == (one.parameter.name, one.by)
        and entry.since >= one.since
        and (one.until is None or entry.since < one.until)
    ]
    return {"one": one, "label": label(one.parameter.texts, language), "why": one.version.note.get(language) or "",
            "mine": mine, "region": named(one.by)}  # fmt: skip


@office()
def amounts(request: Request, language: str) -> HttpResponse:
    """What is open now, what was, and every entry; a file of entries is read here."""
    faults: list[str] = []
    if request.method == "POST":
        handed = request.FILES.get("file")
        if handed is None or not handed.size:
            faults = [say("office_accounts.amount_no_file")]
        elif handed.size > MOST_FILE:
            faults = [say("office_accounts.amount_large_file")]
        else:
            try:
                count = import_amounts(request.seat.agent, handed.read(), (handed.name or "")[:60])
                return done(request, language, say("office_accounts.amount_imported", count=count))
            except InputError as error:
                faults = [fault.text(language) for fault in error.faults]
    found = in_force()
    rows = [row_of(one, found, language) for one in openings(request.seat.organisation)]
    entries = [told(one, language) for one in Amount.objects.select_related("made_by").order_by("-pk")[:200]]
    words = {
        "open": [row for row in rows if row["one"].now],
        "before": [row for row in rows if not row["one"].now],
        "entries": entries, "faults": faults, "may": request.seat.writes, "any": bool(found),
    }  # fmt: skip
    return render(request, "office/settings/amounts.html", words, status=400 if faults else 200)


def done(request: Request, language: str, what: str) -> HttpResponse:
    """After a change all files are worked out again, by a job."""
    everything_waits()
    project_later(request.seat.organisation.pk)
    messages.success(request, what, "good")
    return HttpResponseRedirect(reverse("office_amounts", args=[language]))


@office()
def amount(request: Request, language: str, name: str, since: str) -> HttpResponse:
    """One figure: set it from a day on, and see what was set before."""
    here = [one for one in openings(request.seat.organisation) if one.parameter.name == name]
    here = [one for one in here if one.since.isoformat() == since]
    if not here:
        raise Http404
    one = here[0]
    today = timezone.localdate()
    form = AmountForm(one.parameter, language, request.POST or None, initial={"since": first_day(one, today)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            set_amount(request.seat.agent, name, one.by, given["value"], given["since"], given["source"])
            return done(request, language, say("office_accounts.amount_set"))
        except InputError as error:
            for fault in error.faults:
                form.add_error(None, fault.text(language).partition(sentence("place.colon", language))[2])
    entries = Amount.objects.filter(parameter=name, by=one.by).select_related("made_by").order_by("-pk")
    now = {entry.pk for entry in in_force()}
    words = {
        "form": form, "row": row_of(one, [], language), "may": request.seat.writes,
        "entries": [told(entry, language) | {"holds": entry.pk in now} for entry in entries],
    }  # fmt: skip
    return render(request, "office/settings/amount.html", words)


def first_day(one: Opening, today: date) -> date:
    return one.since if one.until or one.since > today else date(today.year, 1, 1) if one.since.year < today.year else one.since  # fmt: skip  # noqa: E501


@office()
def back(request: Request, language: str, pk: int) -> HttpResponse:
    """Takes an entry back, by a new one that says why."""
    entry = get_object_or_404(Amount, pk=pk)
    why = request.POST.get("why", "").replace("\0", "").strip()[:300]
    if not why:
        messages.error(request, say("office_accounts.amount_back_why"), "stop")
    elif take_back(request.seat.agent, entry, why) is not None:
        return done(request, language, say("office_accounts.amount_back_done"))
    return HttpResponseRedirect(reverse("office_amounts", args=[language]))


@office()
def export(request: Request, language: str) -> HttpResponse:
    """The figures in force as a file that others read."""
    response = HttpResponse(as_file(), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{request.seat.organisation.prefix}-amounts.yaml"'
    return response
