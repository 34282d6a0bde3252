"""The files of kernels: compiled once, loaded by every later process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
DECIDES = """
from tremplin.lawbook.load import load
from tremplin.population import Columns, run
columns = Columns(3, {"visit": [15000, 18300, 19800], "last_day": [15100, 18400, 19000]})
print(run(load("tests.engine.meadow"), "season", columns).values["total"].tolist())
"""


def decides(home, **more):
    environment = os.environ | {"XDG_CACHE_HOME": str(home), "PYTHONPATH": str(ROOT)} | more
    return subprocess.Popen(
        [sys.executable, "-c", DECIDES],
        env=environment,
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def said(process):
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out


def files(home):
    """The kernels kept under a home, beside which the law it read is kept too."""
    kernels = home / "tremplin" / "kernels"
    return {path: path.stat().st_mtime_ns for path in kernels.rglob("*") if path.is_file()}


def test_a_second_process_loads_what_the_first_compiled(tmp_path):
    # Two at once, as a web server begins.
    both = [decides(tmp_path), decides(tmp_path)]
    first = {said(process) for process in both}
    compiled = files(tmp_path)
    assert {path.suffix for path in compiled} == {".py", ".nbi", ".nbc"}
    assert {said(decides(tmp_path))} == first == {"[5000, 4750, 0]\n"}
    assert files(tmp_path) == compiled
    # Compiled code that is damaged is made again.
    for path in compiled:
        if path.suffix in (".nbc", ".nbi"):
            path.write_bytes(b"no longer what it was")
    assert {said(decides(tmp_path))} == first


def test_a_home_that_cannot_be_written_does_not_matter(tmp_path):
    home = tmp_path / "not_a_folder"
    home.write_text("")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    assert said(decides(home, TMPDIR=str(temporary))) == "[5000, 4750, 0]\n"
    assert not list(temporary.glob("tremplin-*"))


def test_without_numba_the_error_names_what_to_install():
    code = "import sys; sys.modules['numba'] = None\nimport tremplin.population"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True, check=False)
    assert done.returncode == 1
    assert "pip install tremplin[population]" in done.stderr.splitlines()[-1]
