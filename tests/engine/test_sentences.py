"""Every sentence has four languages that ask for the same words, and none is missing or idle."""

import ast
import functools
import re
from pathlib import Path
from string import Formatter

import pytest

from tests.engine import meadow
from tremplin.engine.kinds import KINDS, LANGUAGES, NONE, STATUSES, UNKNOWN, choice
from tremplin.ground.errors import Fault, unknown_name
from tremplin.ground.sentences import COMMON, FOLDER, catalogue, read, sentence
from tremplin.law.article60.clause import TRIGGERS
from tremplin.lawbook.load import load
from tremplin.reasons.wording import said
from tremplin.sources.documents import NAMES, document

SOURCE = Path(__file__).parents[2] / "src" / "tremplin"
SENTENCES = {of.kind for name in NAMES for of in document(name).sentences}
# Sentences for checks of rows that no law makes yet.
FOR_LATER = {"fault.row_twice", "fault.too_long_ago"}


def words(text):
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


@pytest.mark.parametrize("key", catalogue())
def test_four_languages_that_ask_for_the_same_words(key):
    texts = catalogue()[key]
    assert list(texts) == list(LANGUAGES)
    assert all(texts.values())
    assert len({frozenset(words(text)) for text in texts.values()}) == 1


def test_each_sentence_lies_where_it_is_looked_for():
    own = {path.stem for path in FOLDER.glob("*.yaml")}
    assert all(key.partition(".")[0] == path.stem for path in FOLDER.glob("*.yaml") for key in read(path))
    assert [key for key in read(COMMON) if key.partition(".")[0] in own] == []


