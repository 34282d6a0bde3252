"""Where e-mails go, as one address says it."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from tremplin.office.settings import mail_of


def test_nowhere_a_folder_or_a_server():
    assert mail_of("")["EMAIL_BACKEND"].endswith("dummy.EmailBackend")
    assert mail_of("file:///var/mails%20of")["EMAIL_FILE_PATH"] == "/var/mails of"
    found = mail_of("smtp://me:p%40ss@mail.example")
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_PASSWORD"]) == ("mail.example", 587, "p@ss")
    assert found["EMAIL_USE_TLS"] and not found["EMAIL_USE_SSL"], "no password in the clear"
    assert mail_of("smtps://mail.example")["EMAIL_PORT"] == 465
    assert not mail_of("smtp://127.0.0.1:2525")["EMAIL_USE_TLS"]


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://", "file://host/x", "smtp://h:x"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(ImproperlyConfigured, match="TREMPLIN_MAIL"):
        mail_of(address)
