"""The addresses of the law readable, under `/LANG/law/`, and of the two source documents, under `/LANG/sources/`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from tremplin.web.readable import documents, feed, overview, pages

PAGES: list[URLPattern | URLResolver] = [
    path("", overview.index, name="law"),
    path("search", overview.search, name="law_search"),
    path("gaps", overview.gaps, name="law_gaps"),
    path("changes", feed.changes, name="law_changes"),
    path("changes.atom", feed.atom, name="law_feed"),
    path("subjects/<path:name>", pages.subject, name="law_subject"),
    path("decisions/<str:name>", pages.decision, name="law_decision"),
    path("rules/<str:name>", pages.rule, name="law_rule"),
    path("parameters/<str:name>", pages.parameter, name="law_parameter"),
    path("cases/<str:name>/<int:number>", pages.case, name="law_case"),
]
SOURCES: list[URLPattern | URLResolver] = [
    path("", documents.index, name="sources"),
    path("<slug:name>", documents.whole, name="sources_document"),
    path("<slug:name>/<slug:ident>", documents.part, name="sources_part"),
    path("<slug:name>/cases/<int:number>", documents.case, name="sources_case"),
]
