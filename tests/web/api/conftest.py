"""Calls of the API in this process: no server, no database."""

import json

import pytest
from django.test import Client

ROOT = "/api/v1/"


class Caller:
    """Sends a request and gives the response; `content` is JSON, or a text as it is."""

    def __init__(self):
        self.client = Client(headers={"host": "localhost"}, raise_request_exception=False)

    def post(self, path, content, kind="application/json", **headers):
        body = content if isinstance(content, (str, bytes)) else json.dumps(content)
        return self.client.post(ROOT + path, body, content_type=kind, headers=headers, CONTENT_TYPE=kind)

    def get(self, path, **headers):
        return self.client.get(ROOT + path, headers=headers)


@pytest.fixture(scope="session")
def api():
    return Caller()
