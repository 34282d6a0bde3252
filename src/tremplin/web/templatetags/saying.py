"""`{% say "web.start" %}`: a sentence of the program, in the language of the page."""

from __future__ import annotations

from django import template
from django.utils import translation

from tremplin.ground.sentences import sentence

register = template.Library()


@register.simple_tag
def say(key: str, **words: object) -> str:
    return sentence(key, translation.get_language() or "fr", **words)
