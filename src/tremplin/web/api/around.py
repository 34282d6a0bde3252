"""Around every request to the API: the version of the law, who may read the answer, and errors told as problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import patch_vary_headers

from tremplin.law import belgian_law
from tremplin.web.api.problems import MEDIA_TYPE, Refused, language_of, respond

PREFIX = "/api/"
SENTENCES = {404: "api.no_address", 405: "api.method", 413: "api.too_large", 500: "api.broken"}
KEPT = ("Allow",)


class Around:
    """Headers of every answer of the API, preflight requests of browsers, and problems for what Django refuses."""

    def __init__(self, following: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.following = following

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(PREFIX):
            return self.following(request)
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        response = preflight() if asks_before(request) else self.following(request)
        if response.status_code >= 400 and not response.headers.get("Content-Type", "").startswith(MEDIA_TYPE):
            response = as_problem(request, response)
        response.headers["Tremplin-Law"] = belgian_law().fingerprint
        keeps = request.method == "GET" and response.status_code == 200
        response.headers["Cache-Control"] = "public, max-age=300" if keeps else "no-store"
        patch_vary_headers(response, ["Accept-Language"])
        allow_origin(request, response)
        return without_body(request, response) if head else response


def without_body(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """What HEAD answers: the headers of GET."""
    request.method = "HEAD"
    if isinstance(response, HttpResponse):
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response


def asks_before(request: HttpRequest) -> bool:
    """Whether a browser asks what it may send."""
    return request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers


def preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    response.headers["Access-Control-Allow-Methods"] = "GET, POST"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type, Accept-Language"
    response.headers["Access-Control-Max-Age"] = "86400"
    del response.headers["Content-Type"]
    return response


def allow_origin(request: HttpRequest, response: HttpResponseBase) -> None:
    origin = request.headers.get("Origin")
    if "*" in settings.CORS:
        response.headers["Access-Control-Allow-Origin"] = "*"
    elif settings.CORS:
        patch_vary_headers(response, ["Origin"])
        if origin not in settings.CORS:
            return
        response.headers["Access-Control-Allow-Origin"] = str(origin)
    else:
        return
    response.headers["Access-Control-Expose-Headers"] = "Tremplin-Law, Content-Language"


def as_problem(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    """An error of Django's own, told as the API tells its own."""
    status = response.status_code
    told = respond(
        Refused(status, SENTENCES.get(status, "api.not_understood"), (), **words(response)), language_of(request)
    )
    for name in KEPT:
        if name in response.headers:
            told.headers[name] = response.headers[name]
    return told


def words(response: HttpResponseBase) -> dict[str, Any]:
    return {"allowed": response.headers.get("Allow", ""), "most": settings.MOST_BODY}
