"""What every page of the office knows: the seat, and where one can go."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def about(request: HttpRequest) -> dict[str, Any]:
    return {"seat": getattr(request, "seat", None)}
