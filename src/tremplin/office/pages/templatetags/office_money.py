"""`{{ cents|money }}`: `59,50 €`."""

from __future__ import annotations

from django import template
from django.utils import translation

from tremplin.papers import saying

register = template.Library()


@register.filter
def money(cents: int) -> str:
    return saying.money(cents, translation.get_language() or "fr")
