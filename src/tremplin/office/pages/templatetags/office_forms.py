"""`{% csrf_token %}` of the office: with it every form says for which office it was opened (`seat.OPENED_FOR`)."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.base import Parser, Token
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tremplin.office.pages.seat import OPENED_FOR

register = template.Library()


class OpenedFor(CsrfTokenNode):
    def render(self, context: Any) -> SafeString:
        token, seat = mark_safe(super().render(context)), context.get("seat")  # noqa: S308 - Django's own field
        if not seat:
            return token
        return format_html('{}<input type="hidden" name="{}" value="{}">', token, OPENED_FOR, seat.organisation.pk)


@register.tag
def csrf_token(parser: Parser, token: Token) -> OpenedFor:
    return OpenedFor()
