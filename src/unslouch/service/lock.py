"""One service per user: a lock on a file, which the system takes back when its holder dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from unslouch.core.errors import UnslouchError


class AlreadyRunningError(UnslouchError):
    """Another service of this user holds the lock."""

    code = "already-running"


class Lock:
    """Holds the lock on `path` until `release`.

    Raises AlreadyRunningError where another process has it, and UnslouchError where there can be none.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        except OSError as error:
            raise UnslouchError(f"{path} cannot be made: {error}.") from error
        try:
            _lock(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise AlreadyRunningError(
                "Unslouch is already running. `unslouch status` shows it, `unslouch stop` ends it."
            ) from None

    def release(self) -> None:
        os.close(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
