"""What the forms of the office have in common: a key against double clicks, and a version against overwriting."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import translation

from tremplin.ground.sentences import sentence


class OfficeForm(forms.Form):
    """A form whose `key` says which opening of the page it comes from: sending it twice makes one record.

    Services take `key` and look for what it made before. Labels: `label = say("person.family_name")` at making.
    """

    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *given: Any, **words: Any) -> None:
        words["initial"] = {"key": token_hex(16), **(words.get("initial") or {})}
        super().__init__(*given, **words)


def say(key: str, **words: object) -> str:
    """A sentence in the language of the page."""
    return sentence(key, translation.get_language() or "fr", **words)


def typed_again(form: forms.Form, **words: object) -> QueryDict:
    """What was typed in a form, some of it put otherwise: for the same form once more."""
    given = QueryDict(mutable=True)
    given.update(form.data)
    for name, value in words.items():
        given[name] = "" if value is None else str(value)
    return given
