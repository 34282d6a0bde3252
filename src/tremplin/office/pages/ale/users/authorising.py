"""Another authorisation of a user who is known: the same activity again is fine."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tremplin.office.ale.models import Authorisation
from tremplin.office.ale.services.refusing_users import Refused
from tremplin.office.ale.services.registering import authorise
from tremplin.office.ale.services.user_papers import make_card
from tremplin.office.pages.ale.users.forms import WorkForm
from tremplin.office.pages.ale.users.new import work_of
from tremplin.office.pages.ale.users.showing import named, opened, preview
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office


@office()
def authorising(request: Request, language: str, number: str) -> HttpResponse:
    user = opened(request, number, "authorise")
    here = request.seat.organisation
    typed = {"street": user.street, "postal_code": user.postal_code, "town": user.town}
    if request.method == "POST" and getattr(request, "htmx", False):
        card = preview(here, user.kind, request.POST.dict() | typed, language, named(user))
        return render(request, "office/ale/users/preview.html", {"card": card, "kind": user.kind, "piece": True})
    form = WorkForm(here, user.kind, request.POST or None)
    if request.method == "POST" and form.is_valid():
        today, agent = timezone.localdate(), request.seat.agent
        try:
            with transaction.atomic():
                made = authorise(
                    here, user, work_of(form), form.cleaned_data["first"], today,
                    key=form.cleaned_data["key"] or None, by=agent,
                )  # fmt: skip
                make_card(here, Authorisation.objects.select_related("user__person").get(pk=made.pk), today, agent)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(language))
        else:
            messages.success(request, say("office_ale_users.authorised_done", number=made.number), "good")
            address = reverse("office_ale_user", args=[language, user.number])
            return HttpResponseRedirect(f"{address}?card={made.number}")
    fresh = {"activity": next(iter(form.offers), ""), "cheques": form.fields["cheques"].initial}
    given = dict(form.data.items()) if form.is_bound else fresh
    words = {
        "user": user, "name": named(user), "form": form, "kind": user.kind,
        "card": preview(here, user.kind, given | typed, language, named(user)),
    }  # fmt: skip
    return render(request, "office/ale/users/authorise.html", words, status=422 if form.errors else 200)
