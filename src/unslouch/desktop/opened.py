"""Whether a command of ours has run in the window that was opened for it: one that is closed at once may look
like a terminal that failed.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

_NAME = "UNSLOUCH_OPENED"
"""The variable that names an empty folder, which the command takes away as soon as it runs."""


@contextmanager
def expected(environ: Mapping[str, str]) -> Iterator[tuple[Mapping[str, str], Callable[[], bool]]]:
    """The surroundings for the command, and whether it has run; it is never known to where no folder can be
    made, nor where a terminal does not hand its surroundings on.
    """
    import tempfile  # noqa: PLC0415 (only who opens a window pays for it)

    try:
        folder = tempfile.mkdtemp(prefix="unslouch-", dir=environ.get("XDG_RUNTIME_DIR"))
    except (OSError, ValueError):
        yield environ, lambda: False
        return
    try:
        yield {**environ, _NAME: folder}, lambda: not os.path.isdir(folder)  # noqa: PTH112 (pathlib is no help)
    finally:
        with suppress(OSError):
            os.rmdir(folder)  # noqa: PTH106


def tell() -> None:
    """Says that the command runs. Nothing but an empty folder can be lost by it."""
    if folder := os.environ.pop(_NAME, ""):
        with suppress(OSError):
            os.rmdir(folder)  # noqa: PTH106 (the start of a session does not wait for pathlib)
