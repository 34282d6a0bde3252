"""The addresses of this area."""

from __future__ import annotations

from django.urls import URLPattern, path

from tremplin.office.pages.ale.workers import contract, course, listing, radar, register, status, worker

ONE = "workers/<str:number>/"
urlpatterns: list[URLPattern] = [
    path("workers/", listing.listing, name="office_ale_workers"),
    path("workers/new/", register.new, name="office_ale_worker_new"),
    path(ONE, worker.worker, name="office_ale_worker"),
    path(f"{ONE}edit/", register.edit, name="office_ale_worker_edit"),
    path(f"{ONE}status/", status.status, name="office_ale_status"),
    path(f"{ONE}contract/", contract.contract, name="office_ale_contract"),
    path(f"{ONE}course/", course.course, name="office_ale_course"),
    path("radar/", radar.radar, name="office_ale_radar"),
]
