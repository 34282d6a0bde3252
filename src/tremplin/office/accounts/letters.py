"""E-mail to an agent, in the agent's language: short, and never about a person whom the office helps."""

from __future__ import annotations

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage

from tremplin.ground.sentences import sentence

log = logging.getLogger("tremplin.office")


def send(email: str, language: str, key: str, **words: object) -> bool:
    """Sends the sentences `KEY_subject` and `KEY_body`; False where no mail goes out of this site today."""
    subject = " ".join(sentence(f"{key}_subject", language, **words).split())
    letter = EmailMessage(subject, sentence(f"{key}_body", language, **words), settings.DEFAULT_FROM_EMAIL, [email])
    try:
        letter.send()
    except (OSError, SMTPException):
        log.exception("a letter was not sent")
        return False
    return bool(settings.SENDS_MAIL)
