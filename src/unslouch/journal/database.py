"""The journal's SQLite file: opened, used, and begun anew where it is damaged or gone."""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from unslouch.core.errors import UnslouchError
from unslouch.journal import schema

log = logging.getLogger(__name__)

Values = tuple[str | float, ...]

_BUSY_S = 5.0
_BUSY_AGAIN_S = 0.01
_FILES = ("-journal", "-wal", "-shm", "")
"""The endings of the files that make up a database (https://www.sqlite.org/tempfiles.html)."""


class JournalError(UnslouchError):
    """The journal cannot be opened, read or written."""

    code = "journal"


class Database:
    """The database in the file `path`; `warning` says what was last set aside, if anything was.

    Raises JournalError where the file cannot be used, or was written by a newer version of the program.
    """

    def __init__(self, path: Path) -> None:
        self.warning: str | None = None
        self._path = Path(os.path.realpath(path))  # the -wal lies beside what a link points to
        self._opened: tuple[int, int] | None = None
        try:
            self._connection = self._open()
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error

    def close(self) -> None:
        self._connection.close()

    def run(self, statement: str, values: Values) -> list[Any]:
        """The rows that `statement` gives; in a new file where the old one is damaged, moved or deleted."""
        try:
            if _identity(self._path) == self._opened:
                try:
                    return self._connection.execute(statement, values).fetchall()
                except sqlite3.DatabaseError as error:
                    if not _damaged(error):
                        raise
                    self._set_aside(error)
            old, self._connection = self._connection, self._open()
            old.close()
            return self._connection.execute(statement, values).fetchall()
        except (OSError, sqlite3.Error) as error:
            raise self._unusable(error) from error

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._opened = _identity(self._path)
        # the -wal first: another process that makes the database now writes to the main file before it
        if _size(Path(f"{self._path}-wal")) > 0 and _size(self._path) == 0:
            self._set_aside("its main file is empty")  # for which SQLite would empty the -wal as well
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if not _damaged(error):
                raise
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        """A connection to tables that are up to date; a damaged file is set aside, and the error raised."""
        self._opened = _identity(self._path)
        connection = sqlite3.connect(self._path, timeout=_BUSY_S, isolation_level=None)
        try:
            _refuse_newer(connection, self._path)
            _use_wal(connection)
            connection.execute("PRAGMA synchronous = FULL")
            schema.migrate(connection)
            connection.execute("SELECT * FROM entry ORDER BY seq DESC LIMIT 1").fetchall()
        except BaseException as error:
            if isinstance(error, sqlite3.DatabaseError) and _damaged(error):
                self._set_aside(error)  # before it is closed, for closing would tidy up what is left of it
            connection.close()
            raise
        self._opened = _identity(self._path)
        return connection

    def _set_aside(self, reason: object) -> None:
        """Move the files away, unless another process has done so already, or it is a device or a folder."""
        if _identity(self._path) != self._opened or (self._opened and not self._path.is_file()):
            return
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        kept = self._path.with_name(f"{self._path.stem}.damaged-{stamp}{self._path.suffix}")
        for ending in _FILES:
            with contextlib.suppress(FileNotFoundError):
                Path(f"{self._path}{ending}").rename(f"{kept}{ending}")
        self.warning = (
            f"{self._path} was damaged ({reason}). It was kept as {kept}, and a new journal was begun."
        )
        log.warning("%s", self.warning)

    def _unusable(self, error: Exception) -> JournalError:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        return JournalError(
            f"The journal {self._path} cannot be used: {reason}. "
            "Check that its folder can be written to and has room."
        )


def _use_wal(connection: sqlite3.Connection) -> None:
    """Switch to WAL; two processes that do so at once are told of a deadlock, and not made to wait.

    https://www.sqlite.org/c3ref/busy_handler.html
    """
    give_up = time.monotonic() + _BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(_BUSY_AGAIN_S)
        else:
            return


def _refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    found = schema.version(connection)
    if found > schema.VERSION:
        raise JournalError(
            f"{path} was written by a newer Unslouch (version {found} of the journal, this one knows "
            f"{schema.VERSION}). Update Unslouch, or move the file away to begin a new journal."
        )


def _damaged(error: sqlite3.DatabaseError) -> bool:
    """Whether the file itself is broken; a lock, a full disk or a missing permission is another matter."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF  # without what extends it
    return code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB} or "no such" in str(error)


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at `path` now; None where there is none."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_dev, found.st_ino


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
