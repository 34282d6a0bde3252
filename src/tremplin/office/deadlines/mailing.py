"""The e-mail of the day: one an agent, with file numbers and what is due, never a name nor a reason.

An e-mail passes through machines that are not the office's, and stays in mailboxes for years; a file number means
something only to who can log in.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from tremplin.ground.sentences import sentence
from tremplin.office.accounts.models import Agent
from tremplin.office.database.isolation import current
from tremplin.office.deadlines.models import Deadline
from tremplin.office.deadlines.selectors import to_do, whose
from tremplin.office.deadlines.wording import short, text_of
from tremplin.office.organisations.models import Membership, Role

log = logging.getLogger("tremplin.office")
READERS = (Role.SOCIAL_WORKER, Role.MANAGER)
"""Who gets lines that are everybody's."""


def unsent(agent: Agent, role: str, today: date) -> list[Deadline]:
    """What is due for an agent and was in no e-mail yet."""
    found = to_do().filter(whose(agent), due_on__lte=today, mailed_at=None).order_by("weight", "due_on", "key")
    return list(found if role in READERS else found.filter(agent=agent))


def message(agent: Agent, deadlines: Sequence[Deadline], today: date) -> EmailMessage:
    language = agent.language
    words = {"day": text_of(today.isoformat(), language), "count": str(len(deadlines))}
    lines = [f"- {of.subject or '–'} · {short(of, language)}" for of in deadlines]
    body = "\n".join(
        [
            sentence("office_today.mail_lead", language),
            "",
            *lines,
            "",
            *([f"{settings.SITE}/{language}/office/", ""] if settings.SITE else []),
            sentence("office_today.mail_foot", language),
        ]
    )
    return EmailMessage(sentence("office_today.mail_subject", language, **words), body, to=[agent.email])


def mail_day(today: date) -> int:
    """Sends what is due today to every member of this organisation, once; how many e-mails there were."""
    members = Membership.objects.filter(organisation_id=current() or 0, is_active=True, agent__is_active=True)
    sent: set[int] = set()
    count = 0
    for member in members.select_related("agent").order_by("agent_id"):
        lines = unsent(member.agent, member.role, today)
        if not lines:
            continue
        try:
            message(member.agent, lines, today).send()
        except (OSError, SMTPException):  # One mailbox that refuses keeps nobody else's, and sends none twice.
            log.exception("an e-mail of the day was not sent")
            continue
        sent.update(of.pk for of in lines)
        count += 1
    Deadline.objects.filter(pk__in=sent).update(mailed_at=timezone.now())
    return count