def keys_of(call):
    """The keys that a call names: `sentence("a.b", …)`, `Fault(place, "key")`, `fault("work", row, "days", "key")`."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    texts = [
        [node.value for node in ast.walk(argument) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        if not isinstance(argument, ast.JoinedStr)
        else []
        for argument in call.args
    ]
    if name in ("sentence", "word"):
        yield from (text for argument in texts[:1] for text in argument if "." in text and not text.endswith("."))
    elif name in ("Fault", "fault", "row_fault"):
        place = {"Fault": 1, "row_fault": 3}.get(name, 3 if len(texts) > 3 else 1)
        yield from (
            f"fault.{text}" for argument in texts[place : place + 1] for text in argument if text.isidentifier()
        )
    elif name == "Caution":
        yield from (f"plan.caution_{text}" for argument in texts[:1] for text in argument if text[0] != "_")
    elif name == "Unreadable":
        yield from (f"fault.expected_{text}" for text in texts[0])


def keys_named():
    """The keys that calls in the code and templates name; a word put together of parts (`{key}_one`) names none."""
    trees = [ast.parse(path.read_text()) for path in SOURCE.rglob("*.py")]
    called = {key for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) for key in keys_of(node)}
    pages = [path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.html")]
    return called | {key for page in pages for key in re.findall(r"""{% say ["']([\w.]+)["']""", page)}


def keys_made():
    """The keys that the code puts together."""
    yield from (f"status.{status}" for status in STATUSES)
    yield from (f"unit.{name}" for name in (*KINDS, "rows", "choice") if name != "status")
    yield from (f"law.gaps_{status}" for status in ("unset", "conflict", "stale"))
    yield from (f"flips.{kind}" for kind in ("birthday", "law", "window", "ceiling"))
    kinds = ("partial", "open_months", "unknown_months", "no_subsidy")
    yield from (f"plan.caution_{key}{end}" for key in kinds for end in ("", "_many"))
    yield from (f"plan.repair_{kind}" for kind in ("extend", "leave", "hours"))
    yield from (f"plan.{name}" for name in ("earliest", "cheapest", "gentlest", "first"))
    yield from (f"plan.column_{name}" for name in ("end", "subsidy", "net"))
    yield from (f"clause.trigger_{trigger}" for trigger in TRIGGERS)
    yield from (f"sources.kind_{kind}" for kind in SENTENCES)
    yield from (f"sources.{name}" for name in ("contract_end", "right_opens", "ask_onem_on"))
    yield from (f"sources.{name}_lead" for name in NAMES)
    yield from ("fault.near_name", "fault.unknown_name", "explain.lead")
    yield from (f"ask.over_{key}" for key in ("ahead", "past", "none", "open", "answer", "amount"))
    yield from (f"ask.because_{kind}" for kind in ("birthday", "law", "window", "ceiling"))
    names = ("region", "subject", "speaks", "on")
    yield from (f"ask.agency_{name}{end}" for name in names for end in ("", "_label"))
    yield from (f"ask.agency_{key}" for key in ("fr", "nl", "now", "end", "open_now", "open_end"))
    yield from (f"web.{key}_mend" for key in ("bad_request", "not_found", "broken"))
    yield from (f"paper.{key}_mend" for key in ("too_long", "no_pdf"))
    refused = ("unread", "nobody", "nobody_chosen", "too_large", "too_many_rows", "too_long", "too_slow", "one_file")
    refused += ("broken_off",)
    yield from (f"drop.{key}_mend" for key in refused)
    yield from (f"office_today.moved_{kind}" for kind in ("unpaid", "rows", "contract", "onem", "law", "day"))
    yield from (f"office_today.trigger_{trigger}" for trigger in ("days", "benefit"))
    yield from (f"office_today.mark_{weight}" for weight in range(3))
    yield from (f"office_today.waiting_{count}" for count in range(11))
    yield from (f"office_today.remind_{name}" for name in ("text", "day", "number", "shared"))
    yield from (f"office_board.part_{part}" for part in ("status", "missing", "unset"))
    yield from (
        f"office_jobs.task_{name}"
        for name in ("project_waiting", "night", "mail_day", "read_upload", "compare", "year_papers")
    )


def test_no_sentence_is_missing():
    assert {*keys_named(), *keys_made()} - set(catalogue()) == set()


def test_no_sentence_is_idle():
    constants = {
        node.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    starts = ("fault.", "demo.", "demo.column.", "office_today.", "office_board.", "office_jobs.")
    starts += tuple(f"office_ale_cheques.{start}_" for start in ("act", "account", "tell"))
    written = constants | {start + text for start in starts for text in constants}
    idle = set(catalogue()) - {*keys_named(), *keys_made()} - written - FOR_LATER
    assert {key for key in idle if not of_the_office(key, constants)} == set()


ENDS = ("_mend", "_one", "_more", "_short", "_what", "_why", "_subject", "_body", "_open")
CHOSEN = ("amend_",)
"""How names begin that forms put together from a field and its choices (`fields.chosen`)."""
PAGES_SAY = {word for path in (SOURCE / "office").rglob("*.html") for word in re.findall(r"\w+", path.read_text())}


def of_the_office(key, constants):
    """Whether a key of the office is named without its area (`word("opened")`), or put together there (`f"aid_{kind}"`,
    `f"{key}_mend"`)."""
    area, _, name = key.partition(".")
    if not area.startswith("office"):
        return False
    begins = any(name.startswith(start) for start in (*joined_starts(), *CHOSEN))
    return name in constants | PAGES_SAY or begins or any(name.endswith(end) for end in ENDS)


@functools.cache
def joined_starts():
    """How names begin that the code of the office puts together."""
    found = set()
    for path in [*(SOURCE / "office").rglob("*.py"), *(SOURCE / "cli").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            first = node.values[0] if isinstance(node, ast.JoinedStr) and node.values else None
            if isinstance(first, ast.Constant) and re.fullmatch(r"(\w+\.)?\w+_", str(first.value)):
                found.add(first.value.rpartition(".")[2])
    return found


def test_a_fault_says_its_line_in_the_language_of_the_reader():
    fault = Fault("facts.yaml, line 3, work[0].days", "expected_number", {"said": True})
    assert fault.text("fr").startswith("facts.yaml, ligne 3, work[0].days : « yes » n'est pas un nombre")
    assert fault.text("nl").startswith("facts.yaml, regel 3, work[0].days: ")
    assert Fault("on-line 3.yaml", "empty_file").text("fr").startswith("on-line 3.yaml : ")


def test_what_was_said_is_cut_to_a_line():
    text = Fault("a", "expected_number", {"said": "x" * 1000}).text("en")
    assert len(text) < 200


def test_a_near_miss_is_told():
    assert "birth_date" in unknown_name("a", "birthdate", ["age", "birth_date"]).text("fr")
    assert unknown_name("a", "zzz", ["age", "born"]).words == {"known": "age, born"}


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (KINDS["yes_no"], 1, "oui"),
        (KINDS["number"], UNKNOWN, "inconnu"),
        (choice("red"), NONE, "aucun"),
        (KINDS["status"], 3, "déduit des textes"),
        (KINDS["day"], 0, "1er janvier 1970"),
        (KINDS["money"], 87650, "876,50\u202f€"),
        (choice("red", "blue"), 1, "blue"),
        (choice("gift"), 0, "enough blooms (fr)"),
    ],
)
def test_values_as_people_say_them(kind, value, text):
    assert (
        said(load(meadow.__name__), kind, value, "fr", "colour").replace("\xa0", "\u202f").replace(" €", "\u202f€")
        == text
    )


def test_a_law_has_words_for_its_choices_codes_and_days():
    law = load(meadow.__name__)
    law.choices = {
        "colour.blue": dict.fromkeys(LANGUAGES, "bleu"),
        "plant_code.1": dict.fromkeys(LANGUAGES, "rose"),
        "since.1970-01-01": dict.fromkeys(LANGUAGES, "toujours"),
    }
    assert said(law, choice("red", "blue"), 1, "fr", "colour") == "bleu"
    assert said(law, KINDS["number"], 1, "fr", "plant_code") == "1 (rose)"
    assert said(law, KINDS["number"], 1, "fr", "plant_code", brief=True) == "1"
    assert said(law, KINDS["day"], 0, "fr", "since") == "toujours"
    assert [said(law, KINDS["day"], 59, code, brief=True) for code in LANGUAGES] == [
        "01/03/1970",
        "01/03/1970",
        "01.03.1970",
        "1970-03-01",
    ]


def test_a_sentence_may_have_a_word_called_key():
    assert "« a »" in sentence("fault.twice", "fr", key="a")
