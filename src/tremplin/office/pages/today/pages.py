"""What needs me: each line with its reason and one action."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from tremplin.office.pages.seat import Request, office


@office()
def today(request: Request, language: str) -> HttpResponse:
    return render(request, "office/today.html")
