"""The API under an open loop: a fixed number of decisions a second, whatever the answers take; then its maximum.

./do python benchmarks/api.py [SECONDS] [--rate 1000] [--workers 2] [--openfisca]

Each request has its moment; its time counts from that moment, so that waiting for a free connection counts too. Server
and client share this machine. `--openfisca` installs OpenFisca's web API beside it (in the user's cache, once) and asks
it the same question of the same numbers, with as many workers.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tremplin.law import belgian_law, decide
from tremplin.reasons.parameters import as_plain, versions

FACTS = {"region": "wallonia", "on": "2024-05-15", "minutes": 130, "cheque_price": "5.95"}
NUMBERS, REGIONS, MONTH = ("ale_hourly_pay", "visit_begun_hour"), ("wallonia", "brussels"), "2024-05"
OPENFISCA = "OpenFisca-Core[web-api]==46.0.1"
BESIDE = Path(__file__).with_name("beside")
CONNECTIONS, GRACE, START = 64, 10.0, 60.0
Pipe = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(frozen=True)
class Server:
    """Whom to ask: the command that serves, and the question in its words."""

    name: str
    command: list[str]
    address: str
    facts: dict[str, Any]
    environment: dict[str, str]

    @property
    def request(self) -> bytes:
        body = json.dumps(self.facts).encode()
        head = f"POST {self.address} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def tremplin(port: int, workers: int) -> Server:
    granian = str(Path(sys.executable).with_name("granian"))
    words = ["--interface", "wsgi", "--port", str(port), "--workers", str(workers), "--blocking-threads", "8"]
    command = [granian, *words, "--backpressure", "256", "--no-log", "tremplin.web.wsgi:application"]
    return Server("Tremplin", command, "/api/v1/decide/ale_visit", FACTS, {})


def openfisca(port: int, workers: int) -> Server:
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "tremplin" / "openfisca"
    if not (folder / "made").exists():
        print(f"installing {OPENFISCA} in {folder} (once)")
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        pip = [str(folder / "bin" / "pip"), "install", "-qq", "--disable-pip-version-check", OPENFISCA]
        subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)
        (folder / "made").touch()
    words = ["serve", "--country-package", "openfisca_visit", "--port", str(port), "--workers", str(workers)]
    words += ["--worker-class=gthread", "--threads=2", "--keep-alive=60"]  # left alone it closes every connection
    asked = {"minutes": FACTS["minutes"], "cheque_price": 5.95, "region": FACTS["region"]}
    wanted = dict.fromkeys(("cheques", "user_pays", "worker_receives"))
    person = {name: {MONTH: value} for name, value in {**asked, **wanted}.items()}
    environment = {"PYTHONPATH": str(BESIDE), "VISIT_NUMBERS": json.dumps(numbers()), "PATH": f"{folder}/bin"}
    command = [str(folder / "bin" / "openfisca"), *words]
    return Server("OpenFisca", command, "/calculate", {"persons": {"one": person}}, environment)


def numbers() -> dict[str, Any]:
    """The dated numbers of the question, as the parameters of OpenFisca."""
    law, found = belgian_law(), dict[str, Any]()
    for name in NUMBERS:
        parameter = law.parameters[name]
        found[name] = {
            region: {
                "values": {
                    one["from"]: {"value": one["value"] if isinstance(one["value"], bool) else float(one["value"])}
                    for one in as_plain(law, parameter, versions(parameter, region, None), None, "en")["versions"]
                }
            }
            for region in REGIONS
        }
    return found


async def answered(pipe: Pipe, request: bytes) -> tuple[bool, bytes]:
    """One question; whether it was answered with 200, and what."""
    reader, writer = pipe
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    body = await reader.readexactly(int(length.partition(b":")[2]))
    return head.startswith(b"HTTP/1.1 200"), body


class Load:
    """Connections that are used again, and what became of each request."""

    def __init__(self, port: int, request: bytes) -> None:
        self.port, self.request, self.free = port, request, deque[Pipe]()
        self.times: list[float] = []
        self.errors = 0

    async def connect(self) -> None:
        self.free.extend([await self.pipe() for _ in range(CONNECTIONS)])

    async def pipe(self) -> Pipe:
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def ask(self, pipe: Pipe) -> Pipe:
        """One question over a connection; the connection to use next, another one where it was closed."""
        try:
            good, _ = await answered(pipe, self.request)
            self.errors += not good
        except (OSError, EOFError):
            self.errors += 1
            pipe[1].close()
            return await self.pipe()
        return pipe

    async def one(self, due: float, room: asyncio.Semaphore) -> None:
        async with room:
            pipe = await self.ask(self.free.popleft())
            self.times.append(time.perf_counter() - due)
            self.free.append(pipe)

    async def at_rate(self, rate: float, seconds: float) -> None:
        """The open loop: every request at its moment."""
        room, begun, running = asyncio.Semaphore(CONNECTIONS), time.perf_counter(), set()
        for number in range(int(rate * seconds)):
            due = begun + number / rate
            while (wait := due - time.perf_counter()) > 0:
                await asyncio.sleep(wait)
            task = asyncio.create_task(self.one(due, room))
            running.add(task)
            task.add_done_callback(running.discard)
        late = (await asyncio.wait(running, timeout=GRACE))[1] if running else set()
        for task in late:
            task.cancel()
        self.errors += len(late)

    async def flat_out(self, seconds: float) -> float:
        """Every connection asks again as soon as it is answered: decisions a second."""
        until, begun = time.perf_counter() + seconds, time.perf_counter()

        async def again(pipe: Pipe) -> int:
            count = 0
            while time.perf_counter() < until:
                pipe = await self.ask(pipe)
                count += 1
            return count

        done = sum(await asyncio.gather(*(again(pipe) for pipe in self.free)))
        return done / (time.perf_counter() - begun)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def served(server: Server, port: int) -> Iterator[None]:
    """The server while it is asked; ended with the workers that it started."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(
        server.command, env=os.environ | server.environment, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        end = time.monotonic() + START
        while time.monotonic() < end and process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        else:
            raise SystemExit(f"{server.name} does not start")
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def milliseconds(times: list[float], share: float) -> float:
    return 1000 * sorted(times)[min(len(times) - 1, int(share * len(times)))] if times else float("nan")


