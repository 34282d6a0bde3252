"""`tremplin demo --once`: opens the made-up office, asks every page in every role once, stops."""

import os
import re
import subprocess
import sys
from dataclasses import replace

from tests.web.serving import environment
from tremplin.cli.commune import answered, tell
from tremplin.cli.paper import Paper
from tremplin.office.demo.walking import Visit


def say(key, **words):
    return f"{key} {words}" if words else key


def test_a_page_that_fails_is_named_and_fails_the_walk(capsys):
    visits = [
        Visit("login", "account/login/", "/account/login/", 302, 5),
        Visit("finance", "office/", "/fr/office/", 200, 9),
    ]
    assert tell(Paper(), say, visits) == 0
    broken = Visit("auditor", "office/board/", "/fr/office/board/", 500, 9)
    assert tell(Paper(), say, [*visits, broken]) == 1
    assert "500 auditor /fr/office/board/" in capsys.readouterr().out
    assert tell(Paper(), say, [Visit("finance", "office/", "/fr/office/", 0, 9)]) == 1
    nowhere = Visit("finance", "office/…/", "/fr/office/7/", 404, 9)
    assert tell(Paper(), say, [*visits, nowhere]) == 0
    assert tell(Paper(), say, [*visits, replace(nowhere, linked=True)]) == 1
    assert tell(Paper(), say, []) == 1


def test_statuses_are_said_by_role_only_where_they_differ():
    assert answered({"finance": {200}, "auditor": {200}}, say) == "200"
    assert answered({"finance": {200, 302}, "auditor": {403}}, say) == "200 302 role_finance; 403 role_auditor"


def test_it_opens_the_office_and_walks_through_it_once(tmp_path):
    for folder in (tmp_path, *tmp_path.parents[:2]):
        os.chmod(folder, 0o755)
    command = [sys.executable, "-m", "tremplin", "demo", "--once", "--lang", "fr"]
    found = subprocess.run(
        command, env=environment() | {"XDG_DATA_HOME": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    said = found.stdout
    assert found.returncode == 0, said + found.stderr[-3000:]
    assert str(tmp_path / "tremplin" / "demo") in said
    assert "claire.dumont@valmarche.example" in said and "bonne-journee-a-tous" in said
    assert re.search(r"office/ +200\n", said)
    assert "Sans réponse ou en panne : 0." in " ".join(said.split())
    practice = tmp_path / "tremplin" / "demo" / "imports"
    assert len(list(practice.iterdir())) > 15
    assert not (tmp_path / "tremplin" / "demo" / "postgres" / "postmaster.pid").exists()
