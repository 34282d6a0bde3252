"""A private PostgreSQL on every server that is here: made, stopped, shared, left behind by a kill, deep in a home."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest

from tremplin.ground.errors import InputError
from tremplin.office.database import private
from tremplin.office.database.private import APP, OWNER, Private

SERVERS = {
    "wheel": lambda: private.of_wheel(),
    "debian": lambda: Path(max(Path("/usr/lib/postgresql").glob("*/bin/postgres"))).parent,
}
AS = """
import sys, time
from pathlib import Path
from tremplin.office.database.private import Private
server = Private(Path(sys.argv[1]), fast=True)
print(server.start()["tremplin_app"], flush=True)
sys.stdin.read()
server.stop()
"""


@pytest.fixture(params=SERVERS)
def server(request, monkeypatch):
    """The folder of a server's programs, which is the one that is used."""
    try:
        found = SERVERS[request.param]()
    except (InputError, ValueError):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"PostgreSQL: {request.param} is not here")
    monkeypatch.setenv("TREMPLIN_PG_BIN", str(found))
    return found


@pytest.fixture
def place(tmp_path):
    for folder in (tmp_path, *tmp_path.parents[:3]):
        if folder.stat().st_uid == os.geteuid() and not folder.stat().st_mode & 0o002:
            os.chmod(folder, 0o755)
    return tmp_path


def said(url, query="SELECT current_user::text"):
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchone()[0]


def environment():
    """Of a program that finds the package where this one found it."""
    return os.environ | {"PYTHONPATH": str(Path(private.__file__).parents[3])}


def program(data, python=sys.executable, **how):
    """A program of its own that uses the cluster until its input ends: it, and the address that it was given."""
    words = [python, "-c", AS, str(data)]
    found = subprocess.Popen(words, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **how)
    return found, found.stdout.readline().strip()


def test_it_is_made_and_found_again(server, place):
    cluster = Private(place / "data", fast=True)
    urls = cluster.start()
    try:
        assert said(urls[APP]) == APP
        assert said(urls[OWNER], "SELECT rolbypassrls FROM pg_roles WHERE rolname = current_user") is True
        assert said(urls[APP], "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") is False
        with psycopg.connect(urls[OWNER]) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    finally:
        cluster.stop()
    assert not cluster.running()
    again = Private(place / "data", fast=True)
    try:
        assert said(again.start()[OWNER], "SELECT one FROM kept") == 1
    finally:
        again.stop()


def test_a_long_way_down_in_a_home_that_is_shut(server, place):
    home = place / "home"
    deep = home / ("x" * 60) / ("y" * 60) / "data"
    deep.parent.mkdir(parents=True)
    home.chmod(0o700)
    cluster = Private(deep, fast=True)
    try:
        assert said(cluster.start()[APP]) == APP
    finally:
        cluster.stop()
        if not cluster.data.is_relative_to(home):
            shutil.rmtree(cluster.data.parent)
    assert home.stat().st_mode & 0o777 == 0o700


def test_two_programs_at_once_and_the_last_one_stops_it(server, place):
    first, second = (program(place / "data")[0] for _ in range(2))
    cluster = Private(place / "data", fast=True)
    try:
        first.communicate("")
        assert cluster.running()
    finally:
        second.communicate("")
    assert not cluster.running()


def test_what_a_killed_program_left_is_taken_over(server, place):
    killed, url = program(place / "data")
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    cluster = Private(place / "data", fast=True)
    cluster.start()
    assert said(url) == APP
    cluster.stop()
    assert not cluster.running()


def test_what_nobody_is_left_to_stop_is_stopped(server, place):
    killed, _ = program(place / "data")
    cluster = Private(place / "data", fast=True)
    assert cluster.running()
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    end = time.monotonic() + 60
    while cluster.running():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_server_that_was_killed_starts_again(server, place):
    cluster = Private(place / "data", fast=True)
    url = cluster.start()[APP]
    os.kill(int((cluster.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    with suppress(psycopg.Error):
        said(url)
    try:
        again = Private(place / "data", fast=True)
        assert said(again.start()[APP]) == APP
    finally:
        again.stop()


def test_half_a_cluster_is_never_taken_for_one(server, place, monkeypatch):
    cluster = Private(place / "data", fast=True)
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        cluster.start()
    monkeypatch.undo()
    monkeypatch.setenv("TREMPLIN_PG_BIN", str(server))
    try:
        assert said(cluster.start()[APP]) == APP
    finally:
        cluster.stop()


def test_a_cluster_of_another_version_is_refused_with_the_reason(server, place):
    (place / "data").mkdir()
    (place / "data" / "PG_VERSION").write_text("12\n")
    with pytest.raises(InputError) as refused:
        Private(place / "data")
    assert "PostgreSQL 12" in refused.value.faults[0].text("en")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_an_ordinary_user_needs_nothing_more(server, place):
    import pwd

    nobody = pwd.getpwnam("nobody")
    account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    if (python := python_of(account)) is None:
        pytest.skip("no Python and no server within reach of an ordinary user")
    os.chmod(place, 0o777)
    running, url = program(place / "data", python, **account)
    try:
        assert (place / "data").owner() == "nobody"
        assert said(url) == APP
    finally:
        running.communicate("")


def python_of(account):
    """A Python that this account can start, and that finds the package and the server."""
    look = (
        "import os, tremplin.office.database.private; assert os.access(os.environ['TREMPLIN_PG_BIN'] + '/postgres', 1)"
    )
    for python in (sys.executable, "/usr/bin/python3"):
        with suppress(OSError):
            if subprocess.run([python, "-c", look], env=environment(), capture_output=True, **account).returncode == 0:
                return python
    return None
