"""The page on the API: each call that it shows is sent, and answers what it shows; every operation has one."""

import json
import re
import shlex
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "docs" / "api.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCK = re.compile(r"^```console\n\$ (.*?[^\\|,])\n(?! )(.*?)^```$", re.DOTALL | re.MULTILINE)
CALLS = [found.groups() for found in BLOCK.finditer(TEXT)]
TYPES = {"--json": "application/json", "--data-binary": "application/jsonl"}


def sent(api, command):
    """Sends what a command of curl sends; gives the response."""
    before, _, call = command.replace("\\\n", " ").rpartition("|")
    words = shlex.split(call)
    assert words[:2] == ["curl", "-s"]
    address = next(word for word in words if word.startswith("localhost:8000/"))
    path = address.removeprefix("localhost:8000/api/v1/")
    option = next((word for word in words if word in TYPES), None)
    if option is None:
        return api.get(path)
    content = words[words.index(option) + 1]
    if content == "@-":
        printf, form, *lines = shlex.split(before)
        assert (printf, form) == ("printf", "%s\\n") and f"Content-Type: {TYPES[option]}" in words
        content = "".join(f"{line}\n" for line in lines)
    return api.post(path, content, kind=TYPES[option])


def shown(response):
    """A response as the page shows it: JSON on several lines."""
    text = b"".join(response) if response.streaming else response.content
    documents = text.splitlines() if response.streaming else [text]
    return "\n".join(json.dumps(json.loads(one), ensure_ascii=False, indent=2) for one in documents)


def as_pattern(text):
    """`…` on a line of its own stands for any lines, elsewhere for anything on its line."""
    lines = [re.escape(line).replace("…", ".*") if line.strip() != "…" else None for line in text.splitlines()]
    return "".join(r"(?:.*\n)*?" if line is None else f"{line}\n" for line in lines)


@pytest.mark.parametrize(("command", "printed"), CALLS, ids=range(len(CALLS)))
def test_a_call_answers_what_the_page_shows(api, command, printed):
    found = shown(sent(api, command))
    assert re.fullmatch(as_pattern(printed), found + "\n"), f"{command}\n{found}"


def test_every_operation_has_an_example(api):
    called = {re.search(r"api/v1/([\w/]+)", command)[1] for command, _ in CALLS}
    for path in api.get("openapi.json").json()["paths"]:
        pattern = re.sub(r"\{\w+\}", r"\\w+", path.removeprefix("/api/v1/"))
        assert any(re.fullmatch(pattern, one) for one in called), path
    assert len(CALLS) == TEXT.count("```console")
