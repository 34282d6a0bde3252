"""The contract of a worker: drawn up before the first hour, signed party by party, ended by the agency with notice."""

from __future__ import annotations

from typing import Any

from django.db.models import Min
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from tremplin.office.ale.models import Contract, Visit, Worker
from tremplin.office.ale.selectors.workers import contract_on
from tremplin.office.ale.services import contracting
from tremplin.office.organisations.selectors import law_here
from tremplin.office.pages.ale.workers.forms import DrawForm, NoticeForm, SignForm
from tremplin.office.pages.ale.workers.opening import address, done, opened
from tremplin.office.pages.forms import OfficeForm, say
from tremplin.office.pages.seat import Request, office
from tremplin.reasons.answer import decide
from tremplin.reasons.explain import Explanation


@office()
def contract(request: Request, language: str, number: str) -> HttpResponse:
    worker, today = opened(request, number, "contract"), timezone.localdate()
    now = contract_on(worker, today)
    forms = forms_of(request, now)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act == "print" and now:
        form = OfficeForm(request.POST)
        answer = done(request, form, language, lambda: contracting.print_again(now, today=today, agent=request.seat.agent), address(language, worker, "contract"), "office_ale_workers.printed")  # fmt: skip  # noqa: E501
        return answer or HttpResponseRedirect(address(language, worker, "contract"))
    if act in forms and forms[act].is_valid():
        answer = carried_out(request, language, worker, now, act, forms[act])
        if answer is not None:
            return answer
    return render(request, "office/ale/workers/contract.html", words_of(worker, now, forms, language))


def forms_of(request: Request, now: Contract | None) -> dict[str, Any]:
    """The forms that the contract's state has: to draw one up, to note a signature, to end it."""
    today, act = timezone.localdate(), request.POST.get("act", "")

    def given(name: str) -> Any:
        return request.POST if request.method == "POST" and act == name else None

    if now is None:
        return {"draw": DrawForm(given("draw"), initial={"starts_on": today})}
    left = [party for party in contracting.must_sign(now) if party not in now.signed]
    found: dict[str, Any] = {}
    if left:
        first = {"signed_on": today, "party": left[0] if len(left) == 1 else ""}
        found["sign"] = SignForm(contracting.must_sign(now), given("sign"), initial=first, auto_id="sign_%s")
    if now.ended_on is None:
        found["end"] = NoticeForm(given("end"), initial={"notified_on": today}, auto_id="end_%s")
    return found


def carried_out(
    request: Request, language: str, worker: Worker, now: Contract | None, act: str, form: Any
) -> HttpResponse | None:
    of, today, agent = form.cleaned_data, timezone.localdate(), request.seat.agent
    to = address(language, worker, "contract")
    if act == "draw":
        return done(request, form, language, lambda: contracting.draw_up(worker, of["starts_on"], today=today, agent=agent, key=of["key"] or None, home_has_agency=form.home, sure=of["sure"]), to, "office_ale_workers.drawn")  # fmt: skip  # noqa: E501
    assert now is not None
    if act == "sign":
        return done(request, form, language, lambda: contracting.note_signature(now, of["party"], of["signed_on"], today=today), to, "office_ale_workers.signature_noted")  # fmt: skip  # noqa: E501
    return done(request, form, language, lambda: contracting.end_with_notice(now, of["notified_on"], of["why"], agent=agent), to, "office_ale_workers.notice_noted")  # fmt: skip  # noqa: E501


def words_of(worker: Worker, now: Contract | None, forms: dict[str, Any], language: str) -> dict[str, Any]:
    found: dict[str, Any] = {"worker": worker, "contract": now, **forms}
    held = [one for one in worker.contracts.select_related("document").order_by("-starts_on") if one != now]
    found["earlier"] = held
    if now is None:
        return found | drawing(worker, forms["draw"], language)
    parties = contracting.must_sign(now)
    last = contracting.signed_on(now, parties)
    first_hour = Visit.objects.filter(worker=worker, taken_back_at=None, day__gte=now.starts_on).aggregate(
        on=Min("day")
    )
    notice = Explanation(decide(law_here(), "ale_notice", {"notified_on": timezone.localdate().isoformat()}), language)
    return found | {
        "parties": [(say(f"office_ale_contract.party_{one}"), now.signed.get(one)) for one in parties],
        "signed_on": last,
        "too_late": first_hour["on"] and (last is None or last > first_hour["on"]) and first_hour["on"],
        "outdated": contracting.outdated(now),
        "host": contracting.is_host(now),
        "notice": notice.lead if contracting.contract_law_holds(now) else "",
    }


def drawing(worker: Worker, form: DrawForm, language: str) -> dict[str, Any]:
    """Who signs, as far as it is known before the contract is drawn up."""
    today = timezone.localdate()
    home = contracting.at_home(worker, today)
    asked = home is not True
    answer = contracting.signs(worker, today, form.home if form.is_bound and form.is_valid() else None)
    parties = [say(f"office_ale_contract.party_{one}") for one in contracting.parties_of(worker.organisation.region, today)]  # fmt: skip  # noqa: E501
    return {
        "asks_home": asked,
        "who_signs": Explanation(answer, language).lead if not asked or form.is_bound else "",
        "signatories": parties,
        "asks_sure": "sure" in form.errors or form["sure"].value() is True,
    }
