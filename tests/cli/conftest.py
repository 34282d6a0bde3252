"""The command line speaks of the law of Meadow here; files lie in a folder of the test."""

import pytest
from typer.testing import CliRunner

from tests.engine import meadow
from tremplin.cli import app as commands
from tremplin.lawbook.load import load

VISITOR = """\
born: 1990-05-01
visit: 2010-06-01
member_card: no
invited: no
dogs: 1
plants:
  - {plant_code: 1, pots: 4}
  - {plant_code: 2, pots: 3}
"""


@pytest.fixture(scope="session")
def law():
    return load(meadow.__name__)


@pytest.fixture
def tremplin(law, monkeypatch, tmp_path):
    """Runs a command in an empty folder that holds `facts.yaml`; gives its result."""
    monkeypatch.setattr(commands, "the_law", lambda: law)
    monkeypatch.setenv("TREMPLIN_LANG", "fr")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts.yaml").write_text(VISITOR)

    def run(*words, given=None, code=0):
        result = CliRunner().invoke(commands.app, [str(word) for word in words], input=given)
        assert result.exit_code == code, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run
