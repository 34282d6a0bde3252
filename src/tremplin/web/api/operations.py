"""The operations: what each reads, asks of the law and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from tremplin.engine.decide import read_case
from tremplin.engine.kinds import LANGUAGES
from tremplin.ground.errors import Fault, InputError, unknown_name
from tremplin.ground.patience import TookTooLong, at_most
from tremplin.law import belgian_law
from tremplin.lawbook.outline import gaps, outline
from tremplin.reasons import flips as changes
from tremplin.reasons import parameters as dated
from tremplin.reasons.answer import decide as decided
from tremplin.reasons.asked import facts_asked
from tremplin.reasons.explain import Explanation
from tremplin.reasons.found import ask
from tremplin.web.api import schema
from tremplin.web.api.body import LINES, expect, facts_of, lines_of, read_json, too_large
from tremplin.web.api.problems import Refused, answered, language_of, respond, written, wrong_facts

SECONDS = 10
"""What one answer may take; a line of a batch too."""
MOST_MONTHS = 120
PLAN = "article60_plan"
CHOICES = {"language": ", ".join(LANGUAGES), "steps": "yes, no"}

Language = Annotated[Literal["fr", "nl", "de", "en"] | None, Query(description=schema.LANGUAGE)]
Decision = Annotated[str, Path(description="A decision or a search: `GET /api/v1/law` lists them.")]
Steps = Annotated[Literal["yes", "no"], Query(description="`no` leaves out `steps`: a shorter answer.")]
Months = Annotated[int, Query(ge=1, le=MOST_MONTHS, description="How many months ahead to look.")]
Region = Annotated[str | None, Query(description="Only the values of a region.")]
Day = Annotated[str | None, Query(description="The values in force on a day, `2026-03-01`.")]


class LawAPI(NinjaAPI):
    """ninja's document of the operations, completed from the law, made once."""

    document: OpenAPISchema | None = None

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        if self.document is None:
            self.document = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
            schema.complete(self.document, belgian_law())
        return self.document


api = LawAPI(
    title="Tremplin",
    version="1",
    description=schema.DESCRIPTION,
    docs_url=None,
    urls_namespace="api",
    servers=[{"url": "/"}],
)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Any) -> HttpResponse:
    return respond(error, language_of(request))


@api.exception_handler(ValidationError)
def wrong_query(request: HttpRequest, error: Any) -> HttpResponse:
    """A word of the query that is not what its operation asks for."""
    faults = [(f"?{of['loc'][-1]}", query_fault(request, of)) for of in error.errors]
    return respond(Refused(422, "api.wrong_query", faults), language_of(request))


def query_fault(request: HttpRequest, error: dict[str, Any]) -> Fault:
    name, kind = str(error["loc"][-1]), error["type"]
    given = request.GET.get(name, "")
    if kind == "literal_error":
        return Fault(name, "expected_choice", {"said": given, "names": CHOICES[name]})
    if kind in ("greater_than_equal", "less_than_equal"):
        return Fault(name, "out_of_range", {"said": given, "low": 1, "high": MOST_MONTHS})
    return Fault(name, "expected_number", {"said": given})


def known(request: HttpRequest, *names: str) -> None:
    """Refuses words of the query that the operation does not know, or that are there twice: one would change nothing,
    silently."""
    names = (*names, "language")
    faults = [(f"?{name}", unknown_name(name, name, names)) for name in request.GET if name not in names]
    twice = [name for name, values in request.GET.lists() if name in names and len(values) > 1]
    faults += [(f"?{name}", Fault(name, "twice", {"key": name})) for name in twice]
    if faults:
        raise Refused(422, "api.wrong_query", faults)


def existing(name: str, names: list[str]) -> None:
    """404 with the nearest name for what is not there."""
    if name not in names:
        fault = unknown_name(name, name[:200], sorted(names))
        near = fault.words.get("near")
        raise Refused(404, "api.near_decision" if near else "api.no_decision", [], name=name[:60], **fault.words)


def asked(name: str) -> None:
    law = belgian_law()
    existing(name, [*law.decisions, *law.searches])


def decision_named(name: str) -> None:
    """404 for a search, which has neither reasons nor days on which it changes, and for what is not there."""
    law = belgian_law()
    if name in law.searches:
        raise Refused(404, "api.search", name=name)
    existing(name, list(law.decisions))


def worked_out(make: Any, name: str, given: Any) -> Any:
    """What is made of the facts given, within the time that an answer may take."""
    try:
        with at_most(SECONDS):
            return make()
    except InputError as error:
        law = belgian_law()
        raise wrong_facts(error.faults, given, law.question(name).facts(law)) from None
    except TookTooLong:
        raise Refused(422, "api.too_long", seconds=SECONDS) from None


@api.post("decide/{decision}", operation_id="decide", summary="Decide one case")
def decide(request: HttpRequest, decision: Decision, steps: Steps = "yes", language: Language = None) -> HttpResponse:
    """The results, their ranges, what is missing, how sure it is, and every step: as `tremplin decide --json`."""
    known(request, "steps")
    asked(decision)
    return answered(asked_of(decision, facts_of(request), steps))


def asked_of(decision: str, given: Any, steps: str) -> Any:
    """The answer of a decision or a search, with or without its steps."""
    return worked_out(lambda: ask(belgian_law(), decision, given).as_json(steps == "yes"), decision, given)


@api.post("explain/{decision}", operation_id="explain", summary="Explain one decision")
def explain(request: HttpRequest, decision: Decision, language: Language = None) -> HttpResponse:
    """The answer in a sentence, the reasons as a tree with their articles and sources, and what would change it."""
    known(request)
    decision_named(decision)
    law, given, spoken = belgian_law(), facts_of(request), language_of(request)
    told = worked_out(lambda: Explanation(decided(law, decision, given), spoken).as_dict(), decision, given)
    return said(told, spoken)


