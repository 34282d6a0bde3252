"""Many cases line by line: each answered as it comes, a faulty one with its faults and its number."""

import io
import itertools
import json

import pytest
from django.core.handlers.wsgi import WSGIRequest

from tremplin.law import belgian_law
from tremplin.web.api import body, operations
from tremplin.web.wsgi import application

GOOD = '{"notified_on":"2024-05-01"}'
LINES = "application/jsonl"


def lines(response):
    return [json.loads(line) for line in b"".join(response).splitlines()]


@pytest.mark.parametrize("kind", body.LINES)
def test_lines_in_lines_out(api, kind):
    text = f'{GOOD}\n\n{{"notifed_on":1}}\n{{"a":\nnull\r\n{GOOD}'
    response = api.post("decide/ale_notice/batch?language=en", text, kind=kind)
    assert response.status_code == 200 and response.streaming and response["Content-Type"] == LINES
    found = lines(response)
    assert [line["line"] for line in found] == [1, 3, 4, 5, 6]
    assert found[0]["answer"] == found[-1]["answer"] == api.post("decide/ale_notice", GOOD).json()
    assert [line["problem"]["status"] for line in found[1:-1]] == [422, 400, 422]
    assert found[1]["problem"]["errors"][0]["near"] == "notified_on"


def test_a_line_that_is_too_large(api, settings):
    settings.MOST_BODY = 1000
    text = "\n".join([GOOD, " " * 200_000 + GOOD, GOOD, "x" * 1001])
    found = lines(api.post("decide/ale_notice/batch", text, kind=LINES))
    assert [line["line"] for line in found] == [1, 2, 3, 4]
    assert [line.get("problem", {}).get("status") for line in found] == [None, 413, None, 413]


def test_a_whole_batch_may_be_larger_than_a_body(api, settings):
    settings.MOST_BODY = 100
    assert len(lines(api.post("decide/ale_notice/batch", f"{GOOD}\n" * 50, kind=LINES))) == 50


class Endless(io.RawIOBase):
    """A body that goes on for ever: what is read of it is counted."""

    def __init__(self):
        self.taken = 0

    def read(self, size=-1):
        self.taken += 1
        return f"{GOOD}\n".encode()


def environment(stream, **more):
    return {
        **{"REQUEST_METHOD": "POST", "PATH_INFO": "/api/v1/decide/ale_notice/batch", "SERVER_NAME": "localhost"},
        **{"SERVER_PORT": "80", "wsgi.input": stream, "wsgi.url_scheme": "http", "CONTENT_TYPE": LINES, **more},
    }


def test_answers_come_while_lines_still_go_in():
    stream = Endless()
    response = application(environment(stream, HTTP_TRANSFER_ENCODING="chunked"), lambda *_: None)
    found = [json.loads(line) for line in itertools.islice(response, 3)]
    assert [line["line"] for line in found] == [1, 2, 3]
    assert stream.taken <= 4


def test_head_sends_no_body_itself():
    asked = {"REQUEST_METHOD": "HEAD", "PATH_INFO": "/api/v1/law", "HTTP_HOST": "localhost"}
    told = []
    response = application(environment(io.BytesIO(), **asked), lambda status, headers: told.append(status))
    assert told == ["200 OK"] and b"".join(response) == b""


def test_a_body_that_breaks_off():
    class Broken(io.RawIOBase):
        def read(self, size=-1):
            raise OSError("gone")

    request = WSGIRequest(environment(Broken(), CONTENT_LENGTH="20"))
    found = [json.loads(line) for line in operations.answers(request, "ale_notice", "yes", "en")]
    assert found[0]["problem"]["status"] == 400


def test_no_lines_no_answers(api):
    assert lines(api.post("decide/ale_notice/batch", "", kind=LINES)) == []
    assert api.post("decide/nothing/batch", "", kind=LINES).status_code == 404
    assert api.post("decide/ale_notice/batch", "", kind=LINES)["Tremplin-Law"] == belgian_law().fingerprint
