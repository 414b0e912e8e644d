"""The command `unslouch`: the one place where errors become sentences and exit codes."""

from __future__ import annotations

import gc
import io
import sys

from unslouch.cli import tty
from unslouch.core.errors import NotRunningError, UnslouchError, UsageError
from unslouch.desktop import opened

_COLLECT_EVERY = 50_000
"""So many new objects between two looks for garbage: nearly all that a start makes stays, and looking at it
after every 700, as Python does, is a third of the start of a session.
"""


def main() -> None:
    """Run the command line; every failure ends in a sentence and an exit code."""
    gc.set_threshold(_COLLECT_EVERY)
    opened.tell()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that cannot show a letter gets a question mark
    try:
        _run()
    except UnslouchError as error:
        _fail(error)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
    except Exception as error:  # noqa: BLE001 (no traceback reaches a user; it is kept in a file)
        from unslouch.cli.crash import keep

        _fail(keep(error))


def _run() -> None:
    if sys.argv[1:] == ["break"]:  # what a click opens: nobody should wait for a parser of options there
        from unslouch.cli.session import take

        take()
    elif not sys.argv[1:] and tty.shows_screens():  # nor for the app
        from unslouch.cli.screen import open_app

        open_app()
    else:
        from unslouch.cli.verbs import app

        app()


def _fail(error: UnslouchError) -> None:
    if "--json" in sys.argv:
        from unslouch.cli.output import say_json

        say_json({"error": {"code": error.code, "message": str(error)}})
    else:
        print(str(error), file=sys.stderr)  # noqa: T201 (without waiting for Typer)
    sys.exit(3 if isinstance(error, NotRunningError) else 2 if isinstance(error, UsageError) else 1)
