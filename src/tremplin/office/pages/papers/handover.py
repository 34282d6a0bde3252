"""The check list of the last thirty days: what texts say and what is advice, what the file knows, ticked by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from tremplin.office.article60.facts import Records
from tremplin.office.article60.models import Contract, HandoverTick
from tremplin.office.article60.selectors.handing_over import Known, history, known, ticked
from tremplin.office.article60.services.handing_over import take_back, tick
from tremplin.office.deadlines.wording import text_of
from tremplin.office.organisations.models import Role
from tremplin.office.pages.forms import say
from tremplin.office.pages.plan.opening import opened, records
from tremplin.office.pages.roles import may_open
from tremplin.office.pages.seat import Request, office
from tremplin.papers.office.handover import ADVICE, AFTER, BEFORE, LAST_DAY, MONTH
from tremplin.papers.office.paper import Writing

DO = "office_papers.do_"
CLAUSE = f"{DO}clause"
LINKS = {
    "ask_onem": "onem/", "declarations": "days/", "full_time": "amendment/", "clause": "end/", "tell": "papers/",
    "host": "convention/", "proof": "pack/", "archive": "close/",
}  # fmt: skip
"""Where an item is done, below the file."""
EARLIEST = timedelta(days=3653)


@dataclass(frozen=True)
class Item:
    name: str
    text: str
    who: str
    source: str
    """The article or circular; empty for advice."""
    facts: list[str]
    link: str
    tick: HandoverTick | None


@office()
def handover(request: Request, language: str, number: str) -> HttpResponse:
    file = opened(request, number, "handover")
    held = records(file)
    parts = parts_of(held)
    fault, today = "", timezone.localdate()
    if request.method == "POST":
        on = day_of(request.POST.get("on", ""), today)
        names = {key.removeprefix(DO) for _, listed in parts for key, _, _ in listed}
        if undone := request.POST.get("undo"):
            take_back(file, undone, today, request.seat.agent)
            return again(language, number)
        chosen = [item for item in request.POST.getlist("item") if item in names]
        if on is None:
            fault = say("office_handover.bad_day")
        elif not chosen:
            fault = say("office_handover.nothing")
        else:
            before = [key.removeprefix(DO) for _, listed in parts[:2] for key, _, _ in listed]
            tick(file, chosen, on, request.seat.agent, before)
            messages.success(request, say("office_handover.noted"), "good")
            return again(language, number)
    done, facts = ticked(file), known(held)
    end = last_day(held)
    words = {
        "file": file, "person": file.person, "fault": fault, "may_write": request.seat.writes,
        "on": request.POST.get("on", today.isoformat())[:10], "chosen": request.POST.getlist("item"),
        "end": written(end, language), "from_day": written(end - timedelta(days=MONTH), language) if end else "",
        "parts": [
            (title, [item_of(*one, facts, done, language, number, request.seat.role) for one in listed])
            for title, listed in parts
        ],
        "history": [line(one) for one in reversed(history(file))],
        "left": sum(key.removeprefix(DO) not in done for _, listed in parts for key, _, _ in listed),
        "paper": facts.papers.get("handover"),
    }  # fmt: skip
    return render(request, "office/papers/handover.html", words, status=422 if fault else 200)


def again(language: str, number: str) -> HttpResponse:
    return HttpResponseRedirect(reverse("office_handover", args=[language, number]))


def day_of(text: str, today: date) -> date | None:
    """The day on which it was done: not one ahead, nor of another decade."""
    try:
        found = parse_date(text)
    except ValueError:
        return None
    return found if found and today - EARLIEST <= found <= today else None


def parts_of(held: Records) -> list[tuple[str, tuple[tuple[str, str, str], ...]]]:
    """The three parts of the paper, with the item of the clause only where there is one."""
    clause = bool(held.contract and held.contract.form == Contract.Form.OPEN)
    before = tuple(one for one in BEFORE if clause or one[0] != CLAUSE)
    return [
        (say("office_handover.before"), before), (say("office_papers.handover_last"), LAST_DAY),
        (say("office_papers.handover_after"), AFTER),
    ]  # fmt: skip


def last_day(held: Records) -> date | None:
    """The last day of the contract; of an open-ended one, the day before the right opens."""
    kept = getattr(held.file, "projection", None)
    opens = kept.opens_first if kept else None
    return held.last_day or (opens - timedelta(days=1) if opens else None)


def item_of(
    key: str, who: str, source: str, facts: Known, done: dict[str, HandoverTick], language: str, number: str, role: Role
) -> Item:
    name = key.removeprefix(DO)
    link = f"/{language}/office/files/{number}/{LINKS[name]}" if name in LINKS else ""
    cited = "" if source == ADVICE else Writing(language).article(source)
    shown = link if link and may_open(role, link) else ""
    return Item(name, say(key), say(who), cited, said(name, facts, language), shown, done.get(name))


def said(name: str, facts: Known, language: str) -> list[str]:
    """What the file says of an item already; it is ticked by people."""
    found: list[str] = []
    if name == "ask_onem":
        paper = facts.papers.get("request")
        found.append(
            say("office_handover.request", number=paper.number) if paper else say("office_handover.no_request")
        )
        if facts.sent_on:
            found.append(say("office_handover.sent", day=written(facts.sent_on, language)))
        if facts.answered_on:
            found.append(say("office_handover.answered", day=written(facts.answered_on, language)))
    elif name == "declarations":
        lacking = ", ".join(f"{one.number}/{one.year}" for one in facts.undeclared)
        found.append(
            say("office_handover.lacking", quarters=lacking) if lacking else say("office_handover.none_lacking")
        )
        if facts.declared_until:
            until = facts.declared_until - timedelta(days=1)
            found.append(say("office_handover.declared", day=written(until, language)))
    elif name == "full_time" and facts.is_full_time is not None:
        found.append(say("office_handover.full_time" if facts.is_full_time else "office_handover.part_time"))
    elif name == "host":
        found.append(say("office_handover.host", name=facts.host) if facts.host else say("office_handover.no_host"))
    elif name in ("tell", "proof"):
        kinds = ("worker", "letter") if name == "tell" else ("pack",)
        papers = [facts.papers[kind] for kind in kinds if kind in facts.papers]
        found += [say("office_handover.paper", title=one.title, number=one.number) for one in papers]
    return found


def line(one: HandoverTick) -> dict[str, object]:
    return {"text": say(f"{DO}{one.item}"), "tick": one}


def written(day: date | None, language: str) -> str:
    return text_of(day.isoformat(), language) if day else ""
