"""Journals of a diligent user: seven breaks on every weekday, for years."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import count, islice
from pathlib import Path

from unslouch.catalogue import load
from unslouch.core.entries import Entry, EntryKind
from unslouch.journal import Journal

A_YEAR, TEN_YEARS = 6_000, 60_000
"""How many entries so long a time leaves."""

_BREAKS = 7
_MOVES = 6
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 (only to be quick: the folder in it is private, and moved away)


def write(path: Path, entries: int) -> None:
    """A journal at `path` with so many entries, the last of them from yesterday or before."""
    with tempfile.TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None) as folder:
        draft = Path(folder) / path.name
        with Journal(draft) as journal:
            for entry in reversed(list(islice(_backwards(), entries))):
                journal.append(entry)
        shutil.move(draft, path)


def _backwards() -> Iterator[Entry]:
    today = datetime.combine(datetime.now(UTC).date(), time(9), UTC)
    for days in count(1):
        day = today - timedelta(days=days)
        if day.weekday() < 5:
            yield from reversed(list(day_of(day)))


def day_of(began: datetime) -> Iterator[Entry]:
    """A working day that began then."""
    boot = f"bench-{began.date()}"

    def entry(kind: EntryKind, minutes: float, **data: object) -> Entry:
        return Entry(kind, began + timedelta(minutes=minutes), boot, 60 * minutes, data)

    yield entry(EntryKind.SERVICE_STARTED, 0, anew=True, sitting_s=0.0)
    for number in range(_BREAKS):
        minutes = 53 * number + 50
        session = {"session": f"{boot}-{number}", "rhythm": "stretch", "length_s": 180.0, "since_s": 3000.0}
        yield entry(EntryKind.REMINDED, minutes, rhythm="stretch", times=1)
        yield entry(EntryKind.STARTED, minutes + 1, **session)
        moves = _moves(began.toordinal() * _BREAKS + number)
        yield entry(EntryKind.COMPLETED, minutes + 4, **session, done_s=180.0, moves=moves)
    yield entry(EntryKind.SERVICE_STOPPED, 500, sitting_s=1200.0)


def _moves(number: int) -> list[dict[str, object]]:
    catalogue = load()
    first = number * _MOVES
    chosen = [catalogue[index % len(catalogue)] for index in range(first, first + _MOVES)]
    return [{"exercise": exercise.id, "side": None, "seconds": 30.0} for exercise in chosen]
