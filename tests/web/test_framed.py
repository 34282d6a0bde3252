"""A page in a frame: only where a setting lets it, and then with a slim head."""

import json
import os
import subprocess
import sys

CODE = """
import json, django
django.setup()
from django.test import Client
client = Client(SERVER_NAME="localhost")
said = [client.get("/nl/ask/access", headers=headers) for headers in ({}, {"Sec-Fetch-Dest": "iframe"})]
told = [[one["Content-Security-Policy"], one.get("Vary", ""), 'class="framed"' in one.text] for one in said]
print(json.dumps(told))
"""


def seen(**set_to):
    """A page, asked for as one and by a frame, under settings of their own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TREMPLIN_")}
    path = os.pathsep.join(path for path in sys.path if path)
    env = kept | {"PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "tremplin.web.settings"} | set_to
    done = subprocess.run([sys.executable, "-c", CODE], env=env, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def test_no_site_may_frame_a_page_unless_it_is_named():
    for policy, vary, slim in seen():
        assert "frame-ancestors 'none'" in policy and "Sec-Fetch-Dest" not in vary and not slim


def test_a_site_that_is_named_gets_a_slim_page():
    alone, within = seen(TREMPLIN_FRAMES="https://www.valmarche.be, https://www.velm.be")
    for policy, vary, _ in (alone, within):
        assert "frame-ancestors https://www.valmarche.be https://www.velm.be" in policy and "'none' https" not in policy
        assert "Sec-Fetch-Dest" in vary
    assert (alone[2], within[2]) == (False, True)
