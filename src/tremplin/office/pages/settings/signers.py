"""Who signs papers for the office."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from tremplin.office.organisations.models import Signer
from tremplin.office.organisations.services import save_signer
from tremplin.office.pages.forms import OfficeForm, say
from tremplin.office.pages.seat import Request, office

FIELDS = ("name", "function", "place", "is_active")
LABELS = {"function": "signer_function", "place": "signer_place", "is_active": "signer_active"}


class SignerForm(OfficeForm):
    name = forms.CharField(max_length=120)
    function = forms.CharField(max_length=120)
    place = forms.IntegerField(min_value=0, max_value=99)
    is_active = forms.BooleanField(required=False)

    def __init__(self, *given: object, **words: object) -> None:
        super().__init__(*given, **words)
        for name in FIELDS:
            self.fields[name].label = say(f"office_accounts.{LABELS.get(name, name)}")


@office()
def signers(request: Request, language: str, pk: int | None = None) -> HttpResponse:
    """The list, and the form of one of them or of a new one."""
    found = list(Signer.objects.order_by("-is_active", "place", "pk"))
    signer = get_object_or_404(Signer, pk=pk) if pk is not None else Signer(place=len(found), is_active=True)
    form = SignerForm(request.POST or None, initial={name: getattr(signer, name) for name in FIELDS})
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in FIELDS}
        same = [one for one in found if pk is None and all(getattr(one, name) == values[name] for name in FIELDS)]
        if not same:  # The same words again are the same signer: a double click.
            save_signer(signer, values)
        messages.success(request, say("office_accounts.saved"), "good")
        return HttpResponseRedirect(reverse("office_signers", args=[language]))
    words = {"signers": found, "form": form, "signer": signer}
    return render(request, "office/settings/signers.html", words)
