"""What is said where a page is not for whoever asks: one plain page each, and nothing about what lies behind."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from tremplin.web.site import ways_home


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The role of the agent does not open this page."""
    return refused(request, "office_accounts.forbidden")


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened before somebody logged in or out, or by another site."""
    return refused(request, "office_accounts.stale")


def refused(request: HttpRequest, key: str, status: int = 403) -> HttpResponse:
    words = {"title": key, "mend": f"{key}_mend", "languages": ways_home()}
    return render(request, "office/refused.html", words, status=status)


def nothing(request: HttpRequest) -> HttpResponse:
    raise Http404


def to_account(request: HttpRequest) -> HttpResponse:
    """allauth's own list of factors: here they stand on the page of the account."""
    return HttpResponseRedirect(reverse("office_account", args=[request.LANGUAGE_CODE]))
