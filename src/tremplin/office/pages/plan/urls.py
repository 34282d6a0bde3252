"""Addresses: the plan, the contract, its amendments and end, the convention with a host, hosts, aids, closing."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.plan import aids, amendment, closing, contract, convention, ending, hosts, pages, signing

urlpatterns: list[URLPattern] = [
    path("files/<str:number>/plan/", pages.plan, name="office_plan"),
    path("files/<str:number>/contract/", contract.contract, name="office_contract"),
    path("files/<str:number>/amendment/", amendment.amendment, name="office_amendment"),
    path("files/<str:number>/end/", ending.end, name="office_end"),
    path("files/<str:number>/convention/", convention.convention, name="office_convention"),
    path("files/<str:number>/aid/", aids.aid, name="office_aid"),
    path("files/<str:number>/signed/", signing.signed, name="office_signed"),
    path("files/<str:number>/close/", closing.close, name="office_close"),
    path("hosts/", hosts.hosts, name="office_hosts"),
    path("hosts/new/", hosts.new, name="office_host_new"),
    path("hosts/<int:pk>/", hosts.host, name="office_host"),
]
