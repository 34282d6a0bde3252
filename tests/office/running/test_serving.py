"""`tremplin serve` with a database: web and worker are kept alive, and nothing keeps the port when one is killed."""

import os
import re
import signal
import subprocess
import sys
import threading

import pytest

from tests.office.running.killing import until
from tests.web.serving import environment
from tremplin.cli.serving import free_port, refused
from tremplin.office.database.private import APP, OWNER, WORKER
from tremplin.office.demo.walking import asked


class Served:
    """A site that was started as people start it; what it says is read as it comes."""

    def __init__(self, port, urls):
        self.port = port
        says = {"DATABASE_URL": urls[APP], "TREMPLIN_OWNER_URL": urls[OWNER], "TREMPLIN_WORKER_URL": urls[WORKER]}
        words = [sys.executable, "-m", "tremplin", "serve", "--port", str(port), "--lang", "en"]
        self.process = subprocess.Popen(
            words, env=environment() | says, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.said = []
        self.reading = threading.Thread(target=lambda: self.said.extend(self.process.stdout))
        self.reading.start()

    def get(self, address):
        """The status of the answer itself, wherever it leads; 0 where there is none."""
        return asked("127.0.0.1", self.port, address, {})[0]

    def heard(self, pattern, times=1):
        return until(lambda: len(re.findall(pattern, "".join(self.said))) >= times, f"{pattern}: {self.said[-20:]}")

    def children(self):
        found = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False)
        return sorted(int(one) for one in found.stdout.split())


@pytest.fixture
def served(cluster, django_db_setup):
    site = Served(free_port(), cluster)
    try:
        site.heard("The site is open")
        yield site
    finally:
        site.process.terminate()
        site.process.wait(60)
        site.reading.join(60)


def test_it_serves_the_office_and_ends_when_asked_to(served):
    assert served.get("/health") == 200
    assert served.get("/fr/") == 200
    assert served.get("/fr/office/") == 302
    web, worker = until(lambda: served.children()[1:] and served.children(), "two parts")
    os.kill(web, signal.SIGKILL)
    os.kill(worker, signal.SIGKILL)
    served.heard('"part": "web", "code": -9')
    served.heard('"part": "worker", "code": -9')
    until(lambda: served.get("/health") == 200, "it answers again")
    again = until(lambda: served.children()[1:] and served.children(), "both again")
    assert not {web, worker} & set(again)
    served.process.terminate()
    assert served.process.wait(60) == 0
    assert not refused(served.port, "127.0.0.1")


def test_killed_itself_it_leaves_nothing_that_keeps_the_port(served):
    parts = until(lambda: served.children()[1:] and served.children(), "two parts")
    served.process.kill()
    served.process.wait()
    until(lambda: not refused(served.port, "127.0.0.1"), "the port is free")
    served.reading.join(60)  # Its output ends: nobody holds it any more.
    assert not served.reading.is_alive() and parts