@api.post("flips/{decision}", operation_id="flips", summary="Find the days on which an answer changes")
def flips(request: HttpRequest, decision: Decision, months: Months = 24, language: Language = None) -> HttpResponse:
    """From the day of the case on, every day is tried: each change of the answer, and why."""
    known(request, "months")
    decision_named(decision)
    given, spoken = facts_of(request), language_of(request)
    return said(worked_out(lambda: changed(decision, given, months, spoken), decision, given), spoken)


def changed(name: str, given: Any, months: int, language: str) -> dict[str, Any]:
    law = belgian_law()
    decision = law.decisions[name]
    case = read_case(law, decision, given)
    start = changes.start_of(law, decision, case)
    tried = changes.moments(law.facts[decision.given[decision.clock]].kind, start, months)
    taken = changes.supposed(law, decision, case, tried, language)
    return changes.as_plain(law, decision, tried, *changes.flips(law, decision, case, tried, language), taken)


@api.post("plan", operation_id="plan", summary="Plan the way to full rights")
def plan(request: HttpRequest, steps: Steps = "yes", language: Language = None) -> HttpResponse:
    """When each way of article 60 ends, and what it brings and costs: the search `article60_plan`."""
    known(request, "steps")
    return answered(asked_of(PLAN, facts_of(request), steps))


@api.post("decide/{decision}/batch", operation_id="decide_batch", summary="Decide many cases, line by line")
def decide_batch(
    request: HttpRequest, decision: Decision, steps: Steps = "yes", language: Language = None
) -> StreamingHttpResponse:
    """JSON lines in, JSON lines out, each answered as it comes: `{"line": 1, "answer": …}` or `{"line": 2, "problem":
    …}`. A faulty line answers with its faults, and the rest goes on. Empty lines are counted and not answered."""
    known(request, "steps")
    asked(decision)
    expect(request, LINES)
    lines = answers(request, decision, steps, language_of(request))
    return StreamingHttpResponse(lines, content_type=LINES[0])


def answers(request: HttpRequest, decision: str, steps: str, language: str) -> Iterator[bytes]:
    number = 0
    try:
        for number, line in enumerate(lines_of(request), 1):
            if line is None or line.strip():
                yield written({"line": number} | line_answered(decision, line, steps, language)) + b"\n"
    except Refused as broken:
        yield written({"line": number + 1, "problem": broken.as_dict(language)}) + b"\n"


def line_answered(decision: str, line: bytes | None, steps: str, language: str) -> dict[str, Any]:
    try:
        if line is None:
            raise too_large()
        return {"answer": asked_of(decision, read_json(line), steps)}
    except Refused as error:
        return {"problem": error.as_dict(language)}


@api.get("facts/{decision}", operation_id="facts", summary="What a decision may be given")
def facts(request: HttpRequest, decision: Decision, language: Language = None) -> HttpResponse:
    """Each fact with its kind, its unit, its question, and what happens when it is left out."""
    known(request)
    asked(decision)
    spoken = language_of(request)
    return said(facts_asked(belgian_law(), decision, spoken), spoken)


@api.get("parameters", operation_id="parameters", summary="The dated numbers of the law")
def parameters(request: HttpRequest, region: Region = None, on: Day = None, language: Language = None) -> HttpResponse:
    """Each with its values, the days they hold from, their sources and how sure they are."""
    return shown(request, None, region, on)


@api.get("parameters/{name}", operation_id="parameter", summary="One dated number of the law")
def parameter(
    request: HttpRequest,
    name: Annotated[str, Path(description="A parameter: `GET /api/v1/parameters` lists them.")],
    region: Region = None,
    on: Day = None,
    language: Language = None,
) -> HttpResponse:
    """A list of one."""
    existing(name, list(belgian_law().parameters))
    return shown(request, name, region, on)


def shown(request: HttpRequest, name: str | None, region: str | None, on: str | None) -> HttpResponse:
    known(request, "region", "on")
    law = belgian_law()
    faults = [*faults_of(dated.region_asked, law, region, "region"), *faults_of(dated.day_asked, on, "on")]
    if faults:
        raise Refused(422, "api.wrong_query", [(f"?{fault.place}", fault) for fault in faults])
    day = dated.day_asked(on, "on")
    found = [(of, dated.versions(of, region, day)) for of in dated.parameters_named(law, name)]
    spoken = language_of(request)
    return said([dated.as_plain(law, of, kept, day, spoken) for of, kept in found], spoken)


def faults_of(read: Callable[..., object], *given: object) -> list[Fault]:
    """What is wrong with a word of the query."""
    try:
        read(*given)
    except InputError as error:
        return error.faults
    return []


@api.get("law", operation_id="law", summary="What the law decides")
def law(request: HttpRequest, language: Language = None) -> HttpResponse:
    """Its version, the decisions and the searches with their labels, and the stems with what each holds."""
    known(request)
    told, searches = outline(belgian_law()), belgian_law().searches
    named = told["decisions"]
    return answered(
        {
            "law": told["law"],
            "decisions": {name: label for name, label in named.items() if name not in searches},
            "searches": {name: named[name] for name in searches},
            "stems": told["stems"],
        }
    )


@api.get("law/gaps", operation_id="law_gaps", summary="What the law leaves open")
def law_gaps(request: HttpRequest, language: Language = None) -> HttpResponse:
    """Every value that is not set, in conflict, or not checked lately, with the decisions that it holds up."""
    known(request)
    return answered(gaps(belgian_law()))


def said(content: Any, language: str) -> HttpResponse:
    """An answer with texts in a language."""
    response = answered(content)
    response.headers["Content-Language"] = language
    return response
