"""The pages of the law, asked as a browser asks."""

import pytest


@pytest.fixture
def get(client):
    def ask(address, status=200):
        answer = client.get(address, headers={"host": "localhost"})
        assert answer.status_code == status, address
        return answer.content.decode()

    return ask
