"""The API under an open loop: a fixed number of decisions a second, whatever the answers take; then its maximum.

./do python benchmarks/api.py [SECONDS] [--rate 1000] [--workers 2]

Each request has its moment; its time counts from that moment, so that waiting for a free connection counts too. Server
and client share this machine.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import socket
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

FACTS = {"region": "wallonia", "on": "2024-05-15", "minutes": 130, "cheque_price": "5.95"}
BODY = json.dumps(FACTS).encode()
REQUEST = (
    b"POST /api/v1/decide/ale_visit HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(BODY), BODY)
)
CONNECTIONS, GRACE = 64, 10.0
Pipe = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def ask(pipe: Pipe) -> bool:
    """One decision; whether it was answered with 200."""
    reader, writer = pipe
    writer.write(REQUEST)
    head = await reader.readuntil(b"\r\n\r\n")
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    await reader.readexactly(int(length.partition(b":")[2]))
    return head.startswith(b"HTTP/1.1 200")


class Load:
    """Connections that are used again, and what became of each request."""

    def __init__(self, port: int) -> None:
        self.port, self.free = port, deque[Pipe]()
        self.times: list[float] = []
        self.errors = 0

    async def connect(self) -> None:
        self.free.extend([await asyncio.open_connection("127.0.0.1", self.port) for _ in range(CONNECTIONS)])

    async def one(self, due: float, room: asyncio.Semaphore) -> None:
        async with room:
            pipe = self.free.pop()
            try:
                if not await ask(pipe):
                    self.errors += 1
                self.times.append(time.perf_counter() - due)
            except (OSError, EOFError, asyncio.IncompleteReadError):
                self.errors += 1
                pipe = await asyncio.open_connection("127.0.0.1", self.port)
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
        _, late = await asyncio.wait(running, timeout=GRACE) if running else ((), ())
        self.errors += len(late)

    async def flat_out(self, seconds: float) -> float:
        """Every connection asks again as soon as it is answered: decisions a second."""
        until, begun, done = time.perf_counter() + seconds, time.perf_counter(), 0

        async def again(pipe: Pipe) -> int:
            count = 0
            while time.perf_counter() < until:
                self.errors += not await ask(pipe)
                count += 1
            return count

        done = sum(await asyncio.gather(*(again(pipe) for pipe in self.free)))
        return done / (time.perf_counter() - begun)


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def serve(port: int, workers: int) -> subprocess.Popen[bytes]:
    words = ["--interface", "wsgi", "--port", str(port), "--workers", str(workers), "--blocking-threads", "2"]
    granian = Path(sys.executable).with_name("granian")
    made = subprocess.Popen(
        [str(granian), *words, "--backpressure", "256", "--no-log", "tremplin.web.wsgi:application"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return made
        except OSError:
            time.sleep(0.1)
    made.terminate()
    raise SystemExit("the server does not start")


def milliseconds(times: list[float], share: float) -> float:
    return 1000 * sorted(times)[min(len(times) - 1, int(share * len(times)))] if times else float("nan")


async def measure(port: int, rate: float, seconds: float) -> None:
    warm = Load(port)
    await warm.connect()
    await warm.flat_out(2)
    load = Load(port)
    await load.connect()
    begun = time.perf_counter()
    await load.at_rate(rate, seconds)
    spent = time.perf_counter() - begun
    print(f"open loop, {rate:g}/s for {seconds:g} s: {len(load.times) / spent:.0f}/s answered")
    half, late = milliseconds(load.times, 0.5), milliseconds(load.times, 0.99)
    print(f"  p50 {half:.1f} ms   p99 {late:.1f} ms   errors {load.errors}")
    most = Load(port)
    await most.connect()
    print(f"  at most {await most.flat_out(5):.0f}/s   errors {most.errors}")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("seconds", nargs="?", type=float, default=60)
    asked.add_argument("--rate", type=float, default=1000)
    asked.add_argument("--workers", type=int, default=2)
    given = asked.parse_args()
    port = free_port()
    server = serve(port, given.workers)
    try:
        asyncio.run(measure(port, given.rate, given.seconds))
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
