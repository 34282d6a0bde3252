"""`{% say "web.start" %}`: a sentence of the program, in the language of the page; `{{ text|bound }}`: a text in which
words that belong together stay on one line."""

from __future__ import annotations

from django import template
from django.utils import translation

from tremplin.ground.sentences import sentence
from tremplin.papers import parts

register = template.Library()


@register.simple_tag
def say(key: str, **words: object) -> str:
    return sentence(key, translation.get_language() or "fr", **words)


@register.filter
def bound(text: str) -> str:
    return parts.bound(text, translation.get_language() or "fr")
