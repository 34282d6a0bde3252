"""What a worker does when PostgreSQL breaks away under it: it ends, so that another begins; it never stands still."""

import asyncio
import os
import signal

from tremplin.office.running import worker

LONGEST = 30
"""Seconds; all of this takes none."""


class Breaking:
    """A look for stalled jobs on a connection that breaks while it is being cancelled, as psycopg then says it."""

    def __init__(self):
        self.asked = asyncio.Event()

    @property
    def job_manager(self):
        return self

    async def prune_stalled_workers(self, _):
        self.asked.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise ConnectionError("the connection is lost") from None


def test_looking_for_stalled_jobs_ends_even_where_its_end_is_taken_for_an_error():
    async def ended():
        app, over = Breaking(), asyncio.Event()
        again = asyncio.create_task(worker.begin_again(app, 1000.0, over))
        await app.asked.wait()
        over.set()
        again.cancel()
        done, _ = await asyncio.wait([again], timeout=LONGEST)
        return again in done

    assert asyncio.run(ended())


def test_a_job_whose_end_cannot_be_written_down_ends_the_worker_which_gives_it_back(monkeypatch):
    killed = []
    monkeypatch.setattr(os, "kill", lambda *said: killed.append(said))

    async def job():
        raise ConnectionError("the connection is lost")

    async def unwaited():
        asyncio.get_running_loop().set_exception_handler(worker.unnoticed)
        task = asyncio.create_task(job())
        await asyncio.wait([task])
        del task
        await asyncio.sleep(0)

    asyncio.run(unwaited())
    assert killed == [(os.getpid(), signal.SIGTERM)]
