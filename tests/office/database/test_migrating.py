"""`tremplin migrate`: once is enough, two at once take turns, `--check` only looks."""

import subprocess
import sys

import pytest

from tests.office.database.conftest import made_for
from tests.web.serving import environment
from tremplin.office.database.private import APP, OWNER, WORKER


def migrating(urls, *words):
    says = {"DATABASE_URL": urls[APP], "TREMPLIN_OWNER_URL": urls[OWNER], "TREMPLIN_WORKER_URL": urls[WORKER]}
    command = [sys.executable, "-m", "tremplin", "migrate", "--lang", "en", *words]
    return subprocess.Popen(
        command, env=environment() | says, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def ended(process):
    said, _ = process.communicate(timeout=600)
    return process.returncode, " ".join(said.split())


def test_two_at_once_take_turns_and_check_only_looks(cluster):
    with made_for(cluster, "migrated") as urls:
        before = migrating(urls, "--check")
        code, said = ended(before)
        assert code == 1 and "people.0001_initial" in said
        both = [migrating(urls) for _ in range(2)]
        assert [code for code, _ in map(ended, both)] == [0, 0]
        assert ended(migrating(urls, "--check")) == (0, "The database is up to date.")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"TREMPLIN_OWNER_URL": ""}, "TREMPLIN_OWNER_URL: is not said"),
        ({"TREMPLIN_OWNER_URL": "postgresql://tremplin_app@/tremplin"}, "must have different roles"),
        ({"TREMPLIN_OWNER_URL": "postgresql://tremplin_owner@/tremplin?host=/nowhere"}, "the database does not answer"),
        ({"DATABASE_URL": "host", "TREMPLIN_OWNER_URL": "postgresql://o@/x"}, "DATABASE_URL"),
    ],
)
def test_it_says_why_it_cannot(change, reason, monkeypatch, capsys):
    from tremplin.cli import office
    from tremplin.cli.asking import faults_said

    monkeypatch.setenv("DATABASE_URL", "postgresql://tremplin_app@/tremplin?host=/nowhere")
    monkeypatch.setattr(office, "set_up", lambda _: None)
    for name, value in change.items():
        monkeypatch.setenv(name, value)
    if "nowhere" in change.get("TREMPLIN_OWNER_URL", ""):
        from django.db import OperationalError

        from tremplin.office.database import migrating

        monkeypatch.setattr(migrating, "to_come", lambda: (_ for _ in ()).throw(OperationalError("no")))
    with pytest.raises(SystemExit) as ended, faults_said("en"):
        office.migrate("en", check=True)
    assert ended.value.code == 2
    assert reason in " ".join(capsys.readouterr().err.split())
