"""`tremplin backup FILE` and `tremplin restore FILE`: everything in one file, with a manifest that it is checked by.

The file is a ZIP of `manifest.json` and `office.dump`, an archive of `pg_dump` that `pg_restore` reads too. Both are of
one moment: counting and dumping share one snapshot.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import psycopg

from tremplin.ground.errors import Fault, InputError
from tremplin.office.database import migrating
from tremplin.office.database.manifest import Manifest, stated, tables_of
from tremplin.office.database.programs import programs_for, reached, version_of

MANIFEST, ARCHIVE = "manifest.json", "office.dump"
CHUNK = 1 << 20
WRONG = (ValueError, KeyError, TypeError, zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError)
"""What a file that is no backup, or a broken one, raises while it is read."""


def refused(place: object, key: str, **words: object) -> InputError:
    return InputError([Fault(str(place), key, words)])


@contextmanager
def opened(url: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection as the owner, whom no policy hides anything from."""
    try:
        connection = psycopg.connect(url, connect_timeout=10)
    except psycopg.Error as error:
        raise refused("TREMPLIN_OWNER_URL", "no_database", problem=str(error).strip()) from None
    with connection:
        found = connection.execute(
            "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
        connection.rollback()
        if not (found and found[0]):
            raise refused("TREMPLIN_OWNER_URL", "no_bypass", role=connection.info.user)
        yield connection


def backup(url: str, file: Path) -> Manifest:
    """Writes a backup: whole or not at all, readable by its owner alone. Raises InputError."""
    if file.exists():
        raise refused(file, "backup_exists")
    part = file.with_name(f"{file.name}.part")
    try:
        with opened(url) as connection, writing(part) as out:
            found = written(connection, url, out)
        os.link(part, file)  # Unlike a rename, it never takes the place of another file.
    except FileExistsError:
        raise refused(file, "backup_exists") from None
    except OSError as error:
        raise refused(file, "backup_unwritten", problem=error.strerror or str(error)) from None
    finally:
        part.unlink(missing_ok=True)
    return found


@contextmanager
def writing(part: Path) -> Iterator[IO[bytes]]:
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


def written(connection: psycopg.Connection[Any], url: str, out: IO[bytes]) -> Manifest:
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    with connection.transaction(), zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert snapshot
        programs = programs_for(connection.info.server_version // 10_000)
        migrations = done(connection)
        if not migrations:
            raise refused("TREMPLIN_OWNER_URL", "nothing_to_back_up")
        manifest = stated(connection, version_of(programs), migrations)
        with file.open(ARCHIVE, "w", force_zip64=True) as archive:
            seal = dumped(programs, url, snapshot[0], archive)
        manifest = replace(manifest, sha256=seal)
        file.writestr(MANIFEST, manifest.as_json())
    return manifest


def done(connection: psycopg.Connection[Any]) -> list[str]:
    """The migrations that a database has had; none where it has no tables of ours."""
    found = connection.execute("SELECT to_regclass('public.django_migrations')").fetchone()
    if not (found and found[0]):
        return []
    return [name for (name,) in connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")]


def dumped(programs: Path, url: str, snapshot: str, out: IO[bytes]) -> str:
    """Runs `pg_dump` into a file; the checksum of what it wrote."""
    address, environment = reached(url)
    words = ["--format=custom", "--no-owner", "--no-privileges", "--no-comments", f"--snapshot={snapshot}"]
    command = [str(programs / "pg_dump"), *words, f"--dbname={address}"]
    seal = hashlib.sha256()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout and process.stderr
        while chunk := process.stdout.read(CHUNK):
            seal.update(chunk)
            out.write(chunk)
        said = process.stderr.read().decode(errors="replace")
    if process.returncode:
        raise refused("pg_dump", "program_failed", problem=said.strip()[-1000:])
    return seal.hexdigest()


def restore(url: str, file: Path, app: str, worker: str) -> Manifest:
    """Puts a backup into an empty database, checks it table by table, and puts up the wall and the rights again.

    The file is checked before anything is written, and the archive comes in whole or not at all. Raises InputError.
    """
    manifest = read(file)
    with opened(url) as connection:
        server = connection.info.server_version // 10_000
        if server < manifest.server:
            raise refused("PostgreSQL", "server_too_old", server=server, needed=manifest.server)
        tables = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'S')"  # noqa: E501
        found = connection.execute(tables).fetchone()
        connection.rollback()
        if found and found[0]:
            raise refused("TREMPLIN_OWNER_URL", "not_empty", name=connection.info.dbname, count=found[0])
        unknown = sorted(set(manifest.migrations) - migrating.known())
        if unknown:
            raise refused(file, "backup_newer", version=manifest.version, names=", ".join(unknown[:5]))
        fill(programs_for(max(server, manifest.archive)), url, file)
        differing = differences(manifest, connection)
        if differing:
            raise refused(file, "restored_otherwise", names=", ".join(differing))
    migrating.migrate(app, worker)
    return manifest


def read(file: Path) -> Manifest:
    """The manifest of a backup whose archive is what it says. Raises InputError."""
    try:
        with zipfile.ZipFile(file) as whole:
            manifest = Manifest.of_json(whole.read(MANIFEST).decode())
            with whole.open(ARCHIVE) as archive:
                seal = hashlib.file_digest(archive, "sha256").hexdigest()  # type: ignore[arg-type]
    except OSError as error:
        raise refused(file, "backup_unread", problem=error.strerror or str(error)) from None
    except WRONG as error:
        raise refused(file, "no_backup", problem=str(error)) from None
    if seal != manifest.sha256:
        raise refused(file, "backup_changed")
    return manifest


def fill(programs: Path, url: str, file: Path) -> None:
    address, environment = reached(url)
    words = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments"]
    command = [str(programs / "pg_restore"), *words, f"--dbname={address}"]
    with (
        zipfile.ZipFile(file) as whole,
        whole.open(ARCHIVE) as archive,
        subprocess.Popen(  # noqa: S603
            command,
            env=environment,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as process,
    ):
        assert process.stdin and process.stderr
        try:
            shutil.copyfileobj(archive, process.stdin, CHUNK)
            process.stdin.close()
        except BrokenPipeError:
            pass  # It has said why.
        said = process.stderr.read().decode(errors="replace")
    if process.returncode:
        raise refused("pg_restore", "program_failed", problem=said.strip()[-1000:])


def differences(manifest: Manifest, connection: psycopg.Connection[Any]) -> list[str]:
    """The tables of a database that are not what the manifest says."""
    with connection.transaction():
        found = tables_of(connection)
    return sorted(name for name in {*found, *manifest.tables} if found.get(name) != manifest.tables.get(name))
