"""Addresses: the account of an agent, the office, its members and its amounts."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.settings import account, amounts, choosing, members, profile, signers

urlpatterns: list[URLPattern] = [
    path("choose/", choosing.choose, name="office_choose"),
    path("account/", account.account, name="office_account"),
    path("account/codes/", account.codes, name="office_codes"),
    path("settings/", profile.profile, name="office_settings"),
    path("settings/signers/", signers.signers, name="office_signers"),
    path("settings/signers/<int:pk>/", signers.signers, name="office_signer"),
    path("settings/members/", members.members, name="office_members"),
    path("settings/members/<int:pk>/", members.member, name="office_member"),
    path("settings/amounts/", amounts.amounts, name="office_amounts"),
    path("settings/amounts/export/", amounts.export, name="office_amounts_export"),
    path("settings/amounts/back/<int:pk>/", amounts.back, name="office_amount_back"),
    path("settings/amounts/<slug:name>/<str:since>/", amounts.amount, name="office_amount"),
]
