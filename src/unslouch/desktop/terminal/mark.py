"""Whether a command was run: a window that is closed at once may look like a terminal that failed."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

_EMPTY_AND_RUN = 'test -s "$0" && true 2>/dev/null >"$0"; exec "$@"'


@contextmanager
def marked(
    command: Sequence[str], environ: Mapping[str, str], platform: str
) -> Iterator[tuple[Sequence[str], Callable[[], bool]]]:
    """`command` by way of a shell that empties a file first, and whether that has happened.

    Where no file can be written, and on macOS and Windows, where what opens a window does not wait for its
    end, it is `command` itself and never known to have run.
    """
    if platform in {"darwin", "win32"}:
        yield command, lambda: False
        return
    path = Path(environ.get("XDG_RUNTIME_DIR") or "/tmp", f"unslouch-{os.urandom(8).hex()}")  # noqa: S108
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except (OSError, ValueError):
        yield command, lambda: False
        return
    try:
        os.write(descriptor, b".")
        yield (
            ("/bin/sh", "-c", _EMPTY_AND_RUN, str(path), *command),
            lambda: not os.fstat(descriptor).st_size,
        )
    finally:
        os.close(descriptor)
        path.unlink(missing_ok=True)
