"""Whose failures count together: those of one account from one address (see AXES_LOCKOUT_PARAMETERS)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django.http import HttpRequest, HttpResponse

from tremplin.office.accounts.models import Agent


def account_of(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The account that somebody tries to log in to, however they write it."""
    known = credentials or {}
    given = known.get("email") or known.get("username") or request.POST.get("login") or ""
    return str(given).strip().lower()[:254]


def locked(request: HttpRequest, agent: Agent) -> HttpResponse | None:
    """The page that is shown where the door of an account is closed: then it is so for every way in."""
    whose = {"username": agent.email}
    return None if AxesProxyHandler.is_allowed(request, whose) else get_lockout_response(request, credentials=whose)
