"""The addresses of the users of an agency."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.ale.users import authorising, listing, new, one, renewals, safety

urlpatterns: list[URLPattern] = [
    path("users/", listing.listing, name="office_ale_users"),
    path("users/new/", new.new, name="office_ale_user_new"),
    path("users/renewals/", renewals.renewals, name="office_ale_renewals"),
    path("users/<str:number>/", one.user, name="office_ale_user"),
    path("users/<str:number>/authorise/", authorising.authorising, name="office_ale_authorise"),
    path("users/<str:number>/safety/", safety.safety, name="office_ale_safety"),
]