async def measure(server: Server, port: int, rate: float, seconds: float) -> float:
    """Prints what became of a fixed rate; gives the most decisions a second."""
    warm = Load(port, server.request)
    await warm.connect()
    _, body = await answered(warm.free[0], server.request)
    print(f"{server.name} answers {same(json.loads(body))}")
    await warm.flat_out(2)
    load = Load(port, server.request)
    await load.connect()
    begun = time.perf_counter()
    await load.at_rate(rate, seconds)
    spent = time.perf_counter() - begun
    half, late = milliseconds(load.times, 0.5), milliseconds(load.times, 0.99)
    print(f"  open loop, {rate:g}/s for {seconds:g} s: {len(load.times) / spent:.0f}/s answered")
    print(f"  p50 {half:.1f} ms   p99 {late:.1f} ms   errors {load.errors}")
    most = Load(port, server.request)
    await most.connect()
    found = await most.flat_out(5)
    print(f"  at most {found:.0f}/s   errors {most.errors}")
    return found


def same(answer: dict[str, Any]) -> str:
    """What a server answers, in Tremplin's words; stops where it is not what the law says."""
    expected = {name: float(value) for name, value in decide("ale_visit", FACTS).result.items()}
    said = answer.get("result") or {name: answer["persons"]["one"][name][MONTH] for name in expected}
    if any(abs(float(said[name]) - value) > 0.001 for name, value in expected.items()):
        raise SystemExit(f"another answer: {said}, not {expected}")
    return ", ".join(f"{name} {value:g}" for name, value in expected.items())


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("seconds", nargs="?", type=float, default=60)
    asked.add_argument("--rate", type=float, default=1000)
    asked.add_argument("--workers", type=int, default=2)
    asked.add_argument("--openfisca", action="store_true")
    given = asked.parse_args()
    most = []
    for make in (tremplin, openfisca)[: 1 + given.openfisca]:
        port = free_port()
        server = make(port, given.workers)
        with served(server, port):
            most.append(asyncio.run(measure(server, port, given.rate, given.seconds)))
    if given.openfisca:
        print(f"Tremplin answers {most[0] / most[1]:.1f} × as many, with its status, sources and missing facts")


if __name__ == "__main__":
    main()
