"""The account of an agent: name, language, single keys, password and second factor."""

from __future__ import annotations

import re

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tremplin.ground.sentences import sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.accounts.passkeys import passkeys_of
from tremplin.office.accounts.services import has_codes, has_second_factor, save_account
from tremplin.office.database.isolation import enter
from tremplin.office.organisations.models import Membership
from tremplin.office.pages.forms import OfficeForm, say
from tremplin.office.pages.seat import seat_of, to_login

LANGUAGES = [("fr", "Français"), ("nl", "Nederlands"), ("de", "Deutsch"), ("en", "English")]
CODE = re.compile(r"[0-9]{8}")


class AccountForm(OfficeForm):
    name = forms.CharField(max_length=120)
    language = forms.ChoiceField(choices=LANGUAGES, widget=forms.RadioSelect)
    keys = forms.BooleanField(required=False)

    def __init__(self, *given: object, **words: object) -> None:
        super().__init__(*given, **words)
        for name in ("name", "language", "keys"):
            self.fields[name].label = say(f"office_accounts.{name}")
        self.fields["keys"].help_text = say("office_accounts.keys_hint")
        self.fields["name"].widget.attrs["autocomplete"] = "name"


def account(request: HttpRequest, language: str) -> HttpResponse:
    """Also for who works in no office at the moment, or must turn a second factor on first."""
    agent = request.user
    if not isinstance(agent, Agent):
        return to_login(request)
    known = {"name": agent.name, "language": agent.language, "keys": agent.keys}
    form = AccountForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        save_account(agent, told["name"], told["language"], told["keys"])
        messages.success(request, sentence("office_accounts.saved", told["language"]), "good")
        return HttpResponseRedirect(reverse("office_account", args=[told["language"]]))
    seat = seat_of(request)
    enter(seat.organisation.pk if seat else None)  # What waits is counted beside the menu.
    request.seat = seat  # type: ignore[attr-defined]
    offices = Membership.objects.filter(agent=agent, is_active=True).select_related("organisation")
    words = {
        "form": form, "factor": has_second_factor(agent), "app": has_codes(agent), "passkeys": passkeys_of(agent),
        "offices": offices.order_by("organisation__name"),
    }  # fmt: skip
    return no_store(render(request, "office/settings/account.html", words))


@require_POST
def codes(request: HttpRequest, language: str) -> HttpResponse:
    """The recovery codes that the page showed, as a file: they come from that page, which shows them once."""
    if not request.user.is_authenticated:
        return to_login(request)
    given = request.POST.getlist("code")
    if not given or len(given) > 20 or not all(CODE.fullmatch(code) for code in given):
        return HttpResponseBadRequest()
    response = HttpResponse("\n".join(["Tremplin", *given, ""]), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{sentence("office_accounts.codes_file", language)}"'
    return no_store(response)


def no_store(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
