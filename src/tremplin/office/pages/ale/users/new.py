"""A new user on one screen: nine fields, the card beside them as it fills, and who may be the same."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tremplin.ground.errors import InputError
from tremplin.office.ale.models import User
from tremplin.office.ale.models.agency import UserKind
from tremplin.office.ale.selectors.users import Alike, alike, endings, same_bodies
from tremplin.office.ale.services.refusing_users import Refused
from tremplin.office.ale.services.registering import Work, register_user
from tremplin.office.ale.services.user_papers import make_card
from tremplin.office.pages.ale.users.forms import RegisterForm, WorkForm
from tremplin.office.pages.ale.users.showing import preview
from tremplin.office.pages.forms import say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.words import month_said
from tremplin.office.people.models import Person
from tremplin.office.people.services import read_by

OTHER = "0"


@office()
def new(request: Request, language: str) -> HttpResponse:
    here = request.seat.organisation
    asked = request.GET.get("kind", "") if request.method == "GET" else request.POST.get("kind", "")
    kind = asked if asked in UserKind.values else UserKind.HOUSEHOLD.value
    if getattr(request, "htmx", False) and request.method == "POST":
        card = preview(here, kind, request.POST, language)
        return render(request, "office/ale/users/preview.html", {"card": card, "kind": kind, "piece": True})
    if request.method != "POST":
        return shown(request, language, kind, RegisterForm(here, kind))
    given = request.POST.copy()
    if mend := given.get("mend"):
        given["national_number" if kind == UserKind.HOUSEHOLD else "enterprise_number"] = mend
    form = RegisterForm(here, kind, given)
    if not form.is_valid() or mend:
        return shown(request, language, kind, form)
    known = User.objects.filter(key=form.cleaned_data["key"] or "-").first()
    if known:
        return made(request, language, known)
    people, bodies = resembling(form)
    chosen = given.get("same", "")
    same = next((one.person for one in people if str(one.person.pk) == chosen), None)
    taken = next((one for one in people if one.person.national_number == form.values.get("national_number")), None)
    unanswered = (people or bodies) and same is None and chosen != OTHER
    if unanswered or (taken and same is None and form.values.get("national_number")):
        for one in people:
            read_by(request.seat.agent, one.person, "duplicate")
        return shown(request, language, kind, form, people=people, bodies=bodies, taken=taken)
    return registered(request, language, form, same) or shown(request, language, kind, form)


def resembling(form: RegisterForm) -> tuple[list[Alike], list[User]]:
    values = form.values
    if form.household:
        return alike(values), []
    return [], same_bodies(values["enterprise_number"], values["name"])


def work_of(form: WorkForm) -> Work:
    told = form.cleaned_data
    return Work(told["activity"], told["cheques"], told["monthly_maximum"], told["place"])


def registered(request: Request, language: str, form: RegisterForm, same: Person | None) -> HttpResponse | None:
    """Makes all of it, and the card; None where it is refused, said beside its field."""
    here, today, agent = request.seat.organisation, timezone.localdate(), request.seat.agent
    key = form.cleaned_data["key"] or None
    try:
        with transaction.atomic():
            user = register_user(
                here, form.kind, form.values, work_of(form), today, first=form.cleaned_data["first"], person=same,
                key=key, by=agent,
            )  # fmt: skip
            make_card(here, user.authorisations.select_related("user__person").get(), today, agent)
    except Refused as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.text(language))
        return None
    except InputError as error:
        form.add_error(None, " ".join(fault.text(language) for fault in error.faults))
        return None
    except IntegrityError:  # The same number was written by somebody else in the meantime.
        form.add_error("national_number", say("office_people.number_taken"))
        return None
    messages.success(request, say("office_ale_users.registered_done", name=user, number=user.number), "good")
    return made(request, language, user)


def made(request: Request, language: str, user: User) -> HttpResponse:
    first = user.authorisations.order_by("pk").first()
    address = reverse("office_ale_user", args=[language, user.number])
    return HttpResponseRedirect(f"{address}?card={first.number}" if first else address)


def shown(request: Request, language: str, kind: str, form: RegisterForm, **words: Any) -> HttpResponse:
    here, today = request.seat.organisation, timezone.localdate()
    listed = next(iter(form.offers), "")
    fresh = {"first": today.isoformat(), "cheques": form.fields["cheques"].initial, "activity": listed}
    given = form.data if form.is_bound else fresh
    ends = [one for one in endings(next_month(today), today) if one.renewed is None]
    known = {
        "form": form, "kind": kind, "kinds": list(UserKind.values), "card": preview(here, kind, given, language),
        "ends": len(ends), "ends_month": next_month(today), "ends_in": month_said(next_month(today), language),
        "title": say(f"office_ale_users.new_{kind}"),
    }  # fmt: skip
    return render(request, "office/ale/users/new.html", known | words, status=422 if form.errors or words else 200)


def next_month(today: Any) -> Any:
    return today.replace(year=today.year + today.month // 12, month=today.month % 12 + 1, day=1)
