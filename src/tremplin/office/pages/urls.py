"""The pages of the office, each under its language."""

from __future__ import annotations

from django.urls import include, path

from tremplin.office.pages import accounts, today

urlpatterns = [
    path("", today.today, name="office_today"),
    path("choose/", accounts.choose, name="office_choose"),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
]
