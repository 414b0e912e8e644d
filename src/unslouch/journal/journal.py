"""Writing to the journal, and reading what the scheduler and the planner need."""

from __future__ import annotations

import json
import logging
import math
import platform
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from unslouch.core.entries import Entry, EntryKind
from unslouch.core.history import Record
from unslouch.core.text import clean
from unslouch.journal.database import Database, Values

log = logging.getLogger(__name__)

_TAIL_DAYS = 8
_NO_LIMIT = 2**63 - 1
_SELECT = "SELECT kind, at, boot, elapsed, data, host, id FROM entry"
_INSERT = """
    INSERT INTO entry (id, host, at, boot, elapsed, kind, data) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO NOTHING
"""


class Journal:
    """The journal in the file `path`.

    Opening makes the folder and the tables where there are none. A damaged database is set aside under
    a dated name, with its `-wal` and `-shm`, and a new one begun, also where the damage shows only later.
    A file that was moved or deleted meanwhile is begun anew. Opening, reading and writing raise
    JournalError where the file cannot be used, or was written by a newer version of the program.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.host = clean(platform.node())
        self._database = Database(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def warning(self) -> str | None:
        """What was last set aside and where it is now, in a sentence, if anything was."""
        return self._database.warning

    def close(self) -> None:
        self._database.close()

    def append(self, entry: Entry) -> None:
        """Write `entry`, safe against power loss when this returns; one with a known id is left as it is."""
        row = (
            entry.id,
            entry.host or self.host,
            _stamp(entry.at),
            entry.boot,
            entry.elapsed,
            entry.kind.value,
            json.dumps(dict(entry.data), separators=(",", ":")),
        )
        self._database.run(_INSERT, row)

    def tail(self, now: datetime, midnight: datetime) -> list[Entry]:
        """The last break and what came after, and all of the day that began at `midnight`; in order.

        At most the last eight days: no pause lasts longer than a week.
        """
        session = self._last(EntryKind.STARTED, before=self._last(EntryKind.COMPLETED))
        since = max(session, self._last(EntryKind.NATURAL_BREAK))
        oldest = _stamp(now - timedelta(days=_TAIL_DAYS))
        # the + keeps SQLite from walking the whole table in order: entry_at finds the few rows
        where = "WHERE (seq >= ? OR at >= ?) AND at >= ? ORDER BY +seq"
        return self._read(where, (since, _stamp(midnight), oldest))

    def since(self, at: datetime) -> list[Entry]:
        """Every entry from `at` on, in order."""
        return self._read("WHERE at >= ? ORDER BY +seq", (_stamp(at),))

    def of_kind(self, kinds: Iterable[EntryKind], most: int) -> list[Entry]:
        """The last `most` entries of these kinds, the newest first."""
        names = [kind.value for kind in kinds]
        marks = ",".join("?" * len(names))
        return self._read(f"WHERE kind IN ({marks}) ORDER BY seq DESC LIMIT ?", (*names, most))

    def record(self, since: datetime) -> Record:
        """What the planner wants to know, with the sessions from `since` on."""
        sessions = self._read(
            "WHERE at >= ? AND kind IN ('completed', 'left_early') ORDER BY +seq", (_stamp(since),)
        )
        said = self._read("WHERE kind = 'said' ORDER BY seq", ())
        plays = dict(self._database.run("SELECT exercise, breaks FROM plays", ()))
        [(breaks,)] = self._database.run("SELECT count(*) FROM entry WHERE kind = 'completed'", ())
        return Record(sessions, said, plays, breaks)

    def _last(self, kind: EntryKind, before: int = _NO_LIMIT) -> int:
        """The number of the last entry of `kind` among those with a number under `before`; 0 without one."""
        query = "SELECT max(seq) FROM entry WHERE kind = ? AND seq < ?"
        [(number,)] = self._database.run(query, (kind.value, before))
        return number or 0

    def _read(self, where: str, values: Values) -> list[Entry]:
        return list(_entries(self._database.run(f"{_SELECT} {where}", values)))


def _entries(rows: Iterable[tuple[str, str, str, float, str, str, str]]) -> Iterator[Entry]:
    """The entries of these rows; one that cannot be read (written by hand, say) is passed over and logged."""
    for kind, at, boot, elapsed, data, host, identity in rows:
        try:
            when = datetime.fromisoformat(at).replace(tzinfo=UTC)
            yield Entry(EntryKind(kind), when, boot, _finite(elapsed), _object(data), host, identity)
        except (ValueError, TypeError, RecursionError) as error:
            log.warning("journal: entry %r is left out: %s", identity, error)


def _finite(number: float) -> float:
    if not math.isfinite(number):
        msg = f"{number} is no time"
        raise ValueError(msg)
    return float(number)


def _object(text: str) -> dict[str, Any]:
    data = json.loads(text)
    if not isinstance(data, dict):
        msg = "its data is no object"
        raise TypeError(msg)
    return data


def _stamp(at: datetime) -> str:
    """UTC to the millisecond without an offset, so that texts sort as times do."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="milliseconds")
