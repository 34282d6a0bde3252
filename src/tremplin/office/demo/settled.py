"""What the agents have settled already, so that a day has some six things of different kinds, as days have; and what
they will not forget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from tremplin.office.accounts.models import Agent
from tremplin.office.article60.models import File
from tremplin.office.deadlines.models import Deadline
from tremplin.office.deadlines.selectors import to_do
from tremplin.office.deadlines.services import own
from tremplin.office.demo.handing_in import moment
from tremplin.samples.commune import office

A_DAY = 6
LEFT = {
    ("short_contract", "0147"),
    ("end_7", "0129"),
    ("onem_gap", "0152"),
    ("undeclared_quarter", "0160"),
    ("stay", "0138"),
    ("import_doubts", ""),
}
"""What waits for an agent with more than a day's work: its kind, and the file by the end of its number."""


def settle(everybody: Agent, today: date) -> None:
    """Settles the rest, each on the day on which it was due. `everybody`: who did what is nobody's own."""
    waiting = list(to_do().filter(due_on__lte=today).select_related("agent"))
    counts = Counter(of.agent_id or everybody.pk for of in waiting)
    for of in waiting:
        left = (of.kind, of.subject.rpartition("-")[2]) in LEFT
        if not left and counts[of.agent_id or everybody.pk] > A_DAY:
            Deadline.objects.filter(pk=of.pk).update(done_at=moment(of.due_on), done_by=of.agent or everybody)


def remember(said: office.Office, agents: Mapping[str, Agent], today: date) -> None:
    """Each evaluation that is still to be held, as a reminder that its agent wrote."""
    files = {file.number: file for file in File.objects.all()}
    for one in said.files:
        for ahead in one.evaluations:
            if not ahead.held and ahead.on >= today:
                text, key = f"Évaluation, {ahead.at} : {ahead.about}"[:200], f"demo:{one.number}:{ahead.on}"
                person, agent = files[one.number].person_id, agents[one.agent]
                own(agent, text, ahead.on, key=key, subject=one.number, person=person, shared=False)
