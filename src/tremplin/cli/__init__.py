"""The command line: `tremplin …`. Each command imports only what it needs, so that the first answer comes at once."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """What the `tremplin` script calls."""
    from tremplin.cli.quick import decided

    try:
        if not decided(sys.argv[1:]):
            from tremplin.cli.app import app

            app()
        sys.stdout.flush()
    except BrokenPipeError:
        # Who reads has had enough (`tremplin law | head`). Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(1) from None
