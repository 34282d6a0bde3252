"""The operator's page is a contract: it names every setting, and what it shows to copy works."""

import re
import secrets
from pathlib import Path

from tests.web.test_ground import started

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
SETTINGS = (ROOT / "src" / "tremplin" / "web" / "settings.py").read_text(encoding="utf-8")
READ = set(re.findall(r"""["'](TREMPLIN_[A-Z_]+)["']""", SETTINGS))
OF_OFFICE = (ROOT / "src" / "tremplin" / "office" / "settings.py").read_text(encoding="utf-8")
OFFICE = set(re.findall(r"^(TREMPLIN_\w+) ", OF_OFFICE, re.MULTILINE))
BLOCKS = dict.fromkeys(re.findall(r"```\w*\n(.*?)```", PAGE, re.DOTALL))


def block(word):
    (found,) = [text for text in BLOCKS if word in text]
    return found


def test_every_setting_that_is_read_has_its_row_and_no_other():
    assert set(re.findall(r"^\| `(TREMPLIN_\w+)`", PAGE, re.MULTILINE)) == READ
    assert set(re.findall(r"TREMPLIN_[A-Z_]*[A-Z]", PAGE)) == READ | OFFICE


def test_every_setting_of_an_office_is_said():
    listed = set(re.findall(r"^- `(TREMPLIN_\w+)`", PAGE, re.MULTILINE))
    assert listed == OFFICE - {"TREMPLIN_PG_BIN"} and "of\n`TREMPLIN_PG_BIN`" in PAGE


def test_the_head_of_the_settings_names_them_too():
    assert set(re.findall(r"^ *(TREMPLIN_\w+) ", SETTINGS, re.MULTILINE)) == READ


def test_the_settings_to_copy_start_a_safe_site():
    lines = dict(line.split("=", 1) for line in block("TREMPLIN_ENV=production").splitlines() if line)
    assert started(**lines | {"TREMPLIN_SECRET": secrets.token_urlsafe(64)}).returncode == 0


def test_the_secret_left_as_it_stands_is_refused_by_its_length():
    shown = re.search(r"TREMPLIN_SECRET=(.+)", PAGE)[1]
    assert len(shown) < 50 or started(TREMPLIN_ENV="production", TREMPLIN_SECRET=shown, TREMPLIN_HOSTS="a").returncode


def test_the_command_of_the_service_is_one_that_granian_knows():
    from click.testing import CliRunner
    from granian.cli import cli

    words = re.search(r"ExecStart=\S+/granian (.*)", PAGE)[1].split()
    known = CliRunner().invoke(cli, ["--help"]).output
    assert [word for word in words if word.startswith("--") and word not in known] == []
    assert words[-1] == "tremplin.web.wsgi:application"


def test_no_log_in_front_holds_addresses():
    assert "access_log off;" in block("server_name") and "crit;" in block("server_name")
    assert not re.search(r"^\s*log\b", block("reverse_proxy"), re.MULTILINE)


def test_health_is_asked_by_a_name_the_site_answers_to():
    host = re.search(r"TREMPLIN_HOSTS=(\S+)", PAGE)[1]
    assert f"-H 'Host: {host}'" in block("/health")
