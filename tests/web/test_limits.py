"""Too much, too long, too odd: refused or read, never broken. And what is served as files."""

from pathlib import Path

import pytest
from django.test import Client

from tests.web.serving import asked

ODD = [
    "%00",
    "%ff%fe",
    "..%2f..%2fetc%2fpasswd",
    "%0d%0aSet-Cookie:%20a=b",
    "a" * 5_000,
    "%F0%9F%90%88",
    "<b>",
    "{{7*7}}",
]
STATIC = Path(__file__).parents[2] / "src" / "tremplin" / "web" / "static"
TYPES = {".css": "text/css", ".svg": "image/svg+xml", ".js": "text/javascript"}


@pytest.fixture
def client():
    """As a real server: what breaks is an answer, not an exception in the test."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("start", ["/", "/fr/", "/static/", "/health/", "/fr/?a="])
@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_an_odd_address_breaks_nothing(client, start, odd):
    assert client.get(start + odd).status_code < 500


@pytest.mark.parametrize("query", ["a=1&" * 2_000, "a" * 60_000, "&" * 5_000, "=" * 5_000, "%" * 500], ids=range(5))
def test_a_query_that_is_too_long_breaks_nothing(client, query):
    assert client.get(f"/fr/?{query}").status_code < 500


def test_a_long_query_does_not_swell_the_page(client):
    response = client.get(f"/fr/?a={'x' * 60_000}")
    assert response.status_code >= 400 or len(response.content) < 100_000


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "application/json", "text/xml", "", "x" * 300])
@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_a_body_that_is_too_long_breaks_nothing(client, method, kind):
    for body in (b"a=1&" * 400_000, b"{" * 2_000_000):
        assert getattr(client, method)("/fr/", data=body, content_type=kind).status_code < 500


def test_a_form_of_many_parts_breaks_nothing(client):
    assert client.post("/fr/", {f"a{number}": "1" for number in range(3_000)}).status_code < 500


def test_the_real_server_refuses_and_goes_on(site):
    assert asked(f"{site}/fr/?{'a' * 100_000}") in (400, 414, 431)
    assert asked(f"{site}/{'a' * 100_000}") in (400, 404, 414, 431)
    assert asked(f"{site}/fr/", headers={"X-Long": "a" * 1_000_000}) in (0, 400, 431)
    assert asked(f"{site}/fr/", data=b"a" * 5_000_000, method="POST") < 500
    assert asked(f"{site}/fr/") == 200


@pytest.mark.parametrize("file", sorted(STATIC.rglob("*.*")), ids=lambda path: path.name)
def test_files_come_with_their_type_and_are_kept_by_the_browser(client, file):
    response = client.get(f"/static/{file.relative_to(STATIC).as_posix()}")
    body = b"".join(response.streaming_content)
    assert response.status_code == 200 and body == file.read_bytes()
    assert response["Content-Type"].partition(";")[0] == TYPES.get(file.suffix, response["Content-Type"])
    assert "max-age" in response["Cache-Control"] and "public" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff" and "Set-Cookie" not in response
    again = client.get(f"/static/{file.relative_to(STATIC).as_posix()}", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("odd", ["", "tremplin/", "../settings.py", "%2e%2e/settings.py", "tremplin/../../settings.py"])
def test_nothing_beside_the_files_is_served(client, odd):
    response = client.get(f"/static/{odd}")
    assert response.status_code == 404
