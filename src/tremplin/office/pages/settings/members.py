"""Who works in the office, and as what: for its administrators."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from tremplin.office.accounts import letters
from tremplin.office.accounts.models import Agent
from tremplin.office.accounts.services import account_for, one_time_link
from tremplin.office.organisations.models import Membership, Role
from tremplin.office.organisations.services import LastAdministrator, change_member, join
from tremplin.office.pages.forms import OfficeForm, say
from tremplin.office.pages.seat import Request, office
from tremplin.office.pages.settings.account import LANGUAGES


def roles() -> list[tuple[str, str]]:
    return [(role.value, say(f"office_accounts.role_{role}")) for role in Role]


class InviteForm(OfficeForm):
    email = forms.EmailField(max_length=254)
    name = forms.CharField(max_length=120)
    language = forms.ChoiceField(choices=LANGUAGES)
    role = forms.ChoiceField()

    def __init__(self, *given: object, **words: object) -> None:
        super().__init__(*given, **words)
        for name in ("email", "name", "language", "role"):
            self.fields[name].label = say(f"office_accounts.{name}")
        self.fields["role"].choices = roles()  # type: ignore[attr-defined]


@office()
def members(request: Request, language: str) -> HttpResponse:
    known = {"language": request.seat.organisation.language, "role": Role.SOCIAL_WORKER}
    form = InviteForm(request.POST or None, initial=known)
    link = ""
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        agent = account_for(told["email"], told["name"], told["language"])
        if join(request.seat.organisation, agent, told["role"]) is None:
            form.add_error("email", say("office_accounts.already_member"))
        else:
            link = invited(request, language, agent)
            form = InviteForm(initial=known)
    return shown(request, form, link)


def shown(request: Request, form: InviteForm | None = None, link: str = "") -> HttpResponse:
    found = Membership.objects.filter(organisation=request.seat.organisation).select_related("agent")
    rows = list(found.order_by("-is_active", "agent__name", "pk"))
    form = form or InviteForm(initial={"language": request.seat.organisation.language, "role": Role.SOCIAL_WORKER})
    words = {"members": rows, "form": form, "link": link, "roles": roles()}
    return render(request, "office/settings/members.html", words)


def invited(request: Request, language: str, agent: Agent) -> str:
    """Writes to somebody invited. Gives the link back only where no letter goes out: it opens the account."""
    words = {"name": agent.name, "office": request.seat.organisation.name, "by": request.seat.agent.name}
    if agent.has_usable_password():
        link = request.build_absolute_uri(reverse("office_choose", args=[agent.language]))
        letters.send(agent.email, agent.language, "office_accounts.mail_joined", link=link, **words)
        messages.success(request, say("office_accounts.joined", name=agent.name), "good")
        return ""
    elsewhere = agent.memberships.exclude(organisation=request.seat.organisation).exists()
    link = one_time_link(request, agent)
    if letters.send(agent.email, agent.language, "office_accounts.mail_invite", link=link, **words):
        messages.success(request, say("office_accounts.invited_mail", name=agent.name, email=agent.email), "good")
        return ""
    if elsewhere:  # The link would open another office to whoever sees it here.
        messages.success(request, say("office_accounts.joined", name=agent.name), "good")
        return ""
    messages.warning(request, say("office_accounts.invited_link", name=agent.name), "care")
    return link


@office()
def member(request: Request, language: str, pk: int) -> HttpResponse:
    """Changes a role, closes or opens access, or makes a new link for who has no password yet."""
    act = request.POST.get("act", "")
    found = Membership.objects.filter(pk=pk, organisation=request.seat.organisation).select_related("agent").first()
    if found is None:
        raise Http404
    if act == "invite" and found.is_active and not found.agent.has_usable_password():
        return shown(request, link=invited(request, language, found.agent))
    role = request.POST.get("role") if act == "role" else None
    active = {"close": False, "open": True}.get(act)
    try:
        with transaction.atomic():
            if active is not None or role in Role.values:
                change_member(request.seat.organisation, pk, role, active)
                messages.success(request, say("office_accounts.saved"), "good")
    except LastAdministrator:
        messages.error(request, say("office_accounts.last_administrator"), "stop")
    return HttpResponseRedirect(reverse("office_members", args=[language]))
